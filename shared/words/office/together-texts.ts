/** Publishing the units' own reports together, as the office reads it. */
export const togetherTexts = {
  title: { zh: '集中公开', en: 'Publish together' },
  now: {
    zh: '现在是随核准随公开：每个单位的报告一核准就公开。要统一发布，请定一个时间。',
    en: 'Now each report is published as soon as it is cleared. To publish them all together, set a time.',
  },
  held: (when: string, ready: number) => ({
    zh: `定于${when}集中公开，已备好${ready}个单位的报告；到时几分钟内一起公开，之后核准的随即公开。`,
    en: `To be published together on ${when}; ${ready} reports are ready. They go out within minutes of it; what is cleared later goes out at once.`,
  }),
  over: (when: string) => ({
    zh: `已于${when}集中公开，之后核准的随即公开。`,
    en: `Published together on ${when}; what is cleared later goes out at once.`,
  }),
  waits: (when: string) => ({ zh: `已核准，${when}集中公开`, en: `cleared, to be published together on ${when}` }),
  done: {
    zh: '已记录。核准的报告到集中公开的时间一起公布，退回的已通知单位。',
    en: 'Recorded. What was cleared will be published together at the time that was set; units were told of what was sent back.',
  },
  set: { zh: '定时间，或者改回随核准随公开', en: 'Set a time, or publish at once again' },
  date: { zh: '日期', en: 'Day' },
  time: { zh: '时间', en: 'Time' },
  empty: {
    zh: '日期和时间都空着，就是随核准随公开。不能晚于各单位报告的法定公开日期；更正不等这个时间。',
    en: 'With neither, each goes out at once. It cannot be later than the legal date of the units’ reports; corrections do not wait for it.',
  },
}

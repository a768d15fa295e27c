/** A unit whose figures go up its own line: it reports for itself, and the whole does not add it. */
export const countedTexts = {
  mark: { zh: '由条线汇总', en: 'counted by its own line' },
  form: {
    zh: '本单位的数由条线逐级汇总，不加进本级政府的报告。这里填的，用于本单位自己的年度报告。',
    en: 'Your figures go up your own line and are not added to the government’s report. What you fill in here is for your own report.',
  },
  used: { zh: '由条线汇总，本报告不加它的数', en: 'counted by its own line; this report does not add it' },
  ownReport: {
    zh: '本机关的数由条线逐级汇总，不加进本级政府的报告。',
    en: 'The figures of this body go up its own line; the report of the government does not add them. ',
  },
  apart: (names: string) => ({
    zh: `由条线汇总、不加进本级的：${names}。`,
    en: ` Counted by their own lines and not added: ${names}.`,
  }),
}

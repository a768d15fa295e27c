/** What a unit reads on its receipt. */
export const receiptTexts = {
  title: { zh: '提交成功：回执', en: 'Submitted: your receipt' },
  returnedTitle: { zh: '这一版已被退回', en: 'This revision was returned' },
  abandonedTitle: { zh: '回执：这次更正已经放弃', en: 'Your receipt: this correction was given up' },
  received: { zh: '已经收到', en: 'Received' },
  waitsForLeader: (leader: string) => ({
    zh: `已发邮件请${leader}确认，确认后报送才算完成。您可以关闭这个页面；请打印或保存回执。`,
    en: `${leader} has been asked by mail to confirm; only then is the slice complete. You may close this page; please print or save the receipt.`,
  }),
  asksLeader: (leader: string) => ({
    zh: `正在发邮件请${leader}确认，确认后报送才算完成。您可以关闭这个页面；请打印或保存回执。`,
    en: `A mail that asks ${leader} to confirm is being sent; only then is the slice complete. You may close this page; please print or save the receipt.`,
  }),
  nothingToDo: {
    zh: '您不用再做什么，可以关闭这个页面；请打印或保存回执。',
    en: 'You need do nothing more and may close this page; please print or save the receipt.',
  },
  returned: (by: string, at: string) => ({
    zh: `${by}于${at}退回了这一版，请修改后再提交`,
    en: `Returned by ${by} on ${at}; please correct it and submit again`,
  }),
  takenTitle: { zh: '这一版已取回，请改好再报', en: 'This revision was taken back' },
  taken: (by: string, at: string) => ({
    zh: `${by}于${at}取回了这一版，要修改后再提交`,
    en: `Taken back by ${by} on ${at}, to be changed and submitted again`,
  }),
  takeBack: {
    title: { zh: '发现填错了？取回来改', en: 'Found a mistake? Take it back' },
    lead: {
      zh: '还没有汇总，可以取回。取回后这一版不算数，填过的都在填报页上，改好请再提交一次；已请负责人确认的，会告诉负责人先不用确认。',
      en: 'Nothing was merged from it yet. Taken back, it does not count; what you filled is on the form, to be changed and submitted again. If your leader was asked to confirm it, your leader is told.',
    },
    meant: { zh: '我要取回这一版，改好再提交', en: 'I take this revision back, to change it and submit again' },
    button: { zh: '取回来改', en: 'Take it back' },
  },
  number: { zh: '回执号', en: 'Receipt' },
  at: { zh: '收到时间', en: 'Received' },
  by: { zh: '提交人', en: 'Submitted by' },
  digest: { zh: '校验码', en: 'Checksum' },
  digestHint: {
    zh: '按收到的内容算出，内容有任何改动都会不同。电话里核对前16位就够。',
    en: 'Computed from what was received; any change to it gives another. On the telephone the first 16 characters are enough.',
  },
  progress: { zh: '进度', en: 'Progress' },
  steps: {
    received: { zh: '已收到', en: 'Received' },
    confirmed: { zh: '本单位领导确认', en: 'Confirmed by the unit’s leader' },
    merged: { zh: '已汇总', en: 'Merged' },
    signed: { zh: '已审签', en: 'Signed off' },
    published: { zh: '已公布', en: 'Published' },
  },
  own: {
    'to-clear': {
      zh: '本单位自己的年度报告等政府信息公开工作主管部门核准，核准以后公布。',
      en: 'Your unit’s own annual report waits to be cleared by the office; then it is published.',
    },
    waits: (when: string) => ({
      zh: `本单位自己的年度报告已核准，${when}与其他单位的一起公布。`,
      en: `Your unit’s own annual report is cleared; it is published together with the others on ${when}.`,
    }),
    releasing: {
      zh: '本单位自己的年度报告已可以公布，几分钟内在公开网站上。',
      en: 'Your unit’s own annual report is ready; it will be on the public site within minutes.',
    },
    public: (n: number) => ({
      zh: `本单位自己的年度报告第${n}版已公布。`,
      en: `Version ${n} of your unit’s own annual report is published.`,
    }),
  },
  withdrawn: {
    whole: (n: number, when: string) => ({
      zh: `加进这些数的报告第${n}版公布过，已于${when}撤回。`,
      en: `Version ${n} of the report, which adds these figures, was public and was withdrawn on ${when}.`,
    }),
    own: (n: number, when: string) => ({
      zh: `本单位自己的年度报告第${n}版公布过，已于${when}撤回。`,
      en: `Version ${n} of your unit’s own annual report was public and was withdrawn on ${when}.`,
    }),
  },
  notYet: { zh: '还没有', en: 'not yet' },
  revisions: { zh: '历次提交', en: 'Revisions' },
  nth: (n: number) => ({ zh: `第${n}次`, en: `Revision ${n}` }),
  toForm: { zh: '回到填报页', en: 'Back to the form' },
  nil: {
    zh: '已声明：全年没有要报告的内容，所有数字都是 0。',
    en: 'Declared: nothing to report for the whole year; every figure is 0.',
  },
  explanations: { zh: '已写的说明', en: 'Explanations given' },
} as const

/** What units and approvers read of a correction that was given up. */
export const correctionTexts = {
  title: { zh: '这次更正已经放弃', en: 'This correction was given up' },
  says: (n: number, by: string, when: string) => ({
    zh: `${by}于${when}放弃了第${n}版的更正，您不用再做什么。理由：`,
    en: `${by} gave up the correction of version ${n} on ${when}; there is nothing more for you to do. The reason:`,
  }),
  stands: (n: number) => ({
    zh: `已公布的第${n}版没有变，仍然有效。`,
    en: `Version ${n}, which is public, is as it was and stands.`,
  }),
  withdrawn: (n: number) => ({
    zh: `第${n}版在这之前已经撤回，没有恢复公布。`,
    en: `Version ${n} was withdrawn before, and is not public again.`,
  }),
  waits: {
    zh: '这次报送的数没有加进已公布的报告；以后再更正时，用您单位最后一次报送的数。',
    en: 'The report that is public does not add this revision; a later correction begins with what your unit sent last.',
  },
  waitsUnit: {
    zh: '您单位为这次更正新报的数没有加进已公布的报告，留到以后再更正时用。',
    en: 'The report that is public does not add what your unit has filed anew; a later correction begins with it.',
  },
  signed: {
    zh: '您签过的那一稿不会公布，您的签批也不再使用。',
    en: 'The draft that you signed is not published, and your signature is not used.',
  },
  call: (phone: string) => ({ zh: `有疑问请打电话 ${phone}。`, en: `Questions: telephone ${phone}.` }),
} as const

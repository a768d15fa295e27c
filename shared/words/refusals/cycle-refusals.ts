/** Why a cycle is not opened or not found. */
export const cycleRefusals = {
  taken: {
    zh: '已经有同名的一期了，内容和这次的不同。请换一个代号。',
    en: 'A cycle of this name exists already, and it is another one. Please give this one another id.',
  },
  second: (cycle: string) => ({
    zh: `这个机关这一年的这份报告已经在办，代号是 ${cycle}。同一份报告一年只办一期。`,
    en: `This body’s report for this year is under way already, as ${cycle}. There is one cycle for a report and a year.`,
  }),
  unknown: { zh: '没有这一期年报。', en: 'There is no such reporting cycle.' },
  noReport: { zh: '没有这种报告，请从列表里选。', en: 'There is no such report; please choose one of the list.' },
  notLastYear: {
    zh: '去年的数不是一份能读的文件。',
    en: 'Last year’s figures are not a document that can be read.',
  },
  letGo: {
    zh: '在最近有您经办的一年里（这个机构有过您的，只看这个机构），您已不在经办人之列。新的一期，请由现在的经办人来开。',
    en: 'You are no longer of the office in the last year that had you (of this body, where it had you). Somebody who is opens the new cycle.',
  },
  noOfficer: (officers: string) => ({
    zh: `经办人里没有这个人，有：${officers}。`,
    en: `The office has nobody of that id; it has ${officers}.`,
  }),
}

/** Why something was not asked of the office, or not answered. */
export const askRefusals = {
  kindMissing: { zh: '请选择要问什么。', en: 'Please choose what you want.' },
  textMissing: { zh: '请写明理由或问题。', en: 'Please say why, or what the question is.' },
  textTooLong: (most: number) => ({ zh: `最多 ${most} 字。`, en: `${most} characters at most.` }),
  nothingOwed: {
    zh: '您单位现在没有要报的，不用延期。',
    en: 'Your unit owes nothing now; no more time is needed.',
  },
  notLater: (due: string) => ({
    zh: `现在的期限就是 ${due}，请填之后的日期。`,
    en: `It is due on ${due} as it is; please give a later date.`,
  }),
  askedAlready: {
    zh: '已经请求过延期，等经办机构答复。',
    en: 'More time was asked for already; the office has still to answer.',
  },
  tooMany: (most: number) => ({
    zh: `已经有 ${most} 件没有答复，请先等一等。`,
    en: `${most} matters are unanswered; please wait for the office.`,
  }),
  noAdjustment: { zh: '没有这一处调整。', en: 'There is no such adjustment.' },
  objectedAlready: { zh: '对这一处已经提过异议。', en: 'There is an objection to this adjustment already.' },
  notOfUnit: {
    zh: '您已不再为这个单位填报，这一件没有提出去。',
    en: 'You no longer fill in for this unit, so nothing was asked.',
  },
  over: { zh: '这一期已经撤回。', en: 'The cycle was called off.' },
  unknown: { zh: '没有这一件，请刷新页面。', en: 'There is no such request; please reload the page.' },
  noTimeAsked: { zh: '这一件没有请求延期。', en: 'No more time was asked for by this.' },
  answered: { zh: '这一件已经答复过了。', en: 'This was answered already.' },
}

import { type MailWords, type OwedFor, within } from './mail-words.ts'

export const proposalMailNames = {
  'consent-request': { zh: '请同意', en: 'consent asked' },
  'consent-answer': { zh: '对提议的答复', en: 'answer to a proposal' },
  ousted: { zh: '人员变动通知', en: 'notice that somebody else is asked now' },
}

export const proposalMailsOwed = {
  /** A second person is asked about a proposal; who proposed it hears the answer; who signs, confirms or fills in no more hears so. */
  consent: { mail: 'consent-request', key: ['proposal', 'person'] },
  'consent-answer': { mail: 'consent-answer', key: ['proposal', 'person'] },
  ousted: { mail: 'ousted', key: ['act', 'person'] },
} as const satisfies OwedFor<keyof typeof proposalMailNames>

/** What a second person, who proposed, and who signs no more read of a strong act of the office. */
export const proposalMails = {
  consentRequest: {
    subject: (matter: string, until: string) => ({
      zh: `请同意：${within(matter, 14)}，${until}前`,
      en: `Consent asked by ${until}: ${matter}`,
    }),
    colon: { zh: '：', en: ':' },
    lead: (report: string, matter: string) => ({
      zh: `办理《${report}》时有一件事，要您同意才算数：${matter}。`,
      en: `Something about “${report}” needs your consent before it is done: to ${matter}.`,
    }),
    open: { zh: '看一看，再答复', en: 'Read it and answer' },
    code: {
      zh: '答复时，页面会往您的邮箱寄6位数字，填上才算数。只打开页面不算答复。',
      en: 'When you answer, the page mails you six digits, which you type there. Opening the page answers nothing.',
    },
  },
  /** Whoever proposed it hears what became of it. */
  consentAnswer: {
    subject: {
      consent: (matter: string) => ({ zh: `已同意：${within(matter, 22)}`, en: `Consented: ${matter}` }),
      overtaken: (matter: string) => ({ zh: `没有照办：${within(matter, 21)}`, en: `Not done: ${matter}` }),
      decline: (matter: string) => ({ zh: `未同意：${within(matter, 22)}`, en: `Declined: ${matter}` }),
    },
    answered: {
      consent: (by: string, matter: string) => ({
        zh: `${by}同意了您的提议：${matter}。已经照办。`,
        en: `${by} consented to your proposal to ${matter}. It is done.`,
      }),
      overtaken: (by: string, matter: string) => ({
        zh: `${by}同意了您的提议：${matter}。但在这之前情况已经变了，没有照办，一切照旧。还需要的话，请重新提议。`,
        en: `${by} consented to your proposal to ${matter}, but things had gone another way by then: nothing was done, and everything stays as it is. If it is needed still, propose it anew.`,
      }),
      decline: (by: string, matter: string) => ({
        zh: `${by}没有同意您的提议：${matter}。一切照旧。`,
        en: `${by} declined your proposal to ${matter}. Everything stays as it is.`,
      }),
    },
  },
  /** Whoever was to sign, acted for a unit, or ran the cycle, and does no more. */
  ousted: {
    subject: {
      officer: (report: string) => ({
        zh: `请知悉：您不再经办${report}`,
        en: `Please note: you no longer run ${report}`,
      }),
      signer: (report: string) => ({
        zh: `请知悉：${report}不用您签了`,
        en: `Please note: you are not to sign ${report} any more`,
      }),
      ofUnit: (unit: string) => ({
        zh: `请知悉：您不再办理${within(unit, 16)}`,
        en: `Please note: you no longer act for ${unit}`,
      }),
    },
    officer: (report: string, to: string | undefined) => ({
      zh: `您不再是《${report}》的经办人${to ? `，由${to}接替` : ''}。您的工作台链接已经失效。`,
      en: `You no longer run “${report}”${to ? `; ${to} takes your place` : ''}. Your link to the board has ended.`,
    }),
    ofUnit: (report: string, unit: string, to: string | undefined) => ({
      zh: `《${report}》里${unit}的事不再由您办理${to ? `，负责人换成${to}` : ''}。您为此收到的链接已经失效。`,
      en: `You no longer act for ${unit} in “${report}”${to ? `; ${to} leads it now` : ''}. The link you had for it has ended.`,
    }),
    ousted: (report: string, stage: string, how: string) => ({
      zh: `《${report}》的“${stage}”原定请您签批，${how}`,
      en: `You were to sign “${stage}” of “${report}”. ${how}`,
    }),
    how: {
      skip: () => ({
        zh: '现在这个环节跳过，不再请您签。',
        en: 'The stage is skipped, and you are not asked any more.',
      }),
      force: () => ({
        zh: '现在不再等您，这一席按通过算；报告会写明不是您签的。您若刚刚签了同意，那一次不算数。',
        en: 'It is not waited for you any more: the seat counts as passed, and the report says that you did not sign. If you have agreed just now, that does not count.',
      }),
      reassign: (to: string) => ({
        zh: `现在改由${to}签批。您若刚刚签了同意，那一次不算数。`,
        en: `Now ${to} signs instead. If you have agreed just now, that does not count.`,
      }),
    },
    who: (by: string, consentedBy: string, when: string) => ({
      zh: `${by}提议，${consentedBy}同意，${when}起生效。理由：`,
      en: `Proposed by ${by}, consented to by ${consentedBy}, since ${when}. The reason:`,
    }),
    whoAlone: (by: string, when: string) => ({
      zh: `${by}在${when}改的。理由：`,
      en: `Done by ${by}, ${when}. The reason:`,
    }),
    object: (phone: string) => ({
      zh: `如果您认为不妥，请马上打电话 ${phone}：报告公布之前还可以停下来。`,
      en: `If you think this is wrong, please call ${phone} at once: until it is published the report can be stopped.`,
    }),
  },
} satisfies MailWords

import { shownDate, shownMoment } from '../../calendar/shown-date.ts'
import { consentTexts, effectsOf, matterTitle, type ProposedMatter } from '../../words/office/consent-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

type Proposed = MailFrame & {
  matter: ProposedMatter
  /** Who proposed it, when (instant, shown in the zone), why. */
  by: string
  at: string
  zone: string
  reason: string
}

/** A second person is asked to consent to a strong act of the office. */
export function consentRequestMail(given: Proposed & { until: string; link: Omit<MailLink, 'label'> }): Mail {
  const { language, matter, zone } = given
  const t = wordsIn(texts, language)
  const words = wordsIn(consentTexts, language)
  return mailOf(given, {
    subject: t.ask(matterTitle(matter)[language], shownDate(given.until, language)),
    lead: [
      t.lead(given.report),
      words.proposed(given.by, shownMoment(given.at, zone, language)),
      { quote: given.reason },
      `${words.ifYes}${t.colon}`,
      { list: effectsOf(matter).map((effect) => effect[language]) },
      words.until(shownDate(given.until, language)),
    ],
    link: { ...given.link, label: t.open },
    rest: [t.code],
  })
}

/** Whoever proposed it hears what became of it. */
export function consentAnswerMail(
  given: MailFrame & { matter: ProposedMatter; answeredBy: string; consented: boolean },
): Mail {
  const { language } = given
  const t = wordsIn(texts, language)
  const matter = matterTitle(given.matter)[language]
  return mailOf(given, {
    subject: t.answer(matter, given.consented),
    lead: [t.answered(given.answeredBy, matter, given.consented)],
  })
}

/** Whoever was to sign and is skipped, forced or replaced: told at once, with the reason, who did it, and whom to call. */
export function oustedMail(given: Proposed & { consentedBy: string }): Mail {
  const { language, matter } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: matter.act === 'officer' ? t.officerSubject(given.report) : t.oustedSubject(matter.about[language]),
    lead: [
      matter.act === 'officer'
        ? t.officer(given.report, matter.to)
        : t.ousted(
            given.report,
            matter.about[language],
            t.how[matter.act === 'force' || matter.act === 'reassign' ? matter.act : 'skip'](matter.to ?? ''),
          ),
      t.who(given.by, given.consentedBy, shownMoment(given.at, given.zone, language)),
      { quote: given.reason },
      t.object(given.requester.phone),
    ],
  })
}

const texts = {
  colon: { zh: '：', en: ':' },
  ask: (matter: string, until: string) => ({
    zh: `请同意：${matter}，${until}前`,
    en: `Consent asked by ${until}: ${matter}`,
  }),
  lead: (report: string) => ({
    zh: `办理《${report}》时有一件事，要您同意才算数。`,
    en: `Something about “${report}” needs your consent before it is done.`,
  }),
  open: { zh: '看一看，再答复', en: 'Read it and answer' },
  code: {
    zh: '答复时，页面会往您的邮箱寄6位数字，填上才算数。只打开页面不算答复。',
    en: 'When you answer, the page mails you six digits, which you type there. Opening the page answers nothing.',
  },
  answer: (matter: string, consented: boolean) => ({
    zh: `${consented ? '已同意' : '未同意'}：${matter}`,
    en: `${consented ? 'Consented' : 'Declined'}: ${matter}`,
  }),
  answered: (by: string, matter: string, consented: boolean) => ({
    zh: consented ? `${by}同意了您的提议：${matter}。已经照办。` : `${by}没有同意您的提议：${matter}。一切照旧。`,
    en: consented
      ? `${by} consented to your proposal to ${matter}. It is done.`
      : `${by} declined your proposal to ${matter}. Everything stays as it is.`,
  }),
  officerSubject: (report: string) => ({
    zh: `请知悉：您不再经办${report}`,
    en: `Please note: you no longer run ${report}`,
  }),
  officer: (report: string, to: string | undefined) => ({
    zh: `您不再是《${report}》的经办人${to ? `，由${to}接替` : ''}。您的工作台链接已经失效。`,
    en: `You no longer run “${report}”${to ? `; ${to} takes your place` : ''}. Your link to the board has ended.`,
  }),
  oustedSubject: (stage: string) => ({
    zh: `请知悉：您在“${stage}”的签批有变动`,
    en: `Please note: your signature in “${stage}” has changed`,
  }),
  ousted: (report: string, stage: string, how: string) => ({
    zh: `《${report}》的“${stage}”原定请您签批，${how}`,
    en: `You were to sign “${stage}” of “${report}”. ${how}`,
  }),
  how: {
    skip: () => ({ zh: '现在这个环节跳过，不再请您签。', en: 'The stage is skipped, and you are not asked any more.' }),
    force: () => ({
      zh: '现在不再等您，这一席按通过算；报告会写明不是您签的。',
      en: 'It is not waited for you any more: the seat counts as passed, and the report says that you did not sign.',
    }),
    reassign: (to: string) => ({ zh: `现在改由${to}签批。`, en: `Now ${to} signs instead.` }),
  },
  who: (by: string, consentedBy: string, when: string) => ({
    zh: `${by}提议，${consentedBy}同意，${when}起生效。理由：`,
    en: `Proposed by ${by}, consented to by ${consentedBy}, since ${when}. The reason:`,
  }),
  object: (phone: string) => ({
    zh: `如果您认为不妥，请马上打电话 ${phone}：报告公布之前还可以停下来。`,
    en: `If you think this is wrong, please call ${phone} at once: until it is published the report can be stopped.`,
  }),
} as const

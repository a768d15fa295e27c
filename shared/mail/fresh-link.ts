import type { LinkPurpose } from '../cycle/facts.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

/** Somebody held an old link and asked for a new one; it goes to the registered address only. */
export function freshLinkMail(
  given: MailFrame & {
    purpose: LinkPurpose
    unit?: LocalizedText
    link: Omit<MailLink, 'label'>
    decisionCode?: string
  },
): Mail {
  const { language, report, purpose } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report, given.unit?.[language]),
    lead: [t.lead(report, t.what[purpose])],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: t.open },
    rest: [t.notYou],
  })
}

const texts = {
  what: {
    slice: { zh: '填报', en: 'submission' },
    confirmation: { zh: '确认', en: 'confirmation' },
    'sign-off': { zh: '审签', en: 'decision' },
    consent: { zh: '答复', en: 'consent' },
    board: { zh: '办理', en: 'work' },
  },
  subject: (report: string, unit: string | undefined) => ({
    zh: `${report}${unit ? `：${unit}` : ''}，您要的链接`,
    en: `${report}${unit ? `, ${unit}` : ''}: the link you asked for`,
  }),
  lead: (report: string, what: string) => ({
    zh: `这是您${what}《${report}》用的链接。如果之前的链接打不开了，以这一封为准。`,
    en: `This is the link for your ${what} on “${report}”. Where an earlier one no longer opens, use this one.`,
  }),
  open: { zh: '打开页面', en: 'Open the page' },
  notYou: {
    zh: '如果不是您要的，可能是有人拿到了您的链接，请告诉经办人。',
    en: 'If you did not ask for it, somebody may have an old link of yours; please tell the person named below.',
  },
}

import type { LinkPurpose } from '../cycle/facts.ts'
import type { LocalizedText } from '../report/report-definition.ts'
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
  const t = texts[language]
  return mailOf(given, {
    subject: t.subject(report, given.unit?.[language]),
    lead: [t.lead(report, t.what[purpose])],
    ...(given.decisionCode && { decisionCode: given.decisionCode }),
    link: { ...given.link, label: t.open },
    rest: [t.notYou],
  })
}

const texts = {
  zh: {
    what: { slice: '填报', confirmation: '确认', 'sign-off': '审签', consent: '答复', board: '办理' },
    subject: (report: string, unit: string | undefined) => `${report}${unit ? `：${unit}` : ''}，您要的新链接`,
    lead: (report: string, what: string) => `这是您${what}《${report}》用的新链接。之前的链接都不能再用了。`,
    open: '打开页面',
    notYou: '如果不是您要的新链接，可能是有人拿到了旧链接，请告诉经办人。',
  },
  en: {
    what: {
      slice: 'submission',
      confirmation: 'confirmation',
      'sign-off': 'decision',
      consent: 'consent',
      board: 'work',
    },
    subject: (report: string, unit: string | undefined) => `${report}${unit ? `, ${unit}` : ''}: your fresh link`,
    lead: (report: string, what: string) =>
      `This is the fresh link for your ${what} on “${report}”. The links before it no longer work.`,
    open: 'Open the page',
    notYou: 'If you did not ask for it, somebody may have an old link of yours; please tell the person named below.',
  },
}

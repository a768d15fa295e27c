import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { officeMails } from '../../words/office/office-mails.ts'
import { subjectTexts } from '../../words/subjects.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

const texts = officeMails.officeAct

/** What the office did to a unit's slice, as its people read it. Figures as shown. */
export type ActOnUnit =
  | { act: 'reopen' | 'extend'; until: string }
  /** `asked`: in the unit's words. */
  | { act: 'answer'; asked: string }
  | { act: 'adjust'; cell: LocalizedText; from: string; to: string }
  | { act: 'rename'; name: LocalizedText }
  | { act: 'nil' | 'exempt' | 'leave' }

/** A unit hears of every act of the office on its slice, with the reason: nothing is changed behind its back. */
export function officeActMail(
  given: MailFrame & { unit: LocalizedText; done: ActOnUnit; reason: string; link?: Omit<MailLink, 'label'> },
): Mail {
  const { language, done } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: wordsIn(subjectTexts, language).officeAct[done.act](given.short),
    lead: [
      said(given),
      ...(done.act === 'answer' ? [{ quote: done.asked }, t.answer] : [t.reason]),
      { quote: given.reason },
    ],
    ...(given.link && {
      link: { ...given.link, label: done.act === 'adjust' || done.act === 'answer' ? t.look : t.open },
    }),
    rest: [given.link ? t.object : t.objectByPhone],
  })
}

function said({ language, unit, done }: Parameters<typeof officeActMail>[0]): string {
  const t = wordsIn(texts, language).lead
  switch (done.act) {
    case 'reopen':
    case 'extend':
      return t[done.act](unit[language], shownDate(done.until, language))
    case 'adjust':
      return t.adjust(unit[language], done.cell[language], done.from, done.to)
    case 'rename':
      return t.rename(done.name[language])
    default:
      return t[done.act](unit[language])
  }
}

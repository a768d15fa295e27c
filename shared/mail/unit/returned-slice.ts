import { shownDate } from '../../calendar/shown-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** A slice comes back to the unit, with the reasons place by place. */
export function returnedSliceMail(
  given: MailFrame & {
    unit: LocalizedText
    /** Who returned it, as a reader knows them: the check, the unit's leader, an approver with title. */
    by: string
    /** `where` is the name of a cell or a part; absent when the reason is about the whole slice. */
    reasons: { where?: LocalizedText; text: string }[]
    /** Civil date; absent when it is past. */
    due?: string
    link: Omit<MailLink, 'label'>
  },
): Mail {
  const { language, report } = given
  const unit = given.unit[language]
  const due = given.due && shownDate(given.due, language)
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report, unit, due),
    lead: [
      t.lead(unit, given.by, report, due),
      { list: given.reasons.map(({ where, text }) => (where ? `${where[language]}${t.colon}${text}` : text)) },
      t.kept,
    ],
    link: { ...given.link, label: t.open },
  })
}

/** Who returned it, when it was nobody. */
export const byTheCheck: LocalizedText = { zh: '系统核对', en: 'the automatic check' }

const texts = {
  colon: { zh: '：', en: ': ' },
  subject: (report: string, unit: string, due: string | undefined) => ({
    zh: `被退回，请改：${unit}填报的内容，${due ? `${due}前` : '尽快'}（${report}）`,
    en: `Returned, please correct ${due ? `by ${due}` : 'soon'}: slice of ${unit} (${report})`,
  }),
  lead: (unit: string, by: string, report: string, due: string | undefined) => ({
    zh: `${unit}填报的《${report}》被${by}退回，请您${due ? `修改后在${due}（含当天）前` : '尽快修改并'}重新提交。退回的原因：`,
    en: `The slice of ${unit} for “${report}” was returned by ${by}. Please correct it and submit again ${due ? `by ${due} (that day included)` : 'as soon as you can'}. The reasons:`,
  }),
  kept: {
    zh: '您之前填的内容都还在，只改有问题的地方就可以。',
    en: 'Everything you filled in is still there; only what is wrong needs changing.',
  },
  open: { zh: '打开填报页修改', en: 'Open the form' },
}

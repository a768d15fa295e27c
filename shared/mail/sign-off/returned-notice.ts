import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who had signed hears that the draft was returned, by whom and why, and that their signature no longer counts. */
export function returnedNoticeMail(
  given: MailFrame & {
    by: string
    round: number
    /** `unit`: who gets it back. `where`: name of a cell or a part. */
    reasons: { unit?: LocalizedText; where?: LocalizedText; text: string }[]
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report),
    lead: [
      t.lead(report, given.round, given.by),
      {
        list: given.reasons.map(({ unit, where, text }) => {
          const place = [unit, where].filter((name) => name !== undefined).map((name) => name[language])
          return place.length > 0 ? `${place.join(t.separator)}${t.colon}${text}` : text
        }),
      },
      t.void,
      t.next,
    ],
  })
}

const texts = {
  colon: { zh: '：', en: ': ' },
  separator: { zh: ' · ', en: ' · ' },
  subject: (report: string) => ({
    zh: `${report}：您签过的稿子被退回修改`,
    en: `${report}: the draft you signed was returned`,
  }),
  lead: (report: string, round: number, by: string) => ({
    zh: `您签批过的《${report}》第${round}轮稿被${by}退回。退回的原因：`,
    en: `The draft of round ${round} of “${report}”, which you had signed, was returned by ${by}. The reasons:`,
  }),
  void: {
    zh: '您对这一稿的签批留作记录，但不再有效。',
    en: 'Your decision on it is kept on record but no longer counts.',
  },
  next: {
    zh: '现在不用您做什么。有关单位改好后会生成新稿；需要您再签时会另发邮件，并标出改动的地方。',
    en: 'There is nothing for you to do now. When the units have made their corrections there will be a new draft; if it needs your signature you get another mail, with the changes marked.',
  },
}

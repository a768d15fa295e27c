import type { LocalizedText } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from '../layout.ts'

/** Somebody who had signed hears that newer figures have made another draft, so that their signature no longer counts. */
export function decisionVoidMail(
  given: MailFrame & {
    round: number
    /** Units whose slice is new, where that is the cause. */
    units: LocalizedText[]
    /** What the office did, where that is the cause. */
    acts: string[]
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(texts, language)
  const causes = [
    ...(given.units.length > 0 ? [t.units(given.units.map((name) => name[language]))] : []),
    ...given.acts.map((reason) => t.act(reason)),
  ]
  return mailOf(given, {
    subject: t.subject(report),
    lead: [t.lead(report, given.round), { list: causes }, t.void, t.next],
  })
}

const texts = {
  subject: (report: string) => ({
    zh: `${report}：数据有更新，您签过的稿子已作废`,
    en: `${report}: newer figures, the draft you signed is superseded`,
  }),
  lead: (report: string, round: number) => ({
    zh: `您签批过《${report}》第${round}轮稿，之后数据有更新：`,
    en: `You signed the draft of round ${round} of “${report}”. Since then the figures have changed:`,
  }),
  units: (names: string[]) => ({
    zh: `${names.join('、')}重新报送了数据。`,
    en: `${names.join(', ')} sent a new revision.`,
  }),
  act: (reason: string) => ({ zh: `经办机构作了处理：${reason}`, en: `The office acted: ${reason}` }),
  void: {
    zh: '您对旧稿的签批留作记录，但不再有效；新稿要重新签批。',
    en: 'Your decision on the old draft is kept on record but no longer counts; the new draft needs new decisions.',
  },
  next: {
    zh: '现在不用您做什么。轮到您签新稿时会另发邮件，并标出改动的地方。',
    en: 'There is nothing for you to do now. When it is your turn you get another mail, with the changes marked.',
  },
}

import type { Lent } from '../../cycle/hand-in-draft.ts'
import { nameIn } from '../../cycle/people.ts'
import type { Spine } from '../../cycle/reporting-cycle.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { confirmedByOfficeLink, throughOfficeLink, typedByOfficeLink } from '../../words/office-link-texts.ts'
import { pause } from '../../words/words-in.ts'

/** The sentence for a fact that was made through a link of the office, by the id of who had it made. */
export const officeLinkOf = (state: Spine, issuedBy: string): LocalizedText =>
  throughOfficeLink({ zh: nameIn(state, issuedBy, 'zh'), en: nameIn(state, issuedBy, 'en') })

/** The same of what was sent, of what was typed in it before and of its confirmation; undefined where none of it came by such a link. */
export function officeLinksOf(
  state: Spine,
  { linkIssuedBy, typedThrough = [], confirmedThrough }: Lent,
): LocalizedText | undefined {
  const nameOf = (id: string) => ({ zh: nameIn(state, id, 'zh'), en: nameIn(state, id, 'en') })
  const names = (language: Language) => typedThrough.map((id) => nameIn(state, id, language)).join(pause[language])
  const said = [
    ...(linkIssuedBy === undefined ? [] : [officeLinkOf(state, linkIssuedBy)]),
    ...(typedThrough.length > 0 ? [typedByOfficeLink({ zh: names('zh'), en: names('en') })] : []),
    ...(confirmedThrough === undefined ? [] : [confirmedByOfficeLink(nameOf(confirmedThrough))]),
  ]
  return said.length > 0
    ? { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
    : undefined
}

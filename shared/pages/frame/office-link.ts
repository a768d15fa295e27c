import type { Lent } from '../../cycle/hand-in-draft.ts'
import { nameIn } from '../../cycle/people.ts'
import type { Spine } from '../../cycle/reporting-cycle.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { confirmedByOfficeLink, throughOfficeLink, typedByOfficeLink } from '../../words/office-link-texts.ts'
import { pause } from '../../words/words-in.ts'

/** The sentence for a fact that was made through a link of the office, by the id of who had it made. */
export const officeLinkOf = (state: Spine, issuedBy: string): LocalizedText =>
  throughOfficeLink(namesOf(state, [issuedBy]))

function namesOf(state: Spine, ids: readonly string[]): LocalizedText {
  const names = (language: Language) => ids.map((id) => nameIn(state, id, language)).join(pause[language])
  return { zh: names('zh'), en: names('en') }
}

/** The same of what was sent, of what was typed in it before and of its confirmation; undefined where none of it came by such a link. */
export function officeLinksOf(
  state: Spine,
  { linkIssuedBy, typedThrough = [], confirmedThrough }: Lent,
): LocalizedText | undefined {
  const said = [
    ...(linkIssuedBy === undefined ? [] : [officeLinkOf(state, linkIssuedBy)]),
    ...(typedThrough.length > 0 ? [typedByOfficeLink(namesOf(state, typedThrough))] : []),
    ...(confirmedThrough === undefined ? [] : [confirmedByOfficeLink(namesOf(state, [confirmedThrough]))]),
  ]
  return said.length > 0
    ? { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
    : undefined
}

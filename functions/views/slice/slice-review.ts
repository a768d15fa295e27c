import { leadFor } from '../../../shared/cycle/acts/colleague.ts'
import type { TypedSlice } from '../../../shared/draft/submission.ts'
import { type CopyAsShown, linkMakersIn, originsOf, printsOf } from '../../../shared/draft/working-copy.ts'
import { officeLinksOf } from '../../../shared/pages/frame/office-link.ts'
import { reviewPage } from '../../../shared/pages/slice/review-page.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import type { OpenedUnitSession } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'
import type { PostedForm } from './posted-form.ts'
import { figuresTyped } from './slice-form.ts'
import { type UnitSlice, unitFrame } from './unit-slice.ts'

/** The page that is read through before a slice is sent; its form carries all of it. */
export function reviewPageOf(
  session: OpenedUnitSession,
  slice: UnitSlice,
  language: Language,
  services: Pick<Services, 'settings'>,
  shown: {
    typed: TypedSlice
    copy: CopyAsShown
    findings: readonly Finding[]
    posted: PostedForm
    checked: number
    problems: readonly Problem[]
  },
): string {
  const { compiled, formToken } = session
  const { typed, copy, findings, posted, checked, problems } = shown
  const { unit } = slice.unit
  const submitter = leadFor(session.state.own, session.person.id)?.name
  const through = officeLinksOf(session.state, { typedThrough: linkMakersIn(copy) })
  return reviewPage({
    ...unitFrame(session, slice.unit, language, services),
    compiled,
    roles: unit.roles,
    typed,
    figures: figuresTyped(compiled, unit.roles, typed),
    lastYear: slice.lastYear,
    findings,
    origins: originsOf(copy.fields),
    checked,
    problems,
    ...(submitter && { submitter }),
    ...(through && { through: through[language] }),
    // Everything the form sent, but for what belongs to this one sending of it.
    carried: {
      ...without(posted.raw, ['do', 'form-token', 'seen', 'origins', 'zeros-seen']),
      ...carriedCopy(copy),
      seen: JSON.stringify(printsOf(copy.values)),
      'form-token': formToken,
    },
  })
}

const without = (values: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))

/** The copy is what the form is now, colleagues' cells and all. */
const carriedCopy = ({ values }: CopyAsShown): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'nil')),
  ...(values.nil === 'yes' ? { nil: 'yes' } : {}),
})

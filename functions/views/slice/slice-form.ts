import { called, nameIn } from '../../../shared/cycle/people.ts'
import { unitStanding } from '../../../shared/cycle/reporting-cycle.ts'
import type { SliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import { provisionalDue } from '../../../shared/cycle/unit-due.ts'
import { deskDefinition } from '../../../shared/draft/desk-data.ts'
import { receiptNumber, type TypedSlice } from '../../../shared/draft/submission.ts'
import { readFigures } from '../../../shared/draft/typed-figures.ts'
import type { CopyAsShown } from '../../../shared/draft/working-copy.ts'
import type { SliceForm } from '../../../shared/pages/slice/slice-form.ts'
import { slicePage } from '../../../shared/pages/slice/slice-page.ts'
import type { CompiledDefinition } from '../../../shared/report/cells.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import type { Language, LocalizedText } from '../../../shared/report/report-definition.ts'
import { suggestedFigures } from '../../../shared/report/suggested-figures.ts'
import { sliceTexts } from '../../../shared/words/clerk/slice-texts.ts'
import { sentAs } from '../../door/sent-as.ts'
import type { OpenedUnitSession } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'
import { copyOnPage, type UnitSlice, unitFrame } from './unit-slice.ts'

/** A slice out of a machine's JSON. */
export async function typedInJson(json: unknown): Promise<{ typed: TypedSlice; revision?: number; check: boolean }> {
  const { nil, figures, texts, justifications, revision, check } = await sentAs('sliceJson', json)
  return {
    typed: {
      nil,
      figures: Object.fromEntries(
        Object.entries(figures).map(([id, figure]) => [id, figure === null ? '' : String(figure)]),
      ),
      texts,
      justifications: Object.fromEntries(Object.entries(justifications).map(([id, text]) => [id, { text }])),
    },
    ...(revision !== undefined && { revision }),
    check,
  }
}

/** What was typed and what is to be said about it. */
export type ShownOnForm = {
  due: string | undefined
  typed: TypedSlice
  copy: CopyAsShown
  problems?: readonly Problem[]
  findings?: readonly Finding[]
  said?: NonNullable<SliceForm['said']>
}

/** The form of a session, with what was typed and what is to be said about it. */
export function formPage(
  session: OpenedUnitSession,
  slice: UnitSlice,
  language: Language,
  services: Pick<Services, 'settings'>,
  { due, ...shown }: ShownOnForm,
): string {
  const { state, definition, compiled, formToken } = session
  const { unit } = slice
  const newest = unit.submissions.at(-1)
  const forNow = provisionalDue(state, unit)
  const returned = unitStanding(unit, definition) === 'returned' ? unit.returns.at(-1) : undefined
  return slicePage({
    ...unitFrame(session, unit, language, services),
    compiled,
    roles: unit.unit.roles,
    ...(due && { due }),
    ...(due && forNow && { provisional: forNow }),
    hidden: {
      formToken,
      revision: newest?.revision ?? 0,
      cycle: state.opening.cycle,
      unit: unit.unit.id,
    },
    copy: copyOnPage(session, shown.copy, language),
    typed: shown.typed,
    totals: figuresTyped(compiled, unit.unit.roles, shown.typed),
    lastYear: slice.lastYear,
    suggested: carriedOver(compiled, slice, shown.typed),
    problems: shown.problems ?? [],
    findings: shown.findings ?? [],
    ...(shown.said && { said: shown.said }),
    ...(services.settings.scripts?.desk && {
      script: {
        script: services.settings.scripts.desk,
        data: {
          language,
          definition: deskDefinition(definition, slice.previous),
          roles: unit.unit.roles,
          ...(slice.previous && { previous: slice.previous }),
          cycle: state.opening.cycle,
          year: state.opening.year,
          unit: unit.unit.id,
          unitName: unit.unit.name,
          revision: newest?.revision ?? 0,
          version: shown.copy.version,
          ...(services.settings.scripts.files && { files: services.settings.scripts.files }),
        },
      },
    }),
    ...(returned && {
      returned: {
        by: whoReturned(returned.by),
        taken: returned.by === 'unit',
        at: returned.at,
        reasons: returned.reasons,
      },
    }),
    ...(newest && {
      newest: {
        number: receiptNumber(state.opening.cycle, unit.unit.id, newest.revision),
        at: newest.at,
        by: nameIn(state, newest.by, language),
      },
    }),
  })
}

/** Cells that must be what last year's report says, and are. */
function carriedOver(compiled: CompiledDefinition, { unit, lastYear }: UnitSlice, typed: TypedSlice): Set<string> {
  const suggested = Object.entries(suggestedFigures(compiled, unit.unit.roles, lastYear))
  return new Set(suggested.flatMap(([id, figure]) => (typed.figures[id] === figure ? [id] : [])))
}

/** As they add up: a total that was sent is not looked at. */
export const figuresTyped = (compiled: CompiledDefinition, roles: readonly string[], typed: TypedSlice) =>
  readFigures(compiled, roles, typed).figures

export function closedProblem(
  why: Extract<SliceWindow, { open: false }>['why'],
  { settings }: Pick<Services, 'settings'>,
): Problem {
  const { phone } = settings.sender
  return {
    code: why === 'late' || why === 'exempt' ? 'slice-locked' : 'cycle-closed',
    facts: { phone },
    message: sliceTexts.closed(sliceTexts.lockedTitle[why], phone),
  }
}

export function whoReturned(by: UnitSlice['unit']['returns'][number]['by']): LocalizedText {
  return typeof by === 'string' ? sliceTexts.returner[by] : { zh: called(by, 'zh'), en: called(by, 'en') }
}

import * as z from 'zod'
import { called, nameIn } from '../../shared/cycle/people.ts'
import { unitStanding } from '../../shared/cycle/reporting-cycle.ts'
import { readSlice, receiptNumber, type TypedSlice } from '../../shared/draft/submission.ts'
import { type SliceForm, slicePage } from '../../shared/pages/slice-page.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import { deriveTotals } from '../../shared/report/cells.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
import type { Finding } from '../../shared/report/finding.ts'
import type { Language, LocalizedText } from '../../shared/report/report-definition.ts'
import type { Form } from '../door/request.ts'
import type { OpenedSession } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import { type UnitSlice, unitFrame } from './unit-slice.ts'

/** A slice out of the form's fields: `cell:<id>`, `text:<part>`, `why:<instance>` with `for:<instance>`, `nil`. */
export function typedInForm(form: Form): TypedSlice {
  const named = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(form.values)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    )
  const digests = named('for:')
  return {
    nil: form.values.nil === 'yes',
    figures: named('cell:'),
    texts: named('text:'),
    justifications: Object.fromEntries(
      Object.entries(named('why:')).map(([instance, text]) => [
        instance,
        { text, ...(digests[instance] !== undefined && { figures: digests[instance] }) },
      ]),
    ),
  }
}

const sliceJson = z.strictObject({
  nil: z.boolean().default(false),
  /** A figure as a string; an integer or decimal that a float holds exactly is taken too; null is blank. */
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}),
  texts: z.record(z.string(), z.string()).default({}),
  justifications: z.record(z.string(), z.string()).default({}),
  /** The revision it was made from: a newer one is then not overwritten. */
  revision: z.int().min(0).optional(),
  /** Answers with the findings and keeps nothing. */
  check: z.boolean().default(false),
})

/** The same out of a machine's JSON. */
export function typedInJson(json: unknown): { typed: TypedSlice; revision?: number; check: boolean } {
  const parsed = sliceJson.safeParse(json)
  if (!parsed.success) {
    throw new Refusal(
      parsed.error.issues.flatMap((issue): Problem[] =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((field) => ({ code: 'field-unknown', field, message: jsonTexts.unknown }))
          : [{ code: 'field-malformed', field: issue.path.join('.'), message: jsonTexts.malformed }],
      ),
    )
  }
  const { nil, figures, texts, justifications, revision, check } = parsed.data
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

/** The form of a session, with what was typed and what is to be said about it. */
export function formPage(
  session: OpenedSession,
  slice: UnitSlice,
  due: string | undefined,
  language: Language,
  services: Pick<Services, 'settings'>,
  shown: {
    typed: TypedSlice
    problems?: readonly Problem[]
    findings?: readonly Finding[]
    suggested?: ReadonlySet<string>
    said?: NonNullable<SliceForm['said']>
  },
): string {
  const { state, definition, compiled, formToken } = session
  const { unit } = slice
  const newest = unit.submissions.at(-1)
  const returned = unitStanding(unit, definition) === 'returned' ? unit.returns.at(-1) : undefined
  return slicePage({
    ...unitFrame(session, unit, language, services),
    compiled,
    roles: unit.unit.roles,
    ...(due && { due }),
    hidden: {
      formToken,
      revision: newest?.revision ?? 0,
      cycle: state.opening.cycle,
      unit: unit.unit.id,
    },
    typed: shown.typed,
    totals: totalsOf(compiled, unit.unit.roles, shown.typed),
    lastYear: slice.lastYear,
    suggested: shown.suggested ?? new Set(),
    problems: shown.problems ?? [],
    findings: shown.findings ?? [],
    ...(shown.said && { said: shown.said }),
    ...(returned && { returned: { by: whoReturned(returned.by), at: returned.at, reasons: returned.reasons } }),
    ...(newest && {
      newest: {
        number: receiptNumber(state.opening.cycle, unit.unit.id, newest.revision),
        at: newest.at,
        by: nameIn(state, newest.by, language),
      },
    }),
  })
}

function totalsOf(compiled: CompiledDefinition, roles: readonly string[], typed: TypedSlice) {
  const { figures } = readSlice(compiled, roles, typed)
  const inputs = Object.fromEntries(Object.entries(figures).filter(([id]) => !compiled.byId.get(id)?.derived))
  return deriveTotals(compiled, inputs)
}

export function whoReturned(by: UnitSlice['unit']['returns'][number]['by']): LocalizedText {
  if (by === 'check') return { zh: '系统核对', en: 'the check' }
  if (by === 'leader') return { zh: '本单位领导', en: 'the unit’s leader' }
  return { zh: called(by, 'zh'), en: called(by, 'en') }
}

const jsonTexts = {
  unknown: { zh: '不认识这个字段，请去掉。', en: 'This field is not known. Please leave it out.' },
  malformed: { zh: '这个字段的形式不对。', en: 'This field does not have the right form.' },
} as const

import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import { receiptNumber } from '../../../shared/draft/submission.ts'
import { typedOfFields } from '../../../shared/draft/working-copy.ts'
import { closedSlicePage } from '../../../shared/pages/slice/closed-slice-page.ts'
import { sliceCells } from '../../../shared/report/cells.ts'
import { blank } from '../../../shared/report/figure.ts'
import { textParts } from '../../../shared/report/narrative-parts.ts'
import { htmlResponse, jsonResponse, type Request, type Response } from '../../door/exchange.ts'
import { type OpenedUnit, unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import { copyOf } from '../../kept/working-copies.ts'
import type { PageServices } from '../../services.ts'
import { formPage } from '../../views/slice/slice-form.ts'
import { checkOfSlice, checkOfTyped, loadSlice, type UnitSlice, unitFrame } from '../../views/slice/unit-slice.ts'

/** GET /slice: the form of the unit, or what it sent once the form is closed. For a machine, the same as JSON. */
export async function showSlice(request: Request, services: PageServices): Promise<Response> {
  const { language } = request
  const machine = await unitBearerOf(request, services, 'slice')
  if (machine) {
    const slice = await loadSlice(machine, machine.link.subject, services)
    const window = sliceWindow(machine.state, machine.definition, slice.unit, services.clock.now())
    return jsonResponse(200, sliceAsJson(machine, slice, window))
  }
  const session = await unitSessionOf(request, services, 'slice')
  const { state, definition, compiled, link } = session
  const window = sliceWindow(state, definition, state.own, services.clock.now())
  const [slice, standing] = await Promise.all([
    loadSlice(session, link.subject, services),
    window.open ? services.store.workingCopy(link.cycle, link.subject) : undefined,
  ])
  const { unit, document } = slice
  if (!window.open) {
    const frame = unitFrame(session, unit, language, services)
    return htmlResponse(
      request,
      200,
      closedSlicePage({ ...frame, window, compiled, roles: unit.unit.roles, ...(document && { document }) }),
    )
  }
  const copy = copyOf(session, slice, standing)
  const typed = typedOfFields(copy.values)
  const findings = document ? checkOfTyped(compiled, slice, typed).findings : []
  const page = formPage(session, slice, language, services, { due: window.due, typed, copy, findings })
  return htmlResponse(request, 200, page)
}

/** What a machine needs to fill the slice: its cells with last year's figures, its texts, what was sent last. */
function sliceAsJson({ state, compiled }: OpenedUnit, slice: UnitSlice, window: ReturnType<typeof sliceWindow>) {
  const { unit, document } = slice
  const newest = unit.submissions.at(-1)
  return {
    cycle: state.opening.cycle,
    unit: unit.unit.id,
    definition: state.opening.definition,
    due: window.due,
    open: window.open,
    revision: newest?.revision ?? 0,
    ...(newest && {
      receipt: receiptNumber(state.opening.cycle, unit.unit.id, newest.revision),
      digest: newest.digest,
      at: newest.at,
    }),
    cells: sliceCells(compiled, unit.unit.roles).map((cell) => ({
      id: cell.id,
      name: cell.name,
      kind: cell.kind,
      computed: cell.derived !== undefined,
      lastYear: slice.lastYear[cell.id] ?? blank,
      figure: document?.figures[cell.id] ?? blank,
    })),
    texts: textParts(compiled.definition, unit.unit.roles).map((part) => ({
      id: part.id,
      title: part.title,
      required: part.body.required,
      guidance: part.body.guidance,
      text: document?.texts[part.id] ?? '',
    })),
    findings: document ? checkOfSlice(compiled, slice, document.figures, document.texts).findings : [],
    returns: unit.returns.map(({ at, revision, reasons }) => ({ at, revision, reasons })),
  }
}

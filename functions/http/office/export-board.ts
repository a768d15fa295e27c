import { boardCsv, boardLines } from '../../../shared/pages/office/board-csv.ts'
import { officeSheets } from '../../../shared/pages/office/office-xlsx.ts'
import { xlsx, xlsxType } from '../../../shared/report/bytes/xlsx.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { saidBoard } from '../../../shared/words/office/matter-texts.ts'
import { exportRefusals as says } from '../../../shared/words/refusals/export-refusals.ts'
import { download, type Request, type Response } from '../../door/exchange.ts'
import { bearerOf, sessionOf } from '../../door/sessions.ts'
import { exportAudit } from '../../kept/audits.ts'
import { loadTold, loadWhole, type ReadCycle } from '../../kept/load-cycle.ts'
import { archiveOf, archiveOfUnit } from '../../kept/published/archives.ts'
import type { Services } from '../../services.ts'
import { draftNow } from '../../views/office/draft-now.ts'
import { docxType, paperOf, papers } from '../../views/office/papers.ts'
import { unitFigures } from '../../views/office/unit-figures.ts'

/**
 * GET /board/export?format=xlsx|csv|json|audit|archive|report|sheet|letter: all the office sees as sheets, the board
 * for a script, the audit of the cycle, one ZIP of a version, or the newest draft's papers as Word.
 */
export async function exportBoard(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'published' | 'keys' | 'settings'>,
): Promise<Response> {
  const { state, definition, compiled } =
    (await bearerOf(request, services, 'board')) ?? (await sessionOf(request, services, 'board'))
  const { zone, test } = state.opening
  const cycle = `${test ? 'TEST-' : ''}${state.opening.cycle}`
  const format = request.query.format ?? 'csv'
  if (format === 'audit') {
    return download(
      `${cycle}-audit.jsonl`,
      'application/x-ndjson; charset=utf-8',
      await exportAudit(await services.store.facts(state.opening.cycle), services),
    )
  }
  if (format === 'archive') return archived(await loadWhole(state.opening.cycle, services), request, services)
  const paper = papers.find((name) => name === format)
  if (paper) {
    const bytes = await paperOf(paper, { state, definition }, request.query.to ?? '', services)
    return download(`${cycle}-${paper}.docx`, docxType, bytes)
  }
  const told = await loadTold(state.opening.cycle, services)
  const board = saidBoard(told.state, definition, services.clock.now(), request.language)
  if (format === 'xlsx') {
    const lines = boardLines(board, request.language, zone)
    const loaded = { state, definition, compiled }
    const [units, now] = await Promise.all([unitFigures(loaded, services), draftNow(loaded, services)])
    const sheets = officeSheets({ language: request.language, board: lines, compiled, units, ...now })
    return download(`${cycle}.xlsx`, xlsxType, xlsx(sheets))
  }
  if (format === 'json') {
    return download(`${cycle}-board.json`, 'application/json; charset=utf-8', JSON.stringify(board))
  }
  if (format === 'csv')
    return download(`${cycle}-board.csv`, 'text/csv; charset=utf-8', boardCsv(board, request.language, zone))
  throw new Refusal({
    code: 'field-unknown',
    field: 'format',
    message: says.formatUnknown,
  })
}

async function archived(
  cycle: ReadCycle,
  { query }: Request,
  services: Parameters<typeof archiveOf>[2],
): Promise<Response> {
  const { version, unit } = query
  if (version !== undefined && !/^[1-9]\d{0,3}$/.test(version))
    throw new Refusal({ code: 'field-malformed', field: 'version', message: says.noVersion })
  const wanted = version === undefined ? undefined : Number(version)
  const made = unit
    ? await archiveOfUnit(cycle, { unit, version: wanted }, services)
    : await archiveOf(cycle, wanted, services)
  if (!made) throw new Refusal({ code: 'not-found', field: 'version', message: says.noVersion })
  return download(made.name, 'application/zip', made.bytes)
}

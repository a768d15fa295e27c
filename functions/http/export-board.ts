import { boardCsv } from '../../shared/pages/office/board-csv.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { saidBoard } from '../../shared/words/office/matter-texts.ts'
import type { Request, Response } from '../door/handler.ts'
import { download } from '../door/html-response.ts'
import { bearerOf, sessionOf } from '../door/sessions.ts'
import { exportAudit } from '../kept/audits.ts'
import type { Services } from '../services.ts'

/** GET /board/export?format=csv|json|audit: the board for a spreadsheet or a script, or the audit of the cycle. */
export async function exportBoard(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
): Promise<Response> {
  const { state, definition } =
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
  const board = saidBoard(state, definition, services.clock.now(), request.language)
  if (format === 'json') {
    return download(`${cycle}-board.json`, 'application/json; charset=utf-8', JSON.stringify(board))
  }
  if (format === 'csv')
    return download(`${cycle}-board.csv`, 'text/csv; charset=utf-8', boardCsv(board, request.language, zone))
  throw new Refusal({
    code: 'field-unknown',
    field: 'format',
    message: { zh: '可以导出的格式有：csv、json、audit。', en: 'There are the formats csv, json and audit.' },
  })
}

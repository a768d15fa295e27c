import { typedOfFields } from '../../../shared/draft/working-copy.ts'
import { sliceWorkbook } from '../../../shared/pages/slice/slice-workbook.ts'
import { xlsxType } from '../../../shared/report/bytes/xlsx.ts'
import { templateTexts } from '../../../shared/words/clerk/template-texts.ts'
import { download, type Request, type Response } from '../../door/exchange.ts'
import { unitSessionOf } from '../../door/sessions.ts'
import { keptCopy } from '../../kept/working-copies.ts'
import type { PageServices } from '../../services.ts'
import { figuresTyped } from '../../views/slice/slice-form.ts'
import { loadSlice } from '../../views/slice/unit-slice.ts'

/** GET /slice/template: the unit's cells as a spreadsheet, with what is typed so far, to be sent round and read back. */
export async function downloadTemplate(request: Request, services: PageServices): Promise<Response> {
  const { language } = request
  const session = await unitSessionOf(request, services, 'slice')
  const { state, compiled, link } = session
  const slice = await loadSlice(session, link.subject, services)
  const { unit } = slice.unit
  const { cycle, year } = state.opening
  const typed = typedOfFields((await keptCopy(session, slice, services)).values)
  const bytes = sliceWorkbook({
    ...{ compiled, language, year, roles: unit.roles, unit: unit.name, lastYear: slice.lastYear },
    figures: figuresTyped(compiled, unit.roles, typed),
    texts: typed.texts,
    is: { cycle, unitId: unit.id },
  })
  return download(`${templateTexts.file(unit.name[language], year)[language]}.xlsx`, xlsxType, bytes)
}

import { contentType } from '../../../shared/contract/public-site.ts'
import { versionFolder } from '../../../shared/published/site-report.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { exportRefusals as texts } from '../../../shared/words/refusals/export-refusals.ts'
import type { Request, Response } from '../../door/exchange.ts'
import { sessionOf } from '../../door/sessions.ts'
import { testShelf } from '../../kept/published/published-version.ts'
import type { PageServices } from '../../services.ts'

/** GET /board/test-report/{file}: what a test cycle would have published, for the office's eyes. */
export async function showTestReport(request: Request, services: PageServices): Promise<Response> {
  const { state } = await sessionOf(request, services, 'board')
  const { cycle, test } = state.opening
  const file = request.path.slice(request.path.lastIndexOf('/') + 1)
  const newest = state.publications.at(-1)
  const known = test && newest && /^[a-z]+(\.[a-z]+)*$/.test(file)
  const bytes = known && (await testShelf(services.files).get(`${versionFolder(cycle, newest.version)}/${file}`))
  if (!bytes) throw new Refusal({ code: 'not-found', message: texts.noTestFile })
  const type = contentType(file)
  const isText = type.startsWith('text/') || type.startsWith('application/json')
  // What leads out of the version's folder leads to the site: none of it is here.
  const atHome = (text: string) =>
    file.endsWith('.html') ? text.replaceAll('href="../../../', `href="${services.settings.publicUrl}/`) : text
  return {
    status: 200,
    headers: {
      'content-type': type,
      ...(!type.startsWith('text/html') && { 'content-disposition': `attachment; filename="TEST-${file}"` }),
    },
    body: isText ? atHome(new TextDecoder().decode(bytes)) : bytes,
  }
}

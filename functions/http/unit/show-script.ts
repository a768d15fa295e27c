import { Refusal } from '../../../shared/report/errors.ts'
import { doorRefusals as texts } from '../../../shared/words/refusals/door-refusals.ts'
import type { Request, Response } from '../../door/exchange.ts'
import type { Services } from '../../services.ts'

/** GET /desk/{file}: a script of ours. Its name says its bytes, so whoever has it never asks again. */
export async function showScript(request: Request, services: Pick<Services, 'scripts'>): Promise<Response> {
  const file = request.path.slice(request.path.lastIndexOf('/') + 1)
  const text = Object.hasOwn(services.scripts, file) ? services.scripts[file] : undefined
  if (text === undefined) throw new Refusal({ code: 'not-found', message: texts.scriptGone })
  return {
    status: 200,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
    body: text,
  }
}

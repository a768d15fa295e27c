import { Refusal } from '../../shared/report/errors.ts'
import type { Request, Response } from '../door/handler.ts'
import type { Services } from '../services.ts'

/** GET /desk/{file}: a script of ours. Its name says its bytes, so whoever has it never asks again. */
export async function showScript(request: Request, services: Pick<Services, 'scripts'>): Promise<Response> {
  const file = request.path.slice(request.path.lastIndexOf('/') + 1)
  const text = Object.hasOwn(services.scripts, file) ? services.scripts[file] : undefined
  if (text === undefined) throw new Refusal({ code: 'not-found', message: texts.gone })
  return {
    status: 200,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
    body: text,
  }
}

const texts = {
  gone: {
    zh: '这个文件已经更新，请刷新页面。填好的内容都已保存。',
    en: 'This file has been replaced. Please reload the page; what you typed is kept.',
  },
} as const

import { Refusal } from '../../shared/report/errors.ts'
import { lastYearRefusals as says } from '../../shared/words/refusals/last-year-refusals.ts'
import type { Form, Request } from './exchange.ts'
import { formOfFields } from './request.ts'

export type Upload = { form: Form; files: { name: string; bytes: Uint8Array }[] }

const mostFiles = 20

/** A form with files read; one without, as it is. Throws a Refusal for what is torn. */
export async function uploadOf({ upload, form }: Request): Promise<Upload> {
  if (!upload) return { form: form ?? { values: {}, lists: {} }, files: [] }
  const { bytes, contentType } = upload
  let entries: [string, string | File][]
  try {
    const sent = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
    entries = [...sent] as [string, string | File][]
  } catch {
    throw new Refusal({ code: 'body-malformed', message: says.torn })
  }
  const files = entries.flatMap(([, value]) => (typeof value === 'string' || value.name === '' ? [] : [value]))
  if (files.length > mostFiles)
    throw new Refusal({ code: 'body-too-large', facts: { files: mostFiles }, message: says.tooManyFiles(mostFiles) })
  return {
    form: formOfFields(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
    files: await Promise.all(
      files.map(async (file) => ({ name: nameOf(file.name), bytes: new Uint8Array(await file.arrayBuffer()) })),
    ),
  }
}

/** The name alone, of which nothing can be hidden: it is shown and kept. */
const nameOf = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .slice(-120) || '?'

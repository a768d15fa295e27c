import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lianbao } from '../../../infra/command-line/lianbao.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'

describe('JSON that somebody wrote', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianbao-json-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function run(text: string, ...words: string[]) {
    const file = join(folder, 'written.json')
    await writeFile(file, text)
    let said = ''
    const say = (more: string) => (said += more)
    return { code: await lianbao([...words, file], { out: say, err: say }), said }
  }
  const shipped = JSON.stringify(shippedDocument('safety-inspection'))

  it.each([
    ['as it is', shipped],
    ['with the mark that Windows’ editor puts before it', `\ufeff${shipped}`],
  ])('is read %s', async (_, text) => {
    expect(await run(text, 'definition', 'check', '--lang', 'en')).toMatchObject({ code: 0 })
  })

  it.each([
    ['deeper than any of ours', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'not complete JSON'],
    ['cut off', shipped.slice(0, 500), 'not complete JSON'],
    ['with a name twice', `{"id":"a",${shipped.slice(1)}`, 'id：This name is given twice'],
    ['with a name that reaches into prototypes', `{"__proto__":{},${shipped.slice(1)}`, '__proto__：'],
  ])('%s is refused in a sentence', async (_, text, sentence) => {
    const { code, said } = await run(text, 'definition', 'check', '--lang', 'en')
    expect(code).toBe(2)
    expect(said).toContain(sentence)
    const opened = await run(text, 'open', '--test', '--folder', folder)
    expect(opened.code).toBe(2)
    expect(opened.said).not.toMatch(/^ +at /m)
  })

  it('that is nothing opens nothing', async () => {
    const { code, said } = await run('null', 'open', '--test', '--folder', folder)
    expect({ code, stack: /^ +at /m.test(said) }).toEqual({ code: 2, stack: false })
  })
})

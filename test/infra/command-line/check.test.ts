import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lianbao } from '../../../infra/command-line/lianbao.ts'

const reports = fileURLToPath(new URL('../../fixtures/printed-reports/', import.meta.url))
const definitions = fileURLToPath(new URL('../../../shared/report/definitions/', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianbao-check-'))
  writeFileSync(join(folder, 'broken.json'), '{"id": ')
  writeFileSync(join(folder, 'bytes.json'), new Uint8Array([0xff, 0xfe, 0x00]))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const code = await lianbao(args, { out: (text) => (said.out += text), err: (text) => (said.err += text) })
  return { code, ...said }
}
const report = (name: string) => join(reports, `${name}.json`)

describe('lianbao check', () => {
  test('the seed report: exactly its four, as one JSON array', async () => {
    const { code, out, err } = await run('check', report('tongjiang-2020'), '--json')
    const list = JSON.parse(out)
    expect(
      list.map((one: Record<string, unknown>) => [one.id, one.relation, one.where, one.left, one.right, one.severity]),
    ).toEqual([
      ['tongjiang-2020', 'T3.total', '法律服务机构', 0, 4, 'blocking'],
      ['tongjiang-2020', 'T3.total', '总计', 21, 25, 'blocking'],
      ['tongjiang-2020', 'T3.identity', '法律服务机构', 4, 8, 'blocking'],
      ['tongjiang-2020', 'T3.identity', '总计', 25, 29, 'blocking'],
    ])
    expect(list[0].root).toMatchObject({ cell: 't3.handled.legal', actual: 4, expected: 0 })
    expect([code, err]).toEqual([1, ''])
  })
  test('nothing broken: an empty array and 0', async () => {
    expect(await run('check', '--json', report('huaian-2024'))).toEqual({ code: 0, out: '[]\n', err: '' })
  })
  test('warnings alone are not a failure', async () => {
    const { code, out } = await run('check', '--json', report('pingtan-mkt-2019'), report('pingtan-mkt-2020'))
    expect([code, JSON.parse(out).length]).toEqual([0, 3])
  })
  test('an unreadable file is named with the reason; the others are checked', async () => {
    const { code, out, err } = await run(
      'check',
      '--json',
      join(folder, 'broken.json'),
      report('tongjiang-2020'),
      join(folder, 'none.json'),
      join(folder, 'bytes.json'),
    )
    expect(code).toBe(2)
    expect(JSON.parse(out)).toHaveLength(4)
    expect(
      err
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('：')[1]),
    ).toEqual(['不是完整的 JSON', '打不开（ENOENT）', '不是 UTF-8 编码'])
  })
  test('the same report twice is not last year’s nor a unit', async () => {
    const { code, err } = await run('check', report('huaian-2024'), report('huaian-2024'))
    expect(code).toBe(2)
    expect(err).toContain('编号“huaian-2024”前面已经有一份')
  })
  test('a report a person can read, in both languages', async () => {
    const chinese = await run('check', report('tongjiang-2020'))
    expect(chinese.out).toContain('✗ tongjiang-2020 同江市人民政府 2020：有 4 处必须改')
    expect(chinese.out).toContain('没有上一年的报告可以比较')
    const english = await run('check', report('shanghai-stc-2024'), '--lang', 'en')
    expect(english.out).toContain('nothing found')
    expect(english.out).toContain('with blank as 0 it is 36 and 35')
    expect(english.code).toBe(0)
  })
  test.each([[['check']], [['check', '--jsn', 'x']], [[]], [['nothing']], [['definition']], [['definition', 'check']]])(
    'wrong use %j',
    async (args) => {
      const { code, out, err } = await run(...args)
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain('usage')
    },
  )
})

describe('lianbao definition check', () => {
  test('sound, not sound, unreadable', async () => {
    const sound = join(definitions, 'safety-inspection.json')
    expect(await run('definition', 'check', sound)).toMatchObject({ code: 0, err: '' })
    writeFileSync(join(folder, 'empty.json'), '{}')
    const faulty = await run('definition', 'check', join(folder, 'empty.json'), '--lang', 'en')
    expect(faulty.code).toBe(1)
    expect(faulty.out).toMatch(/10 problems\n {2}id：/)
    expect((await run('definition', 'check', join(folder, 'broken.json'), sound)).code).toBe(2)
  })
})

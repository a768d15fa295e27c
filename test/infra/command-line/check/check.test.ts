import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lianbao } from '../../../../infra/command-line/lianbao.ts'

const reports = fileURLToPath(new URL('../../../fixtures/printed-reports/', import.meta.url))
const definitions = fileURLToPath(new URL('../../../../shared/report/definitions/', import.meta.url))
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
    const [entry] = JSON.parse(out)
    expect(entry).toMatchObject({ id: 'tongjiang-2020', year: 2020, definition: 'gid-2019', verdict: 'broken' })
    expect(entry.cells).toMatchObject({ cells: 198, read: 198, blank: 0, unread: 0, missing: 0 })
    expect(
      entry.findings.map((one: Record<string, unknown>) => [
        one.relation,
        one.where,
        one.left,
        one.right,
        one.severity,
      ]),
    ).toEqual([
      ['T3.total', '法律服务机构', 0, 4, 'blocking'],
      ['T3.total', '总计', 21, 25, 'blocking'],
      ['T3.identity', '法律服务机构', 4, 8, 'blocking'],
      ['T3.identity', '总计', 25, 29, 'blocking'],
    ])
    expect(entry.findings[0].root).toMatchObject({ cell: 't3.handled.legal', actual: 4, expected: 0 })
    expect([code, err]).toEqual([1, ''])
  })
  test('clean and all of it read: 0', async () => {
    const { code, out, err } = await run('check', '--json', report('huaian-2024'))
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject([{ verdict: 'clean', findings: [], cells: { cells: 200, read: 200 } }])
  })
  test('nothing broken, but not all of it could be checked: 2', async () => {
    const { code, out } = await run('check', '--json', report('pingtan-mkt-2019'), report('pingtan-mkt-2020'))
    const entries = JSON.parse(out) as { verdict: string; findings: { severity: string }[] }[]
    expect(entries.map(({ verdict }) => verdict)).toEqual(['incomplete', 'incomplete'])
    expect(entries.flatMap(({ findings }) => findings.map(({ severity }) => severity))).not.toContain('blocking')
    expect(code).toBe(2)
  })
  test.each<[string, (file: Record<string, unknown>) => void]>([
    ['an empty table 3', (file) => Object.assign(file, { table3: [] })],
    ['a misspelt key', (file) => Object.assign(file, { tabel3: file.table3, table3: undefined })],
    [
      'rows one column short',
      (file) => Object.assign(file, { table3: (file.table3 as unknown[][]).map((row) => row.slice(1)) }),
    ],
  ])('what was not read is never called right: %s', async (_, alter) => {
    const file = JSON.parse(readFileSync(report('tongjiang-2020'), 'utf8')) as Record<string, unknown>
    alter(file)
    writeFileSync(join(folder, 'altered.json'), JSON.stringify(file))
    const { code, out } = await run('check', join(folder, 'altered.json'))
    expect(code).toBe(2)
    expect(out).toContain('? tongjiang-2020')
    expect(out).not.toContain('✓')
  })
  test('any kinds of file in a folder', async () => {
    const { code, out } = await run('check', reports, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toHaveLength(29)
  })
  test('help is an answer', async () => {
    const { code, out } = await run('check', '--help')
    expect([code, out.includes('--json')]).toEqual([0, true])
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
    expect(code).toBe(1)
    expect(JSON.parse(out).map((one: { verdict: string }) => one.verdict)).toEqual([
      'unreadable',
      'broken',
      'unreadable',
      'unreadable',
    ])
    expect(
      err
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('：')[1]),
    ).toEqual(['不是完整的 JSON', '没有这个文件', '不是能读的文件'])
  })
  test('the same report twice is not last year’s nor a unit', async () => {
    const { code, err } = await run('check', report('huaian-2024'), report('huaian-2024'))
    expect(code).toBe(2)
    expect(err).toContain('编号“huaian-2024”前面已经有一份')
  })
  test('a folder without files is not all in order', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'))
    expect(await run('check', empty)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('没有文件') })
    expect(await run('check', empty, '--json')).toMatchObject({ code: 2, out: '[\n]\n' })
  })
  test('a device is no file, and a name stays on its line', async () => {
    symlinkSync('/dev/zero', join(folder, 'endless.txt'))
    writeFileSync(join(folder, 'a\n✓ b\u202e.txt'), 'x')
    const { code, err } = await run('check', join(folder, 'endless.txt'), join(folder, 'a\n✓ b\u202e.txt'))
    expect(code).toBe(2)
    expect(err).toMatch(/endless\.txt：不是文件/)
    expect(err).toContain('a\\u000a✓ b\\u202e.txt：')
    expect(err.trimEnd().split('\n')).toHaveLength(2)
  })
  test('links are followed, in circles too; names in GBK are read; what programs leave is not', async () => {
    const given = mkdtempSync(join(folder, 'given-'))
    mkdirSync(join(given, '乡镇'))
    symlinkSync(report('huaian-2024'), join(given, '乡镇', 'link.json'))
    symlinkSync(given, join(given, '乡镇', 'circle'))
    writeFileSync(join(given, 'Thumbs.db'), 'x')
    writeFileSync(
      Buffer.concat([Buffer.from(`${given}/`), Buffer.from([0xb1, 0xa8, 0xb8, 0xe6]), Buffer.from('.txt')]),
      'x',
    )
    symlinkSync(join(given, 'nowhere'), join(given, 'broken'))
    const { code, out, err } = await run('check', given, '--json')
    expect(
      JSON.parse(out).map((one: { file: string; verdict: string }) => [one.file.slice(given.length), one.verdict]),
    ).toEqual([
      ['/broken', 'unreadable'],
      ['/乡镇/link.json', 'clean'],
      ['/报告.txt', 'unreadable'],
    ])
    expect(err).toContain('没有这个文件')
    expect(code).toBe(2)
  })
  test('a report a person can read, in both languages', async () => {
    const chinese = await run('check', report('tongjiang-2020'))
    expect(chinese.out).toContain('✗ tongjiang-2020 同江市人民政府 2020：有 4 处必须改')
    expect(chinese.out).toContain('没有上一年的报告可以比较')
    const english = await run('check', report('shanghai-stc-2024'), '--lang', 'en')
    expect(english.out).toContain('not all of it could be checked')
    expect(english.out).toContain('with blank as 0 it is 36 and 35')
    expect(english.code).toBe(2)
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

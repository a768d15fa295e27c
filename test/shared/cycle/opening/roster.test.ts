import { expect, test } from 'vitest'
import { readAddress, readRoster, rosterTemplate } from '../../../../shared/cycle/opening/roster.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const roster = (...rows: string[]) => readRoster(bytes([rosterTemplate, ...rows].join('\r\n')))

const office = '市政府办公室,gov-office,办公室,,王芳,wangfang@example.gov.cn,李强,liqiang@example.gov.cn'
const finance = '市财政局,finance,部门,财政,赵敏,zhaomin@example.gov.cn,孙立,sunli@example.gov.cn'

test('a unit with several contacts has several rows, and the first contact leads', () => {
  const { units, problems } = roster(office, finance, '市财政局,finance,部门,,周洁,zhoujie@example.gov.cn,,')
  expect(problems).toEqual([])
  expect(units).toEqual([
    {
      id: 'gov-office',
      name: { zh: '市政府办公室', en: '市政府办公室' },
      kind: 'office',
      roles: ['office'],
      contacts: [{ id: 'gov-office-1', name: '王芳', address: 'wangfang@example.gov.cn' }],
      leader: { id: 'gov-office-leader', name: '李强', address: 'liqiang@example.gov.cn' },
    },
    {
      id: 'finance',
      name: { zh: '市财政局', en: '市财政局' },
      kind: 'department',
      roles: ['finance'],
      contacts: [
        { id: 'finance-1', name: '赵敏', address: 'zhaomin@example.gov.cn' },
        { id: 'finance-2', name: '周洁', address: 'zhoujie@example.gov.cn' },
      ],
      leader: { id: 'finance-leader', name: '孙立', address: 'sunli@example.gov.cn' },
    },
  ])
})

const text = `${rosterTemplate}\n${finance}\n`
/** The same file as Excel in China saves it (GB18030); TextEncoder knows UTF-8 only. */
const gb18030 = Buffer.from(
  'taXOu8P7s8YstaXOu7T6wusswOCx8Cy9x8mrLMGqz7XIyyzTys/kLLi61PDIyyy4utTwyMvTys/kCsrQssbV/r7WLGZpbmFuY2Ussr/DxSyyxtX+LNXUw/Qsemhhb21pbkBleGFtcGxlLmdvdi5jbizL78GiLHN1bmxpQGV4YW1wbGUuZ292LmNuCg==',
  'base64',
)

test.each([
  ['UTF-8', bytes(text)],
  ['UTF-8 with a byte order mark', bytes(`\uFEFF${text}`)],
  ['UTF-16 with a byte order mark', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
  ['GB18030', new Uint8Array(gb18030)],
  ['tabs', bytes(text.replaceAll(',', '\t'))],
  [
    'English header',
    bytes(text.replace(rosterTemplate, 'Unit name,Code,Kind,Roles,Contact,E-mail,Leader,Leader e-mail')),
  ],
  [
    'columns in another order and one we do not know',
    bytes(`邮箱,备注,联系人,类别,单位名称,单位代码\na@b.cn,,赵敏,部门,市财政局,FINANCE`),
  ],
])('reads %s', (_, file) => {
  const { units, problems } = readRoster(file)
  expect(problems).toEqual([])
  expect(units.map((u) => [u.id, u.name.zh, u.contacts[0]!.name])).toEqual([['finance', '市财政局', '赵敏']])
})

test.each([
  ['市财政局,finance,部门,,赵敏,zhaomin(at)example,,', ['address']],
  ['市财政局,finance,企业,,,zhaomin@example.gov.cn,,', ['contact', 'kind']],
  ['市财政局,财政局,部门,管钱的,赵敏,zhaomin@example.gov.cn,,', ['code', 'roles']],
  ['市财政局,finance,部门,,赵敏,zhaomin@example.gov.cn,孙立,', ['leaderAddress']],
  ['市财政局,finance,部门,,赵敏,zhaomin@example.gov.cn,赵敏,ZhaoMin@example.gov.cn', ['leaderAddress']],
  ['市财政局,finance,部门,,\u200b,zhaomin@example.gov.cn,,', ['contact']],
  ['市审计局,gov-office,部门,,赵敏,zhaomin@example.gov.cn,,', ['code', 'kind']],
  ['市政府办公室,other,办公室,,赵敏,zhaomin@example.gov.cn,,', ['code']],
  ['市审计局,audit,部门,,张三,wangfang@example.gov.cn,,', ['contact']],
  ['市政府办公室,gov-office,办公室,,王芳,wangfang@example.gov.cn,,', ['address']],
  ['市政府办公室,gov-office,办公室,,李强,liqiang@example.gov.cn,,', ['address']],
])('a bad row comes back with every reason, and the good one loads: %s', (row, columns) => {
  const { units, problems, errorFile } = roster(office, row)
  expect(units.map((u) => [u.id, u.contacts.length])).toEqual([['gov-office', 1]])
  expect(problems.map((p) => p.column)).toEqual(columns)
  expect(problems.every((p) => p.line === 3)).toBe(true)
  expect(errorFile).toContain(`\r\n${row},3,`)
  // What comes back is of the form it came in, so that it can be mended and sent again.
  expect(readRoster(bytes(errorFile!)).problems.map((p) => p.line)).not.toContain(0)
})

test.each([
  ['nothing', new Uint8Array()],
  ['a header alone', bytes(rosterTemplate)],
  ['another table', bytes('a,b,c\n1,2,3')],
  ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0])],
])('%s is one problem of the whole file', (_, file) => {
  const { units, problems } = readRoster(file)
  expect(units).toEqual([])
  expect(problems.map((p) => p.line)).toEqual([0])
})

test('a language is for the mails of the row’s people; a name that turns the direction of writing is none', () => {
  const header = `${rosterTemplate},语言`
  const read = (cell: string, name = '王芳') =>
    readRoster(bytes(`${header}\n市政府办公室,gov-office,办公室,,${name},wangfang@example.gov.cn,,,${cell}`))
  expect(['英文', 'en', ''].map((cell) => read(cell).units[0]!.contacts[0]!.language)).toEqual(['en', 'en', undefined])
  expect(read('法文').problems.map(({ column }) => column)).toEqual(['language'])
  expect(read('', '王\u202E芳').problems.map(({ column }) => column)).toEqual(['contact'])
})

test.each([
  ['', undefined, []],
  ['本级', undefined, []],
  ['条线', 'own-line', []],
  ['own line', 'own-line', []],
  ['两边', undefined, ['counted']],
  ['本级、条线', undefined, ['counted']],
  ['省里', undefined, ['counted']],
])('who counts a unit’s figures, written “%s”', (cell, counted, columns) => {
  const { units, problems } = readRoster(
    bytes(`${rosterTemplate},汇总\n市税务局,tax,部门,,王芳,wangfang@example.gov.cn,,,${cell}`),
  )
  expect([units[0]?.countedAbove, problems.map(({ column }) => column)]).toEqual([counted, columns])
})

test('who counts a unit is the same on all its lines', () => {
  const line = (name: string, cell: string) => `市税务局,tax,部门,,${name},${name}@example.gov.cn,,,${cell}`
  const read = (...lines: string[]) => readRoster(bytes([`${rosterTemplate},汇总`, ...lines].join('\n')))
  expect(read(line('wang', '条线'), line('li', '')).units[0]!.countedAbove).toBe('own-line')
  expect(read(line('wang', '条线'), line('li', '本级')).problems.map(({ column }) => column)).toEqual(['counted'])
})

test('the same person may be the contact of two units', () => {
  const { units } = roster(office, '市审计局,audit,部门,,王芳,wangfang@example.gov.cn,,')
  expect(units.map((u) => u.contacts[0]!.id)).toEqual(['gov-office-1', 'gov-office-1'])
})

test.each([
  ['类别', '公安局,police,constructor,,陈静,chenjing@example.gov.cn,,', 'kind'],
  ['角色', '公安局,police,部门,constructor,陈静,chenjing@example.gov.cn,,', 'roles'],
  ['单位代码', '公安局,constructor,部门,,陈静,chenjing@example.gov.cn,,', 'code'],
])('a name of the language as %s is refused as it is written', (_, row, wrong) => {
  const { units, problems } = roster(row)
  expect([units, problems.map(({ column }) => column)]).toEqual([[], [wrong]])
  expect(problems[0]?.message.zh).not.toContain('native code')
})

test('nor does one say a language, or who counts', () => {
  const { problems } = readRoster(
    bytes(`${rosterTemplate},语言,汇总\n公安局,police,部门,,陈静,chenjing@example.gov.cn,,,constructor,constructor\n`),
  )
  expect(problems.map(({ column }) => column)).toEqual(['language', 'counted'])
})

test('many contacts of one unit cost as as many units do', () => {
  const cost = (unit: (n: number) => string) => {
    const rows = Array.from({ length: 6000 }, (_, n) => `${unit(n)},部门,,陈${n},a${n}@example.gov.cn,,`)
    const { user } = process.cpuUsage()
    expect(roster(...rows).problems).toEqual([])
    return process.cpuUsage().user - user
  }
  const units = cost((n) => `局${n},u${n}`)
  expect(cost(() => '公安局,police')).toBeLessThan(2 * units)
})

test('a letter under more marks than anybody reads has no more of them', () => {
  const { units } = roster(`公安局${'\u0301\u0316'.repeat(200_000)},police,部门,,陈静,chenjing@example.gov.cn,,`)
  expect(units[0]?.name.zh).toHaveLength(33)
})

test.each([20_000, 20_001])('a file of %i lines is no roster from 20,001 on', (lines) => {
  const { problems } = readRoster(bytes(`${rosterTemplate}\n${'a\n'.repeat(lines)}`))
  expect(problems.some(({ line }) => line === 0)).toBe(lines > 20_000)
  const behindBlanks = readRoster(bytes(`${rosterTemplate}\n${',,,\n'.repeat(lines - 1)}${office}`))
  expect([behindBlanks.units.length, behindBlanks.problems.length]).toEqual(lines > 20_000 ? [0, 1] : [1, 0])
})

test.each([
  ['ＷＡＮＧ＠example.gov.cn ', 'wang@example.gov.cn'],
  [`${'w'.repeat(64)}@example.gov.cn`, `${'w'.repeat(64)}@example.gov.cn`],
  [`${'w'.repeat(65)}@example.gov.cn`, undefined],
  [`wang@${'e'.repeat(64)}.cn`, undefined],
  [`wang@${'example.'.repeat(32)}cn`, undefined],
  ['wang@example', undefined],
])('the address %j is read as %j', (typed, address) => {
  expect(readAddress(typed)).toBe(address)
})

test.each([
  ['联系人,职务,邮箱,负责人,负责人邮箱', '王芳,科员,w@test.example,李明,l@test.example', ['科员', undefined]],
  ['联系人,邮箱,职务,负责人,负责人邮箱', '王芳,w@test.example,科员,李明,l@test.example', ['科员', undefined]],
  ['联系人,邮箱,负责人,职务,负责人邮箱', '王芳,w@test.example,李明,局长,l@test.example', [undefined, '局长']],
  ['联系人,职务,邮箱,负责人,职务,负责人邮箱', '王芳,科员,w@test.example,李明,局长,l@test.example', ['科员', '局长']],
  ['职务,联系人,邮箱,负责人,负责人邮箱', '科员,王芳,w@test.example,李明,l@test.example', ['科员', undefined]],
])('a title that does not say whose belongs to whom it stands beside: %s', (columns, row, titles) => {
  const [unit] = readRoster(bytes(`单位名称,类别,${columns}\n市财政局,部门,${row}`)).units
  expect([unit?.contacts[0]?.title, unit?.leader?.title]).toEqual(titles)
})

test('what one row says of somebody holds where another says nothing', () => {
  const header = '单位名称,单位代码,类别,联系人,邮箱,联系人职务,语言'
  const row = (name: string, code: string, rest: string) => `${name},${code},部门,王芳,w@test.example,${rest}`
  const { units } = readRoster(
    bytes([header, row('甲局', 'a', ','), row('乙局', 'b', '科长,英文'), row('丙局', 'c', '组长,')].join('\n')),
  )
  expect(units.map(({ contacts: [who] }) => [who?.id, who?.title, who?.language])).toEqual([
    ['a-1', '科长', 'en'],
    ['a-1', '科长', 'en'],
    ['a-1', '组长', 'en'],
  ])
})

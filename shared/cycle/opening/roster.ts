import { parse } from 'csv-parse/sync'
import { firstOf, ownOf, present } from '../../present.ts'
import { csvLine, decodeTable } from '../../report/bytes/csv.ts'
import { digestOf } from '../../report/bytes/digest.ts'
import { isForbiddenName } from '../../report/forbidden-name.ts'
import { isPlainLine, withoutPiles, written } from '../../report/plain-text.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { rosterFileRefusals as says } from '../../words/refusals/roster-file-refusals.ts'
import type { Person, Unit } from '../facts.ts'

/**
 * The roster: who files a slice, who fills it in, whose leader confirms it. One row a contact; a unit with several contacts
 * has several rows, and the first contact leads. Good rows load whatever the bad ones are like; bad rows come back with
 * every reason, in a file of the same form.
 */
export type RosterReading = {
  units: Unit[]
  problems: RosterProblem[]
  /** The bad rows as they were, with their line and reasons, as CSV with a byte order mark; absent when all are good. */
  errorFile?: string
}

type RosterProblem = {
  /** Line in the file, the header being 1; 0 for the file as a whole. */
  line: number
  column?: RosterColumn
  message: LocalizedText
}

type RosterColumn =
  | 'name'
  | 'englishName'
  | 'code'
  | 'kind'
  | 'roles'
  | 'contact'
  | 'address'
  | 'title'
  | 'leader'
  | 'leaderAddress'
  | 'leaderTitle'
  | 'language'
  | 'leaderLanguage'
  | 'counted'

/** Header of the template we hand out, in its order. */
export const rosterTemplate = '单位名称,单位代码,类别,角色,联系人,邮箱,负责人,负责人邮箱'

/** Five thousand units have some ten thousand contacts; a file of millions of lines would hold who reads it for minutes. */
const mostRows = 20_000

/** Reads a CSV as Excel saves it: UTF-8 with or without a byte order mark, GB18030, or UTF-16; comma, tab or semicolon. */
export function readRoster(bytes: Uint8Array): RosterReading {
  const text = decodeTable(bytes)
  if (text === undefined) return unreadable(says.encoding)
  const records = recordsOf(text)
  if (!records) return unreadable(says.notCsv)
  if (records === 'too many') return unreadable(says.tooManyRows(mostRows))
  const header = records[0]
  if (!header || records.length < 2) return unreadable(says.empty)
  const named = header.cells.map(columnOf)
  const columns = header.cells.map((cell, i) => named[i] ?? titleBeside(cell, named, i))
  const absent = required.filter((column) => !columns.includes(column))
  if (absent.length > 0) return unreadable(says.headerMissing(absent.map((c) => firstOf(headers[c])).join('、')))

  const known = new Known()
  const units = new Map<string, Unit>()
  const bad: { record: CsvRecord; problems: RosterProblem[] }[] = []
  for (const record of records.slice(1)) {
    const problems = readRow(rowOf(record, columns), record.line, units, known)
    if (problems.length > 0) bad.push({ record, problems })
  }
  return {
    units: [...units.values()],
    problems: bad.flatMap((b) => b.problems),
    ...(bad.length > 0 && { errorFile: errorFile(header, bad) }),
  }
}

type CsvRecord = { line: number; cells: string[] }
type Row = Partial<Record<RosterColumn, string>>

function recordsOf(text: string): CsvRecord[] | 'too many' | undefined {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', '\t', ';', '，'].find((d) => firstLine.includes(d)) ?? ','
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostRows + 2,
      record_delimiter: ['\r\n', '\n', '\r'],
      // The library's types do not know what `info` does to the answer.
    }) as unknown as { info: { lines: number }; record: string[] }[]
    // Also of blanks alone: what stands behind them is not left out unseen.
    if (parsed.length - 1 > mostRows) return 'too many'
    return parsed
      .map(({ info, record }) => ({
        line: info.lines,
        cells: record.map((cell) => withoutPiles(cell).normalize('NFC').trim()),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch {
    return undefined
  }
}

const headers: Record<RosterColumn, string[]> = {
  name: ['单位名称', '单位', 'unit', 'unit name', 'name'],
  englishName: ['英文名称', 'english name'],
  code: ['单位代码', '代码', 'code', 'unit code', 'id'],
  kind: ['类别', '类型', 'kind', 'type'],
  roles: ['角色', 'roles', 'role'],
  contact: ['联系人', '填报人', 'contact'],
  address: ['邮箱', '联系人邮箱', '电子邮箱', 'email', 'e-mail', 'address'],
  title: ['联系人职务', 'contact title'],
  leader: ['负责人', '单位负责人', 'leader'],
  leaderAddress: ['负责人邮箱', 'leader email', 'leader e-mail', 'leader address'],
  leaderTitle: ['负责人职务', 'leader title'],
  language: ['语言', '邮件语言', 'language'],
  leaderLanguage: ['负责人语言', 'leader language'],
  counted: ['汇总', '由谁汇总', 'counted', 'counted by'],
}
const required: RosterColumn[] = ['name', 'kind', 'contact', 'address']

const columnOf = (cell: string): RosterColumn | undefined => {
  const name = cell.toLowerCase().replace(/\s+/g, ' ').trim()
  return (Object.keys(headers) as RosterColumn[]).find((column) => headers[column].includes(name))
}

/** A title that does not say whose is that of who stands before it, or first behind it. */
function titleBeside(cell: string, named: (RosterColumn | undefined)[], at: number): RosterColumn | undefined {
  if (!['职务', 'title'].includes(cell.toLowerCase())) return undefined
  const isPerson = (column: RosterColumn | undefined) => column === 'contact' || column === 'leader'
  const whose = named.slice(0, at).findLast(isPerson) ?? named.slice(at).find(isPerson)
  return whose === 'leader' ? 'leaderTitle' : 'title'
}

const rowOf = (record: CsvRecord, columns: (RosterColumn | undefined)[]): Row => {
  const row: Row = {}
  columns.forEach((column, i) => {
    const cell = written(record.cells[i])
    if (column && cell) row[column] = cell
  })
  return row
}

/** Of the row's people, whose leader may have another; Chinese where the cell is empty. */
const languages: Record<string, Language> = { zh: 'zh', 中文: 'zh', 汉语: 'zh', en: 'en', 英文: 'en', english: 'en' }

/** Who adds the unit's figures up. Empty: this level. Both is written by people who mean well, and counts twice. */
const counters: Record<string, 'here' | 'own-line' | 'both'> = {
  本级: 'here',
  本级汇总: 'here',
  here: 'here',
  条线: 'own-line',
  条线汇总: 'own-line',
  垂直: 'own-line',
  上级: 'own-line',
  'own line': 'own-line',
  两边: 'both',
  都: 'both',
  both: 'both',
}
const countedBy = (cell: string): 'here' | 'own-line' | 'both' | undefined => {
  const named = cell
    .split(/[;；、,，|+和]+/)
    .flatMap((one) => (one.trim() ? [ownOf(counters, one.trim().toLowerCase())] : []))
  if (named.length === 0 || named.includes(undefined)) return undefined
  return new Set(named).size === 1 ? named[0] : 'both'
}

const kinds: Record<string, Unit['kind']> = {
  办公室: 'office',
  政务公开办: 'office',
  政府办: 'office',
  本机关: 'office',
  office: 'office',
  部门: 'department',
  局: 'department',
  department: 'department',
  乡镇: 'township',
  乡: 'township',
  镇: 'township',
  街道: 'township',
  乡镇街道: 'township',
  township: 'township',
}
/** Roles go by id in a definition; these are how an office writes the ones of the reports that come with the product. */
const roleNames: Record<string, string> = { 办公室: 'office', 政务公开办: 'office', 财政: 'finance' }

/** Adds what the row says to `units`, or answers everything that is wrong with it and adds nothing. */
function readRow(row: Row, line: number, units: Map<string, Unit>, known: Known): RosterProblem[] {
  const problems: RosterProblem[] = []
  const wrong = (column: RosterColumn, message: LocalizedText) => problems.push({ line, column, message })

  for (const column of required) if (!row[column]) wrong(column, says.missing(firstOf(headers[column])))
  const id = row.code ? row.code.toLowerCase() : `u${digestOf(row.name ?? '').slice(0, 8)}`
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id) || isForbiddenName(id)) wrong('code', says.code)
  const kind = ownOf(kinds, (row.kind ?? '').toLowerCase())
  if (row.kind && !kind) wrong('kind', says.kind(row.kind))
  const roles = (row.roles ?? '')
    .split(/[;；、,，|\s]+/)
    .filter(Boolean)
    .map((role) => ownOf(roleNames, role) ?? role.toLowerCase())
  for (const role of roles)
    if (!/^[a-z0-9][a-z0-9-]*$/.test(role) || isForbiddenName(role)) wrong('roles', says.role(role))
  if (kind === 'office' && !roles.includes('office')) roles.push('office')

  const address = row.address && readAddress(row.address)
  if (row.address && !address) wrong('address', says.address(row.address))
  if (Boolean(row.leader) !== Boolean(row.leaderAddress)) {
    wrong(row.leader ? 'leaderAddress' : 'leader', says.leaderHalf)
  }
  const leaderAddress = row.leaderAddress && readAddress(row.leaderAddress)
  if (row.leaderAddress && !leaderAddress) wrong('leaderAddress', says.address(row.leaderAddress))
  if (address && address === leaderAddress) wrong('leaderAddress', says.leaderIsContact)

  const languageIn = (column: 'language' | 'leaderLanguage') => {
    const read = row[column] ? ownOf(languages, row[column].toLowerCase()) : undefined
    if (row[column] && !read) wrong(column, says.language)
    return read
  }
  const language = languageIn('language')
  const leaderLanguage = languageIn('leaderLanguage') ?? language
  const counted = row.counted ? countedBy(row.counted) : undefined
  if (row.counted && !counted) wrong('counted', says.counted(row.counted))
  if (counted === 'both') wrong('counted', says.countedTwice)
  if (![row.contact, row.title, row.leader, row.leaderTitle].every((text) => isPlainLine(text ?? ''))) {
    wrong('contact', says.hidden)
  }

  const before = units.get(id)
  if (before && row.name && before.name.zh !== row.name) wrong('code', says.codeTaken(id, before.name.zh))
  const named = row.name === undefined ? undefined : known.unitNamed(row.name)
  if (named !== undefined && named !== id) wrong('code', says.nameTaken(named))
  if (before && kind && before.kind !== kind) wrong('kind', says.differs(firstOf(headers.kind)))
  if (before && counted && (before.countedAbove ?? 'here') !== counted)
    wrong('counted', says.differs(firstOf(headers.counted)))
  if (before?.leader && leaderAddress && before.leader.address !== leaderAddress) {
    wrong('leader', says.differs(firstOf(headers.leader)))
  }
  if (address && known.fillsIn(id, address)) wrong('address', says.twice)
  if (address && before?.leader?.address === address) wrong('address', says.leaderIsContact)
  for (const [name, own, column] of [
    [row.contact, address, 'contact'],
    [row.leader, leaderAddress, 'leader'],
  ] as const) {
    const holder = own ? known.at(own) : undefined
    if (holder && name && holder.name !== name) wrong(column, says.sharedAddress(holder.name))
  }
  if (problems.length > 0) return problems

  const contact = known.add({
    id: `${id}-${(before?.contacts.length ?? 0) + 1}`,
    name: present(row.contact, 'contact'),
    address: address as string,
    ...(row.title && { title: row.title }),
    ...(language && { language }),
  })
  const leader =
    row.leader && leaderAddress
      ? known.add({
          id: `${id}-leader`,
          name: row.leader,
          address: leaderAddress,
          ...(row.leaderTitle && { title: row.leaderTitle }),
          ...(leaderLanguage && { language: leaderLanguage }),
        })
      : before?.leader
  known.nameUnit(present(row.name, 'name'), id)
  known.addTo(id, contact.address)
  const contacts = before?.contacts ?? []
  contacts.push(contact)
  units.set(id, {
    id,
    name: { zh: present(row.name, 'name'), en: row.englishName ?? before?.name.en ?? present(row.name, 'name') },
    kind: present(kind, 'kind'),
    roles: [...new Set([...(before?.roles ?? []), ...roles])],
    contacts,
    ...(leader && { leader }),
    ...((counted ?? before?.countedAbove) === 'own-line' && { countedAbove: 'own-line' as const }),
  })
  return []
}

/**
 * Who is named in two places: what one of them does not say, the title or the language, holds as the other has it, and a title of its own
 * stays in its place.
 */
export function namedAgain(known: Person, { title, language }: Pick<Person, 'title' | 'language'>): Person {
  if (title && !known.title) known.title = title
  if (language && !known.language) known.language = language
  return title && title !== known.title ? { ...known, title } : known
}

/** One address is one person, in whatever unit; a mailbox that two people read cannot show who acted. One name is one unit. */
class Known {
  readonly #byAddress = new Map<string, Person>()
  readonly #units = new Map<string, string>()
  readonly #contacts = new Set<string>()
  fillsIn(unit: string, address: string): boolean {
    return this.#contacts.has(`${unit} ${address}`)
  }
  addTo(unit: string, address: string): void {
    this.#contacts.add(`${unit} ${address}`)
  }
  unitNamed(name: string): string | undefined {
    return this.#units.get(name)
  }
  nameUnit(name: string, id: string): void {
    this.#units.set(name, id)
  }
  at(address: string): Person | undefined {
    return this.#byAddress.get(address)
  }
  add(person: Person): Person {
    const known = this.#byAddress.get(person.address)
    if (known) return namedAgain(known, person)
    this.#byAddress.set(person.address, person)
    return person
  }
}

/** The usual form of an address, without quotes and without anything beyond ASCII. */
const email = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/
/** What RFC 5321 and DNS let an address have: anything longer is refused by every server, days after somebody was invited. */
const canBeMailed = (address: string): boolean =>
  address.length <= 254 && /^[^@]{1,64}@([^.]{1,63}\.)+[^.]{1,63}$/.test(address)

/** An address as people type it, full-width signs and all; lower-case. Undefined when it is none. */
export function readAddress(typed: string): string | undefined {
  const address = typed
    .normalize('NFKC')
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()
  return email.test(address) && canBeMailed(address) ? address : undefined
}

const unreadable = (message: LocalizedText): RosterReading => ({ units: [], problems: [{ line: 0, message }] })

function errorFile(header: CsvRecord, bad: { record: CsvRecord; problems: RosterProblem[] }[]): string {
  const width = header.cells.length
  const lines = bad.map(({ record, problems }) => [
    ...Array.from({ length: width }, (_, i) => record.cells[i] ?? ''),
    String(record.line),
    problems.map((p) => p.message.zh).join('；'),
  ])
  return `\uFEFF${[[...header.cells, '原文件行号', '需要修改的地方'], ...lines].map(csvLine).join('')}`
}

import { itemAt } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import { invisible } from '../report/figure.ts'
import type { ReportTable } from '../report/report-definition.ts'
import { pictureMark, unseenMark } from './printed-document.ts'

type Block = ReportTable['blocks'][number]

/** A row, column or heading of the form, by the words that are printed for it. */
export type Label =
  | { kind: 'row'; table: ReportTable; block: Block; row: Block['rows'][number] }
  | { kind: 'column'; table: ReportTable; block: Block; column: Block['columns'][number] }
  | { kind: 'group'; table: ReportTable; key: string }
  | { kind: 'block'; table: ReportTable; block: Block }
  | { kind: 'head'; table: ReportTable }

/** How sure it is: the words of the form or a known spelling; or the closest there is, which is said. */
export type LabelMatch = { label: Label; exact: boolean }

/**
 * What a label comes down to, however it is printed: without width, spaces, list number, punctuation, and what stands in
 * brackets or as a unit behind it (`规章（设区的市以上提供）`, `本年收费金额单位:万元`).
 */
export function labelKey(printed: string): string {
  if (printed.length > longestLabel) return ''
  const plain = plainText(printed.replace(noteMarks, '').replace(circledNumber, ''))
  const bare = plain
    .replace(/[:;,。、]+$/u, '')
    .replace(listNumber, '')
    .replace(/(.)\([^()]*\)?$/u, '$1')
    .replace(/(.)(单位:?)?[十百千万亿]{0,4}元$/u, '$1')
  const key = lettersOf(bare) || lettersOf(plain)
  return key === '合计' ? '总计' : key
}

/** Raised and circled digits behind a label point to a note. */
const noteMarks = /(?<=\S)[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793]+\s*$/u

/** Before it is made an ordinary digit, which would be a letter of the label. */
const circledNumber = /^\s*[\u2460-\u24ff\u2776-\u2793]+/u

/** Units of money where they stand in a heading, those that no form has too: 千元 is not 元. */
export const moneyUnits = /[十百千万亿]{0,4}[美欧日港澳]?(?<![单多公])元/gu

/** One form for width, spaces, and the spellings that mean the same. */
export const plainText = (printed: string): string =>
  printed
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\s+/gu, '')
    .replaceAll(pictureMark, '')
    .replaceAll(unseenMark, '')
    .replaceAll('钩', '勾')
    .replaceAll('只记', '只计')
    .replaceAll('其它', '其他')

const listNumber = /^(?:第?[一二三四五六七八九十]{1,2}[、.,，]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[、.．,，)])+/u
/** `（七）` of `（七）小计`: by it a row is known whose words are another's. */
export const numberOf = (printed: string): string => listNumber.exec(plainText(printed))?.[0] ?? ''
const lettersOf = (text: string): string => text.replace(/[^\p{Letter}\p{Number}]/gu, '')

/** Finds what a printed cell is called in one definition. */
export class LabelIndex {
  readonly #labels: { key: string; label: Label }[]
  readonly #byKey = new Map<string, Label[]>()
  /** Which labels have a letter in them, by their place. */
  readonly #having = new Map<string, number[]>()

  constructor({ definition }: CompiledDefinition) {
    this.#labels = definition.tables.flatMap((table) => labelsOf(table))
    for (const { key, label } of this.#labels) {
      const known = this.#byKey.get(key) ?? []
      if (!known.some((one) => sameLabel(one, label))) this.#byKey.set(key, [...known, label])
    }
    for (const [n, { key }] of this.#labels.entries())
      for (const char of new Set(key)) this.#having.set(char, [...(this.#having.get(char) ?? []), n])
  }

  readonly #found = new Map<string, LabelMatch[]>()

  /** The labels in one cell: usually one; `（三）不予公开1.属于国家秘密` are two. */
  findAll(text: string): LabelMatch[] {
    if (text.length > 120) return []
    const whole = this.find(text)
    if (whole.some(({ exact }) => exact)) return whole
    const pieces = plainText(text)
      .split(/(?=\([一二三四五六七八九十]\))|(?<=[^\d(])(?=\d{1,2}[.、])/u)
      .filter(Boolean)
    const parts = pieces.length > 1 ? pieces.flatMap((piece) => this.find(piece).filter(({ exact }) => exact)) : []
    return parts.length > 0 ? parts : whole
  }

  /** Everything the words can be: 总计 is a row and a column. Exact when they are the form's; else the closest by letters. */
  find(printed: string, kinds?: readonly Label['kind'][]): LabelMatch[] {
    if (/^[\d.]*$/.test(printed)) return []
    const asked = `${kinds?.join() ?? ''}:${printed}`
    const known = this.#found.get(asked)
    if (known) return known
    const key = labelKey(printed)
    const wanted = (label: Label) => kinds === undefined || kinds.includes(label.kind)
    // 公民（自然人）: the form's word stands in the bracket.
    const inside = /\(([^()]{2,12})\)$/.exec(plainText(printed))?.[1]
    const exact = [
      ...(this.#byKey.get(key) ??
        this.#byKey.get(labelKey(inside ?? ''))?.filter(({ kind }) => kind === 'column') ??
        []),
    ].filter(wanted)
    const found = exact.length > 0 ? exact.map((label) => ({ label, exact: true })) : this.#closest(key, wanted)
    // The same few labels are met in every file; what is met once must not fill the memory.
    if (this.#found.size > mostRemembered) this.#found.clear()
    if (printed.length <= longestLabel) this.#found.set(asked, found)
    return found
  }

  #closest(key: string, wanted: (label: Label) => boolean): LabelMatch[] {
    if (key.length < 4 || key.length > 60) return []
    // Letters in common, in any order, are the most that two can be alike: of the many labels few have to be looked at.
    const common = new Map<number, number>()
    for (const char of key) for (const n of this.#having.get(char) ?? []) common.set(n, (common.get(n) ?? 0) + 1)
    const scored = [...common]
      .map(([n, letters]) => ({ ...itemAt(this.#labels, n), letters }))
      .filter(({ label, key: known, letters }) => wanted(label) && known.length >= 4 && letters >= fewest(key, known))
      .map(({ label, key: known }) => ({ label, known, likeness: likeness(key, known) }))
      .sort((a, b) => b.likeness - a.likeness)
    const [best] = scored
    if (!best) return []
    const second = scored.find((one) => !sameLabel(one.label, best.label) && one.known !== best.known)
    const oneWrong = best.known.length === key.length && differences(key, best.known) === 1
    const clear = best.likeness >= alike && best.likeness - (second?.likeness ?? 0) > apart
    return oneWrong || clear ? [{ label: best.label, exact: false }] : []
  }

  /** Every spelling with what it names, longest first: what running text is searched for. */
  spellings(): { text: string; label: Label }[] {
    return this.#labels.map(({ key, label }) => ({ text: key, label })).sort((a, b) => b.text.length - a.text.length)
  }
}

const mostRemembered = 4000
/** The longest of the form has 60 letters; guidance in brackets may follow. */
const longestLabel = 400
const alike = 0.75
const apart = 0.08
/** Letters that a label must share to be the closest, or too close to that to tell them apart. */
const fewest = (a: string, b: string): number => ((alike - apart) * (a.length + b.length)) / 2 - 0.01

const sameLabel = (a: Label, b: Label): boolean =>
  a.kind === b.kind &&
  a.table === b.table &&
  (a.kind === 'row'
    ? b.kind === 'row' && a.row === b.row
    : a.kind === 'column'
      ? b.kind === 'column' && a.column === b.column
      : a.kind === 'group'
        ? b.kind === 'group' && a.key === b.key
        : a.kind === 'block'
          ? b.kind === 'block' && a.block === b.block
          : true)

function labelsOf(table: ReportTable): { key: string; label: Label }[] {
  const head = [table.note, table.stub, table.span].flatMap((text) =>
    text ? [{ key: labelKey(text.zh), label: { kind: 'head' as const, table } }] : [],
  )
  const note = table.note ? [{ key: lettersOf(plainText(table.note.zh)), label: { kind: 'head' as const, table } }] : []
  return [...head, ...note, ...table.blocks.flatMap((block) => labelsOfBlock(table, block))]
}

function labelsOfBlock(table: ReportTable, block: Block): { key: string; label: Label }[] {
  const spelled = (labelled: { label: { zh: string }; aliases: string[] }) => [
    ...new Set([labelled.label.zh, ...labelled.aliases].map(labelKey)),
  ]
  const groups = [...block.rows, ...block.columns].flatMap(({ groups }) => groups.map(({ zh }) => labelKey(zh)))
  const named = [block.label?.zh, ...block.aliases].filter((text) => text !== undefined)
  return [
    ...named.map((text) => ({ key: lettersOf(plainText(text)), label: { kind: 'block' as const, table, block } })),
    ...[...new Set(groups)].map((key) => ({ key, label: { kind: 'group' as const, table, key } })),
    ...block.columns.flatMap((column) =>
      spelled(column).map((key) => ({ key, label: { kind: 'column' as const, table, block, column } })),
    ),
    ...block.rows.flatMap((row) =>
      spelled(row).map((key) => ({ key, label: { kind: 'row' as const, table, block, row } })),
    ),
  ]
}

const differences = (a: string, b: string): number => [...a].filter((char, n) => char !== b[n]).length

/** Twice the longest common subsequence by the length of both: 1 when they are the same. */
function likeness(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 0.45 * Math.max(a.length, b.length)) return 0
  let row = new Uint16Array(b.length + 1)
  for (const char of a) {
    const next = new Uint16Array(b.length + 1)
    for (let n = 1; n <= b.length; n++) {
      next[n] = char === b[n - 1] ? itemAt(row, n - 1) + 1 : Math.max(itemAt(row, n), itemAt(next, n - 1))
    }
    row = next
  }
  return (2 * itemAt(row, b.length)) / (a.length + b.length)
}

import { itemAt } from '../present.ts'
import type { Cell, CompiledDefinition, Term } from '../report/cells.ts'
import { cellScale } from '../report/cells.ts'
import { plainText } from './labels.ts'

/**
 * The cells that a transcriber's reference names: `T3[一、新收][总计]`, `T3[（六）1+2+3][总计]`, `T2[行政许可][处理决定数量]`,
 * `T4 review 总计`, `T4 sum of three 总计`. Undefined when it cannot be told for sure: then the value beside it counts.
 */
export function cellsOfTableRef(compiled: CompiledDefinition, ref: string): Term[] | undefined {
  const match = /^T([234])(?!\d)\s*(.*)/su.exec(ref.normalize('NFKC').trim())
  if (!match) return undefined
  const table = `t${match[1]}`
  const rest = itemAt(match, 2)
  const cells = table === 't4' ? disputes(compiled, rest) : rowsAndColumn(compiled, table, rest)
  return cells?.map((cell) => ({
    source: 'own',
    cell,
    sign: 1,
    side: 'right',
    weight: 10 ** -cellScale(cell),
  }))
}

function disputes(compiled: CompiledDefinition, words: string): Cell[] | undefined {
  const outcome = outcomes.find(([pattern]) => pattern.test(words))?.[1]
  const blocks = blocksNamed(words)
  if (!outcome || !blocks) return undefined
  const cells = blocks.map((block) => compiled.byId.get(`t4.cases.${block}-${outcome}`))
  return cells.every((cell) => cell !== undefined) ? cells : undefined
}

/** One form for labels, without the unit in brackets. */
const plainLabel = (label: string): string => plainText(label).replace(/\((单位:)?(元|万元)\)$/, '')

const outcomes: [RegExp, string][] = [
  [/总计|合计|total/i, 'total'],
  [/维持|upheld/i, 'upheld'],
  [/纠正|corrected/i, 'corrected'],
  [/尚未审结|未审结|pending/i, 'pending'],
  [/其他|other/i, 'other'],
]

function blocksNamed(words: string): string[] | undefined {
  if (/sum of three|三/i.test(words)) return ['review', 'direct', 'after-review']
  if (/未经复议|direct|without/i.test(words)) return ['direct']
  if (/复议后|after/i.test(words)) return ['after-review']
  const review = /复议|review/i.test(words)
  const litigation = /诉讼|litigation/i.test(words)
  if (review && litigation) return ['review', 'direct', 'after-review']
  if (litigation) return ['direct', 'after-review']
  return review ? ['review'] : undefined
}

function rowsAndColumn(compiled: CompiledDefinition, table: string, rest: string): Cell[] | undefined {
  const tokens = [...rest.matchAll(/\[([^[\]]*)\]/g)].map((token) => plainLabel(itemAt(token, 1)))
  const words = tokens.length > 0 ? tokens : rest.split(/\s+/).map(plainLabel).filter(Boolean)
  const cells = compiled.cells.filter((cell) => cell.table === table)
  const wanted = table === 't2' ? words.filter((word) => !/^第?二十条/.test(word)) : words
  const [rowWord, columnWord] = wanted
  if (!rowWord || wanted.length > 2) return undefined
  const rows = rowsNamed(cells, rowWord)
  if (!rows) return undefined
  const found = rows.map((row) =>
    columnNamed(
      cells.filter((cell) => cell.row === row),
      columnWord,
    ),
  )
  return found.every((cell) => cell !== undefined) ? found : undefined
}

/** `一、新收`, `（七）总计`, `（六）1+2+3`, `（三）不予公开` (all its rows), `（一）+（二）`, `行政许可`. */
function rowsNamed(cells: readonly Cell[], word: string): string[] | undefined {
  const rows: string[] = []
  let heading = ''
  for (const piece of word.split('+')) {
    const ordinal = /^(?:三、)?\(([一二三四五六七])\)(\d*)/.exec(piece)
    const digit = /^(\d)\.?/.exec(piece)
    const part = /^([一二四])(?:、|$)/.exec(piece)
    let prefix: string | undefined
    if (ordinal) {
      heading = `三、(${ordinal[1]})`
      prefix = ordinal[2] ? `${heading}${ordinal[2]}.` : heading
    } else if (digit && heading) prefix = `${heading}${digit[1]}.`
    else if (part) prefix = `${part[1]}、`
    const found = prefix === undefined ? rowsLabelled(cells, piece) : rowsStarting(cells, prefix)
    if (found.length === 0) return undefined
    rows.push(...found)
  }
  return new Set(rows).size === rows.length ? rows : undefined
}

const rowsStarting = (cells: readonly Cell[], prefix: string): string[] => [
  ...new Set(cells.filter((cell) => plainLabel(cell.rowName.zh).startsWith(prefix)).map((cell) => cell.row)),
]

/** By label: the same, or the only one that contains it. */
function rowsLabelled(cells: readonly Cell[], word: string): string[] {
  const named = (test: (label: string) => boolean) => [
    ...new Set(cells.filter((cell) => test(plainLabel(cell.rowName.zh))).map((cell) => cell.row)),
  ]
  const exact = named((label) => label === word)
  if (exact.length > 0) return exact
  const containing = named((label) => label.includes(word) || word.includes(label))
  return containing.length === 1 ? containing : []
}

function columnNamed(cells: readonly Cell[], word: string | undefined): Cell | undefined {
  if (word === undefined) return cells.length === 1 ? cells[0] : cells.find((cell) => cell.column === 'total')
  const exact = cells.filter((cell) => plainLabel(cell.columnName.zh) === word)
  if (exact.length === 1) return exact[0]
  const containing = cells.filter((cell) => plainLabel(cell.columnName.zh).includes(word))
  return containing.length === 1 ? containing[0] : undefined
}

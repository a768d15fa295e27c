import { hash } from 'node:crypto'
import { Ajv } from 'ajv'
import { mergedDraft, type Slice } from '../../shared/draft/draft.ts'
import { readSealedSlice } from '../../shared/draft/sealed-slice.ts'
import type { SubmissionDocument } from '../../shared/draft/submission.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { checkMerged, checkSlice } from '../../shared/report/integrity/check.ts'
import { textsAboutUnit } from '../../shared/report/narrative-parts.ts'
import { linesOf } from './lines.ts'
import { compiled, mergeInput } from './slices.ts'

/** One run over a file of so many slices. What it returns is compared, so that no job gets away without doing its work. */
export type Job = (path: string, units: number) => Answer | Promise<Answer>
export type Answer = { slices: number; findings?: number; newRequests?: string; digest?: string }

export const jobs = {
  lianbao: checkMergeAndDigest,
  parse: parseAndDigest,
  ajv: ajvAndPlainLoops,
  duckdb: sumsAndTable3InDuckdb,
} satisfies Record<string, Job>
export type JobName = keyof typeof jobs

/** The job: digest, read and check each slice, merge with provenance, check the draft, its canonical bytes and digest. */
function checkMergeAndDigest(path: string, units: number): Answer {
  let findings = 0
  function* slices(): Generator<Slice> {
    for (const line of linesOf(path)) {
      const submission = digestOf(line)
      const document = readSealedSlice(compiled, line.toString())
      findings += checkSlice(compiled, document.figures, textsAboutUnit(compiled.definition, document.texts)).findings
        .length
      yield { unit: document.unit, revision: 1, submission, document }
    }
  }
  const draft = mergedDraft(compiled, mergeInput(units), slices())
  findings += checkMerged(compiled, draft.figures, draft.texts).findings.length
  const newRequests = draft.figures['t3.new.total'] ?? ''
  return { slices: draft.slices.length, findings, newRequests, digest: digestOf(canonicalBytes(draft)) }
}

/** (a) What no job on these bytes can do without, unless it reads them itself. */
function parseAndDigest(path: string): Answer {
  let slices = 0
  for (const line of linesOf(path)) {
    const document: SubmissionDocument = JSON.parse(line.toString())
    if (document.unit && hash('sha256', line)) slices++
  }
  return { slices }
}

/** (b) Validated by ajv, then binary floats in plain loops; no provenance, no findings but their number. */
function ajvAndPlainLoops(path: string): Answer {
  const ids = compiled.cells.map((cell) => cell.id)
  const relations = compiled.instances
    .filter((instance) => instance.terms.every((term) => term.source === 'own'))
    .map(({ relation, terms }) => ({
      operator: relation.operator,
      cells: terms.map((term) => term.cell.index),
      factors: terms.map((term) => (term.side === 'left' ? term.weight : -term.weight)),
    }))
  const sums = new Array<number>(ids.length).fill(0)
  const numbers = new Array<number>(ids.length).fill(0)
  let slices = 0
  let findings = 0
  for (const line of linesOf(path)) {
    if (!hash('sha256', line)) continue
    const document: SubmissionDocument = JSON.parse(line.toString())
    if (!validateSlice(document)) throw new Error('ajv refuses a slice')
    const { figures } = document
    for (let n = 0; n < ids.length; n++) {
      const number = Number(figures[ids[n]!])
      numbers[n] = number
      sums[n]! += number
    }
    for (const { operator, cells, factors } of relations) {
      let difference = 0
      for (let n = 0; n < cells.length; n++) difference += numbers[cells[n]!]! * factors[n]!
      if (operator === '=' ? difference !== 0 : operator === '<=' ? difference > 0 : difference < 0) findings++
    }
    slices++
  }
  return { slices, findings, newRequests: String(sums[compiled.byId.get('t3.new.total')!.index]) }
}

/** (c) The sums of all cells and the relations of table 3, in one query over the file. */
async function sumsAndTable3InDuckdb(path: string): Promise<Answer> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const cell = (index: number) => `"${compiled.cells[index]!.id}"`
  const columns = compiled.cells.map(
    ({ id, kind }) => `"${id}" ${kind.kind === 'amount' ? `DECIMAL(18, ${kind.scale})` : 'BIGINT'}`,
  )
  const broken = compiled.instances
    .filter((instance) => instance.relation.id.startsWith('T3.') && !instance.needs.previous)
    .map(({ terms }) => {
      const sideOf = (side: 'left' | 'right') =>
        terms
          .filter((term) => term.side === side)
          .map((term) => cell(term.cell.index))
          .join(' + ')
      return `(${sideOf('left')} <> ${sideOf('right')})::INT`
    })
  const sums = compiled.cells.map(({ id, index }) => `sum(${cell(index)}) AS "${id}"`)
  const reader = await connection.runAndReadAll(
    `SELECT count(*) AS slices, sum(${broken.join(' + ')}) AS findings, ${sums.join(', ')}
     FROM (SELECT unnest(figures)
           FROM read_json('${path}', format = 'newline_delimited', columns = {figures: 'STRUCT(${columns.join(', ')})'}))`,
  )
  const [row] = reader.getRowObjects()
  connection.closeSync()
  return { slices: Number(row!.slices), findings: Number(row!.findings), newRequests: String(row!['t3.new.total']) }
}

const text = { type: 'string' }
const validateSlice = new Ajv().compile({
  type: 'object',
  required: ['document', 'cycle', 'unit', 'definition', 'nil', 'figures', 'texts', 'justifications'],
  additionalProperties: false,
  properties: {
    document: { const: 'lianbao/submission/1' },
    cycle: text,
    unit: text,
    definition: {
      type: 'object',
      required: ['id', 'version', 'digest'],
      properties: { id: text, version: { type: 'integer' }, digest: text },
    },
    nil: { type: 'boolean' },
    figures: {
      type: 'object',
      required: compiled.cells.map((cell) => cell.id),
      additionalProperties: false,
      properties: Object.fromEntries(
        compiled.cells.map(({ id, kind }) => [
          id,
          { type: 'string', pattern: kind.kind === 'amount' ? '^(0|[1-9]\\d*)(\\.\\d+)?$' : '^(0|[1-9]\\d*)$' },
        ]),
      ),
    },
    texts: { type: 'object', additionalProperties: text },
    justifications: { type: 'array' },
  },
})

import { closeSync, openSync, writeSync } from 'node:fs'
import type { MergeInput } from '../../shared/draft/draft.ts'
import { sealSubmission } from '../../shared/draft/sealed-submission.ts'
import { type CompiledDefinition, compileDefinition, deriveTotals } from '../../shared/report/cells.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../shared/report/figure.ts'

/** The report that is measured, and the facts of a cycle of it. */
export const compiled: CompiledDefinition = compileDefinition(shippedDefinition('gid-2021')!)
const definition = { id: 'gid-2021', version: 1, digest: 'd'.repeat(64) }
const cycle = 'bench-2026'

export const unitId = (n: number): string => `u${String(n).padStart(6, '0')}`

/** The cycle's facts for a merge of so many units; the first one is the office, which writes the texts. */
export const mergeInput = (units: number): MergeInput => ({
  cycle,
  definition,
  issuer: { id: 'city', name: { zh: '某市', en: 'City' }, level: 'county' },
  year: 2026,
  roster: Array.from({ length: units }, (_, n) => ({
    id: unitId(n),
    name: { zh: `第${n}单位`, en: `Unit ${n}` },
    roles: n === 0 ? ['office'] : [],
  })),
  gaps: [],
  adjustments: [],
  explanations: [],
})

/**
 * A file of sealed submissions, one a line, as the product writes them (canonical bytes): every same-report relation holds,
 * most cells are 0, as in real reports. The same seed gives the same bytes.
 *
 * @returns its bytes
 */
export function writeSlices(path: string, units: number, seed: number): number {
  const random = randomFrom(seed)
  const file = openSync(path, 'w')
  let size = 0
  let batch: Uint8Array[] = []
  for (let n = 0; n < units; n++) {
    const { bytes } = sealSubmission({
      document: 'lianbao/submission/1',
      cycle,
      unit: unitId(n),
      definition,
      nil: false,
      figures: deriveTotals(compiled, consistentInputs(random)),
      texts: n === 0 ? officeTexts : {},
      justifications: [],
    })
    batch.push(bytes, newline)
    if (batch.length < 2000 && n < units - 1) continue
    size += writeSync(file, Buffer.concat(batch))
    batch = []
  }
  closeSync(file)
  return size
}

const newline = new Uint8Array([10])
const officeTexts = {
  overview: '本年度坚持以公开为常态、不公开为例外，依法回应群众关切。',
  problems: '主动公开的内容还不够及时，下一步逐月核对。',
  other: '本年度没有收取信息处理费。',
}

type Random = (below: number) => number

/** mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Inputs that satisfy every relation: what came in is handled or carried out, what is in force is not less than what is new. */
export function consistentInputs(random: Random): Record<string, Figure> {
  const figures: Record<string, Figure> = {}
  for (const cell of compiled.cells) {
    if (!cell.derived) figures[cell.id] = '0'
  }
  for (const row of ['rules', 'normative']) {
    const issued = random(4)
    const repealed = random(3)
    figures[`t2.${row}.issued`] = String(issued)
    figures[`t2.${row}.repealed`] = String(repealed)
    figures[`t2.${row}.in-force`] = String(issued + random(60))
  }
  figures['t2.licensing.decisions'] = String(random(30_000))
  figures['t2.penalties.decisions'] = String(random(900))
  figures['t2.measures.decisions'] = String(random(200))
  figures['t2.fees.amount'] = random(3) === 0 ? `${random(900)}.${1 + random(9)}` : '0'
  const results = compiled.definition.sets.results!
  for (const applicant of compiled.definition.sets.applicants!) {
    const fresh = random(applicant === 'natural' ? 300 : 12)
    const carriedIn = random(5)
    let open = fresh + carriedIn
    figures[`t3.new.${applicant}`] = String(fresh)
    figures[`t3.carried-in.${applicant}`] = String(carriedIn)
    for (let k = 0; k < 4; k++) {
      const id = `t3.${results[random(results.length)]}.${applicant}`
      const share = random(open + 1)
      figures[id] = String(Number(figures[id]) + share)
      open -= share
    }
    figures[`t3.carried-out.${applicant}`] = String(open)
  }
  for (const kind of ['review', 'direct', 'after-review']) {
    for (const outcome of ['upheld', 'corrected', 'other', 'pending'])
      figures[`t4.cases.${kind}-${outcome}`] = String(random(3))
  }
  return figures
}

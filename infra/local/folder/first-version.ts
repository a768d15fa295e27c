import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unmarshal } from '../../../functions/aws/table/attribute-values.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import { machineTexts } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'

const t = inBoth(machineTexts)

/** A cycle as a folder of 0.1 has it. The facts are that version's: other keys, other fields. They are shown and never folded. */
export type FirstVersionCycle = {
  cycle: string
  facts: Fact[]
  /** Bodies that the facts name, by their path under `files`. */
  bodies: Map<string, Uint8Array>
  /** Bodies that the facts name and that are gone or changed. */
  damaged: string[]
}

/** 0.1 kept its facts in a LevelDB, written by an emulator of DynamoDB. A copy is read: to open one is to write into it. */
export async function cyclesOfFirstVersion(folder: string): Promise<FirstVersionCycle[]> {
  const table = join(folder, 'table')
  if (!existsSync(join(table, 'CURRENT'))) throw new RangeError(t.notFirstVersion(folder))
  const copy = await mkdtemp(join(tmpdir(), 'lianbao-import-'))
  try {
    await cp(table, copy, { recursive: true, filter: (path) => !path.endsWith('LOCK') })
    const facts = await factsIn(copy)
    const cycles = [...new Set(facts.map(({ cycle }) => cycle))].sort()
    return await Promise.all(
      cycles.map(async (cycle) => {
        const own = facts.filter((fact) => fact.cycle === cycle)
        return { cycle, facts: own, ...(await bodiesOf(own, join(folder, 'files'))) }
      }),
    )
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

async function factsIn(table: string): Promise<Fact[]> {
  const { ClassicLevel } = await import('classic-level').catch(() => {
    throw new RangeError(t.onePackage)
  })
  const database = new ClassicLevel(table, { createIfMissing: false })
  try {
    const items = (await database.values().all()).map((text) => JSON.parse(text))
    return items.filter(({ pk }) => pk?.S?.startsWith('CYCLE#')).map(({ body }) => unmarshal(body) as Fact)
  } finally {
    await database.close()
  }
}

/** Every body lies under its digest, whatever it is. */
async function bodiesOf(facts: readonly Fact[], files: string): Promise<Pick<FirstVersionCycle, 'bodies' | 'damaged'>> {
  const told = JSON.stringify(facts)
  const bodies = new Map<string, Uint8Array>()
  for (const path of existsSync(files) ? await readdir(files, { recursive: true }) : []) {
    const [, digest = ''] = /([0-9a-f]{64})\.json$/.exec(path) ?? []
    if (digest !== '' && told.includes(digest)) bodies.set(path, await readFile(join(files, path)))
  }
  const owed = facts.flatMap((fact) => {
    if (fact.kind === 'submission') return [`submissions/${fact.digest}.json`]
    if (fact.kind === 'draft') return [`drafts/${fact.digest}.json`]
    return fact.kind === 'opening' ? [`definitions/${fact.definition.digest}.json`] : []
  })
  const isChanged = ([path, bytes]: [string, Uint8Array]) =>
    !path.startsWith('checks/') && !path.endsWith(`${digestOf(bytes)}.json`)
  const damaged = [...owed.filter((path) => !bodies.has(path)), ...[...bodies].filter(isChanged).map(([path]) => path)]
  return { bodies, damaged }
}

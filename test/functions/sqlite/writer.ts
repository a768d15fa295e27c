import { writeSync } from 'node:fs'
import { openStore } from '../../../functions/sqlite/open-store.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

// Writes facts into the folder until it has written as many as it was asked for or is killed, alone and in groups, into three
// cycles; says the key of each as soon as it is acknowledged. Run by kill.test.ts and power-cut.test.ts.
const [folder = '', run = '0', wanted = '1000000'] = process.argv.slice(2)
const { store, close } = openStore(folder)

for (let i = 0; i < Number(wanted); ) {
  const group = Array.from({ length: i % 3 === 0 ? 7 : 1 }, () => fact(i++))
  await Promise.all(
    group.map(async (each) => {
      const { recorded } = await store.record(each)
      if (recorded) writeSync(1, `${each.cycle} ${each.id}\n`)
    }),
  )
  if (i % 50 === 0) store.checkpoint()
}
close()

function fact(i: number): Fact & { kind: 'act' } {
  const reason = '因机构改革延期。'.repeat(i % 40)
  const n = Number(run) * 10_000_000 + i + 1
  return { kind: 'act', cycle: `c-${i % 3}`, n, id: `${run}-${i}`, at: '', by: 'office-li', reason, act: 'hold' }
}

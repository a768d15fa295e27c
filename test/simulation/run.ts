import { Counters } from './counters.ts'
import { playSeason } from './season.ts'

/**
 * `node test/simulation/run.ts <first seed> <how many>`: plays seasons and says what was found in which.
 * `node test/simulation/run.ts --story <seed>`: one season, effect by effect.
 * `node test/simulation/run.ts --hunt <at most>`: until something is found, which is answered with exit 3; for mutants.ts.
 */
const [first = '', second = ''] = process.argv.slice(2)
if (first === '--story') {
  const { about, trace, findings } = await playSeason(Number(second))
  process.stdout.write(`${trace().join('\n')}\n\n${about}\n${findings.join('\n') || 'nothing found'}\n`)
} else if (first === '--hunt') {
  for (let seed = 1; seed <= Number(second); seed++) {
    const [finding] = (await playSeason(seed)).findings
    if (!finding) continue
    process.stdout.write(`${seed} seasons, ${finding.slice(0, 120)}\n`)
    process.exit(3)
  }
  process.stdout.write(`${second} seasons\n`)
} else {
  const counters = new Counters()
  const found = new Map<string, number[]>()
  const cpu = process.cpuUsage()
  for (let seed = Number(first); seed < Number(first) + Number(second); seed++) {
    const played = await playSeason(seed)
    counters.add(played.counters)
    for (const finding of played.findings) {
      const invariant = finding.split(':')[0]!
      if (!found.has(invariant)) process.stdout.write(`seed ${seed} (${played.about}): ${finding}\n`)
      found.set(invariant, [...new Set([...(found.get(invariant) ?? []), seed])])
    }
  }
  const { user, system } = process.cpuUsage(cpu)
  for (const [what, times] of [...counters.counts].sort())
    process.stdout.write(`${String(times).padStart(8)} ${what}\n`)
  for (const [invariant, seeds] of found)
    process.stdout.write(`${invariant}: ${seeds.length} seasons, e.g. ${seeds.slice(0, 8).join(', ')}\n`)
  process.stdout.write(`${second} seasons, ${((user + system) / 1e6).toFixed(1)} s of one core\n`)
}

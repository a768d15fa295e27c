import { Counters } from './counters.ts'
import { playSeason } from './season.ts'

/**
 * `node test/simulation/run.ts <first seed> <how many>`: plays seasons and says what was found in which.
 * `node test/simulation/run.ts --story <seed>`: one season, effect by effect.
 */
const [first = '', second = ''] = process.argv.slice(2)
if (first === '--story') {
  const { about, trace, findings } = await playSeason(Number(second))
  process.stdout.write(`${trace.join('\n')}\n\n${about}\n${findings.join('\n') || 'nothing found'}\n`)
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

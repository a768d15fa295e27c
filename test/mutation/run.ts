import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * `npm run mutants [-- FILE…]`: each module that decides is broken in every way StrykerJS knows, and the pure tests of its room
 * must notice. scores.json holds for each the share that was noticed, in whole per cent: one that has fallen fails, one that has
 * risen is written down. Survivors are told with line and change; why those of today are no fault is said in survivors.md.
 */
const scoresFile = 'test/mutation/scores.json'
const reports = '.mutants'

/** Rooms whose tests know a module beside those of its own. */
const neighbours: Record<string, string[]> = { cycle: ['draft'], draft: ['cycle'], published: ['draft'], report: [] }

type Mutant = {
  status: string
  mutatorName: string
  replacement: string
  location: { start: { line: number; column: number } }
}

const scores = JSON.parse(readFileSync(scoresFile, 'utf8')) as Record<string, number>
const wanted = process.argv.slice(2)
mkdirSync(reports, { recursive: true })
const fallen: string[] = []
const byRooms = Map.groupBy(wanted.length > 0 ? wanted : Object.keys(scores), (file) => roomsOf(file).sort().join(' '))
for (const [rooms, files] of byRooms) {
  const found = mutantsOf(files, rooms.split(' '))
  for (const file of files) {
    const { score, survivors, of } = scoreOf(file, found[file] ?? [])
    const before = scores[file] ?? 0
    console.log(`${file}: ${score} % of ${of} noticed (${before} % before), ${survivors.length} not`)
    for (const survivor of survivors) console.log(`  ${survivor}`)
    if (score < before) fallen.push(`${file}: ${score} % instead of ${before} %`)
    scores[file] = Math.max(score, before)
  }
}
writeFileSync(scoresFile, `${JSON.stringify(scores, Object.keys(scores).sort(), 2)}\n`)
if (fallen.length > 0) {
  console.error(`\nFewer mutants are noticed than were:\n${fallen.join('\n')}`)
  process.exit(1)
}

function roomsOf(file: string): string[] {
  const room = /^shared\/(\w+)\//.exec(file)?.[1] ?? ''
  return [room, ...(neighbours[room] ?? [])]
}

/** All mutants of files whose tests are in the same rooms. */
function mutantsOf(files: readonly string[], rooms: readonly string[]): Record<string, Mutant[]> {
  const name = rooms.join('-')
  const report = `${reports}/${name}.json`
  const configuration = `${reports}/${name}.stryker.json`
  writeFileSync(
    configuration,
    JSON.stringify({
      testRunner: 'same-process',
      plugins: ['./test/mutation/same-process.ts'],
      // Its preprocessor wants the compiler's JavaScript API, which TypeScript 7 has not: with no such file it does nothing.
      tsconfigFile: 'none.json',
      mutate: files,
      // Texts are read by people, and shapes by tsc.
      mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      // What other runs leave beside the sources: environments of Python, published demos.
      ignorePatterns: ['.emulator', '.foreign', '.lianbao', '.mutants'],
      concurrency: Number(process.env.LIANBAO_MUTANT_WORKERS ?? 1),
      // A loaded machine is not a failure.
      timeoutMS: 60_000,
      dryRunTimeoutMinutes: 20,
      reporters: ['json'],
      jsonReporter: { fileName: report },
      tempDirName: `${reports}/sandbox-${name}`,
    }),
  )
  const { status } = spawnSync('node_modules/.bin/stryker', ['run', configuration], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LIANBAO_NEAR_TESTS: rooms.map((room) => `test/shared/${room}/**/*.test.ts`).join(' ') },
  })
  if (status !== 0) throw new Error(`stryker ended with ${status} on ${files.join(' ')}`)
  const found = JSON.parse(readFileSync(report, 'utf8')) as { files: Record<string, { mutants: Mutant[] }> }
  return Object.fromEntries(Object.entries(found.files).map(([file, { mutants }]) => [file, mutants]))
}

function scoreOf(file: string, mutants: readonly Mutant[]): { score: number; survivors: string[]; of: number } {
  const among = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status))
  const noticed = among('Killed', 'Timeout').length
  const alive = among('Survived', 'NoCoverage')
  const of = noticed + alive.length
  if (of === 0) throw new Error(`${file} has no mutants: is it there?`)
  if (among('RuntimeError').length > 0) throw new Error(`a test of ${file} fails without any mutant`)
  const survivors = alive.map(
    ({ location: { start }, mutatorName, replacement }) =>
      `${start.line}:${start.column} ${mutatorName} -> ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`,
  )
  return { score: Math.floor((noticed / of) * 100), survivors, of }
}

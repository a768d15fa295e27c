import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * `npm run mutants [-- FILE…]`: each module that decides is broken in every way StrykerJS knows, and the pure tests of its room
 * must notice. scores.json holds for each the share that was noticed, in whole per cent: one that has fallen fails, one that has
 * risen is written down. Survivors stay in `.mutants/<module>.json`, with line and change.
 */
const scoresFile = 'test/mutation/scores.json'
const reports = '.mutants'

/** Rooms whose tests know a module beside those of its own. */
const neighbours: Record<string, string[]> = { cycle: ['draft'], draft: ['cycle'], published: ['draft'], report: [] }

const scores = JSON.parse(readFileSync(scoresFile, 'utf8')) as Record<string, number>
const wanted = process.argv.slice(2)
mkdirSync(reports, { recursive: true })
const fallen: string[] = []
for (const file of wanted.length > 0 ? wanted : Object.keys(scores)) {
  const { score, survivors, of } = mutantsOf(file)
  const before = scores[file] ?? 0
  console.log(`${file}: ${score} % of ${of} noticed (${before} % before), ${survivors} not`)
  if (score < before) fallen.push(`${file}: ${score} % instead of ${before} %`)
  scores[file] = Math.max(score, before)
}
writeFileSync(scoresFile, `${JSON.stringify(scores, Object.keys(scores).sort(), 2)}\n`)
if (fallen.length > 0) {
  console.error(`\nFewer mutants are noticed than were:\n${fallen.join('\n')}`)
  process.exit(1)
}

function mutantsOf(file: string): { score: number; survivors: number; of: number } {
  const room = /^shared\/(\w+)\//.exec(file)?.[1] ?? ''
  const name = file.replaceAll(/[/.]/g, '-')
  const report = `${reports}/${name}.json`
  const configuration = `${reports}/${name}.stryker.json`
  writeFileSync(
    configuration,
    JSON.stringify({
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      // Its preprocessor wants the compiler's JavaScript API, which TypeScript 7 has not: with no such file it does nothing.
      tsconfigFile: 'none.json',
      vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
      mutate: [file],
      // Texts are read by people, and shapes by tsc.
      mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      // What other runs leave beside the sources: environments of Python, published demos.
      ignorePatterns: ['.emulator', '.foreign', '.lianbao', '.mutants'],
      concurrency: Number(process.env.LIANBAO_MUTANT_WORKERS ?? 2),
      timeoutMS: 20_000,
      reporters: ['json'],
      jsonReporter: { fileName: report },
      tempDirName: `${reports}/sandbox-${name}`,
    }),
  )
  const rooms = [room, ...(neighbours[room] ?? [])]
  const { status } = spawnSync('node_modules/.bin/stryker', ['run', configuration], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Named by whoever has no time for a whole room's: what they notice, the room does too.
    env: { LIANBAO_NEAR_TESTS: rooms.map((each) => `test/shared/${each}/**/*.test.ts`).join(' '), ...process.env },
  })
  if (status !== 0) throw new Error(`stryker ended with ${status} on ${file}`)
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
    files: Record<string, { mutants: { status: string }[] }>
  }
  const mutants = Object.values(files).flatMap(({ mutants }) => mutants)
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const survivors = count('Survived', 'NoCoverage')
  if (noticed + survivors === 0) throw new Error(`${file} has no mutants: is it there?`)
  return { score: Math.floor((noticed / (noticed + survivors)) * 100), survivors, of: noticed + survivors }
}

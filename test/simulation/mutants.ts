import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * `node test/simulation/mutants.ts [how many seasons at most] [name …]`: breaks one line that safety rests on at a time, in a copy
 * of the tree, and says how many seasons it takes until somebody notices. A simulator that finds nothing proves nothing.
 */
type Mutant = { name: string; file: string; from: string; to: string }

const mutants: Mutant[] = [
  {
    name: 'publishes whatever is signed or not',
    file: 'functions/workflow/publish-report.ts',
    from: "if (!pending && outcomeOfWait(state, definition, 'sign-off') !== 'publish') return { outcome: 'changed' }",
    to: '',
  },
  {
    name: 'a release goes out whatever was written meanwhile',
    file: 'functions/kept/departures.ts',
    from: 'const goes = isStillSigned(state, definition)',
    to: 'const goes = true || isStillSigned(state, definition)',
  },
  {
    name: "a unit's own report goes out whatever was written meanwhile",
    file: 'functions/kept/departures.ts',
    from: 'const goes = isStillReady(state, definition, unit, release)',
    to: 'const goes = true || isStillReady(state, definition, unit, release)',
  },
  {
    name: 'an act does not look again after it was written',
    file: 'functions/telling/office-acts.ts',
    from: 'if (overtaken) return overtaken\n',
    to: 'void overtaken\n',
  },
  {
    name: 'the loser of confirm and return hears what they wanted to hear',
    file: 'functions/http/leader/confirm-slice.ts',
    from: 'if (!recorded && fact.choice !== choice) return standsRefused()',
    to: '',
  },
  {
    name: 'the loser of two decisions hears that theirs stands',
    file: 'functions/http/approver/decide-sign-off.ts',
    from: 'if (!recorded && !isSameDecision(fact, input)) throw new Refusal(decisionStands(opened.state, fact))',
    to: '',
  },
  {
    name: 'a slice that another overtook is acknowledged',
    file: 'functions/kept/revisions.ts',
    from: "if (!recorded && fact.digest !== digest) return { is: 'overtaken', by: fact }",
    to: '',
  },
  {
    name: 'a draft does not grow stale by acts',
    file: 'shared/cycle/draft-standing.ts',
    from: 'acts.includes(act.act) && act.n > round.draft.acts',
    to: 'acts.includes(act.act) && act.n < 0',
  },
  {
    name: 'any word of a leader confirms',
    file: 'shared/cycle/reporting-cycle.ts',
    from: "c.revision === newest.revision && c.choice === 'confirm'",
    to: 'c.revision === newest.revision',
  },
  {
    name: 'a slice that was sent back counts',
    file: 'shared/cycle/reporting-cycle.ts',
    from: "if (openReturn(unit)) return 'returned'",
    to: '',
  },
  {
    name: 'who resumes does not look at sign-off',
    file: 'functions/workflow/resume-cycle.ts',
    from: "for (const wait of ['sign-off', 'submissions'] as const)",
    to: "for (const wait of ['submissions'] as const)",
  },
  {
    name: 'a decision wakes nobody',
    file: 'functions/http/approver/decide-sign-off.ts',
    from: '  await resumeCycle(fact.cycle, services)\n  return decidedResponse(request, opened, fact, services)',
    to: '  return decidedResponse(request, opened, fact, services)',
  },
  {
    name: 'the wait does not look after it has kept its token',
    file: 'functions/workflow/await-submissions.ts',
    from: 'await resumeCycle(cycle, services, before?.execution === execution ? before : undefined)',
    to: '',
  },
  {
    name: 'the timer looks away from what was left behind',
    file: 'shared/cycle/clock/timer-note.ts',
    from: 'now >= note.look.until || leftBehind(note, now).length > 0',
    to: 'now >= note.look.until',
  },
  {
    name: 'nobody notes what they begin',
    file: 'functions/door/noted-work.ts',
    from: 'if (since !== undefined) await note(fact.cycle, since)',
    to: 'void note; void since',
  },
  {
    name: 'the timer looks away from a run that is over',
    file: 'functions/schedule/keep-time.ts',
    from: '(look.run === undefined || (await services.workflow.running(look.run)))',
    to: 'true',
  },
  {
    name: 'the timer does not resume what nobody resumed',
    file: 'functions/schedule/keep-time.ts',
    from: '  await resumeCycle(cycle, services)\n',
    to: '',
  },
  {
    name: 'the timer starts no run again',
    file: 'functions/schedule/keep-time.ts',
    from: 'const { started, going } = await keepRunning(loaded.state, now, services)',
    to: 'const { started, going }: { started?: string; going?: string } = {}; void keepRunning; void now',
  },
  {
    name: 'a hint is believed',
    file: 'functions/workflow/resume-after-unit.ts',
    from: "if (state && waitByUnit(state, definition) === 'goes-on') return",
    to: 'if (witness !== undefined) return; void state',
  },
  {
    name: "a unit's totals stay when the office adjusts a figure",
    file: 'shared/draft/adjusted-slice.ts',
    from: 'delete given[id]',
    to: '',
  },
  {
    name: 'whom a lead added submits',
    file: 'functions/http/unit/submit-slice.ts',
    from: 'return lead && added.includes(person.id)',
    to: 'return lead && added.length > 99',
  },
  {
    name: 'a take-back does not look again after it was written',
    file: 'functions/http/unit/take-back-slice.ts',
    from: 'if (!after.own.takeBacks.some((taken) => taken.revision === newest.revision))',
    to: 'if (!newest)',
  },
]

const [limit = '300', ...wanted] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '../..')
let lived = 0
for (const mutant of mutants.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-mutant-'))
  try {
    for (const part of ['shared', 'functions', 'infra', 'test', 'package.json', 'cdk.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const file = join(folder, mutant.file)
    const source = readFileSync(file, 'utf8')
    if (source.split(mutant.from).length !== 2) throw new Error(`${mutant.file} has not exactly one ${mutant.from}`)
    writeFileSync(
      file,
      source.replace(mutant.from, () => mutant.to),
    )
    const run = spawnSync(process.execPath, ['test/simulation/run.ts', '--hunt', limit], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (run.status === null) throw new Error(`${mutant.name}: the run was ended from outside`)
    const found = run.status === 3
    if (!found) lived += 1
    process.stdout.write(
      `${mutant.name}: ${found ? run.stdout.trim() : `LIVES ${run.stdout.trim()}${run.stderr.slice(-300)}`}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
process.exitCode = lived === 0 ? 0 : 1

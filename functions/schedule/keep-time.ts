import { civilDate } from '../../shared/calendar/civil-date.ts'
import { stillToHear } from '../../shared/cycle/announcement.ts'
import { doneAt } from '../../shared/cycle/clock/done-at.ts'
import { type DueAct, lapsesDue, mayLapse, whatIsDue } from '../../shared/cycle/clock/due.ts'
import { isMailTime } from '../../shared/cycle/clock/mail-time.ts'
import { onDay } from '../../shared/cycle/clock/rhythm.ts'
import { waitsOnNobody } from '../../shared/cycle/clock/stuck.ts'
import { hasToLook, isSettled, type Look, leftBehind, nextLook } from '../../shared/cycle/clock/timer-note.ts'
import { foldSpine, foldUnits } from '../../shared/cycle/fold.ts'
import { mailKey } from '../../shared/cycle/mail-duty.ts'
import { hasBegun } from '../../shared/cycle/opening-day.ts'
import { type CycleState, calendarOf, isClosed, type ToldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { goesOnAlone, isFarFromPublic } from '../../shared/cycle/unit-report.ts'
import { isAtRest } from '../kept/at-rest.ts'
import { startRun } from '../kept/cycles.ts'
import { definitionOf } from '../kept/definitions.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { MailServices, Services } from '../services.ts'
import { tellDue } from '../telling/clock-mails.ts'
import { doProposed, mayBeUndone } from '../telling/office-acts.ts'
import { tellUntold } from '../telling/tell-duties.ts'
import { withLastTries } from '../telling/turn.ts'
import { resumeCycle, resumeFrom } from '../workflow/resume-cycle.ts'

export type Timing = MailServices & Pick<Services, 'later' | 'workflow'>

/**
 * The schedule: for every cycle it does what the clock asks for now, and puts right what a crash left undone. It computes
 * both from the facts, so it is safe to run twice, two at once, and not at all for a week.
 */
export async function keepTime(_: unknown, services: Timing): Promise<{ cycles: number; failed: number }> {
  const { turn, lastTries } = withLastTries(services, 'schedule')
  const cycles = await services.store.cycles()
  let failed = 0
  const lookAtEach = async (each: Iterable<string>) => {
    for (const cycle of each) {
      try {
        await lookAt(cycle, turn)
      } catch (error) {
        failed += 1
        services.log('cycle-left-out', { cycle, error: error instanceof Error ? error.name : 'unknown' })
      }
    }
  }
  await lookAtEach(cycles)
  // Of all cycles, so that none waits behind whom another cannot reach. What follows once everybody has their mail is seen by a look.
  const tried = Map.groupBy(await lastTries(), ({ cycle }) => cycle)
  await lookAtEach([...tried].flatMap(([cycle, tries]) => (tries.every(({ error }) => !error) ? [cycle] : [])))
  return { cycles: cycles.length, failed }
}

/**
 * One small read, and no look at all, where nothing can be due: the look before left nothing open, no date has begun since, nobody
 * left anything behind, and the run goes on. What is kept for that may be lost, and is never asked what is due.
 */
async function lookAt(cycle: string, services: Timing): Promise<void> {
  const now = services.clock.now()
  const note = await services.store.timerNote(cycle)
  const { look } = note
  const goesOn = look !== undefined && (look.run === undefined || (await services.workflow.running(look.run)))
  if (goesOn && !hasToLook(note, now)) return
  const behind = leftBehind(note, now)
  // What somebody left behind is brought to its end also in a cycle that has been at rest for years, and so is a unit's own report.
  if (behind.length === 0 && isSettled(look, now) && !look.alone && (await isAtRest(cycle, services))) {
    // Asked again a day later, or when somebody begins something in it: years of cycles are one small read each until then.
    await services.store.strikeWork(cycle, [], {
      since: look.since ?? now,
      at: now,
      until: dayAfter(now),
    })
    return
  }
  const settled = isSettled(look, now)
  const onlyTheDate = goesOn && settled && look.at < look.until && now >= look.until && behind.length === 0
  const night = onlyTheDate ? await quietNight(cycle, look, services) : undefined
  const closed = night ?? (await keepWhole(cycle, services)).closed
  // As it was when the note was read: what came later is for the next turn.
  if (closed)
    await services.store.strikeWork(cycle, behind, {
      at: now,
      until: settled ? nextLook(now, closed.zone) : now,
      since: look?.since ?? now,
      ...closed.run,
      ...(closed.alone && { alone: closed.alone }),
    })
  // Every turn looks while something is open: what was left behind is looked for, and need not be noted.
  else if (look !== undefined || behind.length > 0) await services.store.lookAgain(cycle, behind)
}

const dayAfter = (now: string): string => new Date(Date.parse(now) + 24 * 3_600_000).toISOString()

/** Nothing is open but what people owe: in which zone dates begin, and the run that goes on. */
type Closed = { zone: string; run: Pick<Look, 'run'>; alone?: true | undefined }

/**
 * Where only the date has changed: nothing is due of what is over but of a unit whose own report goes on, and outside the hours of mail
 * a lapse alone can be. Before the days on which there may be one that follows from the spine, later from what decides, a small part of
 * the facts.
 */
async function quietNight(cycle: string, look: Look, services: Timing): Promise<Closed | undefined> {
  const spine = foldSpine(await services.store.unitFacts(cycle))
  if (!spine) return undefined
  const { zone } = spine.opening
  const now = services.clock.now()
  const quiet = { zone, run: look.run === undefined ? {} : { run: look.run }, alone: look.alone }
  const mails = isMailTime(now, zone, calendarOf(spine))
  if (isClosed(spine)) {
    if (!mails || spine.cancelled) return quiet
    const all = foldUnits(await services.store.decidingFacts(cycle))
    const definition = await definitionOf(spine.opening, services)
    return all?.units.some((unit) => goesOnAlone(all, definition, unit)) ? undefined : quiet
  }
  if (mails) return undefined
  const today = civilDate(now, zone)
  if (!mayLapse(spine, today)) return quiet
  const state = foldUnits(await services.store.decidingFacts(cycle))
  if (!state) return undefined
  const definition = await definitionOf(state.opening, services)
  return lapsesDue(onDay({ state, definition }, today), now).length > 0 ? undefined : quiet
}

/** What was done for one cycle; `lianbao repair` prints it. */
export type KeptCycle = { done: string[]; unsent: number; run?: string; stuck: boolean }

/** The same for one cycle, whatever was noted: facts first, then mails, then waits, then the run. */
export const keepCycle = async (cycle: string, services: Timing): Promise<KeptCycle> =>
  (await keepWhole(cycle, services)).kept

async function keepWhole(cycle: string, services: Timing): Promise<{ kept: KeptCycle; closed?: Closed }> {
  const now = services.clock.now()
  const before = await loadTold(cycle, services)
  if (!hasBegun(before.state.opening, now)) return { kept: await keepUnbegun(before, services) }
  const { zone } = before.state.opening
  const due = whatIsDue(before, now)
  const kept: KeptCycle = { done: due.map(nameOfAct), unsent: 0, stuck: false }

  const facts = due.flatMap((act) => (act.act === 'lapse' || act.act === 'substitute' ? [act.fact] : []))
  for (const fact of facts) await services.store.record(fact)
  const loaded = facts.length > 0 ? await loadTold(cycle, services) : before
  for (const act of due) {
    try {
      await tellDue(loaded, act, services)
    } catch {
      // One address that does not work must not keep the others from their mail; it is due again at the next run.
      kept.unsent += 1
    }
  }
  // A mail is sent a moment after its duty arises; only what is older than that was swallowed by something.
  const told = due.length > 0 ? await loadTold(cycle, services) : loaded
  const mailed = new Set<string | undefined>()
  const noticing: Timing['mailer'] = {
    ...services.mailer,
    async send(message) {
      mailed.add(message.duty)
      return services.mailer.send(message)
    },
  }
  const untold = await tellUntold(told, minutesBefore(now, 2), { ...services, mailer: noticing })
  kept.unsent += untold.unsent
  const proposed = mayBeUndone(told.state)
  if (proposed) await doProposed(cycle, services)
  // Most mornings nothing is due, and what was read a moment ago is what there is.
  const isUntouched = due.length === 0 && mailed.size === 0 && !proposed
  await (isUntouched ? resumeFrom(told.facts, services) : resumeCycle(cycle, services))
  const { started, going } = await keepRunning(loaded.state, now, services)
  if (started) kept.run = started
  const waits = waitsOnNobody(loaded)
  kept.stuck = waits && hasBeenQuietSince(loaded.state, minutesBefore(now, 10))
  if (kept.stuck) services.log('workflow-stuck', { cycle, why: 'waits-on-nobody' })
  const isWhole = kept.unsent === 0 && !services.mailer.isOver?.()
  const alone = told.state.units.some((unit) => isFarFromPublic(told.state, told.definition, unit)) || undefined
  // No run may be left for it, and the timer says it only an hour later (tell-duties.ts): until then nothing else would look.
  const isHeard = !isClosed(told.state) || stillToHear(told.state).every(({ duty }) => mailed.has(mailKey(duty)))
  return { kept, ...(isWhole && isHeard && !waits && { closed: { zone, run: going ? { run: going } : {}, alone } }) }
}

/** Before its day nobody is asked for a report; whatever the office has done and proposed already is told and done. */
async function keepUnbegun(loaded: ToldCycle, services: Timing): Promise<KeptCycle> {
  const { unsent } = await tellUntold(loaded, minutesBefore(services.clock.now(), 2), services)
  if (mayBeUndone(loaded.state)) await doProposed(loaded.state.opening.cycle, services)
  return { done: [], unsent, stuck: false }
}

/** How many runs may be started after a publication to get its announcement out. */
const runsAfterPublication = 3

/** Starts the next run when the cycle is unfinished and none is going on; answers with the one that goes on, and whether it was started now. */
async function keepRunning(
  state: CycleState,
  now: string,
  services: Timing,
): Promise<{ going?: string; started?: string }> {
  const { cycle } = state.opening
  if (state.cancelled) return {}
  const last = state.executions.at(-1)
  const publication = state.publications.at(-1)
  if (isClosed(state) && publication) {
    const since = state.executions.filter((run) => run.published >= publication.version).length
    if (stillToHear(state).length === 0 || since >= runsAfterPublication) return {}
  }
  // Whoever recorded the run a moment ago is about to start it.
  if (last && last.at > minutesBefore(now, 1)) return { going: last.name }
  try {
    if (last && (await services.workflow.running(last.name))) return { going: last.name }
    const n = (last?.n ?? 0) + 1
    await startRun(cycle, { n, published: state.publications.length }, services)
    const started = n === 1 ? cycle : `${cycle}-${n}`
    return { going: started, started }
  } catch (error) {
    services.log('workflow-stuck', { cycle, why: 'not-started' })
    throw error
  }
}

const hasBeenQuietSince = (state: CycleState, instant: string): boolean =>
  [...doneAt(state), ...state.executions.map(({ at }) => at)].every((at) => at < instant)

const nameOfAct = (act: DueAct): string =>
  act.act === 'lapse'
    ? `lapse/${act.fact.what}/${act.fact.round}`
    : act.act === 'substitute'
      ? `substitute/${act.fact.stage}/${act.fact.seat}`
      : mailKey(act.duty)

const minutesBefore = (now: string, minutes: number): string =>
  new Date(Date.parse(now) - minutes * 60_000).toISOString()

import type { WaitInput } from '../../shared/contract/workflow-states.ts'
import type { RequestFact } from '../../shared/cycle/facts/draft-facts.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { theUnits } from '../../shared/cycle/fold.ts'
import { isEvidence } from '../../shared/cycle/links/evidence.ts'
import { currentRound, returnOf } from '../../shared/cycle/reporting-cycle.ts'
import { stageStandings } from '../../shared/cycle/stage-standing.ts'
import { answerBy, dueOfStage } from '../../shared/cycle/unit-due.ts'
import { keepCallback } from '../kept/callbacks.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { MailServices, Services } from '../services.ts'
import { askDeciders, tellOvertaken } from '../telling/sign-off-mails.ts'
import { leftToTimer, sentWithin, withinTurn } from '../telling/turn.ts'
import { resumeCycle } from './resume-cycle.ts'

/**
 * State "Request sign-off" (callback): keeps the token, asks the stage that is due, and looks whether the wait is over
 * already. One state serves all stages: which one is due follows from the facts.
 */
export async function requestSignOff(
  input: WaitInput,
  services: MailServices & Pick<Services, 'workflow'>,
): Promise<{ outcome: 'waiting' }> {
  const { cycle } = input
  const now = services.clock.now()
  const { state, definition, compiled, facts } = await loadCycle(cycle, services)
  let known: readonly Fact[] = facts
  const round = currentRound(state)
  const isAsking = round && !returnOf(round) && !state.held
  const stage = isAsking ? stageStandings(state, definition).find((s) => s.status === 'asked') : undefined
  if (round && stage && !stage.request) {
    const fact: RequestFact = {
      kind: 'request',
      cycle,
      round: round.round,
      stage: stage.stage,
      draft: round.draft.digest,
      at: now,
      due: answerBy(state, dueOfStage(state, stage.stage), [now]),
    }
    // Before the token is known: else whoever looks in between finds the stage not asked, and resumes us to ask it once more.
    known = [...facts, (await services.store.record(fact)).fact]
  }
  const seen = known.filter(isEvidence).length
  const kept = await keepCallback({ ...input, wait: 'sign-off', at: now, seen }, known, services)
  if (kept === 'overtaken') return { outcome: 'waiting' }
  if (isAsking) {
    const asked = { state: theUnits(known), definition, compiled }
    const turn = withinTurn(services, 'workflow')
    for (const tell of [askDeciders, tellOvertaken]) {
      // No state comes again for whom the turn was too short: the timer looks for them.
      const left = await sentWithin(() => leftToTimer(tell(asked, turn)))
      if (left === 'more') await services.store.lookAgain(cycle, [])
    }
  }
  await resumeCycle(cycle, services, kept)
  return { outcome: 'waiting' }
}

import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import type { ReturnReason } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import type { LoadedCycle } from '../../shared/cycle/loaded-cycle.ts'
import { nameIn, personIn } from '../../shared/cycle/people.ts'
import { currentRound, type Round, returnOf, unitState } from '../../shared/cycle/reporting-cycle.ts'
import { dueAhead } from '../../shared/cycle/slice-window.ts'
import { returnedNoticeMail } from '../../shared/mail/returned-notice.ts'
import { byTheCheck, returnedSliceMail } from '../../shared/mail/returned-slice.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'
import { issueLink } from '../telling/links.ts'
import { mailFrame, mailLink, sendMail } from '../telling/mails.ts'

type Returning = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'mailer' | 'settings' | 'log'>

/**
 * State "Return slices": the units concerned get their reasons, place by place; everyone who had signed is told why the
 * signature no longer counts. The others keep their state and hear nothing.
 */
export async function returnSlices(
  { cycle }: TaskInput,
  services: Returning,
): Promise<{ outcome: OutcomeOf<'return-slices'> }> {
  const loaded = await loadCycle(cycle, services)
  const round = currentRound(loaded.state)
  const returned = round && returnOf(round)
  if (!round || !returned) return { outcome: 'returned' }
  const byName =
    returned.by === 'check'
      ? byTheCheck.zh
      : [returned.by, ...returned.alsoBy].map(({ by }) => nameIn(loaded.state, by, 'zh')).join('、')
  for (const unit of [...new Set(returned.reasons.map((reason) => reason.unit))]) {
    await tellUnit(loaded, round, unit, byName, returned.reasons, services)
  }
  await tellSigners(loaded, round, byName, returned.reasons, services)
  return { outcome: 'returned' }
}

async function tellUnit(
  { state, definition, compiled }: LoadedCycle,
  round: Round,
  unitId: string,
  by: string,
  reasons: readonly ReturnReason[],
  services: Returning,
): Promise<void> {
  const unit = unitState(state, unitId)
  if (!unit) return
  const due = dueAhead(state, unit, services.clock.now())
  for (const person of unit.unit.contacts) {
    const duty = `return/${round.round}/${unitId}/${person.id}`
    if (state.mails.has(duty)) continue
    const link = await issueLink(services, {
      cycle: state.opening.cycle,
      purpose: 'slice',
      subject: unitId,
      person: person.id,
      expires: linkExpiry(state.opening, services.clock.now()),
    })
    await sendMail(services, state, {
      duty,
      person,
      template: 'returned-slice',
      mail: returnedSliceMail({
        ...mailFrame(services, state, definition, person),
        unit: unit.unit.name,
        by,
        reasons: reasons
          .filter((reason) => reason.unit === unitId)
          .map((reason) => {
            const where = placeOf(compiled, reason)
            return { ...(where && { where }), text: reason.text }
          }),
        ...(due && { due }),
        link: mailLink(link, state),
      }),
    })
  }
}

/** What a reader calls the place a reason is about. */
function placeOf(compiled: CompiledDefinition, { cell, part }: ReturnReason): LocalizedText | undefined {
  if (cell) return compiled.byId.get(cell)?.name
  return compiled.definition.parts.find((p) => p.id === part)?.title
}

async function tellSigners(
  loaded: LoadedCycle,
  round: Round,
  by: string,
  reasons: readonly ReturnReason[],
  services: Returning,
): Promise<void> {
  const { state, definition } = loaded
  for (const decision of round.decisions.filter((d) => d.choice === 'approve')) {
    const person = personIn(state, decision.by)
    if (!person) continue
    await sendMail(services, state, {
      duty: `void/${round.round}/${decision.stage}/${decision.seat}`,
      person,
      template: 'returned-notice',
      mail: returnedNoticeMail({
        ...mailFrame(services, state, definition, person),
        by,
        round: round.round,
        reasons: reasons.map((reason) => {
          const place = placeOf(loaded.compiled, reason)
          const unit = unitState(state, reason.unit)?.unit.name
          return { ...(unit && { unit }), ...(place && { where: place }), text: reason.text }
        }),
      }),
    })
  }
}

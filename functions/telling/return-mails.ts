import type { ReturnReason } from '../../shared/cycle/facts/draft-facts.ts'
import { nameIn, personIn } from '../../shared/cycle/people.ts'
import {
  currentRound,
  type LoadedCycle,
  type Round,
  type RoundReturn,
  returnOf,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { dueAhead } from '../../shared/cycle/unit/slice-window.ts'
import { returnedNoticeMail } from '../../shared/mail/sign-off/signer-mails.ts'
import { returnedSliceMail } from '../../shared/mail/unit/clerk-mails.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import type { Language, LocalizedText } from '../../shared/report/report-definition.ts'
import { isNarrow, stageOf } from '../../shared/report/stages.ts'
import { byTheCheck } from '../../shared/words/mails/clerk-mails.ts'
import type { MailServices } from '../services.ts'
import { tellPerson, tellWithLink } from './mails.ts'
import { tellEach } from './turn.ts'

/**
 * Of a round that was sent back: the units concerned get their reasons, place by place; everyone who had signed is told why the
 * signature no longer counts, or when it still does. The others keep their state and hear nothing. Once there is a newer draft what
 * a unit owes is told by what stands now, and who signed is told all the same.
 */
export async function tellRoundReturn(loaded: LoadedCycle, round: Round, services: MailServices): Promise<void> {
  const returned = returnOf(round)
  if (!returned) return
  const isCurrent = round === currentRound(loaded.state)
  const units = new Set(isCurrent ? returned.reasons.map(({ unit }) => unit) : [])
  const told = [...units].map((unit) => () => tellUnit(loaded, { round, returned, unit }, services))
  await tellEach([...told, () => tellSigners(loaded, round, returned, services)], (tell) => tell())
}

const whoReturned = ({ state }: LoadedCycle, { by, ...returned }: RoundReturn, language: Language): string =>
  by === 'check'
    ? byTheCheck[language]
    : [by, ...returned.alsoBy].map((decision) => nameIn(state, decision.by, language)).join('、')

async function tellUnit(
  loaded: LoadedCycle,
  { round: { round }, returned, unit: id }: { round: Round; returned: RoundReturn; unit: string },
  services: MailServices,
): Promise<void> {
  const { state, compiled } = loaded
  const unit = unitState(state, id)
  if (!unit) return
  const due = dueAhead(state, unit, services.clock.now())
  await tellEach(unit.unit.contacts, (person) =>
    tellWithLink(
      loaded,
      { duty: { of: 'return', round, unit: id, person: person.id }, person, link: { purpose: 'slice', subject: id } },
      (frame) =>
        returnedSliceMail({
          ...frame,
          unit: unit.unit.name,
          by: whoReturned(loaded, returned, frame.language),
          reasons: returned.reasons
            .filter((reason) => reason.unit === id)
            .map((reason) => {
              const where = placeOf(compiled, reason)
              return { ...(where && { where }), text: reason.text }
            }),
          ...(due && { due }),
        }),
      services,
    ),
  )
}

/** What a reader calls the place a reason is about. */
function placeOf(compiled: CompiledDefinition, { cell, part }: ReturnReason): LocalizedText | undefined {
  if (cell) return compiled.byId.get(cell)?.name
  return compiled.definition.parts.find((p) => p.id === part)?.title
}

async function tellSigners(
  loaded: LoadedCycle,
  { round, decisions }: Round,
  returned: RoundReturn,
  services: MailServices,
): Promise<void> {
  const { state, definition, compiled } = loaded
  const signed = decisions.filter((d) => d.choice === 'approve')
  await tellEach(signed, async ({ stage, seat, by }) => {
    const person = personIn(state, by)
    if (!person) return
    await tellPerson(
      loaded,
      { duty: { of: 'void', round, stage, seat }, person, template: 'returned-notice' },
      (frame) =>
        returnedNoticeMail({
          ...frame,
          by: whoReturned(loaded, returned, frame.language),
          round,
          narrow: isNarrow(stageOf(definition, stage)),
          reasons: returned.reasons.map((reason) => {
            const place = placeOf(compiled, reason)
            const unit = unitState(state, reason.unit)?.unit.name
            return { ...(unit && { unit }), ...(place && { where: place }), text: reason.text }
          }),
        }),
      services,
    )
  })
}

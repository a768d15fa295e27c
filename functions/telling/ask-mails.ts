import { signedWith } from '../../shared/cycle/asks.ts'
import { nameIn, officersOf, personIn } from '../../shared/cycle/people.ts'
import type { UnitState } from '../../shared/cycle/reporting-cycle.ts'
import { unitAskedMail } from '../../shared/mail/office/office-mails.ts'
import { objectedMail } from '../../shared/mail/sign-off/signer-mails.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { askWhat } from '../../shared/words/ask-what.ts'
import type { MailServices } from '../services.ts'
import { type OfCycle, tellPerson, tellWithLink } from './mails.ts'
import { tellEach } from './turn.ts'

/** Tells everybody at the office what a unit asks, until it is answered. */
export async function tellAsked(
  loaded: OfCycle,
  { unit, asks }: UnitState,
  n: number,
  services: MailServices,
): Promise<void> {
  const asked = asks.find((ask) => ask.n === n)
  if (!asked || asked.answer) return
  const { state, definition } = loaded
  const compiled = compileDefinition(definition)
  await tellEach(officersOf(state), (person) =>
    tellWithLink(
      loaded,
      {
        duty: { of: 'asked', unit: unit.id, n, person: person.id },
        person,
        link: { purpose: 'board', subject: 'office' },
      },
      (frame) =>
        unitAskedMail({
          ...frame,
          unit: unit.name,
          ask: asked.ask,
          by: nameIn(state, asked.by, frame.language),
          what: askWhat(asked, state, compiled, frame.language),
          text: asked.text,
        }),
      services,
    ),
  )
}

/**
 * Whose signature on the draft with the figure stands: in the moment of the objection (`now`) everybody’s, later those that it names
 * as given before. Who signs later reads it first.
 */
export async function tellSigners(
  loaded: OfCycle,
  { unit, asks }: UnitState,
  n: number,
  services: Parameters<typeof tellAsked>[3],
  now: 'now' | 'later' = 'later',
): Promise<void> {
  const asked = asks.find((ask) => ask.n === n)
  if (asked?.ask !== 'objection') return
  const { state, definition } = loaded
  const compiled = compileDefinition(definition)
  const { text } = asked
  const { signed } = asked
  const stood = ({ round, by }: { round: number; by: string }) => signed?.round === round && signed.by.includes(by)
  const signers = signedWith(state, definition, asked).filter((each) => now === 'now' || stood(each))
  await tellEach(signers, async ({ by }) => {
    const person = personIn(state, by)
    if (!person) return
    await tellPerson(
      loaded,
      { duty: { of: 'objected', unit: unit.id, n, person: by }, person },
      (frame) =>
        objectedMail({ ...frame, unit: unit.name, what: askWhat(asked, state, compiled, frame.language), text }),
      services,
    )
  })
}

import { signedWith } from '../../shared/cycle/asks.ts'
import { nameIn, officersOf, personIn } from '../../shared/cycle/people.ts'
import type { UnitState } from '../../shared/cycle/reporting-cycle.ts'
import { unitAskedMail } from '../../shared/mail/office/unit-asked.ts'
import { objectedMail } from '../../shared/mail/sign-off/objected.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { askWhat } from '../../shared/words/ask-what.ts'
import type { Services } from '../services.ts'
import { type OfCycle, tellPerson, tellWithLink } from './mails.ts'

/** Tells everybody at the office what a unit asks, until it is answered. */
export async function tellAsked(
  loaded: OfCycle,
  { unit, asks }: UnitState,
  n: number,
  services: Pick<Services, 'clock' | 'store' | 'keys' | 'mailer' | 'settings' | 'log'>,
): Promise<void> {
  const asked = asks.find((ask) => ask.n === n)
  if (!asked || asked.answer) return
  const { state, definition } = loaded
  const compiled = compileDefinition(definition)
  for (const person of officersOf(state)) {
    await tellWithLink(
      loaded,
      {
        duty: { of: 'asked', unit: unit.id, n, person: person.id },
        person,
        template: 'unit-asked',
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
    )
  }
}

/** In the moment of an objection: whoever has signed the draft with the figure. Who signs later reads it before. */
export async function tellSigners(
  loaded: OfCycle,
  { unit, asks }: UnitState,
  n: number,
  services: Parameters<typeof tellAsked>[3],
): Promise<void> {
  const asked = asks.find((ask) => ask.n === n)
  if (!asked) return
  const { state, definition } = loaded
  const compiled = compileDefinition(definition)
  const { text } = asked
  for (const { by } of signedWith(state, definition, asked)) {
    const person = personIn(state, by)
    if (!person) continue
    await tellPerson(
      loaded,
      { duty: { of: 'objected', unit: unit.id, n, person: by }, person, template: 'objected' },
      (frame) =>
        objectedMail({ ...frame, unit: unit.name, what: askWhat(asked, state, compiled, frame.language), text }),
      services,
      // One address that does not work must not keep the others from theirs.
    ).catch(() => undefined)
  }
}

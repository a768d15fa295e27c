import { nameIn, officersOf } from '../../shared/cycle/people.ts'
import type { UnitState } from '../../shared/cycle/reporting-cycle.ts'
import { unitAskedMail } from '../../shared/mail/office/unit-asked.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { askWhat } from '../../shared/words/ask-what.ts'
import type { Services } from '../services.ts'
import { type OfCycle, tellWithLink } from './mails.ts'

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

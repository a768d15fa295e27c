import { foldUnitCycle } from '../../shared/cycle/fold.ts'
import { definitionOf } from '../kept/definitions.ts'
import type { MailServices, ToldLater } from '../services.ts'
import { tellAct } from '../telling/act-mails.ts'
import { withinTime, withinTurn } from '../telling/turn.ts'
import { requestConfirmation, sendReceipt, tellTakenBack, tellUnitReturn } from '../telling/unit-mails.ts'

/**
 * After the answer to whoever wrote a fact: the mails that follow from it. Nobody waits for it; given twice, or to two at once, it
 * sends each mail once, and what it leaves undone the timer finds owed.
 */
export async function tellLater(input: ToldLater, services: MailServices): Promise<{ unsent: number }> {
  // Of a unit few hear, and whoever pressed again waits for it also where it failed before; of an act it may be everybody.
  const turn = 'act' in input ? withinTurn(services, 'schedule') : withinTime(services, 'schedule')
  const cycle = String(input.cycle)
  const told =
    'act' in input ? await tellAct(cycle, String(input.act), turn) : await tellOfUnit(cycle, String(input.unit), turn)
  const isDone = told.unsent === 0 && !turn.mailer.isOver?.()
  const done = input.note === undefined ? [] : [String(input.note)]
  if (isDone) await services.store.strikeWork(cycle, done)
  else await services.store.lookAgain(cycle, done)
  return told
}

async function tellOfUnit(cycle: string, unit: string, services: MailServices): Promise<{ unsent: number }> {
  const state = foldUnitCycle(await services.store.unitFacts(cycle, unit), unit)
  if (!state) return { unsent: 0 }
  const definition = await definitionOf(state.opening, services)
  let unsent = 0
  // One after the other, so that a crash leaves one mail in doubt at most.
  for (const send of [requestConfirmation, sendReceipt, tellTakenBack, tellUnitReturn]) {
    await send({ state, definition }, state.own, services).catch(() => {
      unsent += 1
    })
  }
  if (unsent > 0) services.log('mail-not-sent', { cycle, unit, mails: unsent })
  return { unsent }
}

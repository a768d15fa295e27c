import { loadTold } from '../kept/load-cycle.ts'
import type { MailServices } from '../services.ts'
import { inviteOffice } from './board-links.ts'
import { tellMoved } from './moved-mails.ts'
import { remindUnits, tellUntold } from './tell-duties.ts'
import { tellActOnUnit } from './unit-mails.ts'
import { tellAbandoned, tellCancelled, tellWithdrawal } from './withdrawal-mails.ts'

/** Whoever an act of the office concerns is told of it, each by themselves; answers with how many could not be. */
export async function tellAct(cycle: string, id: string, services: MailServices): Promise<{ unsent: number }> {
  const loaded = await loadTold(cycle, services)
  const given = loaded.state.abandoned.find(({ ended }) => ended.id === id)
  let unsent = 0
  const tried = (telling: Promise<void>) =>
    telling.catch(() => {
      unsent += 1
    })
  if (given) await tried(tellAbandoned(loaded, given, services))
  const act = loaded.state.acts.find((each) => each.id === id)
  if (!act) return { unsent }
  await tried(tellActOnUnit(loaded, act, services))
  await tried(tellWithdrawal(loaded, act, services))
  if (act.act === 'officer' && act.to) await tried(inviteOffice(loaded, act.to, services, act))
  if (act.act === 'cancel') await tried(tellCancelled(loaded, services))
  await tried(tellMoved(loaded, act, services))
  if (act.act === 'remind') await tried(remindUnits(loaded, act, services))
  // Who was just named is told in this moment, not by the next run of the schedule.
  if (act.act === 'contacts' || act.act === 'leader' || act.act === 'reassign' || act.act === 'join')
    unsent += (await tellUntold(loaded, services.clock.now(), services)).unsent
  return { unsent }
}

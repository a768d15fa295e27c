import { reissueLink } from '../../functions/links.ts'
import { loadCycle } from '../../functions/load-cycle.ts'
import { actForOffice } from '../../functions/office-acts.ts'
import { Refusal } from '../../shared/errors.ts'
import { linkExpiry } from '../../shared/link-standing.ts'
import { officeActs } from '../../shared/office-act.ts'
import type { Command } from './command.ts'
import { withOperator } from './with-operator.ts'

/** `lianbao act CYCLE ACT field=value … reason=…`: an act of the office, by the fields of the board's forms; `by=` names who. */
export const act: Command = async (args, terminal, target) => {
  const [cycle, name, ...fields] = args
  if (!cycle || !name || fields.some((field) => !field.includes('='))) {
    terminal.err(
      `用法 / usage: lianbao act CYCLE ${[...officeActs, 'fresh-link'].join('|')} field=value … reason=… [by=PERSON]\n`,
    )
    return 2
  }
  const { by, ...given } = Object.fromEntries(
    fields.map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  )
  return withOperator(target, terminal, async ({ services, remark }) => {
    const loaded = await loadCycle(cycle, services)
    const { opening } = loaded.state
    const person = by === undefined ? opening.office[0] : opening.office.find(({ id }) => id === by)
    if (!person) {
      terminal.err(`by: ${opening.office.map(({ id }) => id).join(', ')}\n`)
      return 2
    }
    const answer = await actForOffice(loaded, { ...given, act: name }, person.id, services)
    if ('problems' in answer) throw new Refusal(answer.problems)
    if ('link' in answer) {
      const expires = linkExpiry(opening, services.clock.now())
      const { url, code } = await reissueLink(services, { cycle, ...answer.link, expires })
      terminal.out(`${url}\n${code}\n`)
      return 0
    }
    const { id, at } = 'act' in answer ? answer.act : answer.stands
    terminal.out(`${'act' in answer ? '已记录 / recorded' : '早已记录 / stood already'}  ${id}  ${at}\n`)
    if (remark) terminal.err(`${remark}\n`)
    return 0
  })
}

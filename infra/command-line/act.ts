import { loadCycle } from '../../functions/kept/load-cycle.ts'
import { reissueLink } from '../../functions/telling/links.ts'
import { actForOffice } from '../../functions/telling/office-acts.ts'
import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import { officeActs } from '../../shared/cycle/office-act.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { Refusal } from '../../shared/report/errors.ts'
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
    const officers = officersOf(loaded.state)
    const person = by === undefined ? officers[0] : officers.find(({ id }) => id === by)
    if (!person) {
      terminal.err(`by: ${officers.map(({ id }) => id).join(', ')}\n`)
      return 2
    }
    const answer = await actForOffice(loaded, { ...given, act: name }, person.id, services)
    if ('problems' in answer) throw new Refusal(answer.problems)
    if ('link' in answer) {
      const expires = linkExpiry(opening, services.clock.now())
      const { url, code } = await reissueLink(services, { cycle, ...answer.link, expires, issuedBy: person.id })
      terminal.out(`${url}\n${code}\n`)
      return 0
    }
    if ('proposal' in answer) {
      const { n, until } = answer.proposal
      terminal.out(`已提议，等第二个人同意 / proposed, waits for a second person  ${n}  ${until}\n`)
      return 0
    }
    const { id, at } = 'act' in answer ? answer.act : answer.stands
    terminal.out(`${'act' in answer ? '已记录 / recorded' : '早已记录 / stood already'}  ${id}  ${at}\n`)
    if (remark) terminal.err(`${remark}\n`)
    return 0
  })
}

import { officeActs } from '../../shared/cycle/acts/office-act.ts'
import type { Command } from './command.ts'
import { withOperator } from './with-operator.ts'

/** What its help says behind the usage. */
export const actsThere = `  ACT: ${[...officeActs, 'fresh-link'].join(' ')}
  reason=… [by=PERSON]
`

/** `lianbao act CYCLE ACT field=value … reason=…`: an act of the office, by the fields of the board's forms; `by=` names who. */
export const act: Command = async (args, terminal, target) => {
  const [cycle = '', name = '', ...fields] = args
  const names = fields.map((field) => field.split('=')[0])
  const torn = fields.filter((field, i) => !field.includes('=') || names.indexOf(names[i]) < i)
  if (torn.length > 0) {
    terminal.err(`应为 字段=值，每个字段一次 / should be field=value, each field once: ${torn.join(', ')}\n`)
    return 2
  }
  const { by, ...given } = Object.fromEntries(
    fields.map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  )
  return withOperator(target, terminal, async ({ call, remark }) => {
    const answer = await call('act-for-operator', { cycle, ...(by && { by }), typed: { ...given, act: name } })
    if ('link' in answer) terminal.out(`${answer.link.url}\n${answer.link.code}\n`)
    else if ('proposal' in answer) {
      const { n, until } = answer.proposal
      terminal.out(`已提议，等第二个人同意 / proposed, waits for a second person  ${n}  ${until}\n`)
    } else {
      const said = answer.done === 'recorded' ? '已记录 / recorded' : '早已记录 / stood already'
      terminal.out(`${said}  ${answer.id}  ${answer.at}\n`)
      if (remark) terminal.err(`${remark}\n`)
    }
    return 0
  })
}

import { officeActs } from '../../../shared/cycle/acts/office-act.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

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
    terminal.err(`${t.fieldOnce(torn.join(', '))}\n`)
    return 2
  }
  const { by, ...given } = Object.fromEntries(
    fields.map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  )
  return withOperator(target, terminal, async ({ call, remark }) => {
    const answer = await call('act-for-operator', { cycle, ...(by && { by }), typed: { ...given, act: name } })
    if ('link' in answer) terminal.out(`${answer.link.url}\n${answer.link.code}\n`)
    else if ('mailedTo' in answer) terminal.out(`${t.linkMailed(answer.mailedTo)}\n`)
    else if ('proposal' in answer) {
      const { n, until } = answer.proposal
      terminal.out(`${t.proposed(n, until)}\n`)
    } else {
      const said = answer.done === 'recorded' ? t.recorded : t.stoodAlready
      terminal.out(`${said}  ${answer.id}  ${answer.at}\n`)
      if (remark) terminal.err(`${remark}\n`)
    }
    return 0
  })
}

import type { Log } from '../../../functions/services.ts'
import type { LogCode } from '../../../shared/contract/log-messages.ts'
import type { illnessTexts } from '../../../shared/words/operator/machine-texts.ts'

/** What needs a person, under the name of the alarm that AWS has for it (docs/runbook.md). */
export type Trouble = { what: keyof typeof illnessTexts; cycle?: string }

/** Of what is logged, as the alarms of infra/cloud/alarms.ts count it. */
const watched: Partial<Record<LogCode, Trouble['what']>> = {
  'workflow-stuck': 'workflow-stuck',
  'cycle-left-out': 'cycle-left-out',
  'mail-not-sent': 'mail-not-leaving',
  'request-failed': 'server-errors',
}

/** Once is mended by the next turn of the timer. What was not seen for so many turns, five minutes of an office's, is over. */
const [remembered, often] = [20, 2] // turns

/** What was seen in several of these turns, the newest last: what else one of them saw is nobody's concern yet. */
export function lastingTroubles(turns: readonly (readonly Trouble[])[]): Trouble[] {
  const seen = turns.slice(-remembered).map((troubles) => new Map(troubles.map((one) => [nameOf(one), one])))
  const all = new Map(seen.flatMap((turn) => [...turn]))
  return [...all].filter(([name]) => seen.filter((turn) => turn.has(name)).length >= often).map(([, one]) => one)
}

const nameOf = ({ what, cycle }: Trouble): string => `${what} ${cycle ?? ''}`

export type TroubleBook = ReturnType<typeof troubleBook>

/** Keeps what goes wrong between two ends of the timer's turn, for as many turns as count. */
export function troubleBook() {
  let turns: Trouble[][] = []
  let current: Trouble[] = []
  const note = (trouble: Trouble): void => {
    if (!current.some((one) => nameOf(one) === nameOf(trouble))) current.push(trouble)
  }
  return {
    note,
    /** The same log, of which what is watched is noted. */
    listening(log: Log): Log {
      return (code, facts) => {
        const what = watched[code]
        if (what) note({ what, ...(typeof facts.cycle === 'string' && { cycle: facts.cycle }) })
        log(code, facts)
      }
    },
    endTurn(): void {
      turns = [...turns, current].slice(-remembered)
      current = []
    },
    lasting: (): Trouble[] => lastingTroubles(turns),
  }
}

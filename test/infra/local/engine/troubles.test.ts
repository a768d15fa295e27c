import { describe, expect, it } from 'vitest'
import { lastingTroubles, type Trouble, troubleBook } from '../../../../infra/local/engine/troubles.ts'

const timer: Trouble = { what: 'timer-failed' }
const [a, b]: Trouble[] = ['a', 'b'].map((cycle) => ({ what: 'cycle-left-out', cycle })) as [Trouble, Trouble]
const quiet = (turns: number): Trouble[][] => Array.from({ length: turns }, () => [])

describe('what needs a person', () => {
  it.each<[string, Trouble[][], (Trouble | undefined)[]]>([
    ['nothing, while nothing was seen', quiet(30), []],
    ['not what one turn saw', [[timer]], []],
    ['not what one turn saw twice', [[timer, timer]], []],
    ['what two turns saw', [[timer], [timer]], [timer]],
    ['what two turns saw with others between', [[timer], ...quiet(18), [timer]], [timer]],
    ['not what was too long ago to be the same', [[timer], ...quiet(19), [timer]], []],
    ['until twenty turns have seen nothing more', [[timer], [timer], ...quiet(18)], [timer]],
    ['and no longer', [[timer], [timer], ...quiet(19)], []],
    ['of each cycle by itself', [[a!], [b!], [a!, timer]], [a]],
  ])('is %s', (_, turns, expected) => {
    expect(lastingTroubles(turns)).toEqual(expected)
  })

  it('is told by the log, also of what happened between two turns', () => {
    const book = troubleBook()
    const said: string[] = []
    const log = book.listening((code) => void said.push(code))
    for (let turn = 0; turn < 2; turn++) {
      for (const code of ['workflow-stuck', 'cycle-left-out', 'mail-not-sent', 'wait-resumed'] as const)
        log(code, { cycle: 'a' })
      log('request-failed', {})
      book.endTurn()
    }
    expect(said).toHaveLength(10)
    expect(book.lasting()).toEqual([
      { what: 'workflow-stuck', cycle: 'a' },
      { what: 'cycle-left-out', cycle: 'a' },
      { what: 'mail-not-leaving', cycle: 'a' },
      { what: 'server-errors' },
    ])
  })
})

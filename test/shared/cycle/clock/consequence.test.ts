import { describe, expect, it } from 'vitest'
import { consequenceOf } from '../../../../shared/cycle/clock/consequence.ts'
import type { DeliveryFact } from '../../../../shared/cycle/facts/mail-facts.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'

describe('a fact', () => {
  const written = { cycle: 'c', at: '2021-01-12T10:00:00.000Z' }
  const delivery = (event: DeliveryFact['event']) => ({ kind: 'delivery', ...written, duty: 'd', event }) as Fact
  const checked = (found: object) => ({ kind: 'check', ...written, returns: [], unexplained: [], ...found }) as never
  const decided = (choice: string) => ({ kind: 'decision', ...written, choice }) as never
  const cleared = (choice: string) => ({ kind: 'clearance', ...written, choice }) as never
  const plain = (kind: Fact['kind']) => ({ kind, ...written }) as Fact
  it.each<[string, Fact, 'nothing' | 'told' | 'look']>([
    ['that a mail went out', plain('mail'), 'nothing'],
    ['that a link was opened', plain('visit'), 'nothing'],
    ['digits', plain('code'), 'nothing'],
    ['that a mail arrived', delivery('delivered'), 'nothing'],
    ['that a mail is late', delivery('delayed'), 'nothing'],
    ['that a mail came back', delivery('bounced'), 'look'],
    ['that a mail was refused', delivery('suppressed'), 'look'],
    ['that somebody complained', delivery('complained'), 'look'],
    ['a slice', plain('submission'), 'told'],
    ['a slice that was taken back', plain('take-back'), 'look'],
    ['a leader’s word', plain('confirmation'), 'told'],
    ['an approval', decided('approve'), 'told'],
    ['a unit’s report that is cleared', cleared('clear'), 'told'],
    ['one that is sent back', cleared('return'), 'look'],
    ['one that is called back', plain('recall'), 'look'],
    ['a return', decided('return'), 'look'],
    ['a check that found nothing', checked({}), 'told'],
    ['a check that returns', checked({ returns: [{}] }), 'look'],
    ['a check with what is to be explained', checked({ unexplained: [{}] }), 'look'],
    ['an act', plain('act'), 'look'],
    ['a proposal', plain('proposal'), 'look'],
    ['a consent', plain('consent'), 'look'],
    ['a release', plain('release'), 'told'],
  ])('%s', (_, fact, consequence) => {
    expect(consequenceOf(fact)).toEqual({ consequence, ...(consequence !== 'nothing' && { since: written.at }) })
  })
})

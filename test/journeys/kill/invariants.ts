import { expect } from 'vitest'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { cycle, people } from '../races/small-cycle.ts'
import type { Life } from './life.ts'
import type { Death } from './mortal.ts'

/** What must hold at the end of every life, wherever it was interrupted. */
export function expectWhole(life: Life, wholeLife: Life, death?: Death): void {
  const of = <K extends Fact['kind']>(kind: K) =>
    life.facts.filter((f): f is Extract<Fact, { kind: K }> => f.kind === kind)

  expect(
    of('publication').map(({ version }) => version),
    'published once',
  ).toEqual([1])
  expect(life.published, 'what the public can read').toEqual(wholeLife.published)
  const signed = of('decision').map(({ stage, seat, by, choice }) => [stage, seat, by, choice])
  expect(signed.sort(), 'all signatures').toEqual([
    ['director', people.shao.id, people.shao.id, 'approve'],
    ['safety-office', people.ding.id, people.ding.id, 'approve'],
    ['safety-office', people.ren.id, people.ren.id, 'approve'],
  ])
  const [publication] = of('publication')
  expect(new Set(of('decision').map(({ draft }) => draft)), 'what was signed is what was published').toEqual(
    new Set([publication!.draft]),
  )

  expect(
    of('draft').map(({ round }) => round),
    'one round',
  ).toEqual([1])
  expect(
    of('submission')
      .map(({ unit, revision }) => `${unit} ${revision}`)
      .sort(),
    'one revision a unit',
  ).toEqual(['housing 1', 'office 1'])
  for (const { by } of of('decision'))
    expect(life.posted, 'no decision without its post').toContain(`approve ${by}@races.example`)
  for (const { unit } of of('submission')) expect(life.posted).toContain(`submit ${unit}`)
  for (const done of life.acknowledged) expect(foundIn(life.facts, done), `acknowledged: ${done}`).toBe(true)

  const asked = life.inboxes.filter((mail) => !mail.includes('6位数字')) // who gets no answer asks for others
  expect(repeated(asked), 'nobody is asked twice').toEqual([])
  const again = repeated(life.sent)
  const mailDied = death?.effect.startsWith('send ') || death?.effect.startsWith('record mail#')
  expect(
    again.length,
    'only the mail of the moment of death may go out again, as the same message',
  ).toBeLessThanOrEqual(mailDied ? 1 : 0)
}

function foundIn(facts: readonly Fact[], done: string): boolean {
  const [what, who] = done.split(' ')
  return facts.some((fact) => {
    if (what === 'open') return fact.kind === 'opening' && fact.cycle === cycle
    if (what === 'submit') return fact.kind === 'submission' && fact.unit === who
    if (what === 'confirm') return fact.kind === 'confirmation' && fact.choice === 'confirm'
    return fact.kind === 'decision' && fact.choice === 'approve' && `${fact.by}@races.example` === who
  })
}

const repeated = (list: readonly string[]): string[] => list.filter((item, i) => list.indexOf(item) !== i)

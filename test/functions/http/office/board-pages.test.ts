import { beforeEach, describe, expect, test } from 'vitest'
import { issueLink } from '../../../../functions/telling/links.ts'
import { typedFrom } from '../../../../shared/cycle/opening/opening-form.ts'
import { cycleWith } from '../../../fixtures/tongjiang-2020.ts'
import { definition, type UnitDoor, unitDoor } from '../unit/unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

/** The office's session of a cycle, on a page. */
async function board(cycle: string, page: string) {
  const of = { cycle, purpose: 'board', subject: 'office', person: 'clerk-lin' } as const
  const { token } = await issueLink(door.services, { ...of, expires: '2021-03-01T00:00:00.000Z' })
  return door.session(token, page)
}

/** The form of a new cycle, filled in. */
function newCycle(): Record<string, string> {
  const [opening] = cycleWith().facts.filter(({ kind }) => kind === 'opening')
  const stages = definition.signOff.stages.map(({ id }) => [`${id}.1.name`, `${id}.1.address`] as const)
  const approvers = stages.flatMap(([name, address], n) => [
    [name, `审签${n}`],
    [address, `sign-${n}@tongjiang.example`],
  ])
  const asked = { year: '2020', missing: 'gap', cycle: 'next' }
  return { ...typedFrom(opening as never), ...Object.fromEntries(approvers), ...asked } as Record<string, string>
}

describe('a mail that the office waits for and that does not leave', () => {
  const notSent = '邮件没有发出去，请过一会儿再按一次'

  test('of a link to another board is said, and it can be asked for again', async () => {
    await door.services.store.record({ ...door.opening, cycle: 'other' })
    const here = await board(door.opening.cycle, '/cycles/new')
    const ask = async () => here.post({ ...(await here.hidden()), of: 'other', wanted: 'yes' }, '/cycles/link')
    door.mailer.broken = true
    const answer = await ask()
    expect([answer.status, answer.body]).toEqual([503, expect.stringContaining(notSent)])
    door.mailer.broken = false
    expect((await ask()).status).toBe(303)
  })

  test('of a sample is said on the page, with all that was typed for the new cycle', async () => {
    const here = await board(door.opening.cycle, '/cycles/new')
    const typed = { ...newCycle(), try: 'yes' }
    const ask = async () => here.post({ ...(await here.hidden()), ...typed }, '/cycles')
    door.mailer.broken = true
    const { status, body } = await ask()
    expect([status, body]).toEqual([503, expect.stringContaining(notSent)])
    expect(body).toContain('police-clerk@tongjiang.example')
    door.mailer.broken = false
    expect((await ask()).status).toBe(200)
    expect(door.mails.map(({ to }) => to.address)).toEqual(['lin@zwgkb.tongjiang.example'])
  })
})

test('a test cycle’s report has no file above it, whatever is asked for raw', async () => {
  const cycle = 'rehearsal'
  await door.services.store.record({ ...door.opening, cycle, test: true })
  const told = { cycle, version: 1, round: 1, draft: 'd', manifest: 'm', at: door.time.now }
  await door.services.store.record({ kind: 'publication', ...told })
  const { get } = door.services.files
  door.services.files.get = async (key) => {
    if (key.includes('..')) throw new Error('not a key for a file') // as the folder of one machine says
    return get(key)
  }
  const office = await board(cycle, '/board/test-report/..')
  expect((await office.show()).status).toBe(404)
})

test('whoever was let go from the office opens no cycle from the board of an older one', async () => {
  const { cycle, year } = door.opening
  await door.services.store.record({ ...door.opening, cycle: 'later', year: year + 1 })
  const here = await board(cycle, '/cycles/new')
  const ask = async () => here.post({ ...(await here.hidden()), ...newCycle() }, '/cycles')
  expect((await ask()).status).toBe(200)
  const gone = {
    act: 'officer',
    person: 'clerk-lin',
    to: { id: 'han', name: '韩梅', address: 'han@tongjiang.example' },
  }
  const by = { cycle: 'later', n: 1, id: '1', at: door.time.now, by: 'zhou', reason: '停职' }
  await door.services.store.record({ kind: 'act', ...by, ...gone } as never)
  const { status, body } = await ask()
  expect([status, body]).toEqual([403, expect.stringContaining('已不在')])
  // Who comes and goes in an older cycle alone works at the office.
  await door.services.store.record({ ...door.opening, cycle: 'last', year: year + 2 })
  expect((await ask()).status).toBe(200)
})

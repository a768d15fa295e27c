import { describe, expect, test } from 'vitest'
import { loadCycle, loadTold } from '../../../functions/kept/load-cycle.ts'
import { tellPublished } from '../../../functions/telling/announcement-mails.ts'
import { inviteOffice } from '../../../functions/telling/board-links.ts'
import { tellDue } from '../../../functions/telling/clock-mails.ts'
import { tellOwed } from '../../../functions/telling/tell-duties.ts'
import { inviteContact } from '../../../functions/telling/unit-mails.ts'
import { whatIsDue } from '../../../shared/cycle/clock/due.ts'
import { duties } from '../../../shared/cycle/duty.ts'
import type { Fact, OfficeAct, OfficeActFact, Opening, Person } from '../../../shared/cycle/facts.ts'
import { theUnit } from '../../../shared/cycle/reporting-cycle.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, persons, type Variation } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'

/** The cycle as its facts have it, on a day, and the mails that are sent. */
async function on(now: string, given: Variation, opening: Partial<Opening> = {}) {
  const { services, kept } = keptServices(now)
  const { facts } = cycleWith(given)
  for (const fact of facts) await services.store.record(fact.kind === 'opening' ? { ...fact, ...opening } : fact)
  return { services, mails: kept.mails }
}
const acted = (act: OfficeAct, n = 1): OfficeActFact =>
  ({
    kind: 'act',
    cycle,
    n,
    id: `a${n}`,
    at: '2021-01-11T02:00:00.000Z',
    by: 'feng',
    reason: 'r',
    ...act,
  }) as OfficeActFact

describe('who takes over at the office', () => {
  const takes = acted({ act: 'officer', person: 'feng', to: persons.delegate })
  const officer = takes as OfficeActFact & { act: 'officer' }
  test.each([
    ['before a cycle begins', '2021-01-05T02:00:00.000Z', { opens: '2021-01-18' }],
    ['while it runs', '2021-01-18T02:00:00.000Z', {}],
    ['after everything is over', '2021-03-18T02:00:00.000Z', {}],
  ])('%s reads who had it, and nothing of invitations', async (_, now, opening) => {
    const { services, mails } = await on(now, { facts: () => [takes] }, opening)
    await inviteOffice(await loadTold(cycle, services), persons.delegate, services, officer)
    const [mail] = mails
    expect(mail?.subject).toBe('请接着办：2020年信息公开年报，工作台链接')
    expect(mail?.text).toContain('原来由政务公开办冯娟经办，现在起请您接着办')
    expect(mail?.text).not.toMatch(/已开始|邀请|前提交/)
  })

  test('before a cycle begins hears again when it does', async () => {
    const { services, mails } = await on('2021-01-05T02:00:00.000Z', { facts: () => [takes] }, { opens: '2021-01-18' })
    await inviteOffice(await loadTold(cycle, services), persons.delegate, services, officer)
    await inviteOffice(await loadTold(cycle, services), persons.delegate, services)
    expect(mails.map(({ subject }) => subject.slice(0, 3))).toEqual(['请接着', '已开始'])
  })
})

test.each([
  ['2021-01-18T02:00:00.000Z', true],
  ['2021-01-25T02:00:00.000Z', false],
])(
  'a contact named on %s is invited to a date that is ahead, else told that the form is closed',
  async (now, isOpen) => {
    const { services, mails } = await on(now, { missing: ['police'] })
    const loaded = await loadCycle(cycle, services)
    const unit = theUnit(loaded.state, 'police')
    await inviteContact(loaded, unit, unit.unit.contacts[0]!, services)
    const [mail] = mails
    expect([mail?.subject.includes('1月22日前'), mail?.text.includes('1月22日'), mail?.calendar !== undefined]).toEqual(
      Array(3).fill(isOpen),
    )
    expect(mail?.text.includes('填报期限已过，填报页已经关闭。请联系冯娟')).toBe(!isOpen)
  },
)

test.each([
  ['on plan', 3, /还剩1个工作日，现在还没有公开/, '请留意：2020年信息公开年报最迟2月20日公开'],
  ['behind', 2, /还剩1个工作日，进度已经落后/, '请处理：2020年信息公开年报怕赶不上2月20日'],
])(
  'the alarm of one working day before the legal date says where it stands: %s',
  async (_, approved, says, subject) => {
    const now = '2021-02-19T02:00:00.000Z'
    const { services, mails } = await on(
      now,
      { approved },
      {
        accountable: persons.mayor,
        timetable: {
          submissions: '2021-01-22',
          'disclosure-office': '2021-01-27',
          'secrecy-review': '2021-01-29',
          'responsible-leader': '2021-02-03',
          'principal-leader': '2021-02-20',
          legal: '2021-02-20',
        },
      },
    )
    const loaded = await loadTold(cycle, services)
    const alarm = whatIsDue(loaded, now).find((each) => each.act === 'alarm' && each.person.id === persons.mayor.id)
    await tellDue(loaded, alarm!, services)
    expect(mails[0]?.text).toMatch(says)
    expect(mails[0]?.subject).toBe(subject)
  },
)

describe('a mail says that its date is for now', () => {
  // No notice of that year is known, and none ever was.
  const timetable = { submissions: '2099-01-22', 'disclosure-office': '2099-01-27', legal: '2099-03-31' }
  const provisional = ['submissions', 'disclosure-office']
  const until: Fact = acted({ act: 'extend', unit: 'police', until: '2099-02-02' })
  test.each([
    ['where it is counted', [], true],
    ['not where the office gave it', [until], false],
  ])('a reminder: %s', async (_, facts, says) => {
    const { services, mails } = await on(
      '2099-01-19T02:00:00.000Z',
      { missing: ['police'], facts: () => facts },
      { timetable, provisional },
    )
    const loaded = await loadTold(cycle, services)
    const { person } = duties(loaded).find(({ what }) => what === 'submit')!
    const owed = duties(loaded).filter((duty) => duty.person.id === person.id)
    await tellOwed(
      loaded,
      { duty: { of: 'remind', person: person.id, date: '2099-01-19' }, person, duties: owed },
      services,
    )
    expect(/放假安排/.test(mails[0]?.text ?? '')).toBe(says)
  })

  test.each([
    ['2099-01-19T02:00:00.000Z', true],
    ['2099-01-26T02:00:00.000Z', false],
  ])('an invitation, where it names one: %s', async (now, says) => {
    const { services, mails } = await on(now, { missing: ['police'] }, { timetable, provisional })
    const loaded = await loadCycle(cycle, services)
    const unit = theUnit(loaded.state, 'police')
    await inviteContact(loaded, unit, unit.unit.contacts[0]!, services)
    expect(/放假安排/.test(mails[0]?.text ?? '')).toBe(says)
  })
})

test('what is out is told to each with what their links still do', async () => {
  const at = '2021-02-03T08:00:00.000Z'
  const out = (draft: string): Fact[] => {
    const version = { cycle, version: 1, round: 1, draft, at }
    return [
      { ...version, kind: 'release', n: 1, evidence: [] },
      { kind: 'departure', cycle, release: 1, goes: true, at },
      { ...version, kind: 'publication', manifest: 'm' },
    ]
  }
  const { services, mails } = await on('2021-02-03T10:00:00.000Z', { approved: 4, facts: out })
  await tellPublished(await loadTold(cycle, services), services)
  const told = ({ address }: Person): string | undefined => mails.find(({ to }) => to.address === address)?.text
  expect(told(persons.clerk)).toContain('工作台的链接仍然能用：报告要更正、要撤回，都从那里办。')
  const { contacts, leader } = theUnit((await loadCycle(cycle, services)).state, 'police').unit
  for (const contact of contacts) expect(told(contact)).toContain('有疑问也仍可从那里问经办机构')
  for (const person of [leader!, persons.mayor]) expect(told(person)).toContain('之前邮件里的链接只能查看')
})

describe('a correction in which nothing happens', () => {
  const out: Fact[] = [
    ...[
      { kind: 'release', cycle, n: 1, version: 1, round: 1, draft: 'd', evidence: [], at: '2021-01-28T02:00:00.000Z' },
    ],
    ...[{ kind: 'departure', cycle, release: 1, goes: true, at: '2021-01-28T02:00:00.000Z' }],
    ...[
      { kind: 'publication', cycle, version: 1, round: 1, draft: 'd', manifest: 'm', at: '2021-01-28T02:00:00.000Z' },
    ],
  ] as Fact[]
  const begun: Fact = { ...acted({ act: 'correct', version: 1 }), at: '2021-02-01T02:00:00.000Z' }
  const hold: Fact = { ...acted({ act: 'hold' }, 2), at: '2021-02-01T02:00:00.000Z' }
  const accountable: Person = { id: 'qin', name: '秦岚', address: 'qin@tongjiang.example' }
  test.each<[string, Fact[], string]>([
    ['that was begun', [begun], '更正已经开始，3个工作日没有进展。要改的，重新开放'],
    ['that is on hold', [begun, hold], '这一期在更正时暂停了，3个工作日没有进展。要改的，恢复这一期'],
  ])('%s is told to the office, then to who answers for the report', async (_, acts, digest) => {
    const said = async (now: string) => {
      const { services, mails } = await on(now, { approved: 4, facts: () => [...out, ...acts] }, { accountable })
      const loaded = await loadTold(cycle, services)
      for (const due of whatIsDue(loaded, now)) await tellDue(loaded, due, services)
      return mails.map(({ to, subject, text }) => ({ to: to.name, subject, text }))
    }
    expect(await said('2021-02-03T02:00:00.000Z')).toEqual([])
    expect(await said('2021-02-04T02:00:00.000Z')).toEqual([
      { to: '冯娟', subject: '请处理：2020年信息公开年报，1件事', text: expect.stringContaining(digest) },
    ])
    const [first, ...others] = await said('2021-02-10T02:00:00.000Z')
    expect([first, ...others].map((mail) => mail?.to)).toEqual(['秦岚', '冯娟'])
    expect(first?.subject).toBe('请处理：2020年信息公开年报的更正没有进展')
    expect(first?.text).toContain('的更正已经开始，8个工作日没有进展')
    expect(first?.text).toContain('请经办机构定下来')
  })
})

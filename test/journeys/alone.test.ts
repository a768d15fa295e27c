import { afterAll, beforeAll, expect, test } from 'vitest'
import { approve, canDecide, confirm } from '../../infra/local/demo/people.ts'
import { expectFine, linkIn, type ReadMail, Visitor } from '../../infra/local/demo/visitor.ts'
import { lastOf } from '../../shared/present.ts'
import {
  clerkOf,
  cycle,
  people,
  requestsSince,
  type SmallCycle,
  sliceOf,
  startSmallCycle,
} from './races/small-cycle.ts'

/**
 * One person of the office, with everything in the office's mailbox, in one of their own and on the wire, tries to publish what nobody
 * signed. Whatever is asked for alone stays a proposal; the digits go to those who decide; at the end honest people sign as if
 * nothing had been.
 */
let small: SmallCycle
let token = ''
const shadow = 'shadow@mail.example'
/** What the officer can read. */
const own = async (): Promise<ReadMail[]> =>
  (await small.door.mails()).filter(({ to }) => to.includes(people.officer.address) || to.includes(shadow))
const digits = async (): Promise<string> => {
  const mail = (await own()).findLast(({ subject }) => /6位数字/.test(subject))
  return /(?<!\d)\d{6}(?!\d)/.exec(mail?.text ?? '')?.[0] ?? ''
}

beforeAll(async () => {
  small = await startSmallCycle()
  await clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office'))
  await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
  await confirm(small.door, people.chief.address)
  await small.local.settled()
  token = linkIn((await own()).find(({ text }) => text.includes('/open#'))!).token
}, 60_000)
afterAll(() => small?.local.stop())

type Answer = { status: number; body: Record<string, unknown> }
async function send(path: string, fields: object, bearer = token): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${small.door.baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(fields) })
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  await small.local.settled()
  return { status: answer.status, body }
}
/** An act at the board, with the digits where they are asked for. */
async function act(fields: object): Promise<Answer> {
  const first = await send('/board', { reason: '急', ...fields })
  return first.status < 400 ? first : send('/board', { reason: '急', ...fields, code: await digits() })
}

test('alone nobody takes a signature away, gives a seat, or makes an officer: each waits for a second person', async () => {
  const round = (await small.state()).rounds.length
  const seats = [
    ['safety-office', 'ding'],
    ['safety-office', 'ren'],
    ['director', 'shao'],
  ] as const
  const own = ['officer@races.example', 'Officer@RACES.example', 'officer+1@races.example', shadow]
  const tries = [
    ...['safety-office', 'director'].map((stage) => ({ act: 'skip', stage, round: String(round) })),
    ...seats.map(([stage, seat]) => ({ act: 'force', stage, seat, round: String(round) })),
    ...seats.flatMap(([stage, seat]) =>
      own.map((address) => ({ act: 'reassign', stage, seat, name: '某某', address })),
    ),
    { act: 'gap' },
    { act: 'officer', person: 'officer', name: '某某', address: shadow },
  ]
  for (const fields of tries) {
    const { status, body } = await act(fields)
    expect([fields, status, 'act' in body]).toEqual([fields, expect.any(Number), false])
    expect(status).toBeLessThan(500)
  }
  const state = await small.state()
  expect(state.proposals.length).toBeGreaterThan(0)
  expect(state.acts).toEqual([])
  // Consent is the other's: neither the board's link, nor one the office has made for them, nor its own digits give it.
  for (const { n } of state.proposals) {
    const given = [{ choice: 'consent', meant: true, code: await digits(), proposal: String(n) }]
    for (const fields of given) expect((await send('/consent', fields)).status).toBeGreaterThanOrEqual(400)
    const link = { act: 'fresh-link', purpose: 'consent', subject: String(n), person: 'mayor', confirm: 'yes' }
    await throughLink(await act(link), '/consent', { choice: 'consent', meant: 'yes' })
  }
  expect((await small.state()).proposals.filter(({ consent }) => consent)).toEqual([])
  expect((await small.state()).acts).toEqual([])
})

/** What a link that was made and read out gives: the page, and not the digits that go to its holder. */
async function throughLink({ body }: Answer, path: string, fields: Record<string, string>): Promise<void> {
  if (typeof body.url !== 'string') return
  const visitor = new Visitor(small.door)
  const page = await visitor.openLink({ id: '', to: '', subject: '', date: '', text: body.url })
  const form = `form[action^="${path}"]`
  if (!page.html.querySelector(form)) return
  for (const code of ['', '000000', await digits()]) {
    const answer = await visitor.submit(page, { ...fields, code }, { form }).catch(() => undefined)
    expect(answer?.status ?? 422).toBeGreaterThanOrEqual(400)
  }
}

test('with a link read out nobody decides, delegates to themselves or has it sent elsewhere', async () => {
  for (const [stage, seat] of [
    ['safety-office', 'ding'],
    ['safety-office', 'ren'],
  ]) {
    const link = await act({
      act: 'fresh-link',
      purpose: 'sign-off',
      subject: `${stage}/${seat}`,
      person: seat!,
      confirm: 'yes',
    })
    expect(link).toMatchObject({ status: 200, body: { url: expect.stringContaining('/open#') } })
    await throughLink(link, '/sign-off', { choice: 'approve', attestation: 'agreed' })
    await throughLink(link, '/delegation', { name: '某某', address: shadow, reason: '出差' })
    const bearer = linkIn({ id: '', to: '', subject: '', date: '', text: link.body.url as string }).token
    const { draft } = (await small.state()).rounds.at(-1)!
    for (const code of ['000000', await digits()]) {
      const decision = { choice: 'approve', attestation: true, draft: draft.digest, code }
      expect((await send('/sign-off', decision, bearer)).status).toBeGreaterThanOrEqual(400)
    }
    await new Visitor(small.door).openLink({ id: '', to: '', subject: '', date: '', text: link.body.url as string })
  }
  const facts = await small.facts()
  expect(facts.filter(({ kind }) => ['decision', 'delegation', 'substitution'].includes(kind))).toEqual([])
})

test('neither an adjustment, nor a unit of one’s own people, nor waiting brings it out', async () => {
  const cell = 'key.staff.figure'
  await act({ act: 'adjust', unit: 'office', cell, to: '9' })
  const mine = {
    'contacts.1.name': '某某',
    'contacts.1.address': shadow,
    'leader.name': '某某',
    'leader.address': 'leader@mail.example',
  }
  await act({ act: 'contacts', unit: 'housing', ...mine })
  for (let day = 0; day < 4; day++) await small.pass(24 * 60)
  const facts = await small.facts()
  expect(
    facts.filter(({ kind }) => ['decision', 'delegation', 'consent', 'release', 'publication'].includes(kind)),
  ).toEqual([])
  expect((await fetch(`${small.door.publicUrl}/r/${cycle}/latest.json`)).status).toBe(404)
  const links = (await own()).flatMap(({ text }) => /\/open#(\S+)/.exec(text)?.[1]?.split('.')[4] ?? [])
  expect(new Set(links)).not.toContain('sign-off')
  expect(new Set(links)).not.toContain('consent')
})

test('and the people whose word it is sign it as ever', async () => {
  for (let turn = 0; turn < 4; turn++) {
    const asked = Map.groupBy(await requestsSince(small.door, new Set()), ({ address }) => address)
    for (const [address, mails] of asked) {
      const newest = lastOf(mails)
      if (await canDecide(small.door, newest)) expectFine(await approve(small.door, newest), address)
      await small.local.settled()
    }
  }
  const facts = await small.facts()
  const signed = facts.flatMap((fact) => (fact.kind === 'decision' && fact.choice === 'approve' ? [fact.by] : []))
  expect(new Set(signed)).toEqual(new Set(['ding', 'ren', 'shao']))
  expect(facts.filter(({ kind }) => kind === 'publication')).toHaveLength(1)
})

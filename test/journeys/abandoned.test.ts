import { afterAll, beforeAll, expect, it } from 'vitest'
import { actOnBoard } from '../../infra/local/demo/people.ts'
import { decisionCodeIn, newestMail, type ReadMail, Visitor } from '../../infra/local/demo/visitor.ts'
import { theCycle } from '../../shared/cycle/fold.ts'
import { isClosed } from '../../shared/cycle/reporting-cycle.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import {
  accepted,
  approveStage,
  atTheDraft,
  clerkOf,
  file,
  fileAll,
  headingOf,
  mailsDuring,
  publishedJson,
  requestTo,
  signFrom,
  textOf,
} from './journey.ts'
import { matterOf } from './on-time.ts'
import { figuresOf } from './small-cycle.ts'
import { verifiedVersion } from './verified.ts'

/** A correction that was begun by mistake is given up, in every state it can be in; the version it was to correct stands. */
let journey: EmbeddedJourney
const reason = '看错了，财政局的数没有问题。'
const state = async () => theCycle(await journey.facts())
const onBoard = (act: string, more: Record<string, string> = {}) =>
  actOnBoard(journey.door, journey.cast.clerk.address, [act], { reason, ...more })
const anew = { figures: { ...figuresOf.finance, 't3.new.legal': '5', 't3.not-held.legal': '5' } }
/** The mails that tell of it, by whom they go to. */
const telling = (mails: readonly ReadMail[]) =>
  new Map(mails.filter(({ subject }) => subject.startsWith('不更正了')).map((mail) => [mail.to, mail]))
const runsGoOn = async (): Promise<boolean> => {
  const { executions } = await state()
  const going = await Promise.all(executions.map(({ name }) => journey.local.services.workflow.running(name)))
  return going.includes(true)
}
/** Begun, one unit asked again, which files; the first stage is asked. */
async function correctFinance(): Promise<void> {
  accepted(await onBoard('correct', { reason: '财政局的数要改。' }))
  accepted(await onBoard('reopen', { unit: 'finance', until: '2021-02-05' }))
  await file(journey, 'finance', anew)
}

beforeAll(async () => {
  journey = await openEmbedded({ name: 'given-up' })
  await fileAll(journey)
  await signFrom(journey)
})
afterAll(() => journey?.stop())

it('as soon as it is begun, when only the office knows', async () => {
  accepted(await onBoard('correct'))
  const mails = await mailsDuring(journey, async () => accepted(await onBoard('abandon')))
  expect([...telling(mails).keys()]).toEqual([journey.cast.clerk.address])
  expect([isClosed(await state()), await runsGoOn()]).toEqual([true, false])
  // A form of the first correction, sent once more, begins none and ends none.
  const board = textOf(await new Visitor(journey.door).openLink(await boardMail()))
  for (const words of ['放弃更正', '开始更正（随更正放弃，不算数）', '已发布']) expect(board).toContain(words)
})

it('while it is held, and the timer then asks nobody for anything', async () => {
  accepted(await onBoard('correct'))
  accepted(await onBoard('reopen', { unit: 'qingquan', until: '2021-02-05' }))
  accepted(await onBoard('hold'))
  const told = telling(await mailsDuring(journey, async () => accepted(await onBoard('abandon'))))
  const { units, clerk } = journey.cast
  expect([...told.keys()].sort()).toEqual(
    [clerk.address, units.qingquan.contact.address, units.qingquan.leader.address].sort(),
  )
  const after = await mailsDuring(journey, () => journey.door.passTime('2021-01-27T02:00:00.000Z'))
  // The units' own reports go their own way.
  expect(after.map(matterOf).filter((matter) => matter !== 'published')).toEqual([])
  expect([(await state()).held, await runsGoOn()]).toEqual([false, false])
})

it('while a stage is asked: whoever was asked is told, and every link says what became of it', async () => {
  const { units, approver, clerk } = journey.cast
  await correctFinance()
  const head = await atTheDraft(journey, 'disclosure-office')
  const told = telling(await mailsDuring(journey, async () => accepted(await onBoard('abandon'))))
  expect([...told.keys()].sort()).toEqual(
    [
      clerk.address,
      units.finance.contact.address,
      units.finance.leader.address,
      approver['disclosure-office'].address,
    ].sort(),
  )
  for (const { text } of told.values())
    for (const words of [reason, '政务公开办科员林燕', '第1版没有变', '有疑问请打电话']) expect(text).toContain(words)
  expect(told.get(units.finance.contact.address)?.text).toContain('您单位为这次更正新报的数没有加进已公布的报告')
  expect(await runsGoOn()).toBe(false)

  const late = await head.decide({ choice: 'approve' })
  expect([late.status, textOf(late)]).toEqual([409, expect.stringContaining('更正已经放弃')])
  const link = await new Visitor(journey.door).openLink(await requestTo(journey, 'disclosure-office'))
  expect([link.status, headingOf(link), textOf(link)]).toEqual([
    ...[200, '这次更正已经放弃', expect.stringContaining(reason)],
  ])
  const form = await clerkOf(journey, 'finance').look()
  expect([form.status, headingOf(form)]).toEqual([200, '这次更正已经放弃，不用再填报'])
  const visitor = new Visitor(journey.door)
  await visitor.openLink(await newestMail(journey.door, units.finance.contact.address, /重新开放/))
  expect(textOf(await visitor.get('/receipt'))).toContain('这次报送的数没有加进已公布的报告')
  expect(textOf(await visitor.get('/receipt?revision=1'))).not.toContain('更正已经放弃')
  const leader = new Visitor(journey.door)
  const confirmed = await leader.openLink(await newestMail(journey.door, units.finance.leader.address, /确认/))
  expect(textOf(confirmed)).toContain('这次更正已经放弃')
  expect(await publishedJson(journey, 'r/given-up/latest.json')).toMatchObject({ version: 1 })
})

it('by two where somebody has signed, who is told that the signature is not used', async () => {
  const { approver, clerk } = journey.cast
  // What finance filed for the correction before is in the draft of this one.
  const asked = await mailsDuring(journey, async () => accepted(await onBoard('correct', { reason: '再更正。' })))
  expect(asked.filter((mail) => matterOf(mail) === 'request').map(({ to }) => to)).toEqual([
    approver['disclosure-office'].address,
  ])
  await approveStage(journey, 'disclosure-office')
  const proposed = await mailsDuring(journey, async () => accepted(await onBoard('abandon')))
  expect([telling(proposed).size, isClosed(await state())]).toEqual([0, false])
  const consent = proposed.find(({ subject }) => subject.includes('放弃更正'))
  expect(consent?.to).toBe(approver['responsible-leader'].address)
  const told = telling(await mailsDuring(journey, () => consentTo(consent as ReadMail)))
  expect(told.get(approver['disclosure-office'].address)?.text).toContain('您签过的那一稿不会公布')
  expect(told.get(clerk.address)?.text).toContain('同意')
  expect([isClosed(await state()), await runsGoOn()]).toEqual([true, false])
  const signer = await new Visitor(journey.door).openLink(await requestTo(journey, 'disclosure-office'))
  expect(textOf(signer)).toContain('您签过的那一稿不会公布')
})

it('and the next correction is published, with its own reason and what was filed', async () => {
  accepted(await onBoard('correct', { reason: '财政局漏报一件。' }))
  await journey.settled()
  await signFrom(journey)
  const { report, exit } = await verifiedVersion(journey, 2)
  expect([exit, report.correction?.reason, report.figures['t3.new.legal']]).toEqual([0, '财政局漏报一件。', '5'])
  const { abandoned, rounds } = await state()
  expect([abandoned.length, report.rounds, rounds.length]).toEqual([4, 2, 2])
})

const boardMail = () => newestMail(journey.door, journey.cast.clerk.address, /工作台/)

async function consentTo(mail: ReadMail): Promise<void> {
  const visitor = new Visitor(journey.door)
  const page = await visitor.openLink(mail)
  const mailCode = { form: 'form[action^="/consent"]', button: { name: 'mail-code', value: 'yes' } }
  const asked = await visitor.submit(page, { choice: 'consent' }, mailCode)
  const code = decisionCodeIn(await newestMail(journey.door, mail.to, /6位数字/))
  accepted(await visitor.submit(asked, { choice: 'consent', code }, { form: 'form[action^="/consent"]' }))
}

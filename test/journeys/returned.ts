import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnBoard, returnSlice } from '../../infra/local/demo/people.ts'
import { type ReadMail, type VisitedPage, Visitor } from '../../infra/local/demo/visitor.ts'
import {
  accepted,
  approveStage,
  atTheDraft,
  clerkOf,
  file,
  fileAll,
  headingOf,
  type JourneySystem,
  mailsDuring,
  type OpenJourney,
  requestTo,
  signFrom,
  textOf,
} from './journey.ts'
import { matterOf } from './on-time.ts'
import { figuresOf, filled } from './small-cycle.ts'
import { verifiedVersion } from './verified.ts'

/** What is wrong goes back to whom it concerns, and to nobody else. */
export function returned(open: OpenJourney): void {
  describe('a draft returned by an approver', () => {
    const reason = '法律服务机构的四件申请请核对台账。'
    let journey: JourneySystem
    let mails: ReadMail[]
    let first: { digest: string }
    beforeAll(async () => {
      journey = await open({ name: 'returned' })
      await fileAll(journey)
      await approveStage(journey, 'disclosure-office')
      await approveStage(journey, 'secrecy-review')
      const deputy = await atTheDraft(journey, 'responsible-leader')
      first = { digest: deputy.page.html.querySelector('input[name="draft"]')!.getAttribute('value')! }
      mails = await mailsDuring(journey, async () =>
        accepted(
          await deputy.decide({
            choice: 'return',
            'target-0': 'finance',
            'cell-0': 't3.not-held.legal',
            'reason-0': reason,
          }),
        ),
      )
    })
    afterAll(() => journey?.stop())

    it('writes to the unit with the reason and the place, to who had signed, and to nobody else', async () => {
      const { units, approver } = journey.cast
      expect(mails.map((mail) => [mail.to, matterOf(mail)]).sort()).toEqual(
        [
          [units.finance.contact.address, 'returned'],
          [approver['disclosure-office'].address, 'returned'],
          [approver['secrecy-review'].address, 'returned'],
        ].sort(),
      )
      for (const mail of mails) {
        expect(mail.text).toContain(reason)
        expect(mail.text).toContain('法律服务机构')
      }
    })

    it('shows the unit the reason at the cell, and leaves the others as they were', async () => {
      const own = await clerkOf(journey, 'finance').look()
      expect(textOf(own)).toContain(reason)
      expect(own.html.querySelector('td.returned input')?.getAttribute('name')).toBe('cell:t3.not-held.legal')
      expect(own.html.querySelector('input[name="cell:t3.new.legal"]')?.getAttribute('value')).toBe('4')
      const other = await clerkOf(journey, 'qingquan').look()
      expect(textOf(other)).not.toContain('退回')
      expect(textOf(other)).toContain('returned-qingquan-1')
    })

    it('tells the approvers that the draft is being changed, whichever link they open', async () => {
      for (const stage of ['disclosure-office', 'secrecy-review'] as const) {
        const page = await new Visitor(journey.door).openLink(await requestTo(journey, stage))
        expect([page.status, page.html.querySelector('form.decision')]).toEqual([200, null])
      }
    })

    it('asks the one who returned it first, who sees what changed, then everybody again', async () => {
      const { approver } = journey.cast
      const asked = await mailsDuring(journey, () =>
        file(journey, 'finance', {
          figures: { 't3.new.legal': '3', 't3.not-held.legal': '3', 't2.procurement.amount': '3310.4' },
        }),
      )
      expect(asked.filter((mail) => matterOf(mail) === 'request').map(({ to }) => to)).toEqual([
        approver['responsible-leader'].address,
      ])
      const deputy = await atTheDraft(journey, 'responsible-leader')
      const shown = deputy.page.html.querySelector('#changes')!.textContent.replace(/\s+/g, '')
      for (const words of ['第1轮', '退回', reason, '青禾县财政局', '法律服务机构']) expect(shown).toContain(words)
      const rows = deputy.page.html
        .querySelectorAll('#changes .changes tbody tr')
        .map((row) => row.querySelectorAll('td').map((cell) => cell.textContent.trim()))
      expect(rows).toContainEqual(['4', '3'])
      const digest = deputy.page.html.querySelector('input[name="draft"]')!.getAttribute('value')
      expect(digest).not.toBe(first.digest)
      accepted(await deputy.decide({ choice: 'approve' }))
      for (const stage of ['disclosure-office', 'secrecy-review', 'principal-leader'] as const) {
        await approveStage(journey, stage)
      }
      const { report, exit, manifest } = await verifiedVersion(journey, 1)
      expect([exit, report.rounds, manifest.draft]).toEqual([0, 2, digest])
      expect(report.figures['t3.new.total']).toBe('8')
      expect(report.units.find(({ id }) => id === 'finance')).toMatchObject({ revision: 2, standing: 'on-time' })
    })
  })

  describe('a draft that changes under an approver', () => {
    let journey: JourneySystem
    beforeAll(async () => {
      journey = await open({ name: 'changed' })
      await fileAll(journey)
    })
    afterAll(() => journey?.stop())

    it('refuses the decision on what is no longer so, loses nothing, and asks again', async () => {
      const { door, cast } = journey
      const head = await atTheDraft(journey, 'disclosure-office')
      const reason = '财政局来电更正一个数。'
      const reopened = await mailsDuring(journey, async () =>
        accepted(
          await actOnBoard(door, cast.clerk.address, ['reopen'], { unit: 'finance', until: '2021-01-29', reason }),
        ),
      )
      expect(reopened.map((mail) => [mail.to, mail.text.includes(reason)])).toContainEqual([
        cast.units.finance.contact.address,
        true,
      ])
      const asked = await mailsDuring(journey, () =>
        file(journey, 'finance', { figures: { ...figuresOf.finance, 't2.procurement.amount': '3310.5' } }),
      )
      expect(asked.filter((mail) => matterOf(mail) === 'request').map(({ to }) => to)).toEqual([
        cast.approver['disclosure-office'].address,
      ])

      const before = await journey.facts()
      const stale = await head.decide({ choice: 'approve' })
      expect([stale.status, textOf(stale)]).toEqual([409, expect.stringContaining('看新稿后再决定')])
      expect(await journey.facts()).toEqual(before)

      // The old mail's link is the person's still, and shows the new draft; the digits of the old mail are not for it.
      const again = await new Visitor(door).openLink(head.mail)
      expect(again.html.querySelector('form.decision')).not.toBeNull()
      const old = await head.visitor.submit(
        await head.visitor.get('/sign-off'),
        { choice: 'approve', attestation: 'agreed', code: head.code },
        { form: 'form.decision' },
      )
      expect([old.status, textOf(old)]).toEqual([422, expect.stringContaining('6位数字不对')])

      await signFrom(journey)
      const { report, exit } = await verifiedVersion(journey, 1)
      expect([exit, report.rounds, report.figures['t2.procurement.amount']]).toEqual([0, 2, '3310.5'])
      expect(report.units.find(({ id }) => id === 'finance')!.reopened).toMatchObject([{ act: 'reopen', reason }])
    })
  })

  describe('a slice that goes back before anybody is asked to sign', () => {
    const carried = { 't3.carried-out.natural': '1' }
    const available = { 't2.normative.available': '10' }
    const zeros = filled('qingquan', {})
    let journey: JourneySystem
    beforeAll(async () => {
      journey = await open({
        name: 'mended',
        lastYear: {
          issuer: { definition: 'gid-2019', figures: { ...zeros, ...carried, ...available } },
          units: { qingquan: { definition: 'gid-2019', figures: { ...zeros, ...available } } },
        },
      })
    })
    afterAll(() => journey?.stop())

    it('a warning needs an explanation, and the explanation falls when the figures change', async () => {
      const { door, cast } = journey
      const visitor = new Visitor(door)
      const invitation = (await door.mails()).find((mail) => mail.to === cast.units.qingquan.contact.address)!
      const form = await visitor.openLink(invitation)
      const cells = Object.fromEntries(
        Object.entries(filled('qingquan')).map(([cell, figure]) => [`cell:${cell}`, String(figure)]),
      )
      const send = (page: VisitedPage, fields: Record<string, string>) =>
        visitor.submit(page, fields, { form: 'form[action^="/slice"]', button: { name: 'do', value: 'submit' } })
      const warned = await send(form, cells)
      expect([warned.status, warned.html.querySelector('#explain')]).toEqual([422, expect.anything()])
      const why = warned.html
        .querySelectorAll('textarea')
        .map((field) => field.getAttribute('name')!)
        .filter((name) => name.startsWith('why:'))
      expect(why).toEqual(['why:T2.cumulative(normative)'])
      const explained = { [why[0]!]: '本年废止十件。' }

      const changed = await send(warned, { ...explained, 'cell:t2.normative.available': '3' })
      expect([changed.status, textOf(changed)]).toEqual([422, expect.stringMatching(/数字(有|已)?.*(变|改)/)])
      expect(await factsOf(journey, 'submission')).toBe(0)

      // The figure as it was, on the page that shows the newest; the page from before would be told of the change.
      const stale = await send(warned, explained)
      expect(stale.status).toBe(409)
      const available = cells['cell:t2.normative.available'] ?? ''
      const mended = await send(changed, { 'cell:t2.normative.available': available })
      expect(mended.status).toBe(422)
      const sent = await send(mended, explained)
      expect([sent.status, headingOf(sent)]).toEqual([200, expect.stringContaining('回执')])
      await journey.settled()
    })

    it('a leader sends it back to their own clerk, and only to them', async () => {
      const { door, cast } = journey
      const { contact, leader } = cast.units.qingquan
      const reason = '处罚数请再核一遍。'
      const mails = await mailsDuring(journey, async () => accepted(await returnSlice(door, leader.address, reason)))
      expect(mails.map((mail) => [mail.to, matterOf(mail), mail.text.includes(reason)])).toEqual([
        [contact.address, 'returned', true],
      ])
      await file(journey, 'qingquan', {
        figures: { ...figuresOf.qingquan, 't2.penalties.decisions': '8' },
        explanation: '本年废止十件。',
      })
    })

    it('the check sends it back to the unit concerned, with the reason', async () => {
      const { cast } = journey
      const mails = await mailsDuring(journey, async () => {
        await file(journey, 'finance')
        await file(journey, 'office')
      })
      const back = mails.filter((mail) => matterOf(mail) === 'returned')
      expect(back.map(({ to }) => to)).toEqual([cast.units.office.contact.address])
      expect(back[0]!.text).toContain('系统核对')
      expect(back[0]!.text).toContain('上年结转')
      expect(mails.filter((mail) => matterOf(mail) === 'request')).toEqual([])
      const page = await clerkOf(journey, 'office').look()
      expect(textOf(page)).toContain('这份填报被退回')
    })

    it('waits for the office to explain what is odd about the whole, then goes on', async () => {
      const { door, cast } = journey
      const put = { ...figuresOf.office, 't3.carried-in.natural': '1', 't3.granted.natural': '3' }
      const mails = await mailsDuring(journey, () => file(journey, 'office', { figures: put }))
      expect(mails.filter((mail) => matterOf(mail) === 'request')).toEqual([])
      const asked = await mailsDuring(journey, async () =>
        accepted(await actOnBoard(door, cast.clerk.address, ['justify'], { reason: '本年集中清理，废止十件。' })),
      )
      expect(asked.map(({ to }) => to)).toContain(cast.approver['disclosure-office'].address)
      const { page } = await atTheDraft(journey, 'disclosure-office')
      for (const words of ['本年废止十件。', '本年集中清理']) expect(textOf(page)).toContain(words)
    })
  })
}

const factsOf = async (journey: JourneySystem, kind: string): Promise<number> =>
  (await journey.facts()).filter((fact) => fact.kind === kind).length

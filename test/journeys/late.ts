import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnBoard } from '../../infra/local/demo/people.ts'
import { newestMail, type ReadMail, Visitor } from '../../infra/local/demo/visitor.ts'
import {
  accepted,
  atTen,
  atTheDraft,
  clerkOf,
  file,
  headingOf,
  type JourneySystem,
  mailsDuring,
  mailsTo,
  type OpenJourney,
  published,
  publishedText,
  signFrom,
  textOf,
} from './journey.ts'
import { filled } from './small-cycle.ts'
import { verifiedVersion } from './verified.ts'

/** 清泉镇 does not send its slice in time. */
export function late(open: OpenJourney): void {
  describe('a unit that is late', () => {
    const reason = '大雪断网，同意补报。'
    let journey: JourneySystem
    beforeAll(async () => {
      journey = await open({ name: 'late' })
      await file(journey, 'office')
      await file(journey, 'finance')
    })
    afterAll(() => journey?.stop())

    it('is reminded before the date and on it, alone, and once a day', async () => {
      const { door, cast } = journey
      const days = ['2021-01-26', '2021-01-27', '2021-01-28', '2021-01-29']
      const reminded: string[] = []
      for (const day of days) {
        const mails = await mailsDuring(journey, async () => {
          await door.passTime(atTen(day))
          await door.passTime(`${day}T03:00:00.000Z`)
        })
        for (const mail of mails.filter(({ subject }) => !/已公布/.test(subject))) reminded.push(`${day} ${mail.to}`)
      }
      const { address } = cast.units.qingquan.contact
      expect(reminded).toEqual([`2021-01-26 ${address}`, `2021-01-29 ${address}`])
    })

    it('is locked out after its date, told what to do, and keeps what it typed', async () => {
      const { door, cast } = journey
      await door.passTime('2021-01-29T15:30:00.000Z') // half an hour before the end of the last day
      const visitor = new Visitor(door)
      const openedInTime = await visitor.openLink(await newestMail(door, cast.units.qingquan.contact.address, /填报/))
      await door.passTime('2021-01-29T16:20:00.000Z') // Saturday, twenty minutes old
      const page = await clerkOf(journey, 'qingquan').look()
      expect([page.status, headingOf(page)]).toEqual([200, '填报已经截止'])
      expect(textOf(page)).toContain('打电话0454-0000000')

      const before = await journey.facts()
      const tooLate = await visitor.submit(
        openedInTime,
        Object.fromEntries(Object.entries(filled('qingquan')).map(([cell, v]) => [`cell:${cell}`, String(v)])),
        { form: 'form[action^="/slice"]', button: { name: 'do', value: 'submit' } },
      )
      expect([tooLate.status, headingOf(tooLate)]).toEqual([409, '填报已经截止'])
      expect(textOf(tooLate)).toContain('刚才填的内容没有提交')
      expect(tooLate.body).toContain('处理决定数量')
      expect(await journey.facts()).toEqual(before)
    })

    it('sends after the office has reopened it, and the record says that it was late, and why', async () => {
      const { door, cast } = journey
      const { contact } = cast.units.qingquan
      await door.passTime(atTen('2021-02-01'))
      const act = { unit: 'qingquan', until: '2021-02-03', reason }
      const told = await mailsDuring(journey, async () =>
        accepted(await actOnBoard(door, cast.clerk.address, ['extend', 'reopen'], act)),
      )
      expect(told.map((mail) => [mail.to, mail.text.includes(reason)])).toContainEqual([contact.address, true])
      await file(journey, 'qingquan')
      await signFrom(journey)

      const { report, exit } = await verifiedVersion(journey, 1)
      expect(exit).toBe(0)
      const unit = report.units.find(({ id }) => id === 'qingquan')!
      expect(unit).toMatchObject({ standing: 'late', due: '2021-01-29', filed: '2021-02-01', daysLate: 3 })
      expect(unit.reopened).toMatchObject([{ until: '2021-02-03', reason, by: { name: '林燕' } }])
      const invitations = (await mailsTo(journey, contact.address)).filter(({ subject }) => /^请填报：/.test(subject))
      expect(invitations).toHaveLength(1)
    })
  })

  describe('a slice that never comes', () => {
    /** The date is Friday 29 January; two working days of grace after it. */
    const lapsed = atTen('2021-02-03')

    it('policy gap: the gap is marked, signed as a gap and published as a gap', async () => {
      const journey = await open({ name: 'gap', missing: 'gap' })
      try {
        const { door, cast } = journey
        await file(journey, 'office')
        await file(journey, 'finance')
        const early = await mailsDuring(journey, () => door.passTime(atTen('2021-02-02')))
        expect(early.filter(isRequest)).toEqual([])
        const asked = (await mailsDuring(journey, () => door.passTime(lapsed))).filter(isRequest)
        expect(asked.map((mail) => [mail.to, mail.text.includes('清泉镇人民政府没有报送')])).toEqual([
          [cast.approver['disclosure-office'].address, true],
        ])
        const { page } = await atTheDraft(journey, 'disclosure-office')
        expect(textOf(page)).toMatch(/未报：清泉镇人民政府/)
        await signFrom(journey)

        const { report, exit } = await verifiedVersion(journey, 1)
        expect([exit, report.gaps]).toEqual([0, [expect.objectContaining({ unit: 'qingquan', reason: 'missing' })]])
        expect(report.units.find(({ id }) => id === 'qingquan')!.standing).toBe('missing')
        expect(report.figures['t3.new.total']).toBe('7')
        const published = await publishedText(journey, `r/${cast.name}/v1/index.html`)
        expect(published).toContain('本报告有缺口')
        expect(published.replace(/<[^>]+>/g, '')).toContain('清泉镇人民政府')
        expect(published).toContain('※')
      } finally {
        await journey.stop()
      }
    })

    it('policy hold: nothing is published, and who answers for it is told, before the legal date and after', async () => {
      const journey = await open({ name: 'hold', missing: 'hold' })
      try {
        const { door, cast } = journey
        await file(journey, 'office')
        await file(journey, 'finance')
        const alarms = (mails: ReadMail[]) =>
          mails
            // The office's daily list has its own subject.
            .filter(({ subject }) => /^(请处理|紧急)/.test(subject) && !subject.endsWith('件事'))
            .map((mail) => [mail.to, mail.subject.slice(0, 3), mail.text.includes('清泉镇人民政府')])
        const told = [cast.accountable.address, cast.clerk.address]
        const held = await mailsDuring(journey, () => door.passTime(lapsed))
        expect(alarms(held)).toEqual(told.map((to) => [to, '请处理', true]))
        expect(held.filter(isRequest)).toEqual([])
        // Sunday 21 February is the first day after the legal date; its mails go out on the Monday.
        const missed = await mailsDuring(journey, () => door.passTime(atTen('2021-02-22')))
        expect(alarms(missed)).toEqual(told.map((to) => [to, '紧急：', true]))
        expect(missed.filter(isRequest)).toEqual([])
        expect(await published(journey, `r/${cast.name}/latest.json`)).toBeUndefined()
        expect((await journey.facts()).filter(({ kind }) => kind === 'draft' || kind === 'decision')).toEqual([])
      } finally {
        await journey.stop()
      }
    })
  })
}

const isRequest = ({ subject }: ReadMail): boolean => /审签/.test(subject)

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnBoard } from '../../infra/local/demo/people.ts'
import { type ReadMail, Visitor } from '../../infra/local/demo/visitor.ts'
import {
  accepted,
  atTheDraft,
  clerkOf,
  file,
  fileAll,
  headingOf,
  type JourneySystem,
  mailsDuring,
  type OpenJourney,
  publishedJson,
  publishedText,
  requestTo,
  signFrom,
  textOf,
} from './journey.ts'
import { filled, stages, unitIds } from './small-cycle.ts'
import { verifiedVersion } from './verified.ts'

/** Everybody does what they are asked on the day they are asked; later a unit finds that it was wrong. */
export function onTime(open: OpenJourney): void {
  describe('a cycle on time', () => {
    let journey: JourneySystem
    beforeAll(async () => {
      journey = await open({ name: 'on-time' })
      await fileAll(journey)
      await signFrom(journey)
    })
    afterAll(() => journey?.stop())

    it('asks everybody once for what is theirs, and tells everybody that it is out', async () => {
      const { units, approver, clerk } = journey.cast
      const received = new Map<string, string[]>()
      for (const mail of await journey.door.mails()) {
        received.set(mail.to, [...(received.get(mail.to) ?? []), matterOf(mail)])
      }
      const expected = new Map([
        [clerk.address, ['board', 'published']],
        ...unitIds.flatMap((id): [string, string[]][] => [
          [units[id].contact.address, ['invitation', 'receipt', 'published']],
          [units[id].leader.address, ['confirmation', 'published']],
        ]),
        ...stages.map((stage): [string, string[]] => [
          approver[stage].address,
          ['request', ...(stagesWithFreshDigits.has(stage) ? ['digits'] : []), 'published'],
        ]),
        // Nobody needed to look into “other handling”, but the inspector is of the route.
        [approver['other-handling-review'].address, ['published']],
      ])
      expect(received).toEqual(expected)
    })

    it('publishes the sums of what the units sent, signed by all, as anybody can verify', async () => {
      const { report, exit, said, manifest } = await verifiedVersion(journey, 1)
      expect([exit, said]).toEqual([0, expect.stringContaining('核验通过')])
      const slices = unitIds.map((id) => filled(id))
      for (const cell of Object.keys(slices[0]!)) {
        const sum = slices.reduce((so, slice) => so + Math.round(Number(slice[cell] ?? 0) * 10), 0) / 10
        expect([cell, report.figures[cell]]).toEqual([cell, String(sum)])
      }
      expect(report.figures).toMatchObject({
        't3.new.total': '9',
        't3.handled.total': '8',
        't3.carried-out.total': '1',
        't2.procurement.amount': '3310.4',
      })
      expect(report.units.map(({ id, standing, revision }) => [id, standing, revision])).toEqual(
        unitIds.map((id) => [id, 'on-time', 1]),
      )
      expect(report.signatures.map(({ stage, seats }) => [stage, seats[0]!.decision?.draft])).toEqual(
        stages.map((stage) => [stage, manifest.draft]),
      )
      expect([report.rounds, report.gaps, report.adjustments]).toEqual([1, [], []])
      expect(report.timeliness).toMatchObject({ legal: '2021-02-20', published: '2021-01-25' })
    })

    it('leads the public to it: the list, the newest version, the page without a script', async () => {
      const { name } = journey.cast
      expect(await publishedJson(journey, `r/${name}/latest.json`)).toMatchObject({ version: 1, path: `r/${name}/v1` })
      const { reports } = (await publishedJson(journey, 'reports.json')) as { reports: { cycle: string }[] }
      expect(reports.map(({ cycle }) => cycle)).toContain(name)
      expect(await publishedText(journey, 'index.html')).toContain(`href="r/${name}/v1/index.html"`)
      const page = await publishedText(journey, `r/${name}/v1/index.html`)
      expect(page).not.toMatch(/<script(?! type="application\/ld\+json")/)
      for (const words of ['青禾县人民政府2020年政府信息公开工作年度报告', '群众来信来访都有答复', '3310.4'])
        expect(page).toContain(words)
      expect(await publishedText(journey, `r/${name}/v1/index.en.html`)).toContain('Qinghe County Government')
    })

    it('answers a link that has done its work with what came of it', async () => {
      const visitor = new Visitor(journey.door)
      const page = await visitor.openLink(await requestTo(journey, 'principal-leader'))
      expect([page.status, textOf(page)]).toEqual([200, expect.stringMatching(/已公布|已经公布|第1版/)])
      const form = await clerkOf(journey, 'finance').look()
      expect([form.status, headingOf(form)]).toEqual([200, '报告已经公布，不能再填报'])
    })

    describe('and then a correction', () => {
      const reason = '财政局漏报一件申请，经核实补上。'
      let nothing: ReadMail[]
      let differences: string[][]
      let mails: ReadMail[]
      beforeAll(async () => {
        const { door, cast } = journey
        const office = cast.clerk.address
        accepted(await actOnBoard(door, office, ['correct'], { reason }))
        // The timer begins the run; what was signed for version 1 must not go out once more as version 2.
        nothing = await mailsDuring(journey, () => door.passTime('2021-01-25T02:00:00.000Z'))
        accepted(await actOnBoard(door, office, ['reopen', 'extend'], { unit: 'finance', until: '2021-02-05', reason }))
        mails = await mailsDuring(journey, async () => {
          await file(journey, 'finance', {
            figures: {
              't3.new.legal': '5',
              't3.not-held.legal': '5',
              't2.procurement.amount': '3310.4',
            },
          })
          const head = await atTheDraft(journey, 'disclosure-office')
          differences = head.page.html
            .querySelectorAll('#changes .changes tbody tr')
            .map((row) => row.querySelectorAll('td').map((cell) => cell.textContent.trim()))
          await signFrom(journey)
        })
      })

      it('publishes nothing of the whole until something is different; the units’ own reports go their own way', async () => {
        expect(nothing.map(matterOf).filter((matter) => matter !== 'published')).toEqual([])
        const { name } = journey.cast
        for (const unit of unitIds) {
          const own = await publishedJson(journey, `r/${name}/units/${unit}/v1/report.json`)
          expect(own).toMatchObject({ unit, version: 1, units: [], timeliness: { legal: '2021-01-31' } })
        }
      })

      it('publishes version 2 with its reason and what it changes, beside version 1', async () => {
        const { name } = journey.cast
        const first = await verifiedVersion(journey, 1)
        const second = await verifiedVersion(journey, 2)
        expect([first.exit, second.exit, second.said]).toEqual([0, 0, expect.stringContaining('核验通过')])
        expect(first.report.figures['t3.new.legal']).toBe('4')
        expect(second.report.figures['t3.new.legal']).toBe('5')
        expect(second.report.correction).toMatchObject({ of: 1, reason })
        expect(second.report.correction!.figures.map(({ cell, from, to }) => [cell, from, to])).toEqual(
          expect.arrayContaining([
            ['t3.new.legal', '4', '5'],
            ['t3.new.total', '9', '10'],
          ]),
        )
        expect(await publishedJson(journey, `r/${name}/latest.json`)).toMatchObject({ version: 2 })
        const versions = await publishedText(journey, `r/${name}/versions.html`)
        expect(await publishedText(journey, `r/${name}/index.html`)).toContain('url=v2/index.html')
        expect(await publishedText(journey, `r/${name}/notice.css`)).toContain('被第2版更正')
        expect(versions.replace(/<[^>]+>/g, '')).toMatch(/第2版.*最新.*第1版.*第2版/s)
        expect(versions).toContain(reason)
      })

      it('is signed anew by all, on a page that shows what is different, and announced to all', async () => {
        const asked = mails.filter((mail) => matterOf(mail) === 'request').map(({ to }) => to)
        expect(asked).toEqual(stages.map((stage) => journey.cast.approver[stage].address))
        const told = mails.filter((mail) => /第2版/.test(mail.subject)).map(({ to }) => to)
        expect(told.length).toBe(12)
        expect(new Set(told).size).toBe(12)
        expect(differences).toContainEqual(['4', '5'])
      })
    })
  })
}

/** They are indispensable, so their digits are mailed when asked for. */
const stagesWithFreshDigits: ReadonlySet<string> = new Set(['secrecy-review', 'principal-leader'])

/** What a mail is about, by the words of its subject. */
export function matterOf({ subject }: ReadMail): string {
  const matters: [RegExp, string][] = [
    [/6位数字/, 'digits'],
    [/工作台/, 'board'],
    [/回执/, 'receipt'],
    [/退回/, 'returned'],
    [/作废/, 'void'],
    [/确认/, 'confirmation'],
    [/审签/, 'request'],
    [/填报/, 'invitation'],
    [/公布/, 'published'],
  ]
  return matters.find(([words]) => words.test(subject))?.[1] ?? subject
}

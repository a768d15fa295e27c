import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, memoryUsage, resourceUsage } from 'node:process'
import { expect, test } from 'vitest'
import { reportStore } from '../../functions/aws/report-store.ts'
import { openForOperator } from '../../functions/operator/open-for-operator.ts'
import { countedTable, largestItem } from '../../infra/local/counted/counted-table.ts'
import { openSystem } from '../../infra/local/engine/system.ts'
import { rosterTemplate } from '../../shared/cycle/opening/roster.ts'
import { reportFolder } from '../../shared/published/site-report.ts'
import { Town } from './many-units.ts'
import { openingOf } from './small-cycle.ts'

/** A dozen with every run; `LIANBAO_UNITS=5000` for as many as a cycle may have. Both stores, because only one has a limit for an item. */
const units = Number(env.LIANBAO_UNITS ?? 12)
const patience = 60_000 + units * 3_000

test.each(['SQLite', 'DynamoDB'])(
  `a cycle of ${units} units, from its roster to its report, in %s`,
  { timeout: patience },
  async (kept) => {
    const folder = await mkdtemp(join(tmpdir(), 'lianbao-many-'))
    const town = new Town(units)
    const system = await openSystem({ folder, ...town.parts })
    const table = countedTable()
    try {
      if (kept === 'DynamoDB')
        Object.assign(system.services, { store: reportStore(table.client, 't', system.services.files) })
      const seed = { ...openingOf({ name: 'seed' }), definition: 'gid-2019' }
      const { board } = await openForOperator({ document: seed }, system.services)
      await system.settled()
      town.enter(system)

      const officer = await town.session(board)
      const wrong = await officer.open(town.roster().replaceAll(',乡镇,', ',什么,'))
      expect(wrong.status).toBe(422)
      expect(wrong.page.match(/类别「什么」不认识/g)?.length).toBe(units - 1)
      expect(await officer.open(`${rosterTemplate}\n`)).toMatchObject({ status: 422 })
      expect((await officer.open(town.roster())).page).toContain(`${units}`)
      expect((await officer.open(town.roster(), { sure: 'yes' })).status).toBe(303)
      await system.settled(patience)
      town.note('opened and invited')

      for (const unit of town.units) await town.file(unit)
      await system.settled(patience)
      town.note('submitted and confirmed')

      await town.signUntilPublished(() => system.settled(patience))
      town.note('merged, signed and published')
      const facts = await system.services.store.facts(town.cycle)
      const mails = facts.flatMap((fact) => (fact.kind === 'mail' ? [fact.duty] : []))
      expect(facts.filter(({ kind }) => kind === 'publication')).toHaveLength(1)
      expect(facts.filter(({ kind }) => kind === 'submission')).toHaveLength(units)
      expect(mails.filter((duty) => duty.startsWith('invite/'))).toHaveLength(units)
      expect(new Set(town.mails.map(({ messageId }) => messageId)).size).toBe(town.mails.length)
      expect(await system.services.published.get(`${reportFolder(town.cycle)}/v1/report.json`)).toBeDefined()
      // A function is called with 6 MB and answers with as much; an item of the table holds 400 kB.
      expect(town.largest.asked).toBeLessThan(6_000_000)
      expect(town.largest.answered).toBeLessThan(6_000_000)
      expect(table.largest()).toBeLessThan(largestItem)
      console.log(
        `${kept}, ${units} units:`,
        town.said,
        town.largest,
        kept === 'DynamoDB' && { largestItem: table.largest(), ...table.units },
      )
      console.log({ rss: memoryUsage.rss() / 1e6, peak: resourceUsage().maxRSS / 1e3 })
    } finally {
      await system.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
)

import { keepBrought } from '../../functions/kept/last-years.ts'
import { addDays, civilDate } from '../../shared/calendar/civil-date.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { foldUnits } from '../../shared/cycle/fold.ts'
import { officersOf, personIn } from '../../shared/cycle/people.ts'
import type { CycleState } from '../../shared/cycle/reporting-cycle.ts'
import { digestOfValue } from '../../shared/report/bytes/digest.ts'
import type { LastYear } from '../../shared/report/last-year.ts'
import { Browser, codeIn, type Form, type Page, tokenIn } from './browser.ts'
import type { Cast } from './cast.ts'
import { carriedBy, carriedOut, cycle } from './scenario.ts'

/** What somebody at the office does on the board, and what they fill in. */
type Wish = { act: string; unit?: string; fields?: Record<string, string>; choose?: (form: Form) => boolean }

const ofUnits = ['adjust', 'reopen', 'extend', 'exempt', 'nil', 'contacts', 'leader', 'rename', 'leave']

/** The two people of the office, at their board. */
export class Office {
  readonly #cast: Cast
  #letters = 0

  constructor(cast: Cast) {
    this.#cast = cast
  }

  /** Something or other, as the office does in the middle of everything. */
  async doSomething(): Promise<void> {
    const { random } = this.#cast.world
    const act = random.weighted([
      [8, 'adjust'],
      [2, 'reopen'],
      [2, 'extend'],
      [1, 'exempt'],
      [6, 'nil'],
      [2, 'contacts'],
      [2, 'leader'],
      [3, 'reassign'],
      [2, 'force'],
      [2, 'skip'],
      [3, 'hold'],
      [3, 'release'],
      [3, 'justify'],
      [2, 'correct'],
      [1, 'abandon'],
      [2, 'fresh-link'],
      [2, 'join'],
      [2, 'rename'],
      [1, 'leave'],
      [1, 'gap'],
      [2, 'together'],
      [2, 'answer'],
      [3, 'notice'],
      [2, 'officer'],
      [2, 'remind'],
      [2, 'readdress'],
    ] as const)
    await this.act({ act, ...(ofUnits.includes(act) && { unit: this.#unit() }) })
  }

  /** Who is at the office now. */
  #officers(): Person[] {
    const { opening } = this.#cast.scenario
    return officersOf({ opening, acts: this.#cast.world.kept.factsOf(cycle, 'act') })
  }

  #unit(): string {
    return this.#cast.world.random.pick(this.#cast.units()).id
  }

  async act({ act, unit, fields = {}, choose = () => true }: Wish): Promise<Page | undefined> {
    const { world } = this.#cast
    const officer = world.random.pick(this.#officers())
    const mail = this.#cast.mailsOf(officer.address, 'board')[0]
    if (!mail) return undefined
    const browser = new Browser(world)
    const page = unit
      ? (await browser.enter(mail)) && (await browser.get(`/board?unit=${unit}`))
      : await browser.open(mail)
    const forms = (page?.forms ?? []).filter((form) => form.fields.act === act && choose(form))
    if (forms.length === 0) return undefined
    const form = world.random.pick(forms)
    const values = { ...this.#filledIn(act, form), ...fields }
    // Now and then the board is read again after it.
    const reads = world.random.chance(0.2)
    const post = () => (reads ? browser.submit(form, values) : browser.dispatch(form, values))
    // Where a script says what happens, nobody presses twice.
    const twice = !this.#cast.calm && world.random.chance(0.1)
    const answer = twice ? (await Promise.all([post(), post()]))[0] : await post()
    const done = await this.#confirmed(browser, officer.address, answer)
    this.#cast.claimAct(done, `${officer.id} ${act} ${JSON.stringify(values)}`)
    if (act === 'fresh-link') this.#handOver(form, done)
    return done
  }

  /** A report of last year's that says something else of a unit, or of the whole, than what stands, as it was read and is confirmed. */
  async bringLastYear(unit = this.#cast.world.random.chance(0.5) ? this.#unit() : ''): Promise<void> {
    const { world, scenario } = this.#cast
    const now = this.#cast.lastYear()
    const officer = world.random.pick(this.#officers())
    const mail = this.#cast.mailsOf(officer.address, 'board')[0]
    if (!mail) return
    const report = carriedOut(scenario.definition.id, carriedBy(now, unit) + 1)
    const source = { unit, file: '更正.docx', digest: digestOfValue(this.#letters++), by: officer.id }
    const brought: LastYear = {
      ...(now ?? { document: 'lianbao/last-year/1', year: scenario.opening.year - 1 }),
      ...(unit === '' && { issuer: report }),
      units: { ...now?.units, ...(unit !== '' && { [unit]: report }) },
      sources: [...(now?.sources ?? []), source],
    }
    const kept = await world.invoke('bring-last-year', (services) => keepBrought(brought, services))
    const browser = new Browser(world)
    const form = (await browser.open(mail))?.forms.find(({ fields }) => fields.act !== undefined)
    if (!kept || !form) return
    const fields = {
      act: 'last-year',
      previous: digestOfValue(brought),
      before: now ? digestOfValue(now) : '',
      reason: '据更正后的年报',
    }
    const answer = await browser.submit(form, fields)
    this.#cast.claimAct(answer, `${officer.id} brings in last year's ${unit || 'whole'}`)
  }

  /** Where a page asks for the digits that it has just had mailed, they are typed. */
  async #confirmed(browser: Browser, address: string, page: Page | undefined): Promise<Page | undefined> {
    const step = page?.forms.find((one) => one.names.has('code'))
    const mailed = this.#cast.world.mails.findLast(
      ({ message }) =>
        message.to.address === address && tokenIn(message) === undefined && codeIn(message) !== undefined,
    )
    return step && mailed ? browser.dispatch(step, { code: codeIn(mailed.message) ?? '' }) : page
  }

  /** Clears the units' own reports that lie there, most of the time all of them; sends one back now and then. */
  async clear(): Promise<void> {
    const { world, scenario, calm } = this.#cast
    const mail = this.#cast.mailsOf(world.random.pick(this.#officers()).address, 'board')[0]
    if (!scenario.definition.unitReports || !mail) return
    const browser = new Browser(world)
    await browser.enter(mail)
    const returns = !calm && world.random.chance(0.15)
    const one = returns ? `?unit=${this.#unit()}` : ''
    const page = await browser.get(`/clearance${one}`)
    if (await this.#sentBack(browser, mail.to.address, page)) return
    // A colleague may be barred too, who filed what the unit sends anew.
    if (calm && (this.worksAlone() || world.random.chance(0.2))) await this.#giveBack(browser, mail.to.address, page)
    const form = page?.forms.find(({ fields }) => fields.choice === 'clear')
    if (!form) return
    const ticks = [...form.names].filter((name) => name.startsWith('clear:') && (calm || world.random.chance(0.8)))
    if (ticks.length === 0) return
    const chosen = Object.fromEntries(ticks.map((name) => [name, form.choices.get(name)?.[0] ?? '']))
    await this.#confirmed(browser, mail.to.address, await browser.submit(form, chosen))
    world.counters.met('unit reports cleared')
  }

  /** Sends this unit's own report back, or calls it back where it is public. */
  async sendBack(unit: string): Promise<Page | undefined> {
    const mail = this.#cast.mailsOf(this.#cast.world.random.pick(this.#officers()).address, 'board')[0]
    if (!mail) return undefined
    const browser = new Browser(this.#cast.world)
    await browser.enter(mail)
    return this.#sentBack(browser, mail.to.address, await browser.get(`/clearance?unit=${unit}`))
  }

  async #sentBack(browser: Browser, address: string, page: Page | undefined): Promise<Page | undefined> {
    const back = page?.forms.find(({ fields }) => fields.choice === 'return')
    if (!back) return undefined
    const asked = await browser.submit(back, { 'reason-0': '请补充说明', 'reason-1': '请补充说明' })
    const answer = await this.#confirmed(browser, address, asked)
    this.#cast.world.counters.met('unit report sent back')
    return answer ?? asked
  }

  /** Nobody clears what came through a link of theirs: where no colleague does, the unit files it by a new one, as the page says. */
  async #giveBack(browser: Browser, address: string, list: Page | undefined): Promise<void> {
    const rows = (list?.body ?? '').split('<tr>').filter((row) => row.includes('要请另一位经办人核准'))
    for (const row of rows) {
      const unit = /clearance\?unit=([^"&]+)/.exec(row)?.[1]
      if (!unit) continue
      const contacts = this.#cast.units().find(({ id }) => id === unit)?.contacts ?? []
      for (const { id } of contacts)
        await this.act({
          act: 'fresh-link',
          unit,
          fields: { mail: 'yes' },
          choose: (form) => form.fields.person === id,
        })
      await this.#sentBack(browser, address, await browser.get(`/clearance?unit=${unit}`))
    }
  }

  worksAlone(): boolean {
    return this.#officers().length === 1
  }

  /** Everything that waits for the office, so that the cycle can go on. */
  async help(state: CycleState): Promise<void> {
    const { scenario, world } = this.#cast
    if (state.held) return void (await this.act({ act: 'release' }))
    const today = civilDate(new Date(world.scheduler.now).toISOString(), scenario.opening.zone)
    for (const { unit } of state.units) {
      const until = addDays(today, 7)
      const legal = scenario.opening.timetable.legal!
      const date = today <= legal && until > legal ? legal : until
      const opened = await this.act({ act: 'extend', unit: unit.id, fields: { until: date } })
      if (!opened) await this.act({ act: 'reopen', unit: unit.id, fields: { until: date } })
    }
  }

  #filledIn(act: string, form: Form): Record<string, string> {
    const { world, scenario } = this.#cast
    const { random, scheduler } = world
    this.#letters += 1
    const values: Record<string, string> = { reason: `理由${this.#letters}` }
    if (act === 'fresh-link') return { confirm: 'yes' }
    if (form.names.has('until')) {
      const today = civilDate(new Date(scheduler.now).toISOString(), scenario.opening.zone)
      values.until = addDays(today, random.whole(1, 4))
    }
    if (form.names.has('cell')) {
      values.cell = random.pick((form.choices.get('cell') ?? []).filter((cell) => cell !== ''))
      values.to = String(random.whole(0, 12))
    }
    if (act === 'join') {
      const id = `joined${random.whole(1, 4)}`
      Object.assign(values, { id, kind: 'department', 'name.zh': `${id}单位`, 'name.en': id })
      values['contacts.1.name'] = `${id}-clerk`
      values['contacts.1.address'] = `${id}-clerk@season.example`
      if (random.chance(0.5)) {
        values['leader.name'] = `${id}-leader`
        values['leader.address'] = `${id}-leader@season.example`
      }
    }
    if (act === 'rename')
      Object.assign(values, { 'name.zh': `改名${this.#letters}`, 'name.en': `Renamed ${this.#letters}` })
    if (act === 'notice' && random.chance(0.8)) {
      const { year } = scenario.opening
      const [off, worked] = [random.whole(24, 31), random.whole(22, 30)]
      const worksOn = off === worked || ![0, 6].includes(new Date(Date.UTC(year + 1, 0, worked)).getUTCDay())
      const said = worksOn ? '' : `1月${worked}日上班。`
      values.text = `${year + 1}年：1月1日、1月${off}日放假。${said}5月1日放假。10月1日放假。`
      if (random.chance(0.9)) values.sure = 'yes'
    }
    if (act === 'together' && random.chance(0.8)) {
      const today = civilDate(new Date(scheduler.now).toISOString(), scenario.opening.zone)
      Object.assign(values, { date: addDays(today, random.whole(0, 3)), time: `${random.whole(10, 23)}:30` })
    }
    if (act === 'contacts') values['contacts.1.address'] = `newcomer${this.#letters}@season.example`
    if (act === 'contacts') values['contacts.1.name'] = `newcomer${this.#letters}`
    if (act === 'leader') {
      values['leader.name'] = `leader${random.whole(1, 4)}`
      values['leader.address'] = `${values['leader.name']}@season.example`
    }
    if (act === 'officer' && random.chance(0.6)) {
      values.name = `officer${random.whole(3, 6)}`
      values.address = `${values.name}@season.example`
    }
    if (act === 'readdress') values.address = `moved${this.#letters}@season.example`
    if (act === 'remind') Object.assign(values, { sure: 'yes', units: random.pick(['owing', this.#unit()]) })
    if (act === 'reassign') {
      values.name = `holder${this.#letters}`
      values.address = `holder${random.whole(1, 4)}@season.example`
      values.name = values.address.split('@')[0]!
    }
    return values
  }

  /** The address and the code of a fresh link, read out on the telephone: its holder has them like a mail. */
  #handOver(form: Form, page: Page | undefined): void {
    const { world } = this.#cast
    const url = /https?:\/\/[^\s"<]+\/open#[^\s"<]+/.exec(page?.body ?? '')?.[0]
    const cycleNow = foldUnits(world.kept.facts(cycle))
    // Also to somebody whom no mail has ever reached.
    const to = cycleNow && personIn(cycleNow, form.fields.person ?? '')
    const like = world.mails.at(-1)?.message
    if (!page || !url || !to || !like) return
    world.counters.met('fresh link handed over')
    const message = { ...like, to, messageId: `read out ${world.mails.length}`, subject: '电话告知的链接', text: url }
    world.mails.push({ message, call: page.call })
  }
}

import { addDays } from '../../shared/calendar/civil-date.ts'
import type { ColleagueFact, Fact, Unit } from '../../shared/cycle/facts.ts'
import { Browser, type Form } from './browser.ts'
import type { Cast } from './cast.ts'
import { cycle } from './scenario.ts'

/** What the people of a unit do beside filling in: they ask the office, and their lead gets help and lets it go again. */
export class UnitPeople {
  readonly #cast: Cast
  #notes = 0

  constructor(cast: Cast) {
    this.#cast = cast
  }

  /** More time, an answer, or a second look at what the office adjusted; some press twice. */
  async ask(): Promise<void> {
    const { world, scenario } = this.#cast
    const { random } = world
    const unit = random.pick(this.#cast.units())
    const browser = await this.#lead(unit)
    const page = await browser?.get('/slice/asks')
    const forms = (page?.forms ?? []).filter(({ fields }) => fields.ask !== undefined)
    if (!browser || forms.length === 0) return
    const form = forms.find(({ fields }) => fields.ask === 'objection') ?? random.pick(forms)
    this.#notes += 1
    const text = `请看第${this.#notes}件`
    const until = addDays(scenario.opening.timetable.submissions!, random.whole(1, 4))
    const post = () => browser.submit(form, { text, ...(form.names.has('until') && { until }) })
    const [answer] = random.chance(0.2) ? await Promise.all([post(), post()]) : [await post()]
    if (answer?.posted !== 303) return
    this.#cast.claims.push({
      what: `${unit.id} asks ${form.fields.ask}: ${text}`,
      holds: (facts) => facts.filter((f) => f.kind === 'ask' && f.unit === unit.id && f.text === text).length === 1,
    })
  }

  /** The lead adds somebody who types, or takes one off, at whose link the door is shut from then on. */
  async changeColleagues(): Promise<void> {
    const { random } = this.#cast.world
    const unit = random.pick(this.#cast.units())
    const browser = await this.#lead(unit)
    const page = await browser?.get('/slice/colleagues')
    if (!browser || !page) return
    const removal = page.forms.find(({ names }) => names.has('remove'))
    if (removal && random.chance(0.5)) return this.#letGo(unit, browser, removal)
    const form = page.forms.find(({ path, names }) => path === '/slice/colleagues' && names.has('address'))
    if (!form) return
    const name = `helper${random.whole(1, 4)}`
    const address = `${name}@season.example`
    const answer = await browser.submit(form, { name, address })
    if (answer?.posted !== 303) return
    this.#cast.claims.push({
      what: `${unit.id} adds ${name}`,
      holds: (facts) => colleaguesOf(facts, unit).some((f) => 'add' in f && f.add.address === address),
    })
  }

  async #letGo(unit: Unit, lead: Browser, form: Form): Promise<void> {
    const { world, claims } = this.#cast
    const gone = form.fields.remove!
    const mail = world.mails.findLast(({ message }) => {
      const link = this.#cast.linkOf(message)
      return link?.person === gone && link.subject === unit.id
    })?.message
    const theirs = new Browser(world)
    if (mail) await theirs.open(mail)
    const answer = await lead.submit(form, { sure: 'yes' })
    if (answer?.posted !== 303) return
    const isRemoval = (f: ColleagueFact) => 'remove' in f && f.remove === gone
    claims.push({ what: `${unit.id} lets ${gone} go`, holds: (facts) => colleaguesOf(facts, unit).some(isRemoval) })
    if (!mail) return
    const doors = [await theirs.get('/slice'), await new Browser(world).open(mail)]
    const last = colleaguesOf(world.kept.facts(cycle), unit).findLast((f) => isRemoval(f) || 'add' in f)
    if (!last || !isRemoval(last)) return
    for (const door of doors) {
      if (door && door.posted < 400) world.find('REMOVED-LINK-OPEN', `${gone} of ${unit.id}`)
      if (door) world.counters.met('removed colleague turned away')
    }
  }

  async #lead({ id, contacts }: Unit): Promise<Browser | undefined> {
    const mail = this.#cast.sliceMailOf(contacts[0]!, id)
    const browser = new Browser(this.#cast.world)
    return mail && (await browser.enter(mail)) ? browser : undefined
  }
}

const colleaguesOf = (facts: readonly Fact[], { id }: Unit): ColleagueFact[] =>
  facts.filter((f): f is ColleagueFact => f.kind === 'colleague' && f.unit === id)

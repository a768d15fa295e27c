import type { MailMessage } from '../../functions/services.ts'
import type { DecisionFact } from '../../shared/cycle/facts/draft-facts.ts'
import type { LinkFact } from '../../shared/cycle/facts/link-facts.ts'
import type { Fact, Person, Unit } from '../../shared/cycle/facts.ts'
import { readToken } from '../../shared/cycle/links/signed-link.ts'
import { openingNow } from '../../shared/cycle/roster-acts.ts'
import type { SubmissionDocument } from '../../shared/draft/submission.ts'
import { mailCodeButton } from '../../shared/pages/frame/code-field.ts'
import { type LastYear, lastYearFile } from '../../shared/report/last-year.ts'
import { textParts } from '../../shared/report/narrative-parts.ts'
import { Browser, codeIn, type Form, type Page, purposeIn, tokenIn } from './browser.ts'
import { cycle, figuresFor, type Scenario } from './scenario.ts'
import { linkSecrets, type World } from './world.ts'

/** Something a person was told is done. It is held against the facts when the season is over. */
export type Claim = { what: string; actId?: string; holds: (facts: readonly Fact[], world: World) => boolean }

/** The people of a season: with nothing but their mailboxes and browsers. */
export class Cast {
  readonly world: World
  readonly scenario: Scenario
  readonly claims: Claim[] = []
  /** From here on everybody only does what is asked, and agrees. */
  calm = false
  /** Whom an approver is about to name, for those who name them in the same moment. */
  onNaming: (address: string) => void = () => {}
  #marker = 0
  readonly #waiting: { kinds: Fact['kind'][]; go: () => void }[] = []
  /** Of the link in a mail, or nothing: whoever looks for their mail looks at all of them. */
  readonly #hashes = new WeakMap<MailMessage, string>()

  constructor(world: World, scenario: Scenario) {
    this.world = world
    this.scenario = scenario
  }

  /** The roster as it is now. */
  units(): Unit[] {
    return openingNow(this.scenario.opening, this.world.kept.factsOf(cycle, 'act')).units
  }

  /** Last year's figures as they are now. */
  lastYear(): LastYear | undefined {
    const { previous } = openingNow(this.scenario.opening, this.world.kept.factsOf(cycle, 'act'))
    const bytes = previous && this.world.kept.files.get(lastYearFile(previous))
    return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : undefined
  }

  /** Newest first. */
  mailsOf(address: string, purpose: string): MailMessage[] {
    return this.world.mails
      .map(({ message }) => message)
      .filter((mail) => mail.to.address === address && purposeIn(mail) === purpose)
      .reverse()
  }

  /** The newest mail by which a clerk fills in for this unit: some do for two. */
  sliceMailOf({ address }: Person, unit: string): MailMessage | undefined {
    return this.mailsOf(address, 'slice').find((mail) => this.linkOf(mail)?.subject === unit)
  }

  linkOf(mail: MailMessage): LinkFact | undefined {
    let hash = this.#hashes.get(mail)
    if (hash === undefined) {
      const reading = readToken(tokenIn(mail) ?? '', linkSecrets, '2000')
      hash = 'hash' in reading ? reading.hash : ''
      this.#hashes.set(mail, hash)
    }
    return this.world.kept.links.get(hash)
  }

  /** What a mail with a link moves its reader to do. */
  async react(mail: MailMessage): Promise<void> {
    switch (purposeIn(mail)) {
      case 'slice':
        return this.fillIn(mail)
      case 'confirmation':
        return this.confirm(mail, this.world.random.chance(this.calm ? 0 : 0.2) ? 'return' : 'confirm')
      case 'sign-off':
        return this.decide(mail)
      case 'consent':
        return this.consent(mail)
      default:
        return undefined
    }
  }

  /** Fills the form in and sends it; explains what has to be explained. Some send it by machine, some press twice. */
  async fillIn(mail: MailMessage, again = false): Promise<void> {
    const { random } = this.world
    const link = this.linkOf(mail)
    const unit = this.units().find(({ id }) => id === link?.subject)
    if (!link || !unit) return
    this.#marker += 1
    const figures = figuresFor(this.scenario, unit, (this.#marker % 8) + 1, this.lastYear())
    if (random.chance(0.3)) return this.#sendByMachine(mail, unit.id, link.person, figures)
    const browser = new Browser(this.world)
    const page = await browser.open(mail)
    const form = page?.forms.find(({ names }) => [...names].some((name) => name.startsWith('cell:')))
    if (!page || !form) return
    const tookBack = this.world.kept
      .factsOf(cycle, 'take-back')
      .some((f) => f.unit === unit.id && String(f.revision) === form.fields.revision)
    const types = this.#isAdded(unit.id, link.person)
    if (!again && !tookBack && !types && !form.names.has('as-it-was') && form.fields.revision !== '0') return
    const filled = this.#filled(form, figures)
    // A colleague whom the lead added types, and tries to send it in now and then.
    if (types) {
      await browser.submit(form, { ...filled, do: random.chance(0.8) ? 'save' : 'submit' })
      return
    }
    const send = (values: Record<string, string>, from: Form) => browser.submit(from, { ...values, do: 'submit' })
    const sent = random.chance(0.1)
      ? (await Promise.all([send(filled, form), this.#later(() => send(filled, form))]))[0]
      : await send(filled, form)
    this.#claimSlice(sent, unit.id, link.person, filled)
    if (!this.calm && sent?.posted === 303 && random.chance(0.08)) {
      // At once, or while others read.
      if (random.chance(0.5)) await this.world.scheduler.sleep(random.between(0, 600_000))
      await this.#takeBack(browser, sent, unit.id)
      return
    }
    const back = sent?.forms.find(({ names }) => [...names].some((name) => name.startsWith('cell:')))
    if (!sent || !back || sent.posted < 400) return
    if (sent.posted === 409) {
      this.world.counters.met('slice overtaken')
      if (random.chance(0.5)) return
    }
    const explained = { ...this.#filled(back, figures) }
    this.#claimSlice(await send(explained, back), unit.id, link.person, explained)
  }

  /** A colleague whom the lead added; whom the office names is one of the unit's own people. */
  #isAdded(unit: string, person: string): boolean {
    const named = this.world.kept
      .factsOf(cycle, 'act')
      .some((act) => act.act === 'contacts' && act.unit === unit && act.contacts.some(({ id }) => id === person))
    const added = this.world.kept.factsOf(cycle, 'colleague')
    return !named && added.some((fact) => fact.unit === unit && 'add' in fact && fact.add.id === person)
  }

  /** A unit's clerk sees a mistake on the receipt. */
  async takeBack(unit: string): Promise<Page | undefined> {
    const browser = new Browser(this.world)
    const clerk = this.units().find(({ id }) => id === unit)?.contacts[0]
    const mail = clerk && this.sliceMailOf(clerk, unit)
    if (mail) await browser.open(mail)
    return this.#takeBack(browser, await browser.get('/receipt'), unit)
  }

  async #takeBack(browser: Browser, receipt: Page | undefined, unit: string): Promise<Page | undefined> {
    const form = receipt?.forms.find(({ names }) => names.has('take-back'))
    if (!form) return undefined
    const answer = await browser.submit(form, { 'take-back': 'yes' })
    if (answer?.posted !== 303) return answer
    const revision = Number(form.fields.revision)
    const isOf = (slice: { unit: string; revision: number }) => slice.unit === unit && slice.revision === revision
    const isOut = (facts: readonly Fact[]) =>
      facts.some(
        (f) =>
          (f.kind === 'unit-publication' && isOf(f)) ||
          (f.kind === 'draft' &&
            f.submissions.some(isOf) &&
            facts.some((p) => p.kind === 'publication' && p.round === f.round)),
      )
    this.#claim(
      `${unit} takes revision ${revision} back`,
      (facts) => facts.some((f) => f.kind === 'take-back' && isOf(f)) && !isOut(facts),
    )
    return answer
  }

  async confirm(mail: MailMessage, choice: 'confirm' | 'return'): Promise<void> {
    const { random } = this.world
    const link = this.linkOf(mail)
    const browser = new Browser(this.world)
    const page = await browser.open(mail)
    const form = page?.forms.find(({ names }) => names.has('choice') && names.has('revision'))
    if (!link || !form) return
    const code = await this.#codeAt(mail, browser, form)
    const post = async (what: 'confirm' | 'return') => {
      const asking = what === 'return' ? await browser.toReturn(page) : page
      const sent = asking?.forms.find(({ names }) => names.has('choice') && names.has('revision'))
      if (!sent) return
      const answer = await browser.submit(sent, {
        choice: what,
        code,
        reason: what === 'return' ? '数字不对，请重报' : '',
      })
      const revision = Number(sent.fields.revision)
      if (answer?.posted !== 303) return
      this.#claim(`${link.person} ${what}s revision ${revision} of ${link.subject}`, (facts) =>
        facts.some(
          (f) =>
            f.kind === 'confirmation' &&
            f.unit === link.subject &&
            f.revision === revision &&
            f.choice === what &&
            f.by === link.person &&
            f.digest === sent.fields.digest,
        ),
      )
    }
    if (!this.calm && random.chance(0.05)) {
      await Promise.all([post('confirm'), this.#later(() => post('return'))])
    } else await post(choice)
  }

  /** Approves, returns a unit's slice, or names somebody else. */
  async decide(mail: MailMessage, does?: 'return'): Promise<void> {
    const { random } = this.world
    const link = this.linkOf(mail)
    const browser = new Browser(this.world)
    const page = await browser.open(mail)
    const form = page?.forms.find(({ names }) => names.has('choice') && names.has('attestation'))
    const naming = page?.forms.find(({ path, names }) => path === '/delegation' && names.has('address'))
    if (!link) return
    if (naming && (!form || (!this.calm && random.chance(0.12)))) {
      await this.delegate(browser, naming, { mail, link })
      if (!form || random.chance(0.5)) return
    }
    if (!form) return
    // Somebody looks at the page for a while, and the draft is another by then.
    if (!this.calm && random.chance(0.15)) await this.world.scheduler.sleep(random.between(100, 3_600_000))
    const code = await this.#codeAt(mail, browser, form)
    const approve = () => this.#post(browser, form, link, code, { choice: 'approve', attestation: 'agreed' })
    const sendBack = async () => {
      const asking = await browser.toReturn(page)
      const returning = asking?.forms.find(({ names }) => names.has('choice') && names.has('target-0'))
      if (returning) await this.#post(browser, returning, link, code, this.#reasons(returning))
    }
    const how = does ? 0.2 : this.calm ? 1 : random.next()
    if (how < 0.05) await Promise.all([approve(), this.#later(sendBack)])
    else if (how < 0.15) await Promise.all([approve(), this.#later(approve)])
    else if (how < 0.27) await sendBack()
    else await approve()
  }

  /** A second person answers what the office proposes. */
  async consent(mail: MailMessage): Promise<void> {
    const link = this.linkOf(mail)
    const browser = new Browser(this.world)
    const page = await browser.open(mail)
    const form = page?.forms.find(({ path, names }) => path === '/consent' && names.has('choice'))
    if (!link || !form) return
    const code = await this.#codeAt(mail, browser, form)
    const choice = this.world.random.chance(this.calm ? 1 : 0.8) ? 'consent' : 'decline'
    // Some have the page before them, and press when something happens; the digits are good for ten minutes.
    if (!this.calm && this.world.random.chance(0.4)) await this.#nextOf(['decision', 'release'], 8 * 60_000)
    const answer = await browser.submit(form, { choice, code, meant: 'yes' })
    if (answer?.posted !== 303) return
    this.#claim(`${link.person} answers proposal ${link.subject} with ${choice}`, (facts) =>
      facts.some(
        (f) =>
          f.kind === 'consent' && String(f.proposal) === link.subject && f.by === link.person && f.choice === choice,
      ),
    )
  }

  async delegate(
    browser: Browser,
    form: Form,
    { mail, link, address = this.#somebody() }: { mail: MailMessage; link: LinkFact; address?: string },
  ): Promise<void> {
    this.onNaming(address)
    const draft = form.fields.draft
    const answer = await browser.submit(form, {
      name: address.split('@')[0]!,
      address,
      reason: '出差',
      code: await this.#codeAt(mail, browser, form),
    })
    if (answer?.posted !== 200) return
    this.#claim(`${link.person} names ${address} for ${link.subject}`, (facts) =>
      facts.some(
        (f) =>
          f.kind === 'delegation' &&
          `${f.stage}/${f.seat}` === link.subject &&
          f.by === link.person &&
          f.to.address === address &&
          facts.some((d) => d.kind === 'draft' && d.round === f.round && d.digest === draft),
      ),
    )
  }

  /** A program that opens every link of every mail, as gateways do: reads, and presses nothing. */
  async scan(mail: MailMessage): Promise<void> {
    await new Browser(this.world).get('/open')
    this.world.counters.met(`scanned ${purposeIn(mail)}`)
  }

  /** What is written just now, for those who wait for it. */
  sees(fact: Fact): void {
    const waited = this.#waiting.filter(({ kinds }) => kinds.includes(fact.kind))
    for (const one of waited) this.world.scheduler.after(this.world.random.between(0, 100), one.go)
  }

  /** When a fact of these kinds is written, or nobody waits any longer. */
  async #nextOf(kinds: Fact['kind'][], patience: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const waits = { kinds, go: resolve }
    this.#waiting.push(waits)
    this.world.scheduler.after(patience, resolve)
    await promise
    this.#waiting.splice(this.#waiting.indexOf(waits), 1)
  }

  claimAct(page: Page | undefined, what: string): void {
    const id = /[?&]done=([^&#]+)/.exec(page?.path ?? '')?.[1]
    if (page?.posted !== 303 || !id) return
    // What needs a second person is a proposal until somebody consents.
    const claim = (facts: readonly Fact[]) =>
      facts.some((f) => (f.kind === 'act' || f.kind === 'proposal') && f.id === id)
    this.claims.push({ what, actId: id, holds: claim })
  }

  /** Somebody new most of the time, sometimes one who has another part already. */
  #somebody(): string {
    const { random } = this.world
    const { opening } = this.scenario
    const people: Person[] = [
      ...opening.route.flatMap(({ approvers }) => approvers),
      ...opening.units.flatMap((unit) => [...unit.contacts, ...(unit.leader ? [unit.leader] : [])]),
      ...opening.office,
      ...this.world.kept.factsOf(cycle, 'colleague').flatMap((fact) => ('add' in fact ? [fact.add] : [])),
    ]
    if (this.calm || random.chance(0.6)) return `deputy${random.whole(1, this.calm ? 1000 : 4)}@season.example`
    return random.pick(people).address
  }

  #reasons(form: Form): Record<string, string> {
    const { random } = this.world
    const units = (form.choices.get('target-0') ?? []).filter((target) => target !== '' && !target.startsWith('part:'))
    if (units.length === 0) return { choice: 'return', attestation: 'agreed' }
    return { choice: 'return', attestation: 'agreed', 'target-0': random.pick(units), 'reason-0': '请再核对' }
  }

  async #post(
    browser: Browser,
    form: Form,
    link: LinkFact,
    code: string,
    values: Record<string, string>,
  ): Promise<void> {
    const answer = await browser.submit(form, { ...values, code })
    if (answer?.posted !== 200) return
    const { draft } = form.fields
    const mine = (f: Fact): f is DecisionFact =>
      f.kind === 'decision' &&
      `${f.stage}/${f.seat}` === link.subject &&
      f.by === link.person &&
      f.choice === values.choice &&
      f.draft === draft
    this.#claim(`${link.person} ${values.choice}s as ${link.subject}`, (facts) => facts.some(mine))
  }

  async #sendByMachine(
    mail: MailMessage,
    unit: string,
    person: string,
    figures: Record<string, string>,
  ): Promise<void> {
    const texts = this.#texts(unit)
    const answer = await this.world.request('POST', '/slice', {
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${tokenIn(mail)}`,
      },
      body: JSON.stringify({ figures, texts }),
    })
    if (answer?.status !== 200 && answer?.status !== 201) return
    const { digest } = JSON.parse(answer.body) as { digest: string }
    this.#claim(`${person} sent ${unit} by machine`, (facts, world) =>
      facts.some(
        (f) =>
          f.kind === 'submission' && f.unit === unit && f.digest === digest && isSlice(world, digest, figures, texts),
      ),
    )
  }

  #claimSlice(page: Page | undefined, unit: string, person: string, filled: Record<string, string>): void {
    if (page?.posted !== 303) return
    const under = (prefix: string) =>
      Object.fromEntries(
        Object.entries(filled).flatMap(([name, value]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
        ),
      )
    this.#claim(`${person} sent ${unit} by form`, (facts, world) =>
      facts.some(
        (f) => f.kind === 'submission' && f.unit === unit && isSlice(world, f.digest, under('cell:'), under('text:')),
      ),
    )
  }

  #filled(form: Form, figures: Record<string, string>): Record<string, string> {
    const filled: Record<string, string> = {}
    for (const name of form.names) {
      if (name.startsWith('cell:')) filled[name] = figures[name.slice(5)] ?? '0'
      if (name.startsWith('text:')) filled[name] = form.fields[name] || `情况${this.#marker}`
      if (name.startsWith('why:')) filled[name] = '当年制发当年废止'
      if (name === 'as-it-was') filled[name] = 'yes'
    }
    return filled
  }

  #texts(unit: string): Record<string, string> {
    const { roles } = this.units().find(({ id }) => id === unit)!
    const parts = textParts(this.scenario.definition, roles)
    return Object.fromEntries(parts.map(({ id }) => [id, `情况${this.#marker}`]))
  }

  /** The code of this mail, or of an older one: who has several mails mixes them up. */
  #codeFor(mail: MailMessage): string {
    const older = this.mailsOf(mail.to.address, purposeIn(mail)!).filter((other) => codeIn(other) !== codeIn(mail))
    if (!this.calm && older.length > 0 && this.world.random.chance(0.1)) {
      this.world.counters.met('code of another mail')
      return codeIn(older[0]!) ?? ''
    }
    return codeIn(mail) ?? ''
  }

  /** Where the mail that asked has no digits, those that the page's button has mailed. */
  async #codeAt(mail: MailMessage, browser: Browser, form: Form): Promise<string> {
    if (codeIn(mail) !== undefined) return this.#codeFor(mail)
    const chosen = form.names.has('choice')
      ? { choice: form.choices.get('choice')?.[0] ?? form.fields.choice ?? 'approve', meant: 'yes' }
      : { name: 'x', address: 'x@season.example' }
    await browser.submit(form, { ...chosen, [mailCodeButton]: 'yes' })
    const isCode = (other: MailMessage) => tokenIn(other) === undefined && codeIn(other) !== undefined
    const mailed = this.world.mails.findLast(({ message }) => message.to.address === mail.to.address && isCode(message))
    if (mailed) this.world.counters.met('code mailed when asked for')
    return (mailed && codeIn(mailed.message)) ?? ''
  }

  #claim(what: string, holds: Claim['holds']): void {
    this.claims.push({ what, holds })
  }

  async #later<T>(does: () => Promise<T>): Promise<T> {
    await this.world.scheduler.sleep(this.world.random.between(0, 60))
    return does()
  }
}

function isSlice(
  { kept }: World,
  digest: string,
  figures: Record<string, string>,
  texts: Record<string, string>,
): boolean {
  const bytes = kept.files.get(`submissions/${digest}.json`)
  if (!bytes) return false
  const document = JSON.parse(new TextDecoder().decode(bytes)) as SubmissionDocument
  return (
    Object.entries(figures).every(([cell, figure]) => document.figures[cell] === figure) &&
    Object.entries(texts).every(([part, text]) => document.texts[part] === text)
  )
}

export const isOf = (mail: MailMessage): boolean => mail.cycle === cycle

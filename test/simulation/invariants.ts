import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { exportAudit } from '../../functions/kept/audits.ts'
import { verifyAudit } from '../../infra/command-line/verify-audit.ts'
import { civilDate, instantOf } from '../../shared/calendar/civil-date.ts'
import { factKey, spinePlace, unitPlace } from '../../shared/cycle/fact-key.ts'
import type { DecisionFact, DraftFact } from '../../shared/cycle/facts/draft-facts.ts'
import type { ReleaseFact } from '../../shared/cycle/facts/release-facts.ts'
import type { ConfirmationFact, Fact, OfficeActFact, Opening, SubmissionFact } from '../../shared/cycle/facts.ts'
import { foldCycle, foldUnitCycle } from '../../shared/cycle/fold.ts'
import { openingNow } from '../../shared/cycle/roster-acts.ts'
import { checkFile, type DraftDocument } from '../../shared/draft/draft.ts'
import type { SubmissionDocument } from '../../shared/draft/submission.ts'
import { reportFolder } from '../../shared/published/site-report.ts'
import type { CheckResult } from '../../shared/report/finding.ts'
import type { Cast } from './cast.ts'
import { cycle } from './scenario.ts'
import type { World } from './world.ts'

/**
 * What must hold of every season, said by other lines than the product's own. Order is taken from the simulator's log of what
 * was really written when, which no function can see.
 */
/** How far the clocks of two calls may differ (season.ts): by one the day has begun, by the other it has not. */
const clocksApart = 240_000 // ms

export async function checkSeason(world: World, cast: Cast): Promise<void> {
  const facts = world.kept.facts(cycle)
  for (const { what, holds } of cast.claims) if (!holds(facts, world)) world.find('ACK-LOST', what)
  for (const release of released(facts)) checkRelease(world, cast, facts, release)
  checkActs(world, cast, facts)
  checkTimeGiven(world, cast, facts)
  checkStrongActs(world, facts, cast.scenario.opening)
  checkNarrow(world, facts)
  checkCancelled(world, facts)
  checkWithdrawn(world, facts)
  checkAbandoned(world, facts)
  checkTogether(world, facts)
  checkOwnReports(world, cast, facts)
  checkUnitPeople(world, facts)
  checkMailboxes(world, facts)
  checkNotices(world, facts, cast.scenario.opening.zone)
  checkMails(world, facts)
  checkBodies(world, facts)
  const { test, opens, zone } = cast.scenario.opening
  const begins = opens === undefined ? 0 : Date.parse(instantOf(opens, '09:00', zone)) - clocksApart
  const early = all(facts, 'mail').find(({ at }) => Date.parse(at) < begins)
  if (early) world.find('BEFORE-ITS-DAY', early.duty)
  for (const path of test ? world.kept.published.keys() : [])
    if (path.startsWith(`r/${cycle}/`)) world.find('TEST-PUBLISHED', path)
  if (!test) checkPublic(world, facts)
  checkOusted(world, facts)
  checkReplaced(world, facts, cast.scenario.opening)
  checkAdjusted(world, cast, facts)
  checkOwnFinished(world, cast, facts)
  await checkAudit(world, facts, test ? [] : all(facts, 'publication'))
}

/** The verifier of a stranger finds every fact in the export, and finds it true to each manifest and each announcement. */
async function checkAudit(world: World, facts: readonly Fact[], published: { version: number }[]): Promise<void> {
  const { kept, mails } = world
  const audit = await exportAudit(facts, { files: { get: async (key) => kept.files.get(key), put: async () => {} } })
  const written = facts.filter(({ kind }) => kind !== 'visit').length
  if (audit.split('\n').length !== written + 2) world.find('AUDIT', 'does not hold all facts')
  const manifests = published.map(({ version }) => textOf(world, `${reportFolder(cycle)}/v${version}/manifest.json`))
  const announced = mails
    .filter(({ message }) => /\d条，末条校验码/.test(message.text))
    .map(({ message }) => message.text)
  const { sound, lines } = verifyAudit(audit, ...manifests, ...new Set(announced))
  if (!sound) world.find('AUDIT', lines.join(' '))
  if (announced.length > 0) world.counters.met('audit held against an announcement')
}

const textOf = ({ kept }: World, path: string): string => new TextDecoder().decode(kept.published.get(path))
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Of each version that stands, the manifest is the one on record, and its files lie where it says, byte for byte. */
function checkPublic(world: World, facts: readonly Fact[]): void {
  const withdrawn = all(facts, 'act').filter((act) => act.act === 'withdraw')
  for (const fact of [...all(facts, 'publication'), ...all(facts, 'unit-publication')]) {
    const unit = 'unit' in fact ? fact.unit : undefined
    if (withdrawn.some((act) => act.unit === unit && act.version === fact.version)) continue
    const folder = `${reportFolder(cycle, unit)}/v${fact.version}`
    const manifest = textOf(world, `${folder}/manifest.json`)
    if (sha256(manifest) !== fact.manifest) world.find('MANIFEST', folder)
    const { files } = JSON.parse(manifest) as { files: { path: string; sha256: string }[] }
    for (const file of files)
      if (sha256(world.kept.published.get(`${folder}/${file.path}`) ?? '') !== file.sha256)
        world.find('PUBLIC-FILE', `${folder}/${file.path}`)
  }
}

/** Whoever was skipped, forced or replaced had their mail before anything was released on it. */
function checkOusted(world: World, facts: readonly Fact[]): void {
  const places = placesOf(world)
  const told = all(facts, 'mail').filter(({ duty }) => duty.startsWith('ousted/'))
  for (const release of released(facts)) {
    for (const act of all(facts, 'act').filter((a) => ['skip', 'force', 'reassign'].includes(a.act))) {
      if (!release.evidence.includes(factKey(act))) continue
      const before = told.filter((mail) => places.get(factKey(mail))! < places.get(factKey(release))!)
      // Or at another address, which was given for the notice before it was sent.
      const elsewhere = all(facts, 'act').filter((one) => one.act === 'readdress' && one.of === act.n)
      const ids = [act, ...elsewhere].map(({ id }) => id)
      if (!before.some(({ duty }) => ids.some((id) => duty.startsWith(`ousted/${id}/`))))
        world.find('OUSTED-UNTOLD', `${act.act} ${act.id} in version ${release.version}`)
    }
  }
}

/**
 * A unit's own report that was signed, and cleared where that is asked for, is out when all is over: nothing that was done about the unit
 * or its report stands against it.
 */
function checkOwnFinished(world: World, cast: Cast, facts: readonly Fact[]): void {
  const { opening, definition } = cast.scenario
  if (!definition.unitReports) return
  const acts = all(facts, 'act')
  const held = acts.findLast(({ act }) => act === 'hold' || act === 'release')?.act === 'hold'
  const waits = acts.findLast((act) => act.act === 'together')?.from ?? ''
  if (held || acts.some(({ act }) => act === 'cancel') || Date.parse(waits) > world.scheduler.now) return
  const newest = new Map(all(facts, 'submission').map((fact) => [fact.unit, fact]))
  for (const { unit, revision, channel, digest } of newest.values()) {
    const ofIt = (fact: { unit: string; revision: number }) => fact.unit === unit && fact.revision === revision
    const isOther = acts.some((act) => 'unit' in act && act.unit === unit && !['adjust', 'answer'].includes(act.act))
    const sentBack =
      all(facts, 'take-back').some(ofIt) ||
      all(facts, 'check').some(({ returns }) => returns.some((each) => each.unit === unit)) ||
      all(facts, 'decision').some(({ reasons }) => reasons.some((each) => each.unit === unit)) ||
      all(facts, 'unit-departure').some((fact) => fact.unit === unit && fact.reasons)
    const confirmed = all(facts, 'confirmation').find(ofIt)?.choice
    const cleared = all(facts, 'clearance').find(ofIt)?.choice
    const isReady = cleared === undefined ? definition.unitReports.clearance === 'after' : cleared === 'clear'
    if (channel === 'office' || isOther || sentBack || confirmed !== 'confirm' || !isReady) continue
    world.counters.met('unit report looked for')
    const isOut = all(facts, 'unit-publication').some(
      (fact) => ofIt(fact) || (fact.unit === unit && fact.submission === digest),
    )
    if (!isOut && !opening.units.find(({ id }) => id === unit)?.countedAbove)
      world.find('OWN-STUCK', `${unit} revision ${revision}`)
  }
}

/** Whoever was replaced does nothing in that place any more, but for what was on its way. */
function checkReplaced(world: World, facts: readonly Fact[], { units, route }: Opening): void {
  const places = placesOf(world)
  const written = (fact: Fact) => world.kept.order[places.get(factKey(fact))!]!.at
  const acts = all(facts, 'act')
  for (const act of acts) {
    const later = <F extends Fact>(list: F[]) => list.filter((fact) => written(fact) > written(act) + 10 * 60_000)
    const does = (by: string | undefined, what: readonly Fact[]) => {
      const done = what.find((fact) => 'by' in fact && fact.by === by)
      if (by !== undefined && done) world.find('REPLACED-ACTS', `${by} after ${act.id}: ${factKey(done)}`)
    }
    if (act.act === 'officer')
      does(act.person, [...later(acts), ...later(all(facts, 'proposal')), ...later(all(facts, 'clearance'))])
    if (act.act === 'leader' && act.to.id !== units.find(({ id }) => id === act.unit)?.leader?.id) {
      const isBack = acts.some((other) => other.act === 'contacts' && other.unit === act.unit && other.leader)
      const leader = units.find(({ id }) => id === act.unit)?.leader?.id
      if (!isBack) does(leader, later(all(facts, 'confirmation').filter(({ unit }) => unit === act.unit)))
    }
    if (act.act === 'reassign') {
      const ofSeat = <F extends { stage: string; seat: string }>(f: F) => f.stage === act.stage && f.seat === act.seat
      const holder = route.find(({ stage }) => stage === act.stage)?.approvers.find(({ id }) => id === act.seat)?.id
      const isBack = acts.some((other) => other.act === 'reassign' && other.to.id === holder)
      if (!isBack) does(holder, later(all(facts, 'decision').filter(ofSeat)))
    }
  }
}

/** A unit hears of what the office changed in its figures and was told is done, for as long as that stands: of who has left nothing does. */
function checkAdjusted(world: World, cast: Cast, facts: readonly Fact[]): void {
  const duties = all(facts, 'mail').map(({ duty }) => duty)
  const answered = new Set(cast.claims.map(({ actId }) => actId))
  const acts = all(facts, 'act')
  const hasLeft = (unit: string, n: number) => acts.some((act) => act.act === 'leave' && act.unit === unit && act.n > n)
  for (const act of acts.filter(({ id }) => answered.has(id)))
    if (
      act.act === 'adjust' &&
      !isRefused(facts, act) &&
      !hasLeft(act.unit, act.n) &&
      !duties.some((duty) => duty.startsWith(`act/${act.id}/`))
    )
      world.find('ADJUSTED-UNTOLD', `${act.unit} ${act.cell}`)
}

/** A unit's pages know of it what whoever reads all units knows. */
function checkNarrow(world: World, facts: readonly Fact[]): void {
  for (const unit of foldCycle(facts)?.units ?? []) {
    const { id } = unit.unit
    const own = [...world.kept.at(cycle, spinePlace), ...world.kept.at(cycle, unitPlace(id))]
    if (!isDeepStrictEqual(foldUnitCycle(own, id)?.own, unit)) world.find('NARROW', `${id} is another read alone`)
  }
}

/** A cycle that was called off publishes nothing, and whoever had a mail of it knows. */
function checkCancelled(world: World, facts: readonly Fact[]): void {
  if (!all(facts, 'act').some(({ act }) => act === 'cancel')) return
  world.counters.met('season called off')
  for (const fact of facts)
    if (['draft', 'release', 'publication'].includes(fact.kind)) world.find('CANCELLED-WALKS', factKey(fact))
  const mails = all(facts, 'mail')
  for (const { to } of mails)
    if (!mails.some(({ duty }) => duty === `cancelled/${to}`)) world.find('CANCELLED-UNTOLD', to)
}

/** Of a version that was withdrawn nothing is shown but that it is gone, and everybody who had a part in it knows. */
function checkWithdrawn(world: World, facts: readonly Fact[]): void {
  for (const act of all(facts, 'act').filter((a) => a.act === 'withdraw')) {
    const at = `${reportFolder(cycle, act.unit)}/`
    const bytes = world.kept.published.get(`${at}latest.json`)
    // A test is on no list.
    if (!bytes) {
      if (!all(facts, 'opening').some(({ test }) => test)) world.find('WITHDRAWN-UNLISTED', at)
      continue
    }
    const latest = JSON.parse(new TextDecoder().decode(bytes)) as {
      versions: { version: number; withdrawn?: { reason: string } }[]
    }
    const listed = latest.versions.find(({ version }) => version === act.version)
    if (listed?.withdrawn?.reason !== act.reason) world.find('WITHDRAWN-LISTED', `${at}${act.version}`)
  }
}

/** Corrections that were given up in time; one that was met by the version that left is as if nobody had given it up. */
const givenUp = (facts: readonly Fact[]) =>
  all(facts, 'act').flatMap((act) => {
    if (act.act !== 'abandon') return []
    const next = released(facts).find(({ version }) => version === act.version + 1)
    return next && !next.evidence.includes(factKey(act)) ? [] : [{ begun: act.correction, ended: act.n, act }]
  })

/** Nothing of a correction that was given up is published, whoever was to sign or had signed it knows, and two took a signature away. */
function checkAbandoned(world: World, facts: readonly Fact[]): void {
  const places = placesOf(world)
  const mails = new Set(all(facts, 'mail').map(({ duty }) => duty))
  for (const { begun, ended, act } of givenUp(facts)) {
    world.counters.met('correction given up')
    const drafts = all(facts, 'draft').filter(({ acts }) => begun <= acts && acts < ended)
    const rounds = new Set(drafts.map(({ round }) => round))
    if (rounds.size > 0) world.counters.met('correction given up with a draft')
    for (const { round, version } of [...released(facts), ...all(facts, 'publication')])
      if (rounds.has(round)) world.find('ABANDONED-PUBLISHED', `version ${version} is of round ${round}`)
    if (!all(facts, 'publication').some(({ version }) => version === act.version))
      world.find('ABANDONED-OF-NOTHING', `version ${act.version}`)
    const signed = all(facts, 'decision').filter((d) => rounds.has(d.round) && d.choice === 'approve')
    for (const { by } of signed) if (!mails.has(`abandoned/${act.id}/${by}`)) world.find('ABANDONED-UNTOLD', by)
    const asked = all(facts, 'mail').filter(({ duty }) => [...rounds].some((n) => duty.startsWith(`request/${n}/`)))
    for (const { to } of asked) if (!mails.has(`abandoned/${act.id}/${to}`)) world.find('ABANDONED-UNTOLD', to)
    // A signature that was being written while it was given up found it given up.
    const before = signed.filter((d) => {
      const place = places.get(factKey(d))!
      return world.kept.order[place]!.at < world.kept.order[places.get(factKey(act))!]!.at - 10 * 60_000
    })
    if (before.length > 0 && !act.consent) world.find('ABANDONED-ALONE', `${act.id}: ${before[0]!.by} had signed`)
    if (act.consent) world.counters.met('signed correction given up by two')
    const stopped = all(facts, 'release').filter(({ round, n }) => rounds.has(round) && !hasGone(facts, n))
    if (stopped.length > 0) world.counters.met('correction given up beside its release')
    if (all(facts, 'act').some((other) => other.act === 'correct' && other.version === act.version && other.n > ended))
      world.counters.met('corrected after one was given up')
  }
}

const hasGone = (facts: readonly Fact[], n: number): boolean =>
  all(facts, 'departure').some((d) => d.release === n && d.goes)

/** The office hears of everything that a unit asks, and answers it once; whom a lead added types and does not submit. */
function checkUnitPeople(world: World, facts: readonly Fact[]): void {
  const answers = all(facts, 'act').filter((act) => 'ask' in act && act.ask !== undefined)
  const mails = all(facts, 'mail')
  for (const { unit, n } of all(facts, 'ask')) {
    const mine = answers.filter((act) => 'ask' in act && act.unit === unit && act.ask === n)
    if (mine.length > 1) world.find('ANSWERED-TWICE', `${unit} ${n}`)
    if (mine.length === 0 && !mails.some(({ duty }) => duty.startsWith(`asked/${unit}/${n}/`)))
      world.find('ASK-UNTOLD', `${unit} ${n}`)
  }
  const added = new Set(all(facts, 'colleague').flatMap((f) => ('add' in f ? [`${f.unit} ${f.add.id}`] : [])))
  // Whom the office names afterwards is one of the unit's own people.
  for (const act of all(facts, 'act'))
    if (act.act === 'contacts') for (const { id } of act.contacts) added.delete(`${act.unit} ${id}`)
  for (const { unit, by, revision, typists = [] } of all(facts, 'submission')) {
    if (added.has(`${unit} ${by}`)) world.find('COLLEAGUE-SUBMITTED', `${by} revision ${revision} of ${unit}`)
    if (typists.some((id) => added.has(`${unit} ${id}`))) world.counters.met('typed by a colleague')
  }
}

/** One mailbox is one person by one id, whoever named them and in whichever moment. */
function checkMailboxes(world: World, facts: readonly Fact[]): void {
  const known = new Map<string, string>()
  const is = (one: string, other: string) => {
    if ((known.get(one) ?? other) !== other) world.find('ONE-MAILBOX', `${one} is ${known.get(one)} and ${other}`)
    known.set(one, other)
  }
  for (const { id, address } of facts.flatMap(peopleIn)) {
    is(id, address)
    is(address, id)
  }
}

/** Every person a fact names, wherever in it. */
function peopleIn(value: unknown): { id: string; address: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const { id, name, address } = value as Record<string, unknown>
  const isPerson = [id, name, address].every((text) => typeof text === 'string')
  if (!isPerson) return Object.values(value).flatMap(peopleIn)
  return [{ id: String(id), address: String(address).replace(/\+.*@/, '@') }]
}

/** What somebody began to tell for good, whatever came later, has been told. */
function checkMails(world: World, facts: readonly Fact[]): void {
  const sent = new Map<string, number>()
  for (const { message, call } of world.mails) {
    const { messageId } = message
    const other = sent.get(messageId)
    // By clocks far apart the first seems to have died over it.
    if (!world.troubled && other !== undefined && Math.abs(other - call.skew) < 60_000)
      world.find('MAIL-TWICE', message.subject)
    sent.set(messageId, call.skew)
  }
  const gone = new Set(all(facts, 'mail').map(({ duty }) => duty))
  const last = all(facts, 'publication').at(-1)?.version
  // Of one that was withdrawn nobody hears any more.
  const isGone = all(facts, 'act').some((act) => act.act === 'withdraw' && !act.unit && act.version === last)
  const newest = isGone ? undefined : last
  const stands = (duty: string) => {
    const [of = '', about, person] = duty.split('/')
    // With a correction that was given up goes what the office had done for it.
    if (of === 'act') return all(facts, 'act').some((act) => act.id === about && !isRefused(facts, act))
    // A later revision was asked about since, and taken back in its turn.
    if (of === 'taken-back') {
      const taken = all(facts, 'take-back').filter(({ unit }) => unit === about)
      return Math.max(...taken.map(({ revision }) => revision)) === Number(person)
    }
    // To another address since.
    if (of === 'ousted') return !all(facts, 'act').some((act) => overtakes(facts, act, { id: about, person }))
    return of === 'published' ? about === String(newest) : !forTheTimeBeing.has(of)
  }
  for (const { duty } of all(facts, 'sending')) if (stands(duty) && !gone.has(duty)) world.find('MAIL-LOST', duty)
  const release = released(facts).find(({ version }) => version === newest)
  for (const fact of facts) {
    if (!['submission', 'confirmation', 'decision'].includes(fact.kind) || !('by' in fact)) continue
    if (release?.evidence.includes(factKey(fact)) && !gone.has(`published/${newest}/${fact.by}`))
      world.find('PART-UNTOLD', `${fact.by} of version ${newest}`)
  }
  const versions = [
    ...(newest ? [`published/${newest}/`] : []),
    ...all(facts, 'unit-publication').map(({ unit, version }) => `unit-published/${unit}/${version}/`),
  ]
  for (const version of versions)
    if (![...gone].some((duty) => duty.startsWith(version))) world.find('PUBLISHED-UNTOLD', version)
}

/** Mails that ask or remind, or are about what another revision, round or day takes the place of: those are owed while it stands. */
const forTheTimeBeing = new Set([
  ...['invite', 'colleague', 'board', 'confirm', 'request', 'copy', 'void', 'consent', 'asked', 'return', 'returned'],
  ...['receipt', 'unit-waits', 'told', 'remind', 'escalate', 'digest', 'alarm', 'code', 'fresh-link', 'wrong-codes'],
])

/** Of every check what it found is found again as it was counted; and what lies under a digest has it. */
function checkBodies(world: World, facts: readonly Fact[]): void {
  for (const check of all(facts, 'check')) {
    const bytes = world.kept.files.get(checkFile(check))
    const { findings = [] } = bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as CheckResult) : {}
    const ofSeverity = (severity: string) => findings.filter((finding) => finding.severity === severity).length
    if (!bytes || ofSeverity('blocking') !== check.blocking || ofSeverity('warning') !== check.warnings)
      world.find('CHECK-OTHER', `round ${check.round}`)
  }
  for (const [key, bytes] of world.kept.files) {
    // What is kept of a release vouches for itself (published-version.ts).
    if (/^(releases|tests)\//.test(key)) continue
    if (!key.endsWith(`/${sha256(bytes)}.json`)) world.find('BODY-NAME', key)
  }
}

/** A notice of working days moves no date that has passed, and none to a day that has. */
function checkNotices(world: World, facts: readonly Fact[], zone: string): void {
  for (const act of all(facts, 'act')) {
    if (act.act !== 'notice') continue
    const today = civilDate(act.at, zone)
    for (const { milestone, from, to } of act.moved) {
      world.counters.met('date moved by a notice')
      if (from < today || to <= today) world.find('MOVED-BACK', `${milestone} from ${from} to ${to} on ${today}`)
    }
  }
}

/**
 * A unit's own report goes out while nothing stands against it that was answered as done: it was not taken back, nothing holds the cycle,
 * and it belongs to it.
 */
function checkOwnReports(world: World, cast: Cast, facts: readonly Fact[]): void {
  const places = placesOf(world)
  const place = (fact: Fact) => places.get(factKey(fact))!
  const answered = new Set(cast.claims.map(({ actId }) => actId))
  const acts = all(facts, 'act').map((act) => ({ act, at: place(act) }))
  for (const report of all(facts, 'unit-publication')) {
    const releases = all(facts, 'unit-release').filter((r) => r.unit === report.unit && r.version === report.version)
    const release = releases.find((r) => hasLeft(facts, r))
    if (!release) {
      world.find('OWN-UNSETTLED', `${report.unit} version ${report.version}`)
      continue
    }
    const mine = <F extends ConfirmationFact | SubmissionFact>(list: F[]) =>
      list.find((f) => f.unit === release.unit && f.revision === release.revision && place(f) < place(release))
    const said = mine(all(facts, 'confirmation'))?.choice
    if (!mine(all(facts, 'submission'))) world.find('OWN-OF-NOTHING', `${report.unit} version ${report.version}`)
    if (said === 'return') world.find('OWN-RETURNED', `${report.unit} version ${report.version}`)
    const at = place(release)
    const isOver = ({ n }: OfficeActFact) =>
      givenUp(facts).some(({ begun, ended, act }) => begun < n && n < ended && place(act) < at)
    const standing = acts.filter(
      (one) => one.at < at && !isOver(one.act) && (answered.has(one.act.id) || one.act.act === 'release'),
    )
    const held = standing.findLast(({ act }) => act.act === 'hold' || act.act === 'release')?.act
    if (held?.act === 'hold') world.find('OWN-HELD', `${report.unit} version ${report.version} in spite of ${held.id}`)
    const gone = standing.find(
      ({ act }) => ['exempt', 'leave'].includes(act.act) && 'unit' in act && act.unit === report.unit,
    )
    if (gone) world.find('OWN-LEFT', `${report.unit} version ${report.version} in spite of ${gone.act.id}`)
  }
}

const hasLeft = (facts: readonly Fact[], { unit, n }: { unit: string; n: number }): boolean =>
  all(facts, 'unit-departure').some((d) => d.unit === unit && d.release === n && d.goes)

/** The first version of a unit's own report waits for the instant that stood when it was released. */
function checkTogether(world: World, facts: readonly Fact[]): void {
  const { order } = world.kept
  const places = placesOf(world)
  const orders = all(facts, 'act').flatMap((act) =>
    act.act === 'together' ? [{ from: act.from, at: places.get(factKey(act))! }] : [],
  )
  for (const release of all(facts, 'unit-release')) {
    const at = places.get(factKey(release))!
    const standing = orders.filter((one) => one.at < at)
    const sent = order[at]!.at
    // One that was set while the schedule was at it is for the next turn.
    if (release.version > 1 || standing.some((one) => order[one.at]!.at > sent - 60_000)) continue
    const from = standing.at(-1)?.from
    if (from && sent < Date.parse(from) - clocksApart) world.find('BEFORE-TOGETHER', `${release.unit} before ${from}`)
    if (from) world.counters.met('unit report waited for the others')
  }
}

/** One version: what its release names as evidence, and what of it is in the draft that went out. */
function checkRelease(world: World, cast: Cast, facts: readonly Fact[], release: ReleaseFact): void {
  const named = new Set(release.evidence)
  const evidence = facts.filter((fact) => named.has(factKey(fact)))
  const version = `version ${release.version}`
  const drafts = all(evidence, 'draft')
  const draft = drafts.find(({ round }) => round === release.round)
  if (!draft || draft.digest !== release.draft) {
    world.find('RELEASED-UNKNOWN', version)
    return
  }
  if (drafts.some(({ round }) => round > release.round))
    world.find('RELEASED-OLD', `${version} is not of the last draft`)
  const decisions = all(evidence, 'decision').filter(({ round }) => round === draft.round)
  if (decisions.some(({ choice }) => choice === 'return')) world.find('RELEASED-RETURNED', version)
  checkSignatures(world, cast, evidence, draft, version)
  checkSlices(world, cast, evidence, draft, version)
  checkFigures(world, cast, facts, release, draft)
}

/** As many persons as each stage needs, each once, on this draft or on the same parts of an earlier one; nobody signs their own. */
function checkSignatures(world: World, cast: Cast, evidence: Fact[], draft: DraftFact, version: string): void {
  const acts = all(evidence, 'act')
  const sent = [...all(evidence, 'submission'), ...all(evidence, 'confirmation')].filter(({ unit, revision }) =>
    draft.submissions.some((s) => s.unit === unit && s.revision === revision),
  )
  const isConfirmed = (unit: string) =>
    sent.some((fact) => fact.unit === unit && 'choice' in fact && fact.choice === 'confirm')
  const touched = new Set(
    sent.flatMap((fact) => [
      fact.by,
      ...('typists' in fact ? (fact.typists ?? []) : []),
      ...(fact.kind === 'submission' && !isConfirmed(fact.unit)
        ? [...(fact.linkIssuedBy ? [fact.linkIssuedBy] : []), ...(fact.typedThrough ?? [])]
        : []),
    ]),
  )
  const everywhere: string[] = []
  /** The office gave the seat to another, or passed it, and neither saw the other. */
  const passedOver = (d: DecisionFact) => {
    const ofSeat = acts.flatMap((a) => ('seat' in a && a.stage === d.stage && a.seat === d.seat ? [a] : []))
    const away = ofSeat.filter((a) => a.act === 'reassign' && a.round! <= d.round).at(-1)
    return away?.n !== d.given || ofSeat.some((a) => a.act === 'force' && a.round === d.round)
  }
  for (const { stage, scope } of draft.stages) {
    const { need: wanted, indispensable } = cast.scenario.definition.signOff.stages.find(({ id }) => id === stage)!
    if (!indispensable && acts.some((a) => a.act === 'skip' && a.stage === stage && a.round === draft.round)) continue
    const seats = cast.scenario.opening.route.find((route) => route.stage === stage)!.approvers.map(({ id }) => id)
    const isForced = (a: OfficeActFact) => a.act === 'force' && a.stage === stage && a.round === draft.round
    const forced = indispensable ? 0 : acts.filter(isForced).length
    const counts = (d: DecisionFact) =>
      d.stage === stage &&
      d.choice === 'approve' &&
      seats.includes(d.seat) &&
      d.scope === scope &&
      !passedOver(d) &&
      // Whoever had a hand in it since has signed nothing of it.
      ((d.round < draft.round && !touched.has(d.by)) || (d.round === draft.round && d.draft === draft.digest))
    const signers = [
      ...new Set(
        all(evidence, 'decision')
          .filter(counts)
          .map(({ by }) => by),
      ),
    ]
    const need = wanted === 'all' ? seats.length : wanted === 'any' ? 1 : wanted
    if (signers.length + forced < need) world.find('UNSIGNED', `${version} ${stage}: ${signers.length} of ${need}`)
    const own = all(evidence, 'decision').filter((d) => counts(d) && d.round === draft.round && touched.has(d.by))
    for (const { by } of own) world.find('SIGNED-OWN', `${version} ${stage}: ${by}`)
    everywhere.push(
      ...new Set(
        all(evidence, 'decision')
          .filter((d) => counts(d) && d.round === draft.round)
          .map((d) => d.by),
      ),
    )
  }
  const twice = everywhere.filter((by, i) => everywhere.indexOf(by) < i)
  for (const by of twice) world.find('SIGNED-TWICE', `${version}: ${by} in two stages`)
}

/** Each unit's newest settled revision and no other, confirmed where the definition asks for it, and not sent back. */
function checkSlices(world: World, cast: Cast, evidence: Fact[], draft: DraftFact, version: string): void {
  const { opening, definition } = cast.scenario
  const acts = all(evidence, 'act').filter((act) => !isRefused(evidence, act))
  for (const unit of openingNow(opening, acts).units) {
    const mine = <F extends SubmissionFact | ConfirmationFact>(list: F[]) => list.filter((f) => f.unit === unit.id)
    const submissions = mine(all(evidence, 'submission'))
    const confirmations = mine(all(evidence, 'confirmation'))
    const taken = draft.submissions.find((s) => s.unit === unit.id)
    const exempt = acts.some((act) => ['exempt', 'leave'].includes(act.act) && 'unit' in act && act.unit === unit.id)
    const named = acts.findLast((act) => act.act === 'contacts' && act.unit === unit.id && act.leader)
    const leads = definition.signOff.unitConfirmation.required && (unit.leader !== undefined || named !== undefined)
    if (unit.countedAbove && taken) world.find('COUNTED-TWICE', `${version} has figures of ${unit.id}`)
    if (unit.countedAbove) continue
    if (exempt && taken) world.find('LOST-EXEMPTION', `${version} has figures of ${unit.id}`)
    if (!taken) {
      if (!exempt && !draft.gaps.includes(unit.id))
        world.find('LOST-UNIT', `${version} has neither slice nor gap of ${unit.id}`)
      continue
    }
    const submission = submissions.find(({ revision }) => revision === taken.revision)
    if (submission?.digest !== taken.digest)
      world.find('LOST-SLICE', `${version} ${unit.id} revision ${taken.revision}`)
    // What had left as the unit's own report was not taken back.
    const left = all(evidence, 'unit-release').filter((r) => r.unit === unit.id && hasLeft(evidence, r))
    const isBack = (revision: number) =>
      all(evidence, 'take-back').some((t) => t.unit === unit.id && t.revision === revision) &&
      !left.some((r) => r.revision === revision)
    if (isBack(taken.revision)) world.find('TAKEN-BACK-PUBLISHED', `${version} ${unit.id} revision ${taken.revision}`)
    const said = confirmations.find(({ revision }) => revision === taken.revision)?.choice
    if (said === 'return' || isSentBack(evidence, unit.id, taken.revision))
      world.find('RETURNED-PUBLISHED', `${version} ${unit.id} revision ${taken.revision}`)
    if (leads && unit.leader && submission?.channel !== 'office' && said !== 'confirm')
      world.find('UNCONFIRMED-PUBLISHED', `${version} ${unit.id} revision ${taken.revision}`)
    const isCleared = (revision: number) =>
      all(evidence, 'clearance').some((c) => c.unit === unit.id && c.revision === revision && c.choice === 'clear')
    const newer = submissions.filter(({ revision }) => revision > taken.revision)
    const settled = newer.filter(
      ({ revision }) =>
        !isBack(revision) &&
        (!leads || confirmations.some((c) => c.revision === revision && c.choice === 'confirm')) &&
        (definition.unitReports?.clearance !== 'before' || isCleared(revision)),
    )
    if (settled.length > 0)
      world.find('LOST-REVISION', `${version} ${unit.id} has ${taken.revision}, not ${settled.at(-1)!.revision}`)
  }
}

/** By the office, or by whoever was to sign a draft of it, in whichever order that came; not in a correction that was given up. */
function isSentBack(facts: Fact[], unit: string, revision: number): boolean {
  const isIt = (slice: { unit: string; revision: number }) => slice.unit === unit && slice.revision === revision
  const goes = (acts: number) => givenUp(facts).some(({ begun, ended }) => begun <= acts && acts < ended)
  const seen = all(facts, 'draft').filter((one) => one.submissions.some(isIt) && !goes(one.acts))
  return (
    all(facts, 'recall').some(isIt) ||
    all(facts, 'clearance').some((one) => isIt(one) && one.choice === 'return') ||
    all(facts, 'decision').some(
      ({ choice, round, reasons }) =>
        choice === 'return' && seen.some((one) => one.round === round) && reasons.some((one) => one.unit === unit),
    )
  )
}

/** Recorded by somebody who had not seen the report leave: answered as too late, and so part of no later version either. */
const isRefused = (facts: readonly Fact[], act: OfficeActFact): boolean =>
  goneWithCorrection(facts, act) ||
  released(facts).some((gone) => {
    if (gone.evidence.includes(factKey(act))) return false
    const begun = all(facts, 'act').filter((a) => a.act === 'correct' && a.version === gone.version)
    const last = begun.findLast(({ n }) => n < act.n)
    const isOver = last && givenUp(facts).some(({ begun: of, ended }) => of === last.n && ended < act.n)
    return begun.some(({ n }) => n > act.n) && (!last || isOver)
  })

/** What is about the next version alone went with the correction that was given up. */
const goneWithCorrection = (facts: readonly Fact[], { act, n }: OfficeActFact): boolean =>
  ['adjust', 'justify', 'exempt', 'leave', 'skip', 'force', 'gap'].includes(act) &&
  givenUp(facts).some(({ begun, ended }) => begun < n && n < ended)

/** The last adjustment of each cell is in the draft, and every total is the sum of what went in. */
function checkFigures(world: World, cast: Cast, facts: readonly Fact[], release: ReleaseFact, draft: DraftFact): void {
  const version = `version ${release.version}`
  const evidence = facts.filter((fact) => release.evidence.includes(factKey(fact)))
  const document = JSON.parse(
    new TextDecoder().decode(world.kept.files.get(`drafts/${draft.digest}.json`)!),
  ) as DraftDocument
  const adjusted = new Map<string, string>()
  const acts = all(evidence, 'act')
  for (const act of acts) {
    if (act.act !== 'adjust') continue
    if (isRefused(facts, act)) {
      world.counters.met('an adjustment that came too late for its version')
      const taken = document.adjustments.some(
        ({ unit, cell, reason }) => [unit, cell, reason].join() === [act.unit, act.cell, act.reason].join(),
      )
      if (taken) world.find('REFUSED-ADJUSTMENT', `${version} ${act.unit} ${act.cell} → ${act.to}`)
      continue
    }
    if (!draft.submissions.some(({ unit, revision }) => unit === act.unit && revision === act.revision)) continue
    const there = document.adjustments.some(
      (a) => a.unit === act.unit && a.cell === act.cell && a.reason === act.reason,
    )
    if (!there) world.find('LOST-ADJUSTMENT', `${version} ${act.unit} ${act.cell} → ${act.to}`)
  }
  const published = textOf(world, `${reportFolder(cycle)}/v${release.version}/report.json`)
  if (published && !isDeepStrictEqual((JSON.parse(published) as DraftDocument).figures, document.figures))
    world.find('PUBLISHED-OTHER', version)
  for (const { unit, cell, to } of document.adjustments) adjusted.set(`${unit} ${cell}`, to ?? '0')
  const summed = cast.scenario.compiled.cells.filter((c) => c.owner === 'each' && c.strategy === 'sum' && !c.derived)
  const slices = draft.submissions.map(({ unit, digest }) => {
    const bytes = world.kept.files.get(`submissions/${digest}.json`)!
    return { unit, figures: (JSON.parse(new TextDecoder().decode(bytes)) as SubmissionDocument).figures }
  })
  for (const { id } of summed) {
    const parts = slices.map(({ unit, figures }) => adjusted.get(`${unit} ${id}`) ?? figures[id] ?? '0')
    const sum = parts.reduce((total, part) => total + hundredThousandths(part), 0n)
    if (sum !== hundredThousandths(document.figures[id] ?? '0'))
      world.find('TOTAL-WRONG', `${version} ${id} is ${document.figures[id]}, not ${parts.join(' + ')}`)
  }
}

/** Which fact was really written how manieth. */
const placesOf = ({ kept }: World): ReadonlyMap<string, number> =>
  new Map(kept.order.map(({ key }, index) => [key, index]))

const ofVersion = new Set<OfficeActFact['act']>([
  ...(['adjust', 'contacts', 'exempt', 'extend', 'hold', 'join', 'justify', 'leave'] as const),
  ...(['notice', 'rename', 'reopen'] as const),
])

/** An act that was answered as done counts: it is in the version that came after it, or a hold kept that version back. */
function checkActs(world: World, cast: Cast, facts: readonly Fact[]): void {
  const position = placesOf(world)
  const departures = all(facts, 'departure')
  const releases = released(facts).map((release) => {
    const departure = departures.find((d) => d.release === release.n)!
    return { release, at: position.get(factKey(departure))! }
  })
  const acts = all(facts, 'act').map((act) => ({ act, at: position.get(factKey(act))! }))
  const answered = new Set(cast.claims.map(({ actId }) => actId))
  const ownLines = new Set(cast.scenario.opening.units.flatMap(({ id, countedAbove }) => (countedAbove ? [id] : [])))
  for (const { act, at } of acts.filter((a) => answered.has(a.act.id))) {
    if (!ofVersion.has(act.act) || ('unit' in act && ownLines.has(act.unit ?? ''))) continue
    const before = releases.findLast((r) => r.at < at)
    const correction = before && acts.find((a) => a.act.act === 'correct' && a.at > before.at)
    const next = releases.find((r) => r.at > at)
    const isTooLate = before !== undefined && (correction === undefined || correction.at > at)
    if (isTooLate && act.act !== 'hold') world.find('ACT-AFTER-RELEASE', `${act.act} ${act.id} was answered as done`)
    if (act.act === 'hold') checkHold(world, facts, act.id, at)
    else if (next && !next.release.evidence.includes(factKey(act)))
      world.find('ACT-RACED-RELEASE', `${act.act} ${act.id} is not in version ${next.release.version}`)
  }
}

/** No draft has a gap of a unit because of a lapse on a day until which the office had given it time before. */
function checkTimeGiven(world: World, cast: Cast, facts: readonly Fact[]): void {
  const { order } = world.kept
  const places = placesOf(world)
  const place = (fact: Fact) => places.get(factKey(fact))!
  const answered = new Set(cast.claims.map(({ actId }) => actId))
  for (const draft of all(facts, 'draft')) {
    const lapse = all(facts, 'lapse')
      .filter(({ what, round }) => what === 'submissions' && round === draft.round)
      .sort((a, b) => place(a) - place(b))
      .findLast((one) => place(one) < place(draft))
    if (!lapse) continue
    const at = order[place(lapse)]!.at + clocksApart
    const day = civilDate(new Date(at).toISOString(), cast.scenario.opening.zone)
    for (const unit of draft.gaps) {
      const given = all(facts, 'act').filter((act) => 'until' in act && act.unit === unit && place(act) < place(lapse))
      const act = given.sort((a, b) => a.n - b.n).at(-1)
      if (act && 'until' in act && act.until >= day && answered.has(act.id))
        world.find(
          'TIME-IGNORED',
          `${unit} had time until ${act.until} (${act.id}), and is a gap of round ${draft.round}`,
        )
    }
  }
}

/** What takes a signature away or replaces it, or answers for a unit after the date it was given, is the doing of two persons. */
function checkStrongActs(world: World, facts: readonly Fact[], { zone, timetable }: Opening): void {
  const acts = all(facts, 'act')
  const isLate = (act: OfficeActFact): boolean => {
    if (!('unit' in act) || !['nil', 'exempt', 'leave'].includes(act.act)) return false
    const dues = acts.flatMap((other) => {
      if (other.act === 'notice') return other.moved.flatMap((m) => (m.milestone === 'submissions' ? [m.to] : []))
      return other.act === 'join' && other.unit === act.unit ? [other.until] : []
    })
    const today = civilDate(new Date(Date.parse(act.at) - clocksApart).toISOString(), zone)
    if ([timetable.submissions ?? timetable.legal!, ...dues].some((due) => today <= due)) return false
    world.counters.met(`late ${act.act} by two`)
    return true
  }
  for (const act of acts.filter(
    (a) => ['skip', 'force', 'reassign', 'leader', 'gap', 'withdraw', 'officer'].includes(a.act) || isLate(a),
  )) {
    const proposal = all(facts, 'proposal').find(({ n }) => n === act.consent?.proposal)
    const consent = all(facts, 'consent').find((c) => c.proposal === proposal?.n && c.choice === 'consent')
    if (!proposal || !consent || consent.by === proposal.by) world.find('STRONG-ALONE', `${act.act} ${act.id}`)
  }
}

/** Nothing is published between a hold that was answered as done and the act that lets it go. */
function checkHold(world: World, facts: readonly Fact[], id: string, at: number): void {
  const { order } = world.kept
  const letGo = (key: string) =>
    all(facts, 'act').some((a) => (a.act === 'release' || a.act === 'abandon') && factKey(a) === key)
  const end = order.findIndex(({ key }, index) => index > at && letGo(key))
  const published = order.findIndex(({ key }, index) => index > at && key.startsWith('publication#'))
  if (published >= 0 && (end < 0 || published < end)) world.find('HOLD-LOST', `${id}, then ${order[published]!.key}`)
}

/** The releases that went out; one that was stopped put no file. */
const released = (facts: readonly Fact[]): ReleaseFact[] =>
  all(facts, 'release').filter(({ n }) => all(facts, 'departure').some((d) => d.release === n && d.goes))

const all = <K extends Fact['kind']>(facts: readonly Fact[], kind: K): Extract<Fact, { kind: K }>[] =>
  facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)

/** Exact: figures of a report have at most four decimals. */
function hundredThousandths(figure: string): bigint {
  const [whole = '0', decimals = ''] = figure.split('.')
  return BigInt(whole + decimals.padEnd(5, '0').slice(0, 5))
}

/** Whether the act sends the notice of what the act of this id did to the person elsewhere. */
function overtakes(
  facts: readonly Fact[],
  act: OfficeActFact,
  { id, person }: { id: string | undefined; person: string | undefined },
): boolean {
  const before = all(facts, 'act').find((one) => one.id === id)
  if (act.act !== 'readdress' || act.person !== person || !before || act.n <= before.n) return false
  return act.of === (before.act === 'readdress' ? before.of : before.n)
}

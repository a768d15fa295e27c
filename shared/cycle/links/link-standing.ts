import { endOfDay } from '../../calendar/civil-date.ts'
import { itemAt } from '../../present.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { standsAgainSince } from '../correction.ts'
import type { ByLink, LinkFact } from '../facts/link-facts.ts'
import type { Opening } from '../facts.ts'
import { officersOf } from '../people.ts'
import { consentAbout, consentersOf } from '../proposal.ts'
import { currentRound, knownUnit, type Spine } from '../reporting-cycle.ts'
import { stageStandings } from '../stage-standing.ts'

/**
 * The link whose id or paste code has this hash, and the newest generation of it; undefined for one that lost the race for its generation.
 *
 * @param links all of its holder
 */
export function linkAmong(links: readonly LinkFact[], hash: string): { link: LinkFact; newest: LinkFact } | undefined {
  const link = links.find((each) => each.hash === hash || each.codeHash === hash)
  const newest = links.toSorted((a, b) => a.generation - b.generation).at(-1)
  return link && newest && { link, newest }
}

export type LinkStanding = 'valid' | 'link-expired' | 'link-superseded' | 'link-issuer-gone'

/**
 * Whether a link may still be used. It depends on facts alone: the newest generation counts, and only while its person holds
 * what it is for. So changing a contact or giving a seat to another ends the old link in the same moment, and a secret that
 * left the `ring` ends what it made: token, paste code and sessions. So does whoever had it made, by leaving the office: they know it.
 */
export function linkStanding(
  state: Spine,
  definition: ReportDefinition,
  { link, newest }: { link: LinkFact; newest: LinkFact },
  { now, ring }: { now: string; ring: readonly { id: string }[] },
): LinkStanding | 'link-unknown' {
  // Who no longer holds it gets the same answer as a stranger.
  if (!holdsLink(state, definition, link)) return 'link-unknown'
  if (newest.hash !== link.hash) return 'link-superseded'
  if (isIssuerGone(state, link)) return 'link-issuer-gone'
  return link.expires <= now || !ring.some(({ id }) => id === link.kid) ? 'link-expired' : 'valid'
}

/** Whether who had it made and read it out works at the office no more. */
export const isIssuerGone = (state: Spine, { issuedBy }: LinkFact): boolean =>
  issuedBy !== undefined && !officersOf(state).some(({ id }) => id === issuedBy)

/** Until when a link made at `now` is good: the end of the legal date, but a week at least. */
export function linkExpiry(opening: Opening, now: string): string {
  const week = new Date(Date.parse(now) + 7 * 24 * 3_600_000).toISOString()
  const legal = endOfDay(opening.timetable.legal, opening.zone)
  return itemAt([legal, week].sort(), 1)
}

/**
 * What the six digits in a mail are bound to: the revision and digest of the slice to be confirmed, the round and digest of
 * the draft to be signed. Undefined where nothing is to be decided.
 */
export function decisionAbout(
  state: Spine,
  { purpose, subject }: Pick<LinkFact, 'purpose' | 'subject'>,
): string[] | undefined {
  if (purpose === 'confirmation') {
    const newest = knownUnit(state, subject)?.submissions.at(-1)
    return newest && [String(newest.revision), newest.digest]
  }
  if (purpose === 'consent') {
    const proposal = state.proposals.find(({ n }) => String(n) === subject)
    return proposal && consentAbout(proposal)
  }
  if (purpose === 'sign-off') {
    const round = currentRound(state)
    return round && [String(round.round), round.draft.digest]
  }
  return undefined
}

/** Said in every fact that is made through a link which the office read out: who had it made. */
export const throughOffice = ({ issuedBy }: LinkFact): ByLink =>
  issuedBy === undefined ? {} : { linkIssuedBy: issuedBy }

/** Whether the person holds now what the link is for; the link itself may be any generation. */
export function holdsLink(
  state: Spine,
  definition: ReportDefinition,
  { purpose, subject, person }: Pick<LinkFact, 'purpose' | 'subject' | 'person'>,
): boolean {
  switch (purpose) {
    case 'slice':
      return knownUnit(state, subject)?.unit.contacts.some((c) => c.id === person) ?? false
    case 'confirmation':
      return knownUnit(state, subject)?.unit.leader?.id === person
    case 'sign-off':
      return decidersOf(state, definition, subject).includes(person)
    case 'consent': {
      const proposal = state.proposals.find(({ n }) => String(n) === subject)
      return proposal !== undefined && consentersOf(state, proposal.by, proposal.act).some(({ id }) => id === person)
    }
    case 'board':
      return officersOf(state).some((p) => p.id === person)
  }
}

/** Person ids that may decide for `<stage>/<seat>` now: in the current round, or by the route while the stage is not in it. */
function decidersOf(state: Spine, definition: ReportDefinition, subject: string): string[] {
  const slash = subject.indexOf('/')
  const stage = subject.slice(0, slash)
  const seat = subject.slice(slash + 1)
  // Who was put in for somebody in a correction that was given up reads what became of it.
  const drafts = standsAgainSince(state)?.rounds ?? []
  const gone = drafts
    .flatMap(({ delegations, substitutions }) => [...delegations, ...substitutions])
    .flatMap((named) => (named.stage === stage && named.seat === seat ? [named.to.id] : []))
  return [...decidersNow(state, definition, stage, seat), ...gone]
}

function decidersNow(state: Spine, definition: ReportDefinition, stage: string, seat: string): string[] {
  const standing = stageStandings(state, definition)
    .find((s) => s.stage === stage)
    ?.seats.find((s) => s.seat === seat)
  if (standing) return standing.deciders.map((p) => p.id)
  const routed = state.opening.route.find((r) => r.stage === stage)?.approvers.some((p) => p.id === seat)
  if (!routed) return []
  const reassigned = state.acts.filter((a) => a.act === 'reassign' && a.stage === stage && a.seat === seat).at(-1)
  return [reassigned?.act === 'reassign' ? reassigned.to.id : seat]
}

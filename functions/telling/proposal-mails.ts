import { leaderOf } from '../../shared/cycle/colleagues.ts'
import type { OfficeActFact, ProposalFact, StrongAct } from '../../shared/cycle/facts.ts'
import { called, nameIn, personIn } from '../../shared/cycle/people.ts'
import { consentersOf, oustedMails, proposalStanding } from '../../shared/cycle/proposal.ts'
import { type DefinedCycle, type LoadedCycle, type Proposal, theUnit } from '../../shared/cycle/reporting-cycle.ts'
import { holderOf } from '../../shared/cycle/stage-standing.ts'
import type { LinkedFrame, MailFrame } from '../../shared/mail/layout.ts'
import {
  consentAnswerMail,
  consentRequestMail,
  type GoneFromUnit,
  oustedMail,
} from '../../shared/mail/office/proposal-mails.ts'
import type { Language, LocalizedText } from '../../shared/report/report-definition.ts'
import { stageOf } from '../../shared/report/stages.ts'
import { officeItself, type ProposedMatter, proposedBy, versionOf } from '../../shared/words/office/consent-texts.ts'
import type { MailServices } from '../services.ts'
import { tellAndSee, tellPerson, tellWithLink } from './mails.ts'
import { tellEach } from './turn.ts'

/** What a proposal is about, by the names of the cycle. `before`: only what was done before the act of this number counts. */
export function matterOfAct(
  { state, definition }: DefinedCycle,
  act: StrongAct,
  language: Language,
  before = Number.POSITIVE_INFINITY,
): ProposedMatter {
  if (act.act === 'nil' || act.act === 'exempt' || act.act === 'leave') {
    return { act: act.act, about: theUnit(state, act.unit).unit.name }
  }
  if (act.act === 'leader') {
    const about = theUnit(state, act.unit).unit.name
    return { act: 'leader', about, holder: nameIn(state, act.from, language), to: called(act.to, language) }
  }
  if (act.act === 'gap') return { act: 'gap', about: officeItself }
  if (act.act === 'officer') {
    const gone = personIn(state, act.person)
    return {
      act: 'officer',
      about: officeItself,
      ...(gone && { holder: called(gone, language) }),
      ...(act.to && { to: called(act.to, language) }),
    }
  }
  if (act.act === 'withdraw' || act.act === 'abandon') return { act: act.act, about: versionNamed({ state }, act) }
  if (act.act === 'readdress') {
    const about = state.acts.find(({ n }) => n === act.of)
    const stage = about && 'stage' in about ? stageOf(definition, about.stage).title : officeItself
    return { act: 'readdress', about: stage, holder: nameIn(state, act.person, language), to: act.address }
  }
  const about = stageOf(definition, act.stage).title
  if (act.act === 'skip') return { act: 'skip', about }
  const approver = state.opening.route
    .find(({ stage }) => stage === act.stage)
    ?.approvers.find(({ id }) => id === act.seat)
  const then = { ...state, acts: state.acts.filter(({ n }) => n < before) }
  const holder = approver && called(holderOf(then, act.stage, approver), language)
  return {
    act: act.act,
    about,
    ...(holder && { holder }),
    ...(act.act === 'reassign' && { to: called(act.to, language) }),
  }
}

const versionNamed = (
  { state }: Pick<LoadedCycle, 'state'>,
  { version, unit }: { version: number; unit?: string },
): LocalizedText => {
  const { name } = unit === undefined ? state.opening.issuer : theUnit(state, unit).unit
  return versionOf(name, version)
}

/** Asks everybody who may consent, each once. */
export async function askConsenters(
  loaded: LoadedCycle,
  proposal: ProposalFact,
  services: MailServices,
): Promise<void> {
  const { state } = loaded
  await tellEach(consentersOf(state, proposal.by, proposal.act), (person) => {
    const telling = {
      duty: { of: 'consent', proposal: proposal.n, person: person.id },
      person,
      link: { purpose: 'consent', subject: String(proposal.n) },
    } as const
    const compose = (frame: LinkedFrame) =>
      consentRequestMail({
        ...frame,
        matter: matterOfAct(loaded, proposal.act, frame.language),
        by: proposedBy(proposal, nameIn(state, proposal.by, frame.language), frame.language),
        at: proposal.at,
        reason: proposal.reason,
        until: proposal.until,
      })
    return tellWithLink(loaded, telling, compose, services)
  })
}

type Ousting = Extract<OfficeActFact, { act: 'skip' | 'force' | 'reassign' | 'officer' | 'leader' | 'contacts' }>
const isOusting = (act: OfficeActFact): act is Ousting =>
  ['skip', 'force', 'reassign', 'officer', 'leader', 'contacts'].includes(act.act)

function goneFromUnit(
  { state }: DefinedCycle,
  { unit, leader, n }: Ousting & { act: 'contacts' },
  language: Language,
): GoneFromUnit {
  const about = theUnit(state, unit).unit
  const before = leaderOf(state.opening.units.find(({ id }) => id === unit) ?? about, state.acts, n)
  const to = leader && leader.id !== before?.id ? { to: called(leader, language) } : {}
  return { act: 'contacts', about: about.name, ...to }
}

/** Whoever is skipped, forced, replaced or taken off; then it is a fact that they were told, for which the publication waits. */
export async function tellOusted(loaded: LoadedCycle, done: OfficeActFact, services: MailServices): Promise<void> {
  const { state } = loaded
  const { cycle } = state.opening
  const act = done.act === 'readdress' ? state.acts.find(({ n }) => n === done.of) : done
  if (!act || !isOusting(act)) return
  let isWhole = true
  await tellEach(oustedMails(state, act), async ({ duty, person }) => {
    const telling = { duty, person } as const
    const compose = (frame: MailFrame) =>
      oustedMail({
        ...frame,
        matter:
          act.act === 'contacts'
            ? goneFromUnit(loaded, act, frame.language)
            : matterOfAct(loaded, act, frame.language, act.n),
        by: nameIn(state, act.by, frame.language),
        ...(act.consent && { consentedBy: nameIn(state, act.consent.by, frame.language) }),
        at: act.at,
        reason: act.reason,
      })
    isWhole = (await tellAndSee(loaded, telling, compose, services)) && isWhole
  })
  if (!isWhole) return
  for (const each of state.untold)
    if (each.n === act.n || (each.act === 'readdress' && each.of === act.n))
      await services.store.record({ kind: 'told', cycle, act: each.n, at: services.clock.now() })
}

/** Whoever proposed it hears the answer. */
export async function tellConsentAnswer(
  loaded: LoadedCycle,
  proposal: Proposal,
  services: MailServices,
): Promise<void> {
  const { state, definition } = loaded
  const { consent } = proposal
  const person = personIn(state, proposal.by)
  if (!consent || !person) return
  const duty = { of: 'consent-answer', proposal: proposal.n, person: person.id } as const
  const stands = proposalStanding(state, definition, proposal, services.clock.now())
  const compose = (frame: MailFrame) =>
    consentAnswerMail({
      ...frame,
      matter: matterOfAct(loaded, proposal.act, frame.language),
      answeredBy: nameIn(state, consent.by, frame.language),
      answer: stands === 'overtaken' ? stands : consent.choice,
    })
  await tellPerson(loaded, { duty, person }, compose, services)
}

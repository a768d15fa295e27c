import { called, nameIn } from '../../../shared/cycle/people.ts'
import { proposalStanding } from '../../../shared/cycle/proposal.ts'
import type { Proposal } from '../../../shared/cycle/reporting-cycle.ts'
import { type ConsentPage, consentPage } from '../../../shared/pages/office/consent-page.ts'
import { present } from '../../../shared/present.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import { proposedBy } from '../../../shared/words/office/consent-texts.ts'
import type { Request } from '../../door/exchange.ts'
import type { OpenedLink, OpenedSession } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'
import { matterOfAct } from '../../telling/proposal-mails.ts'

type Given = { choice?: string | undefined; problems?: readonly Problem[]; codeMailed?: boolean }

/** The proposal a link is for. A link to one that there is not is not valid, so there always is one. */
export const proposalFor = ({ state, link }: OpenedLink): Proposal =>
  present(
    state.proposals.find(({ n }) => String(n) === link.subject),
    'proposal',
  )

/** The proposal for a machine in the name of whoever is to consent. */
export function consentAsJson(opened: OpenedLink, now: string) {
  const { n, act, by, at, reason, until, consent } = proposalFor(opened)
  const standing = proposalStanding(opened.state, opened.definition, proposalFor(opened), now)
  return { standing, proposal: { n, act, by, at, reason, until }, ...(consent && { answer: consent.choice }) }
}

export function consentView(
  request: Request,
  session: OpenedSession,
  services: Pick<Services, 'clock' | 'settings'>,
  given: Given = {},
): string {
  const { language } = request
  const { state, definition, person } = session
  const { opening } = state
  const proposal = proposalFor(session)
  const name = (id: string) => nameIn(state, id, language)
  return consentPage({
    language,
    context: reportName(definition, opening)[language],
    reader: called(person, language),
    holder: called(person, language),
    contact: services.settings.sender,
    zone: opening.zone,
    matter: matterOfAct(session, proposal.act, language),
    by: proposedBy(proposal, name(proposal.by), language),
    at: proposal.at,
    reason: proposal.reason,
    until: proposal.until,
    standing: standingOf(),
  })

  function standingOf(): ConsentPage['standing'] {
    const { consent } = proposal
    const stands = proposalStanding(state, definition, proposal, services.clock.now())
    if (consent) {
      const { by, at, choice } = consent
      return {
        is: 'answered',
        by: name(by),
        at,
        choice: stands === 'overtaken' ? stands : choice,
        yours: by === person.id,
      }
    }
    if (stands !== 'open') return { is: 'void' }
    const { choice, problems = [], codeMailed = false } = given
    return { is: 'open', formToken: session.formToken, choice, problems, codeMailed }
  }
}

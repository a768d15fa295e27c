import type { DecisionFact } from '../../shared/cycle/facts/draft-facts.ts'
import { matterOf } from '../../shared/cycle/links/codes.ts'
import { type AllUnits, currentRound, theRound } from '../../shared/cycle/reporting-cycle.ts'
import type { Situation } from '../../shared/draft/sign-off.ts'
import type { SignOffPage } from '../../shared/pages/sign-off/sign-off-forms.ts'
import type { Figures } from '../../shared/report/cells.ts'
import type { LastYear } from '../../shared/report/last-year.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import type { Request } from '../door/exchange.ts'
import type { OpenedLink } from '../door/sessions.ts'
import { checkOfDraft } from '../kept/check-of-draft.ts'
import { readDraft, readLastYear, readSubmissions } from '../kept/documents.ts'
import type { Services } from '../services.ts'

/** What the approver's page and the gate of a decision rest on, read and checked now. */
export type SignOffMatter = Pick<SignOffPage, 'draft' | 'submissions' | 'findings'>

/** The current draft with its slices, and its check made anew: the relations are asked again at every signature. */
export async function loadMatter(
  { state, compiled }: Pick<OpenedLink, 'state' | 'compiled'>,
  services: Pick<Services, 'files'>,
): Promise<SignOffMatter> {
  const round = theRound(state)
  const draft = await readDraft(services.files, round.draft.digest)
  if (draft.definition.digest !== state.opening.definition.digest) {
    throw new Error('The draft was made with another definition than the cycle is pinned to')
  }
  const submissions = await readSubmissions(services.files, round.draft.submissions)
  const { findings } = await checkOfDraft(compiled, state, draft, submissions, services)
  return { draft, submissions, findings }
}

/** Everything the page shows beside what was typed. */
export async function loadSignOffPage(
  opened: OpenedLink,
  situation: Extract<Situation, { is: 'asked' | 'barred' }>,
  services: Pick<Services, 'files' | 'settings'>,
): Promise<Omit<SignOffPage, 'language' | 'formToken'>> {
  const { state, compiled, definition, person, link } = opened
  const matter = await loadMatter(opened, services)
  const last = lastDecisionOf(state, person.id)
  const lastYear = lastYearFigures(definition, await readLastYear(services.files, state.opening.previous))
  return {
    state,
    compiled,
    person,
    situation,
    code: { fresh: matterOf(state, definition, link)?.fresh ?? false },
    ...matter,
    ...(last && { lastSeen: { decision: last, draft: await readDraft(services.files, last.draft) } }),
    ...(lastYear && { lastYear }),
    contact: services.settings.sender,
  }
}

/** What this person decided last, on an earlier draft. */
function lastDecisionOf(state: AllUnits, person: string): DecisionFact | undefined {
  const current = currentRound(state)?.round ?? 0
  return state.rounds
    .filter((round) => round.round < current)
    .flatMap((round) => round.decisions)
    .filter((decision) => decision.by === person)
    .at(-1)
}

/** Last year's figures under this definition's cell ids; undefined where they cannot be compared. */
function lastYearFigures(definition: ReportDefinition, lastYear: LastYear | undefined): Figures | undefined {
  const issuer = lastYear?.issuer
  const mapping = definition.previous.find((previous) => previous.definition === issuer?.definition)
  if (!issuer || !mapping) return undefined
  if (mapping.cells === 'same') return issuer.figures
  return Object.fromEntries(
    Object.entries(mapping.cells).flatMap(([here, there]) => {
      const figure = issuer.figures[there]
      return figure === undefined ? [] : [[here, figure]]
    }),
  )
}

/** A browser gets pages, anything else JSON: the same rule by which the front door answers refusals. */
export const wantsPage = (request: Pick<Request, 'headers'>): boolean =>
  (request.headers.accept ?? '').includes('text/html')

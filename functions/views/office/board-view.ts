import { adjustedFigures } from '../../../shared/cycle/acts/office-act.ts'
import { heldReports } from '../../../shared/cycle/acts/together.ts'
import { provisionalOn } from '../../../shared/cycle/board/board.ts'
import { listUnits, readBoardQuery } from '../../../shared/cycle/board/board-list.ts'
import { called, nameIn } from '../../../shared/cycle/people.ts'
import { consentersOf, proposalStanding } from '../../../shared/cycle/proposal.ts'
import {
  currentRound,
  type DefinedCycle,
  type LoadedCycle,
  type Proposal,
  type UnitState,
  unitStanding,
  unitState,
} from '../../../shared/cycle/reporting-cycle.ts'
import { readWithdrawal } from '../../../shared/cycle/withdrawal.ts'
import { inCycle } from '../../../shared/pages/frame/cycle-address.ts'
import type { BoardView, ChosenUnit } from '../../../shared/pages/office/board-forms.ts'
import type { BoardProposal } from '../../../shared/pages/office/board-proposals.ts'
import { reportFolder } from '../../../shared/published/site-report.ts'
import { deriveTotals, inputCells } from '../../../shared/report/cells.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { showFigure } from '../../../shared/report/figure.ts'
import { previousFigures } from '../../../shared/report/integrity/check.ts'
import { partsOfSlice } from '../../../shared/report/narrative-parts.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { matterTitle } from '../../../shared/words/office/consent-texts.ts'
import { saidBoard } from '../../../shared/words/office/matter-texts.ts'
import type { OpenedBoardSession } from '../../door/sessions.ts'
import { readCheck, readLastYear, readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'
import { matterOfAct } from '../../telling/proposal-mails.ts'
import { asksSaid } from '../asks-said.ts'
import { fillingsOf } from './fillings.ts'
import { noticeElsewhere } from './notice-elsewhere.ts'
import { officeFrame } from './office-frame.ts'

/** What the board's page shows, read for this request. `query`: of the page's address; `unit` in it is whose forms are to be shown. */
export async function boardView(
  session: OpenedBoardSession,
  language: Language,
  query: Record<string, string | undefined>,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'settings'>,
): Promise<BoardView> {
  const { state, definition, compiled, person, formToken } = session
  const { opening } = state
  const now = services.clock.now()
  const board = saidBoard(state, definition, now, language)
  const newest = board.versions.at(-1)
  const asked = readBoardQuery(query)
  const year = provisionalOn(board)
  const known = year && (await noticeElsewhere(year, opening.cycle, person.address, services))
  const listed = listUnits(board.units, asked, language).groups.flatMap(({ units }) => units)
  const chosen = query.unit === undefined ? undefined : await chosenUnit(session, query.unit, language, services)
  const checked = board.unexplained.length > 0 ? currentRound(state)?.check : undefined
  const check = checked && (await readCheck(services.files, checked))
  return {
    ...officeFrame(session, language, services),
    compiled,
    board,
    zone: opening.zone,
    formToken,
    query: asked,
    filling: await fillingsOf(session, listed, services),
    canWithdraw: 'act' in readWithdrawal(state, undefined),
    unitReports: definition.unitReports !== undefined,
    ...(state.together && { together: { from: state.together, ...heldReports(state, definition, now) } }),
    ...(newest && {
      publicUrl: opening.test
        ? inCycle('/board/test-report/index.html', opening.cycle)
        : `${services.settings.publicUrl}/${reportFolder(opening.cycle)}/index.html`,
    }),
    ...(opening.note && { note: opening.note[language] }),
    ...(chosen && { chosen }),
    warnings: (check?.findings ?? []).map(({ instance, message, advice }) => ({
      instance,
      message: message[language],
      advice: advice[language],
    })),
    proposals: state.proposals.map((proposal) => boardProposal(session, proposal, now, language)),
    ...(known && { known }),
    canPropose: consentersOf(state, person.id).length > 0,
    problems: [],
    typed: {},
  }
}

function boardProposal(cycle: DefinedCycle, proposal: Proposal, now: string, language: Language): BoardProposal {
  const { state, definition } = cycle
  const { act, by, at, reason, until, consent } = proposal
  return {
    title: matterTitle(matterOfAct(cycle, act, language))[language],
    by: nameIn(state, by, language),
    at,
    reason,
    until,
    asked: consentersOf(state, by, act).map((person) => called(person, language)),
    standing: proposalStanding(state, definition, proposal, now),
    ...(consent && { answeredBy: nameIn(state, consent.by, language) }),
  }
}

async function chosenUnit(
  { state, definition, compiled }: LoadedCycle,
  id: string,
  language: Language,
  services: Pick<Services, 'files'>,
): Promise<ChosenUnit | undefined> {
  const unit = unitState(state, id)
  if (!unit) return undefined
  const { contacts, leader, roles } = unit.unit
  const filed = await filedBy({ state, definition, compiled }, unit, services)
  const figures = unitStanding(unit, definition) === 'settled' ? filed?.figures : undefined
  return {
    id,
    contacts: contacts.map(({ name, address }) => ({ name, address })),
    ...(leader && { leader: { name: leader.name, address: leader.address } }),
    cells: figures
      ? inputCells(compiled, roles).map((cell) => ({
          id: cell.id,
          name: cell.name,
          figure: showFigure(figures[cell.id] ?? null, cell.kind, 'zh'),
        }))
      : [],
    canWithdraw: 'act' in readWithdrawal(state, id),
    asked: asksSaid(state, unit, compiled, language),
    ...(filed && { filed }),
  }
}

/** The newest revision as it counts, adjustments of the office included, with the totals it makes and last year's figures beside it. */
async function filedBy(
  { state, definition, compiled }: LoadedCycle,
  { unit, submissions }: UnitState,
  services: Pick<Services, 'files'>,
): Promise<ChosenUnit['filed']> {
  const newest = submissions.at(-1)
  if (!newest) return undefined
  const { figures, texts } = await readSubmission(services.files, newest.digest)
  const own = new Set(inputCells(compiled, unit.roles).map((cell) => cell.id))
  const totals = compiled.totals.filter(({ derived }) => derived.of.some(({ cell }) => own.has(cell.id)))
  for (const { id } of totals) own.add(id)
  const lastYear = (await readLastYear(services.files, state.opening.previous))?.units[unit.id]
  return {
    compiled,
    figures: deriveTotals(compiled, adjustedFigures(state, unit.id, newest.revision, figures)),
    own,
    ...(lastYear && { lastYear: previousFigures(compiled, lastYear) }),
    texts: partsOfSlice(definition, unit.roles).flatMap((part) =>
      texts[part.id] ? [{ part, text: texts[part.id] ?? '' }] : [],
    ),
  }
}

/** The unit's figures as they count: its newest submission with the office's adjustments. */
export async function figuresOfUnit(
  { state }: Pick<LoadedCycle, 'state'>,
  unit: string,
  services: Pick<Services, 'files'>,
): Promise<Record<string, Figure> | undefined> {
  const newest = unitState(state, unit)?.submissions.at(-1)
  if (!newest) return undefined
  const { figures } = await readSubmission(services.files, newest.digest)
  return adjustedFigures(state, unit, newest.revision, figures)
}

import { civilDate, shownDate } from '../../calendar/civil-date.ts'
import type { OfficeActFact } from '../../cycle/facts.ts'
import { called, nameIn, officersOf } from '../../cycle/people.ts'
import { type AllUnits, currentRound } from '../../cycle/reporting-cycle.ts'
import { type SeatStanding, type StageStanding, stageStandings } from '../../cycle/stage-standing.ts'
import { publishedAct, signatureOf } from '../../published/signature.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { reportName } from '../../report/report-name.ts'
import { stageOf } from '../../report/stages.ts'
import { sheetTexts as t } from '../../words/approver/sign-off-sheet-texts.ts'
import { officeLinkOf } from '../frame/office-link.ts'
import { capacitySaid, forcedSaid, givenSaid, skippedSaid } from '../frame/seat-said.ts'
import { type DocxCell, docx, paragraph, table, textWidth } from '../report/docx.ts'

/**
 * 审签单: the sheet that is filed with the report, a row for each stage in the definition's order, opinions as they were given, and
 * room for a signature and the seal. Who did not sign is named as such. `trial`: that nothing of it counts. In Chinese, as the file is. Undefined before a draft.
 */
export function signOffSheet(
  state: AllUnits,
  definition: ReportDefinition,
  { trial }: { trial?: LocalizedText },
): Uint8Array | undefined {
  const round = currentRound(state)
  if (!round) return undefined
  const { opening } = state
  // On paper who is consulted (会签) stands after 核稿.
  const { stages: defined } = definition.signOff
  const consulted = defined.filter(({ confirms }) => confirms.length > 0)
  const [review, ...others] = defined.filter((stage) => !consulted.includes(stage))
  const order = [review, ...consulted, ...others].map((stage) => stage?.id)
  const stages = stageStandings(state, definition).toSorted((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage))
  const published = state.publications.find(({ round: of }) => of === round.round)
  const reasons = state.acts.flatMap((act) => (act.act === 'justify' ? [act.reason] : []))
  const explained = [...Map.groupBy(reasons, (reason) => reason)].map(
    ([reason, same]) => t.explainedBy(reason, same.length).zh,
  )
  const rows: [string, string][] = [
    [t.title.zh, reportName(definition, opening).zh],
    [t.issuer.zh, t.issuerSaid(opening.issuer.name.zh, opening.year).zh],
    [t.version.zh, (published ? t.versionSaid(published.version) : t.versionToBe(state.publications.length + 1)).zh],
    [t.openness.zh, t.opennessSaid.zh],
    [t.medium.zh, t.mediumSaid.zh],
    [t.urgency.zh, ''],
    [t.planned.zh, published ? dayOf(published.at, opening.zone) : ''],
    [t.legal.zh, shownDate(opening.timetable.legal, 'zh')],
    [t.digest.zh, groupsOf(round.draft.digest)],
    [
      t.drafted.zh,
      `${officersOf(state)
        .map((person) => called(person, 'zh'))
        .join('、')}　${dayOf(round.draft.at, opening.zone)}`,
    ],
    [t.check.zh, round.check ? t.checkSaid(round.check.blocking, round.check.warnings).zh : t.unchecked.zh],
    ...(explained.length > 0 ? [[t.explained.zh, explained.join('\n')] as [string, string]] : []),
    ...stages.map((stage): [string, string] => [titleOf(definition, stage.stage), saidOf(state, stage)]),
    [t.copies.zh, ''],
    [t.seal.zh, '\n\n'],
  ]
  const cells = rows.map(([label, said]): DocxCell[] => [
    { text: label, columns: 1, rows: 1 },
    { text: said, columns: 1, rows: 1, align: 'left' },
  ])
  const label = 1900
  const mark = trial?.zh ?? (published ? undefined : t.draft.zh)
  return docx(
    [
      paragraph(t.heading.zh, { font: 'title', size: 44, align: 'center' }),
      paragraph(''),
      table([label, textWidth - label], cells, 24),
    ],
    mark,
  )
}

const titleOf = (definition: ReportDefinition, stage: string): string => stageOf(definition, stage).title.zh

/** The digest in groups of eight, to be compared by eye. */
const groupsOf = (digest: string): string => digest.replace(/.{8}(?=.)/g, '$& ')

const dayOf = (at: string, zone: string): string => shownDate(civilDate(at, zone), 'zh')

function saidOf(state: AllUnits, { stage, seats, skipped }: StageStanding): string {
  const { zone } = state.opening
  const passed = (said: string, { at }: OfficeActFact) => `${said}　${dayOf(at, zone)}`
  const givenTo = (standing: SeatStanding) =>
    givenSaid(signatureOf(state, stage, standing), 'zh').map((said) => `\n（${said}）`)
  const seatSaid = (standing: SeatStanding): string => {
    const { holder, decision, forced, carried } = standing
    const seat = signatureOf(state, stage, standing)
    if (decision) {
      const choice = decision.choice === 'approve' ? t.approved.zh : t.returned.zh
      const opinion = decision.comment ? `${choice}。${decision.comment}` : choice
      const why = capacitySaid(seat, 'zh').map((said) => `（${said}）`)
      const how = decision.linkIssuedBy ? officeLinkOf(state, decision.linkIssuedBy).zh : t.how.zh
      const when = `${dayOf(decision.at, zone)}${carried ? `（${t.carried.zh}）` : ''}`
      return `${opinion}\n${nameIn(state, decision.by, 'zh')}${why.join('')}　${when}　${how}\n${t.signature.zh}`
    }
    const given = givenTo(standing)
    if (forced) return `${passed(forcedSaid(seat, 'zh') ?? '', forced)}${given.join('')}`
    return `${t.waiting(called(holder, 'zh')).zh}${given.join('')}\n${t.signature.zh}`
  }
  if (!skipped) return seats.map(seatSaid).join('\n')
  const said = passed(skippedSaid(publishedAct(state, skipped), seats, 'zh'), skipped)
  const heard = seats.filter(({ decision, forced }) => decision || forced)
  const others = seats.filter((seat) => !heard.includes(seat))
  return [`${said}${others.flatMap(givenTo).join('')}`, ...heard.map(seatSaid)].join('\n')
}

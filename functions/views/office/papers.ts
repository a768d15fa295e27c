import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { correctionUnderWay, currentRound, type DefinedCycle } from '../../../shared/cycle/reporting-cycle.ts'
import { coveringLetter } from '../../../shared/pages/report/letter-docx.ts'
import { reportDocx } from '../../../shared/pages/report/report-docx.ts'
import { signOffSheet } from '../../../shared/pages/sign-off/sign-off-sheet.ts'
import { present } from '../../../shared/present.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { isPlainLine } from '../../../shared/report/plain-text.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import { sheetTexts } from '../../../shared/words/approver/sign-off-sheet-texts.ts'
import { paperTexts } from '../../../shared/words/office/paper-texts.ts'
import { readDraft } from '../../kept/documents.ts'
import { markOf } from '../../kept/published/published-version.ts'
import type { Services } from '../../services.ts'

export const papers = ['report', 'sheet', 'letter'] as const
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A paper about the newest draft as Word: of a published version as it went out, else marked above every page. */
export async function paperOf(
  paper: (typeof papers)[number],
  { state, definition }: DefinedCycle,
  to: string,
  { files, settings }: Pick<Services, 'files' | 'settings'>,
): Promise<Uint8Array> {
  const round = currentRound(state)
  if (!round) throw new Refusal({ code: 'not-found', message: paperTexts.none })
  const { opening, publications } = state
  const addressee = to.normalize('NFC').trim()
  if (addressee.length > 60 || !isPlainLine(addressee))
    throw new Refusal({ code: 'field-malformed', field: 'to', message: paperTexts.toTooLong })
  if (paper === 'sheet') return present(signOffSheet(state, definition, markOf(opening, settings)), 'sign off sheet')
  const version = publications.find(({ draft }) => draft === round.draft.digest)
  const marked = markOf(opening, settings).trial ?? (version ? undefined : sheetTexts.draft)
  const said = {
    title: reportName(definition, opening),
    ...(version && { published: civilDate(version.at, opening.zone) }),
    ...(marked && { mark: marked.zh }),
  }
  if (paper === 'letter') return coveringLetter({ ...said, issuer: opening.issuer.name, to: addressee })
  const reason = version ? version.reason : correctionUnderWay(state)?.begun.reason
  return reportDocx(definition, await readDraft(files, round.draft.digest), {
    ...said,
    issuer: opening.issuer,
    version: version?.version ?? publications.length + 1,
    ...(reason && { correction: { reason } }),
  })
}

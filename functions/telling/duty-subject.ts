import type { Duty } from '../../shared/cycle/duty.ts'
import { type LoadedCycle, theUnit } from '../../shared/cycle/reporting-cycle.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { stageOf } from '../../shared/report/stages.ts'
import { theDraft } from '../../shared/words/mails/everybody-mails.ts'

/** What a duty is about, as its mails say it. */
export function subjectOf({ state, definition }: LoadedCycle, duty: Duty): LocalizedText {
  switch (duty.what) {
    case 'submit':
    case 'confirm':
      return theUnit(state, duty.unit).unit.name
    case 'decide':
      return stageOf(definition, duty.stage).title
    case 'justify':
      return theDraft
  }
}

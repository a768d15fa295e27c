import type { Duty } from '../../shared/cycle/duty.ts'
import { type LoadedCycle, theUnit } from '../../shared/cycle/reporting-cycle.ts'
import { provisionalDue, provisionalYear } from '../../shared/cycle/unit-due.ts'
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

/** The year without a notice that a duty's date rests on. */
export function provisionalOfDuty({ state }: LoadedCycle, duty: Duty): string | undefined {
  switch (duty.what) {
    case 'submit':
    case 'confirm':
      return provisionalDue(state, theUnit(state, duty.unit))
    case 'decide':
      return provisionalYear(state, duty.stage)
    case 'justify':
      return provisionalYear(state, 'submissions')
  }
}

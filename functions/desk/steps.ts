import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import type { Change, Sheet } from './sheet.ts'

export type StepName = keyof typeof deskTexts.step
type Step = { what: StepName; before: ReadonlyMap<string, Change> }

/**
 * Undo of our own: the browser's is lost when a script sets a value. What was done at once is undone at once: a cell typed, a
 * block pasted, zeros, a file.
 */
export function keepSteps(sheet: Sheet, changed: () => void) {
  const done: Step[] = []
  const apply = (values: ReadonlyMap<string, Change>) => {
    for (const [name, change] of values) sheet.put(name, change)
    const [first] = values.keys()
    if (first !== undefined) sheet.fieldOf(first)?.focus()
    changed()
  }
  return {
    /** Puts the values in, as one step. Cells that are so already are left as they are. */
    take(what: StepName, values: ReadonlyMap<string, Change>): number {
      const differing = [...values].filter(([name, { value, origin }]) => {
        const now = sheet.get(name)
        return now.value !== value || now.origin !== origin
      })
      if (differing.length === 0) return 0
      this.note({
        what,
        before: new Map(differing.map(([name]) => [name, sheet.get(name)])),
      })
      for (const [name, change] of differing) sheet.put(name, change)
      changed()
      return differing.length
    },
    note(step: Step): void {
      done.push(step)
    },
    undo(): void {
      const step = done.pop()
      if (!step) return
      apply(step.before)
    },
    last: (): LocalizedText | undefined => {
      const step = done[done.length - 1]
      return step && deskTexts.step[step.what]
    },
  }
}
export type Steps = ReturnType<typeof keepSteps>

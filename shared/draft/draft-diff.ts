import { itemAt } from '../present.ts'
import { compileDefinition } from '../report/cells.ts'
import type { Figure } from '../report/figure.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import type { DraftDocument } from './draft.ts'

/** A cell whose figure differs. `undefined` where the other side does not know the cell at all. */
export type FigureChange = { cell: string; from: Figure | undefined; to: Figure | undefined }

/** A narrative part whose text differs, line by line in reading order. */
type TextChange = { part: string; lines: { kind: 'same' | 'added' | 'removed'; text: string }[] }

type SliceChange = { unit: string; from: number | undefined; to: number | undefined }

export type DraftDiff = {
  /** In the order of the definition. */
  figures: FigureChange[]
  /** In the order of the parts. */
  texts: TextChange[]
  /** Slices that were added, dropped or revised, by revision. */
  slices: SliceChange[]
}

/** What a person who knows `from` has to look at again in `to`. */
export function diffDrafts(definition: ReportDefinition, from: DraftDocument, to: DraftDocument): DraftDiff {
  return {
    figures: diffFigures(definition, from.figures, to.figures),
    texts: diffTexts(definition, from.texts, to.texts),
    slices: diffSlices(from, to),
  }
}

export const isEmptyDiff = (diff: DraftDiff): boolean =>
  diff.figures.length === 0 && diff.texts.length === 0 && diff.slices.length === 0

/** Cells that differ, also against last year's figures (under this definition's cell ids). */
export function diffFigures(
  definition: ReportDefinition,
  from: Readonly<Record<string, Figure>>,
  to: Readonly<Record<string, Figure>>,
): FigureChange[] {
  return compileDefinition(definition)
    .cells.filter(({ id }) => from[id] !== to[id])
    .map(({ id }) => ({ cell: id, from: from[id], to: to[id] }))
}

function diffTexts(
  definition: ReportDefinition,
  from: DraftDocument['texts'],
  to: DraftDocument['texts'],
): TextChange[] {
  const lines = (texts: DraftDocument['texts'], part: string) =>
    (texts[part] ?? []).flatMap(({ text }) => text.split('\n').filter((line) => line.trim() !== ''))
  return definition.parts
    .map(({ id }) => ({ part: id, lines: diffLines(lines(from, id), lines(to, id)) }))
    .filter(({ lines }) => lines.some((line) => line.kind !== 'same'))
}

/** The longest common subsequence keeps its place; what is left over was removed or added. */
function diffLines(from: string[], to: string[]): TextChange['lines'] {
  // How many lines the ends have in common from line i of the one and line j of the other: nothing beyond either.
  const common: number[][] = []
  const inCommon = (i: number, j: number): number => common[i]?.[j] ?? 0
  for (let i = from.length - 1; i >= 0; i--) {
    const row: number[] = []
    common[i] = row
    for (let j = to.length - 1; j >= 0; j--)
      row[j] = from[i] === to[j] ? inCommon(i + 1, j + 1) + 1 : Math.max(inCommon(i + 1, j), inCommon(i, j + 1))
  }
  const lines: TextChange['lines'] = []
  let [i, j] = [0, 0]
  while (i < from.length || j < to.length) {
    if (from[i] === to[j]) {
      lines.push({ kind: 'same', text: itemAt(from, i++) })
      j++
    } else if (i < from.length && inCommon(i + 1, j) >= inCommon(i, j + 1)) {
      lines.push({ kind: 'removed', text: itemAt(from, i++) })
    } else {
      lines.push({ kind: 'added', text: itemAt(to, j++) })
    }
  }
  return lines
}

function diffSlices(from: DraftDocument, to: DraftDocument): SliceChange[] {
  const revisions = (draft: DraftDocument) => new Map(draft.slices.map((s) => [s.unit, s.revision]))
  const [before, after] = [revisions(from), revisions(to)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((unit) => ({ unit, from: before.get(unit), to: after.get(unit) }))
    .filter((slice) => slice.from !== slice.to)
}

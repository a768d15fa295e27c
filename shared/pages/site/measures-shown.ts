import type { MeasuredFigure } from '../../published/site-data.ts'
import { blank, type Figure, notApplicable, showFigure } from '../../report/figure.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { outcomeTexts, comparisonTexts as texts } from '../../words/public/site-texts.ts'
import type { Fill, Series } from './charts.ts'

/** The items of several reports in the order in which they first come, each once. */
export const itemsOf = (rows: readonly { measures: readonly MeasuredFigure[] }[]): [string, LocalizedText][] => [
  ...new Map(rows.flatMap(({ measures }) => measures.map(({ id, title }) => [id, title] as const))),
]

/** For drawing alone: what is written beside a chart is the exact figure. */
export function drawnNumber(measures: readonly MeasuredFigure[], id: string): number | undefined {
  const figure = measures.find((measure) => measure.id === id)?.figure
  return figure === undefined || figure === blank || figure === notApplicable ? undefined : Number(figure)
}

export const shownMeasure = (measures: readonly MeasuredFigure[], id: string, language: Language): string => {
  const found = measures.find((measure) => measure.id === id)
  return found ? measureSaid(found.figure, language) : '—'
}

export const measureSaid = (figure: Figure, language: Language): string =>
  figure === blank ? texts.unfilled[language] : showFigure(figure, { kind: 'count' }, language)

const outcome = (id: keyof typeof outcomeTexts, fill: Fill) => ({ id, fill, ...outcomeTexts[id] })

/** What may come of a request, in the order of the form, each with a mark and a fill of its own. */
export const outcomes: readonly (Series & { id: string })[] = [
  outcome('granted', 'dark'),
  outcome('partly-granted', 'grey'),
  outcome('refused', 'white'),
  outcome('unavailable', 'hatch'),
  outcome('declined', 'dots'),
  outcome('other-handling', 'cross'),
]
/** A request that is still open at the end of the year. */
export const stillOpen: Series & { id: string } = outcome('carried-out', 'white')

import { csvLine, recordsOf } from '../report/bytes/csv.ts'

/** The chooser's side of totals.csv: what there is to choose from, and the table that a choice makes. */

/** What can be chosen: in the order in which the file has it, newest year first. */
export type Choices = {
  measures: { id: string; title: string }[]
  years: string[]
  bodies: { key: string; name: string }[]
  totals: ReadonlyMap<string, string>
}
export type Choice = { measure: string; years: readonly string[]; bodies: readonly string[] }
export type ChosenTable = { title: string; head: string[]; rows: string[][] }

const placeOf = (measure: string, key: string, year: string) => `${measure}\n${key}\n${year}`

/** `blank` is how an unfilled figure is shown. Totals are of the newest versions: one figure a year, unless the body reports it in two forms. */
export function readTotals(csv: string, blank: string): Choices {
  const [head = [], ...lines] = recordsOf(csv, ',')
  const at = (name: string) => head.indexOf(name)
  const [issuer, unit, body, year] = [at('issuer'), at('unit'), at('body'), at('year')]
  const [measure, title, value, status] = [at('measure'), at('title'), at('value'), at('status')]
  const measures = new Map<string, string>()
  const bodies = new Map<string, string>()
  const years = new Set<string>()
  const totals = new Map<string, string>()
  for (const line of lines) {
    const of = (column: number) => line[column] ?? ''
    if (of(measure) === '') continue
    const key = `${of(issuer)}/${of(unit)}`
    measures.set(of(measure), of(title))
    if (!bodies.has(key)) bodies.set(key, of(body))
    years.add(of(year))
    const figure = of(status) === 'reported' ? of(value) : of(status) === 'blank' ? blank : '—'
    const place = placeOf(of(measure), key, of(year))
    const other = totals.get(place)
    totals.set(place, other === undefined ? figure : `${other}；${figure}`)
  }
  return {
    measures: Array.from(measures, ([id, name]) => ({ id, title: name })),
    years: Array.from(years).sort().reverse(),
    bodies: Array.from(bodies, ([key, name]) => ({ key, name })),
    totals,
  }
}

/** A row a body, a column a year; `—` where there is no report, or the form has no such item. */
export function chosenTable(choices: Choices, choice: Choice, bodyHead: string): ChosenTable {
  const years = choices.years.filter((year) => choice.years.indexOf(year) >= 0).reverse()
  const bodies = choices.bodies.filter(({ key }) => choice.bodies.indexOf(key) >= 0)
  return {
    title: choices.measures.filter(({ id }) => id === choice.measure).map(({ title }) => title)[0] ?? '',
    head: [bodyHead, ...years],
    rows: bodies.map(({ key, name }) => [
      name,
      ...years.map((year) => choices.totals.get(placeOf(choice.measure, key, year)) ?? '—'),
    ]),
  }
}

/** For a spreadsheet: with a byte order mark. */
export const chosenCsv = ({ head, rows }: ChosenTable): string => `\uFEFF${[head, ...rows].map(csvLine).join('')}`

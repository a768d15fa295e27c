import type { PrintedReport } from '../printed-report.ts'

/** What of a report others are compared with. */
export type StandingReport = Pick<
  PrintedReport,
  'id' | 'issuer' | 'year' | 'compiled' | 'children' | 'partOf' | 'figures' | 'unitless' | 'units'
> & { folder?: string | undefined }

/**
 * Reports that were given together, found by what makes one belong to another: of thousands, none is gone through for each. Of several
 * that would do, the first.
 */
export class Together {
  readonly #byId = new Map<string, StandingReport>()
  readonly #byChild = new Map<string, StandingReport>()
  readonly #byParent = new Map<string, StandingReport[]>()
  readonly #byFolder = new Map<string, StandingReport[]>()
  readonly #byYear = new Map<number, { stems: Map<string, StandingReport>; issuers: Map<string, StandingReport> }>()

  readonly #known = new Map<string, unknown>()

  constructor(reports: Iterable<StandingReport>) {
    for (const report of reports) {
      const { id, issuer, year, children, partOf, folder } = report
      first(this.#byId, id, report)
      for (const child of children ?? []) first(this.#byChild, child, report)
      if (partOf !== undefined) among(this.#byParent, partOf, report)
      if (folder !== undefined) among(this.#byFolder, folder, report)
      if (year === undefined) continue
      const of = this.#byYear.get(year) ?? { stems: new Map(), issuers: new Map() }
      this.#byYear.set(year, of)
      first(of.stems, stem(id), report)
      first(of.issuers, issuer, report)
    }
  }

  /** What is worked out of some of them, once and not for each. */
  once<Value>(key: string, make: () => Value): Value {
    if (!this.#known.has(key)) this.#known.set(key, make())
    return this.#known.get(key) as Value
  }

  named(id: string): StandingReport | undefined {
    return this.#byId.get(id)
  }

  /** What says of itself that it is part of this one. */
  partsOf(id: string): readonly StandingReport[] {
    return this.#byParent.get(id) ?? []
  }

  parentOf({ id, partOf }: StandingReport): StandingReport | undefined {
    return this.#byChild.get(id) ?? (partOf === undefined ? undefined : this.#byId.get(partOf))
  }

  inFolder(folder: string): readonly StandingReport[] {
    return this.#byFolder.get(folder) ?? []
  }

  inAndBelow(folder: string): StandingReport[] {
    return [...this.#byFolder].flatMap(([name, reports]) =>
      name === folder || name.startsWith(`${folder}/`) ? reports : [],
    )
  }

  /** Same id but for the year, or same issuer, one year earlier. */
  yearBefore({ id, issuer, year }: StandingReport): StandingReport | undefined {
    const before = year === undefined ? undefined : this.#byYear.get(year - 1)
    return before?.stems.get(stem(id)) ?? before?.issuers.get(issuer)
  }
}

function first<Key>(map: Map<Key, StandingReport>, key: Key, report: StandingReport): void {
  if (!map.has(key)) map.set(key, report)
}

function among<Key>(map: Map<Key, StandingReport[]>, key: Key, report: StandingReport): void {
  const there = map.get(key)
  if (there) there.push(report)
  else map.set(key, [report])
}

const stem = (id: string): string => id.replace(/[-_ ]?(?<!\d)20\d\d(?!\d)年?度?/, '')

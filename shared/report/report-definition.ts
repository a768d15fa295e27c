import * as z from 'zod'
import { isForbiddenName } from './forbidden-name.ts'

/**
 * What a report is: parts, tables, cells, owners, relations, texts, routing and timetable, as one validated JSON
 * document. The form, the checks, the merge, the JSON Schema, the HTML and the CSV all come from it (architecture,
 * decision 3). Adding a report means adding a document, not code.
 *
 * A cell is named `<table>.<row>.<column>`, e.g. `t3.new.natural`. In relations a pattern may stand for many cells:
 * `{name}` takes each member of the family in turn, `[name]` is the sum over all members of the set.
 */

const word = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
/** What a record is kept under. */
const id = word.refine((name) => !isForbiddenName(name), 'another name: every object of the language knows this one')
const factor = z.string().regex(/^\d{1,9}(?:\.\d{1,12})?$/, 'a decimal, e.g. 0.0001')

/** Chinese first, English complete. */
export const localizedText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export type LocalizedText = z.infer<typeof localizedText>
export type Language = keyof LocalizedText

/**
 * - `count`: an integer, 0 or more, of `unit` where the form says what is counted (件, 项).
 * - `change`: a signed integer, printed with + or -.
 * - `amount`: an exact decimal in `unit`, at most `scale` places; figures given in an `accepts` unit are multiplied by its
 *   exact decimal `factor` (元 → 万元: 0.0001).
 */
const cellKind = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), unit: localizedText.optional() }),
  z.strictObject({ kind: z.literal('change'), unit: localizedText.optional() }),
  z.strictObject({
    kind: z.literal('amount'),
    unit: localizedText,
    scale: z.int().min(0).max(12),
    accepts: z.array(z.strictObject({ unit: z.string(), factor })).default([]),
  }),
])
export type CellKind = z.infer<typeof cellKind>

/** How a cell of the merged report comes from the slices. */
export const mergeStrategy = z.enum(['sum', 'single-owner', 'max'])

/** Who fills a cell: every unit, or the one unit that has the role (e.g. the finance bureau for all fees). */
const owner = z.union([z.literal('each'), z.strictObject({ role: id })])

/** Said once for a table, a column or a row; the column counts before the row, the row before the table. */
const cellDefaults = {
  type: cellKind.optional(),
  strategy: mergeStrategy.optional(),
  owner: owner.optional(),
  /** Whether “not applicable” is an answer here: a body may lack the power that the cell counts. Elsewhere it is 0 or a number. */
  notApplicable: z.boolean().optional(),
}

const column = z.strictObject({
  id,
  /** As printed in the official form. */
  label: localizedText,
  /** The whole name of its cells where the row adds nothing: 行政复议 / 结果维持. Without it: row / column. */
  name: localizedText.optional(),
  /** Other spellings met on import; never shown. */
  aliases: z.array(z.string()).default([]),
  /** Headers above it, outermost first; adjacent columns with the same group share one header cell. */
  groups: z.array(localizedText).default([]),
  ...cellDefaults,
})

const row = z.strictObject({
  id,
  label: localizedText,
  /** The whole name, as a finding says it: 三、（四）1.本机关不掌握相关政府信息. Without it, the label. */
  name: localizedText.optional(),
  aliases: z.array(z.string()).default([]),
  /** Headings to its left, outermost first. */
  groups: z.array(localizedText).default([]),
  /** Bodies, by a regular expression over their Chinese name, that have no power for what is counted here, and why. */
  power: z.strictObject({ without: z.string(), advice: localizedText }).optional(),
  ...cellDefaults,
})

const block = z.strictObject({
  id,
  label: localizedText.optional(),
  aliases: z.array(z.string()).default([]),
  columns: z.array(column).min(1),
  rows: z.array(row).min(1),
})

const table = z.strictObject({
  id,
  /** A note printed in the head of the table (table 3 prints its own relation there). */
  note: localizedText.optional(),
  /** The heading above the row labels, e.g. 信息内容. */
  stub: localizedText.optional(),
  /** The heading above all columns, e.g. 申请人情况. */
  span: localizedText.optional(),
  blocks: z.array(block).min(1),
  ...cellDefaults,
})

const part = z.strictObject({
  id,
  number: localizedText,
  title: localizedText,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('table'), table: id }),
    z.strictObject({
      kind: z.literal('narrative'),
      owner,
      /** `single-owner`: the owner's text is the part; `concatenate`: each unit's text under its name. */
      strategy: z.enum(['single-owner', 'concatenate']),
      required: z.boolean(),
      maxLength: z.int().positive().optional(),
      guidance: localizedText,
    }),
  ]),
})

const severity = z.enum(['blocking', 'warning', 'info'])
export type Severity = z.infer<typeof severity>

/**
 * A term of a relation: an optional sign, an optional source, a cell pattern.
 * `t3.new.{column}` · `-t2.normative.repealed` · `previous:t3.carried-out.{column}` (last year's published report) ·
 * `units:t3.{row}.{column}` (sum of the units' own cells).
 */
const term = z.string().regex(/^-?(previous:|units:)?[a-z0-9{}[\]-]+(\.[a-z0-9{}[\]-]+){2}$/)

/** Figures that make a relation hold, or break it; cells not named are 0 (or as `previous`/`units` say). */
const example = z.strictObject({
  figures: z.record(z.string(), z.string()),
  previous: z.record(z.string(), z.string()).optional(),
  units: z.array(z.record(z.string(), z.string())).optional(),
})

const relation = z.strictObject({
  /** The id of the catalogue: T3.identity, T4.block, … */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.>=-]*$/),
  title: localizedText,
  /** The article or clause it rests on, or why we infer it. */
  source: localizedText,
  severity,
  /**
   * The family: variable → names of rows or columns, or the name of a set. One instance for each combination; a
   * combination whose cells the tables do not have at all (table 2 has other columns in each block) is left out.
   */
  each: z.record(z.string(), z.union([word, z.array(id)])).default({}),
  left: z.array(term).min(1),
  operator: z.enum(['=', '<=', '>=']),
  right: z.array(term).min(1),
  leftIs: localizedText,
  rightIs: localizedText,
  /** What a finding gives as its place: a pattern over the variables, e.g. `{column}` or `{row} / {column}`. */
  where: z.string(),
  /** The side that is computed by the system and cannot be typed. */
  derives: z.enum(['left', 'right']).optional(),
  advice: localizedText,
  /** What to do in a report that was typed and published: there a total is no work of the system. */
  adviceInPrint: localizedText.optional(),
  examples: z.strictObject({ holds: example, broken: example }),
})
export type Relation = z.infer<typeof relation>

/** A number quoted in narrative text, bound to cells, with the readings that are admissible. */
const quote = z.strictObject({
  id,
  title: localizedText,
  parts: z.array(id).min(1),
  /**
   * Regular expressions with one group, the number. Text is met without spaces and with half-width digits. `{n}` is a number, `{m}` an
   * amount with its unit, `{u}` a counter, and any `{name}` what `phrases` says.
   */
  patterns: z.array(z.string()).min(1),
  /** Sentences that say there was none: the number is 0. */
  none: z.array(z.string()).default([]),
  readings: z
    .array(
      z.strictObject({
        id,
        terms: z.array(term).min(1),
        label: localizedText,
        usual: z.boolean(),
        /** Words with which the sentence means something else: what was received is not what was concluded. */
        unless: z.string().optional(),
      }),
    )
    .min(1),
})

/** When an extra stage is asked: a cell of the draft compared with a fixed figure. */
const condition = z.strictObject({
  terms: z.array(term).min(1),
  operator: z.enum(['>', '>=', '=']),
  figure: z.string(),
})

const stage = z.strictObject({
  id,
  title: localizedText,
  /** How many of the stage's approvers must agree. */
  need: z.union([z.literal('all'), z.literal('any'), z.int().positive()]),
  attestation: localizedText,
  when: condition.optional(),
  /** A decision stands as long as these parts are unchanged; `all` means the whole draft. */
  scope: z.union([z.literal('all'), z.array(id)]).default('all'),
  /**
   * The cells that this stage confirms, where it is a second contributor (rules and normative documents: the justice bureau): its
   * decision stands as long as they are unchanged, and their provenance names it.
   */
  confirms: z.array(term).default([]),
  /** Asked only in a cycle whose route names somebody for it. */
  optional: z.boolean().default(false),
  /** Working days without an answer after which the substitute is asked as well. */
  substituteAfter: z.int().positive().optional(),
  /** Nothing is published without a real decision of it: it cannot be skipped, forced, or given to a person of the office. */
  indispensable: z.boolean().default(false),
})
export type StageDefinition = z.infer<typeof stage>

/** A date computed back from the legal date: so many working days before another milestone. */
const monthDay = z.string().regex(/^\d\d-\d\d$/)
const milestone = z.strictObject({
  id,
  title: localizedText,
  before: id,
  workingDays: z.int().min(0),
  /** A day of the legal date's year it must not pass: units report by 31 January whenever the whole is due (Article 49). */
  notAfter: monthDay.optional(),
})

/** A number that readers ask for, made of cells, so that reports of several forms can be put side by side: 行政诉讼 = two totals. */
const measure = z.strictObject({ id, title: localizedText, terms: z.array(term).min(1) })
export type Measure = z.infer<typeof measure>

/** Each unit's slice is also published as a report of its own (Article 49), with texts that speak of the unit alone. */
const unitReports = z.strictObject({
  /** `before`: the lead office clears a report before it is public; `after`: the unit's leader publishes, the office may call it back. */
  clearance: z.enum(['before', 'after']).default('before'),
  /** Which of the timetable's legal dates they are due by. */
  legal: id,
  /** The narrative parts each unit writes for it. */
  texts: z
    .array(
      z.strictObject({
        part: id,
        required: z.boolean(),
        maxLength: z.int().positive().optional(),
        guidance: localizedText,
      }),
    )
    .min(1),
})

export const reportDefinition = z.strictObject({
  $schema: z.string().optional(),
  id,
  version: z.int().positive(),
  title: localizedText,
  /** What the published page is called; {issuer} and {year} are replaced. */
  heading: localizedText,
  /** What mails call it in their subjects, with the year before it: 信息公开年报. Without it, its name without the issuer. */
  shortName: localizedText.optional(),
  basis: localizedText,
  /** The years whose reports are in this form, where it has a beginning or an end. */
  years: z.strictObject({ from: z.int().optional(), to: z.int().optional() }).optional(),
  parts: z.array(part).min(1),
  tables: z.array(table),
  /** Named sets of row or column ids, used in `[set]` and `each`. */
  sets: z.record(z.string(), z.array(id)).default({}),
  /** What members of a family are called where they are no row or column of their own: `review` → 行政复议. */
  names: z.record(z.string(), localizedText).default({}),
  relations: z.array(relation),
  /** Pieces of regular expressions that quotes share, by name. */
  phrases: z.record(z.string(), z.string()).default({}),
  quotes: z.array(quote).default([]),
  /** Which earlier definitions last year's figures may come from: cell here → cell there; `same` = every cell. */
  previous: z
    .array(z.strictObject({ definition: id, cells: z.union([z.literal('same'), z.record(z.string(), z.string())]) }))
    .default([]),
  /** Numbers shown together at the head of a report, compared with last year, and over years and bodies; the first four lead. */
  measures: z.array(measure).default([]),
  unitReports: unitReports.optional(),
  signOff: z.strictObject({
    /** The unit's own leader confirms a slice before it counts (谁公开、谁审查). */
    unitConfirmation: z.strictObject({ required: z.boolean(), attestation: localizedText }),
    stages: z.array(stage).min(1),
  }),
  timetable: z.strictObject({
    zone: z.string(),
    /** Legal dates by level of the issuer, month-day in the year after the period. */
    legal: z.record(z.string(), z.strictObject({ monthDay, title: localizedText })),
    /** Must contain `submissions`, and one for each stage id. `legal` is the legal date itself. */
    milestones: z.array(milestone),
  }),
})
export type ReportDefinition = z.infer<typeof reportDefinition>

export type ReportTable = z.infer<typeof table>
export type ReportPart = z.infer<typeof part>
export type Owner = z.infer<typeof owner>

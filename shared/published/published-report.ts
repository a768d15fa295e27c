import * as z from 'zod'
import { gapReasons } from '../draft/draft.ts'
import { localizedText } from '../report/report-definition.ts'

/**
 * What the public gets as `report.json`: the schema, its types, and the JSON Schema that is published beside it. Figures are exact
 * decimal strings; `null` is "not reported", `"n/a"` is "not applicable", `"0"` is zero. Instants are ISO 8601 UTC, dates
 * are civil dates in `timeliness.zone`. Digests are lower-case hex SHA-256 of canonical bytes (RFC 8785).
 */

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)
const figure = z.union([z.string().regex(/^(n\/a|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/), z.null()])
const person = z.strictObject({ name: z.string(), title: z.string().optional() })
/** By a command: nobody sat at the board, and no mailbox was verified. */
const byCommand = z.literal(true).optional()
/** `consentedBy`: the second person, of an act that takes two. */
const officeAct = z.strictObject({
  by: person,
  byCommand,
  consentedBy: person.optional(),
  reason: z.string(),
  at: instant,
})

const contributions = z.record(z.string(), figure)

/** A second contributor, by the id of the stage in which it confirmed the figure. */
const confirmed = { confirmed: z.string().optional() }
/** Where a figure comes from. Adding (or taking the largest, or the only one) of `from` gives the figure, exactly. */
const provenance = z.discriminatedUnion('strategy', [
  z.strictObject({ strategy: z.literal('sum'), from: contributions, ...confirmed }),
  z.strictObject({ strategy: z.literal('max'), from: contributions, ...confirmed }),
  z.strictObject({ strategy: z.literal('single-owner'), from: contributions, ...confirmed }),
  /**
   * Computed from other cells of this report by a relation; a leading `-` means subtracted. `from`: the same total of each unit,
   * where theirs add up to it.
   */
  z.strictObject({
    strategy: z.literal('computed'),
    relation: z.string(),
    of: z.array(z.string()),
    from: contributions.optional(),
    ...confirmed,
  }),
])

const cellLabel = z.strictObject({ id: z.string(), label: localizedText, groups: z.array(localizedText) })

const table = z.strictObject({
  id: z.string(),
  part: z.string().optional(),
  note: localizedText.optional(),
  blocks: z.array(
    z.strictObject({
      id: z.string(),
      label: localizedText.optional(),
      columns: z.array(cellLabel),
      rows: z.array(cellLabel.extend({ figures: z.array(figure) })),
    }),
  ),
})

/** How one unit filed. `filed` is the day of its first submission, `revision` the one that counts. */
const unit = z.strictObject({
  id: z.string(),
  name: localizedText,
  kind: z.enum(['office', 'department', 'township']),
  /** `own-line`: it files for its own report, and this report does not add its figures. */
  standing: z.enum(['on-time', 'late', ...gapReasons, 'own-line']),
  due: date,
  filed: date.optional(),
  daysLate: z.int().positive().optional(),
  nil: z.boolean(),
  revision: z.int().positive().optional(),
  submission: digest.optional(),
  /** Sent through a link that this person of the office had made. */
  linkIssuedBy: person.optional(),
  /** Links that these of the office had made were used in filling it in, whoever sent it. */
  typedThrough: z.array(person).optional(),
  /** Confirmed by its leader through a link that this person of the office had made. */
  confirmedThrough: person.optional(),
  /** Reopened or extended by the office. */
  reopened: z.array(officeAct.extend({ act: z.enum(['reopen', 'extend']), until: date })),
  /** Let off by the office; `left`: it belongs to the cycle no more. */
  exemption: officeAct.extend({ left: z.literal(true).optional() }).optional(),
  /** The office declared for the unit that there is nothing to report. */
  filedByOffice: officeAct.optional(),
  /** The unit came into a cycle that was under way. */
  joined: officeAct.optional(),
  /** The unit's own report that was public when this one was released; `current` when it is of the revision used here. */
  report: z
    .strictObject({ version: z.int().positive(), path: z.string(), manifest: digest, current: z.boolean() })
    .optional(),
})

const signature = z.strictObject({
  /** The approver whom the route names for this seat. */
  seat: person,
  /** The office gave the seat to somebody else. */
  reassigned: officeAct.extend({ to: person }).optional(),
  decision: z
    .strictObject({
      by: person,
      capacity: z.enum(['approver', 'reassigned', 'delegate', 'substitute']),
      /** The delegating approver's reason. */
      delegation: z.string().optional(),
      /** Delegated through a link that this person of the office had made. */
      delegatedThrough: person.optional(),
      /** The draft that was signed; an earlier draft's approval stands where the parts the stage answers for are unchanged. */
      draft: digest,
      scope: digest,
      /** In both languages, whichever the signatory read. */
      attestation: localizedText,
      at: instant,
      digest,
      /** Decided through a link that this person of the office had made. */
      linkIssuedBy: person.optional(),
    })
    .optional(),
  /** The office went on without this seat's decision. */
  forced: officeAct.optional(),
})

const stage = z.strictObject({
  stage: z.string(),
  title: localizedText,
  /** How many of the seats had to agree. */
  need: z.int().nonnegative(),
  /** The cells it was asked to confirm, where it is a second contributor. */
  confirms: z.array(z.string()).optional(),
  seats: z.array(signature),
  skipped: officeAct.optional(),
})

/** `units`: whose figures for the cell are others than before; empty for a total and for what nobody filed. */
const figureChange = z.strictObject({
  cell: z.string(),
  label: localizedText,
  from: figure,
  to: figure,
  units: z.array(z.string()),
})

export const publishedReport = z.strictObject({
  $schema: z.string(),
  document: z.literal('lianbao/report/1'),
  title: localizedText,
  cycle: z.string(),
  issuer: z.strictObject({ id: z.string(), name: localizedText, level: z.string() }),
  /** Set on a unit's own report, which is its slice: the unit's id in the cycle. The issuer is the unit then. */
  unit: z.string().optional(),
  /** Set on the report of a unit whose figures its own line counts: the issuer's report does not add them. */
  countedAbove: z.literal('own-line').optional(),
  /** Of a unit's own report, as of a unit of the whole: by whose links of the office it was sent, and typed in part. */
  linkIssuedBy: person.optional(),
  typedThrough: z.array(person).optional(),
  year: z.int(),
  version: z.int().positive(),
  publishedAt: instant,
  definition: z.strictObject({
    id: z.string(),
    version: z.int().positive(),
    digest,
    title: localizedText,
    basis: localizedText,
  }),
  draft: digest,
  /** How many drafts went through the stages before this one was signed. */
  rounds: z.int().positive(),
  note: localizedText.optional(),
  openedByCommand: byCommand,
  /** On what terms it may be used, as the site said on the day of publication. */
  licence: localizedText.extend({ url: z.string().optional() }).optional(),
  /** Present only when the report was made by a trial; says that nothing in it counts. */
  trial: localizedText.optional(),
  correction: z
    .strictObject({
      of: z.int().positive(),
      /** When the corrected version was published. */
      published: date,
      manifest: digest,
      reason: z.string(),
      /** When the corrected version was withdrawn, where it was. */
      withdrawn: date.optional(),
      figures: z.array(figureChange),
      texts: z.array(z.strictObject({ part: z.string(), removed: z.array(z.string()), added: z.array(z.string()) })),
    })
    .optional(),
  figures: z.record(z.string(), figure),
  /** The definition's measures, in its order; `previous` is last year's published figure, absent where it cannot be compared. */
  measures: z.array(z.strictObject({ id: z.string(), title: localizedText, figure, previous: figure.optional() })),
  /** The year `previous` is of. */
  previousYear: z.int().optional(),
  tables: z.array(table),
  texts: z.array(
    z.strictObject({
      part: z.string(),
      number: localizedText,
      title: localizedText,
      texts: z.array(z.strictObject({ unit: z.string(), text: z.string() })),
    }),
  ),
  provenance: z.record(z.string(), provenance),
  units: z.array(unit),
  gaps: z.array(z.strictObject({ unit: z.string(), name: localizedText, reason: z.enum(gapReasons) })),
  adjustments: z.array(
    z.strictObject({
      unit: z.string(),
      cell: z.string(),
      label: localizedText,
      from: figure,
      to: figure,
      reason: z.string(),
      by: person,
      byCommand,
    }),
  ),
  /** Warnings that stand, with the explanation given for them: by a unit, or (`unit` empty) by the office on the merged figures. */
  justified: z.array(
    z.strictObject({
      unit: z.string(),
      instance: z.string(),
      message: localizedText.optional(),
      explanation: z.string(),
    }),
  ),
  signatures: z.array(stage),
  timeliness: z.strictObject({
    zone: z.string(),
    legal: date,
    published: date,
    daysLate: z.int().positive().optional(),
  }),
})
export type PublishedReport = z.infer<typeof publishedReport>
export type PublishedPerson = z.infer<typeof person>

import * as z from 'zod'
import { reasonRows } from '../../shared/cycle/acts/clearance.ts'
import { officeActs } from '../../shared/cycle/acts/office-act.ts'
import { contactRows } from '../../shared/cycle/acts/unit-people.ts'
import { mostRows } from '../../shared/draft/sign-off.ts'
import { mailCodeButton } from '../../shared/pages/frame/code-field.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
import { doorRefusals } from '../../shared/words/refusals/door-refusals.ts'
import type { Takes } from './takes.ts'

/**
 * What machines send that is more than fields, a schema a call: the door reads by it, and docs/openapi.json is made from it. What a schema does
 * not know is refused, since a field that was silently left out is taken for done by whoever sent it.
 */

const text = z.string().max(10_000)

export const sliceJson = z.strictObject({
  nil: z.boolean().default(false).describe('The unit has nothing to report: figures and texts are left out.'),
  figures: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .default({})
    .describe(
      'By cell id, as GET /slice lists them. A figure is a decimal in a string; a number that a float holds exactly is taken too; null is blank. Totals may be left out: they are computed.',
    ),
  texts: z.record(z.string(), z.string()).default({}).describe('By the id of the part.'),
  justifications: z
    .record(z.string(), z.string())
    .default({})
    .describe('Why a warning stands, by the instance that the finding names.'),
  revision: z
    .int()
    .min(0)
    .optional()
    .describe('The revision it was made from: a newer one is then not overwritten, and the answer is 409.'),
  check: z.boolean().default(false).describe('Answers with the findings and keeps nothing.'),
})

export const decisionJson = z.strictObject({
  'form-token': text.optional().describe('Of a page’s session; a machine leaves it out.'),
  choice: text.optional().describe('`approve` or `return`.'),
  draft: text.optional().describe('The digest that GET /sign-off gave: a decision is bound to what was seen.'),
  code: text.optional().describe('Six digits: those of the mail, or those mailed for this decision.'),
  [mailCodeButton]: z.boolean().default(false).describe('Has six digits mailed to the approver and decides nothing.'),
  attestation: z.boolean().default(false).describe('That the sentence of the stage is agreed to. Needed to approve.'),
  comment: text.optional().describe('Published with the signature.'),
  reasons: z
    .array(
      z.strictObject({
        unit: text.optional().describe('The unit whose figures are to be changed.'),
        cell: text.optional().describe('The cell.'),
        part: text.optional().describe('The part of the narrative, instead of a unit.'),
        text: text.optional().describe('What is wrong, in words.'),
      }),
    )
    .max(mostRows)
    .default([])
    .describe('Needed to return: what, where and why.'),
})

/** The unit's people as they are to be: `contacts.1.name`, `contacts.1.address`, `contacts.1.title`, and so on; `leader.name` … */
const people = Object.fromEntries(
  [...Array.from({ length: contactRows }, (_, row) => `contacts.${row + 1}`), 'leader'].flatMap((who) =>
    ['name', 'address', 'title'].map((field) => [`${who}.${field}`, text.optional()] as const),
  ),
)

/** An act of the office: the fields of the board's forms. Which an act needs is said by what refuses it. */
export const actJson = z.strictObject({
  act: z.enum([...officeActs, 'fresh-link']).describe('What is to be done.'),
  reason: text
    .optional()
    .describe('Why. Needed by every act but `fresh-link`; the board says of which acts it is published.'),
  code: text
    .optional()
    .describe(
      'Of an act that needs a second person: the six digits. Sent without them, they are mailed to the holder of the link.',
    ),
  after: text.optional().describe('How many acts and proposals were seen: the same act sent twice with it is one act.'),
  unit: text
    .optional()
    .describe('reopen, extend, answer, adjust, nil, exempt, rename, leave, contacts, leader: the unit.'),
  until: text.optional().describe('reopen, extend, join: a civil date, 2021-01-29.'),
  ask: text.optional().describe('answer; extend, reopen: the number of the unit’s request that it answers.'),
  correction: text
    .optional()
    .describe('abandon: the number of the act `correct` that began the correction; another one is not given up by it.'),
  cell: text.optional().describe('adjust: the cell.'),
  from: text.optional().describe('adjust: the figure that was seen.'),
  to: text.optional().describe('adjust: the figure that is to stand.'),
  instance: text.optional().describe('justify: the warning, as the finding names it.'),
  previous: text.optional().describe('last-year: the digest of the figures as they were read and shown.'),
  before: text.optional().describe('last-year: the digest of those they take the place of; empty for none.'),
  units: text.optional().describe('remind: unit ids with commas between them, or `owing`.'),
  sure: text.optional().describe('remind, notice: `yes`.'),
  text: text.optional().describe('notice: the notice of working days; without `sure`, it is only said what was read.'),
  stage: text.optional().describe('skip, force, reassign: the stage.'),
  seat: text.optional().describe('force, reassign: the approver whose seat it is.'),
  person: text.optional().describe('officer: who goes; fresh-link: whose link; readdress: who was passed over.'),
  of: text.optional().describe('readdress: the number of the act that passed them over.'),
  name: text.optional().describe('reassign, officer: who takes the place.'),
  address: text.optional().describe('Their e-mail address; readdress: where the notice goes.'),
  title: text.optional().describe('Their post.'),
  purpose: text.optional().describe('fresh-link: `slice`, `confirmation` or `sign-off`; with `mail`, `board` too.'),
  subject: text.optional().describe('fresh-link: the unit or the stage.'),
  confirm: text.optional().describe('fresh-link: `yes`.'),
  mail: text.optional().describe('fresh-link: `yes`: the link goes to its holder’s registered mailbox alone.'),
  id: text.optional().describe('join: the code of the unit.'),
  kind: text.optional().describe('join: `department`, `township` or `office`.'),
  'name.zh': text.optional().describe('join, rename: the name of the unit.'),
  'name.en': text.optional().describe('join, rename: the same in English.'),
  ...people,
})

/** What is taken as fields, each of which may be left out: what is lacking is said by what refuses it. */
export const schemaOf = ({ fields }: Takes) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, { says }]) => {
        const field = (name === mailCodeButton ? z.boolean() : text).optional()
        return [name, says ? field.describe(says) : field]
      }),
    ),
  )

const rowNumbers = `[0-${reasonRows - 1}]`
/** What the office decides about units' own reports: the fields of the page's form. */
export const clearanceJson = z
  .record(
    z
      .string()
      .regex(new RegExp(`^(choice|unit|revision|digest|code|(reason|cell)-${rowNumbers}|clear:[^:]+)$`))
      .max(200),
    text,
  )
  .describe(
    '`choice` is `clear` or `return`. `code`: the six digits; sent without them, they are mailed to the holder of the link. To clear: `clear:<unit>` is `<revision>:<digest>` of what was seen, for as many units as are cleared. To return one: `unit`, `revision`, `digest`, and `reason-0` with `cell-0` to `reason-2`.',
  )

/** What the form's own script saves while a slice is typed: only what changed. */
export const workingCopyJson = z.strictObject({
  formToken: z.string().describe('From the page, which has it from its session.'),
  cycle: z.string(),
  unit: z.string(),
  revision: z.int().min(0).describe('The revision the page was made from.'),
  version: z.int().min(0).describe('The version of the copy the page knows.'),
  mark: z
    .string()
    .regex(/^[a-z0-9]{0,16}$/)
    .describe('The page’s own mark, by which it knows its own saves.'),
  changes: z.record(
    z.string(),
    z.strictObject({ from: z.string().max(80), to: z.string(), origin: z.enum(['zero', 'file']).optional() }),
  ),
})

/** What was sent, read by its schema; a Refusal with every place that is not as it must be. */
export function asSent<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  throw new Refusal(read.error.issues.flatMap(problemsOf))
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const at = issue.path.join('.').slice(0, 200)
  if (issue.code === 'unrecognized_keys') {
    const inside = at === '' ? '' : `${at}.`
    return issue.keys.map((key) => ({
      code: 'field-unknown',
      field: `${inside}${key}`.slice(0, 200),
      message: doorRefusals.fieldUnknown,
    }))
  }
  if (issue.code === 'invalid_key') return [{ code: 'field-unknown', field: at, message: doorRefusals.fieldUnknown }]
  return [{ code: 'field-malformed', ...(at && { field: at }), message: doorRefusals.fieldMalformed }]
}

import * as z from 'zod'
import type { Finding } from '../../shared/report/finding.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'

/** What answers to machines are made of, as schemas. Handed to `…Answers` by the document alone: no function has them in its bundle. */

export const text: z.ZodType<LocalizedText> = z.strictObject({ zh: z.string(), en: z.string() })
export const figure = z
  .string()
  .nullable()
  .describe('An exact decimal, `n/a` where it does not apply, null where it is blank.')
export const instant = z.string().describe('An instant, ISO 8601 in UTC.')
export const date = z.string().describe('A civil date, 2021-01-29.')
export const digest = z.string().describe('SHA-256, 64 hexadecimal digits.')
export const cells = z.record(z.string(), figure).describe('By cell id.')

const root = z.strictObject({ cell: z.string(), label: text, actual: figure, expected: figure })
const finding: z.ZodType<Finding> = z.strictObject({
  relation: z.string().describe('Id of the relation in the definition.'),
  instance: z.string().describe('Names this one in the report; a justification is given for it.'),
  severity: z.enum(['blocking', 'warning', 'info']),
  where: text,
  cells: z.array(z.string()),
  left: figure,
  right: figure,
  operator: z.enum(['=', '<=', '>=']),
  leftIs: text,
  rightIs: text,
  difference: figure,
  message: text.describe('What is wrong, in a sentence.'),
  advice: text.describe('What to do.'),
  root: root
    .extend({ mends: z.array(z.string()), alternatives: z.array(root) })
    .exactOptional()
    .describe('The one cell whose change mends this.'),
  reading: z.string().exactOptional(),
  figures: z.string().describe('The figures it rests on: a justification falls when one changes.'),
})
export const findings = z.array(finding)

export const definition = z.strictObject({ id: z.string(), version: z.int(), digest })

/** The draft as its digest is of. */
export const draft = z
  .looseObject({
    document: z.literal('lianbao/draft/1'),
    cycle: z.string(),
    definition,
    year: z.int(),
    figures: cells,
    texts: z.record(z.string(), z.array(z.strictObject({ by: z.string(), text: z.string() }))),
  })
  .describe('The newest slices merged: its canonical bytes (RFC 8785) have the digest.')

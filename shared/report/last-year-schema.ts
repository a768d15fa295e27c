import * as z from 'zod'

/** The document of last year's figures (last-year.ts), as a program may send it. */
export const lastYearSchema = z.strictObject({
  document: z.literal('lianbao/last-year/1'),
  year: z.int(),
  issuer: published().optional(),
  /** `name`: of one that this system published; it may be no part of the roster any more. */
  units: z.record(
    z.string(),
    published().extend({ name: z.strictObject({ zh: z.string(), en: z.string() }).optional() }),
  ),
  /** The files they were read from, with who brought them in; `unit` is empty for the issuer's. */
  sources: z
    .array(z.strictObject({ unit: z.string(), file: z.string(), digest: z.string(), by: z.string() }))
    .optional(),
})

function published() {
  return z.strictObject({ definition: z.string(), figures: z.record(z.string(), z.string().nullable()) })
}

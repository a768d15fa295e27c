import * as z from 'zod'

/**
 * Last year's published figures, as the cycle was opened with them: the issuer's, and those of its units where they are
 * known. Kept under `last-year/<digest>.json`; `opening.previous` names the digest. Cell ids are those of `definition`, the
 * definition they were published in.
 */
export const lastYearSchema = z.strictObject({
  document: z.literal('lianbao/last-year/1'),
  year: z.int(),
  issuer: published().optional(),
  units: z.record(z.string(), published()),
  /** The files they were read from, with who brought them in; `unit` is empty for the issuer's. */
  sources: z
    .array(z.strictObject({ unit: z.string(), file: z.string(), digest: z.string(), by: z.string() }))
    .optional(),
})

export type LastYear = z.output<typeof lastYearSchema>

function published() {
  return z.strictObject({ definition: z.string(), figures: z.record(z.string(), z.string().nullable()) })
}

export const lastYearFile = (digest: string): string => `last-year/${digest}.json`

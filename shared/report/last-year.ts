import type * as z from 'zod'
import type { lastYearSchema } from './last-year-schema.ts'

/**
 * Last year's published figures, as the cycle was opened with them: the issuer's, and those of its units where they are
 * known. Kept under `last-year/<digest>.json`; `opening.previous` names the digest. Cell ids are those of `definition`, the
 * definition they were published in.
 */
export type LastYear = z.output<typeof lastYearSchema>

export const lastYearFile = (digest: string): string => `last-year/${digest}.json`

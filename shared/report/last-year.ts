import type { Figure } from './figure.ts'

/**
 * Last year's published figures, as the cycle was opened with them: the issuer's, and those of its units where they are
 * known. Kept under `last-year/<digest>.json`; `opening.previous` names the digest. Cell ids are those of `definition`, the
 * definition they were published in.
 */
export type LastYear = {
  document: 'lianbao/last-year/1'
  year: number
  issuer?: { definition: string; figures: Record<string, Figure> }
  units: Record<string, { definition: string; figures: Record<string, Figure> }>
  /** The files they were read from, with who brought them in; `unit` is empty for the issuer's. */
  sources?: { unit: string; file: string; digest: string; by: string }[]
}

export const lastYearFile = (digest: string): string => `last-year/${digest}.json`

/**
 * A figure is an exact decimal in canonical form (`-12`, `0`, `24252.311082`: no plus sign, no leading or trailing zeros, no
 * exponent, never `-0`), or blank, or "not applicable". The three are different values with their own display, arithmetic
 * and rules; none of them is a binary float.
 */
export type Figure = string | null | typeof notApplicable
export const notApplicable = 'n/a'
/** Nothing was filled in. Never silently zero. */
export const blank = null

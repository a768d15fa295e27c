const minute = 60_000 // milliseconds
const waits = [1, 2, 5, 10, 20, 40].map((minutes) => minutes * minute)
/** Then every hour, until nobody would look for the mail any more. */
const hourly = 60 * minute
export const givenUpAfter = 5 * 24 * hourly // milliseconds

/** After this time the office is told that a mail has not left. */
export const delayedAfter = 15 * minute

/** How long to wait after so many failed attempts, in milliseconds: growing, so that a relay that is down is not hammered. */
export const waitAfter = (attempts: number): number => waits[attempts - 1] ?? hourly

/**
 * What an error of nodemailer means. `refused`: the server will not take this mail for this person, however often it is asked.
 * `later`: everything else, a wrong password among it, because it is mended on our side and the mail must then leave.
 */
export function meaningOf(error: unknown): { meaning: 'refused' | 'later'; problem: string } {
  const { responseCode, command, code } = (error ?? {}) as { responseCode?: number; command?: string; code?: string }
  const isFinal = responseCode !== undefined && responseCode >= 500 && responseCode < 600
  const isAboutTheMail = command === 'RCPT TO' || command === 'DATA'
  return {
    meaning: isFinal && isAboutTheMail ? 'refused' : 'later',
    // Never the server's sentence: it may quote the address.
    problem: [code ?? 'unknown', ...(responseCode ? [responseCode] : [])].join(' '),
  }
}

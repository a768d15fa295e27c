const minute = 60_000 // milliseconds
const waits = [1, 2, 5, 10, 20, 40].map((minutes) => minutes * minute)
/** Then every hour, until nobody would look for the mail any more; a server that is closed to us ends no mail. */
const hourly = 60 * minute
const givenUpAfter = 5 * 24 * hourly // milliseconds

/** Whether nobody tries any more, at the second instant, what is put off (`later`) since the first. */
export const isGivenUp = (since: string, now: string): boolean => Date.parse(now) - Date.parse(since) >= givenUpAfter

/** After this time the office is told that a mail has not left. */
export const delayedAfter = 15 * minute

/** So long a mail may not be known where its outcome is kept; that of a sample never is. */
export const unknownAfter = 24 * hourly // milliseconds

export const longestWait = hourly

/** How long to wait after so many failed attempts, in milliseconds: growing, so that a relay that is down is not hammered. */
export const waitAfter = (attempts: number): number => waits[attempts - 1] ?? hourly

/** No waiting makes an address another, or a mail smaller. */
const forGood = /^\d+[ -]5\.1\.(?:[1-6]|10)\b|(?<!same )\bsize\b|\blength\b|too (?:large|big|long)/i
/** Not of who it is for but of us: how much we sent, or who we are. Many say it at RCPT or DATA with a code that means for ever, and lift it in minutes. */
const ofUs =
  /frequen|same size|too (?:many|much|fast)|\brate\b|\blimit|throttl|quota|\bfull\b|exceeded|\bper (?:minute|hour|day)\b|sender|mail from|relay|authenti|client host|\bips?\b|\brbl\b|dnsbl/i
/** The like said of one person's mailbox, which may be emptied. */
const ofMailbox = /^\d+[ -][45]\.2\.[12]\b|\b(?:mailbox|inbox|storage)\b/i

/**
 * What an error of nodemailer means. `refused`: the server will not take this mail for this person, however often it is asked.
 * `later`: it may take this one later. `closed`: it takes nothing of ours at present, because it is not there, because of a wrong
 * password or of how much we sent; that is mended by us or by waiting, and the mail must then leave.
 */
export function meaningOf(error: unknown): { meaning: 'refused' | 'later' | 'closed'; problem: string } {
  const { responseCode, command = '', code, response } = (error ?? {}) as SmtpError
  return {
    meaning:
      responseCode === undefined || responseCode === 421 || !['RCPT TO', 'DATA'].includes(command)
        ? 'closed'
        : meaningOfAnswer(responseCode, response),
    // Never the server's sentence: it may quote the address.
    problem: [code ?? 'unknown', ...(responseCode ? [responseCode] : [])].join(' '),
  }
}
type SmtpError = { responseCode?: number; command?: string; code?: string; response?: string }

function meaningOfAnswer(responseCode: number, response = ''): 'refused' | 'later' | 'closed' {
  // Addresses, links and hosts have words in them that say nothing.
  const said = response
    .split(/[\s:;,<>()]+/)
    .filter((word) => !/[@/]|\.[a-z]/i.test(word))
    .join(' ')
  if (forGood.test(said)) return 'refused'
  if (ofUs.test(said)) return ofMailbox.test(said) ? 'later' : 'closed'
  return responseCode < 500 ? 'later' : 'refused'
}

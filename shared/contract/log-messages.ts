/**
 * Everything a function may log: a code to search for, a sentence to read. Facts beside it are ids, counts and codes, never a
 * token, anybody's mail address or what somebody wrote; behind a shield, where a request came from. A message with a metric is counted under its code; the alarms of
 * infra/cloud/alarms.ts rest on those counts.
 */
export const logMessages = {
  'request-failed': { level: 'error', says: 'A request broke for a reason of ours and was answered with 500.' },
  'request-came': { level: 'info', says: 'A request came through CloudFront, from the network address it names.' },
  'request-refused': { level: 'info', says: 'A request was refused because of what was asked.' },
  'state-failed': {
    level: 'error',
    says: 'A state of the workflow broke and will be tried again by its retry policy.',
  },
  'cycle-left-out': {
    level: 'error',
    says: 'The timer could not look after one cycle; it goes on with the others.',
    metric: true,
  },
  'workflow-started': { level: 'info', says: 'A run of the workflow was started.' },
  'workflow-stuck': { level: 'error', says: 'A cycle is unfinished and could not be brought forward.', metric: true },
  'wait-resumed': { level: 'info', says: 'A wait was over and the workflow was resumed.' },
  'wait-gone': { level: 'info', says: 'A wait was over and nobody waited there any more.' },
  'deadline-at-risk': {
    level: 'warn',
    says: 'A milestone is near or past and somebody still owes something.',
    metric: true,
  },
  'cycle-held': { level: 'warn', says: 'A cycle is held: without a person it will miss its legal date.', metric: true },
  'mail-sent': { level: 'info', says: 'A mail left.' },
  'mail-not-sent': {
    level: 'error',
    says: 'A mail could not be handed to the transport; it is tried again.',
    metric: true,
  },
  'mail-bounced': {
    level: 'warn',
    says: 'A mail came back or was complained about; the office is told.',
    metric: true,
  },
  'link-opened': { level: 'info', says: 'A signed link was opened: a session began.' },
  'link-refused': { level: 'info', says: 'A link that is unknown, spent or too old was not opened.' },
  'sample-mailed': { level: 'info', says: 'A sample of an invitation was mailed to whoever prepares a cycle.' },
  'link-renewed': {
    level: 'info',
    says: 'The link that counts was mailed to its registered holder, who asked for it.',
  },
  'link-ended-by-office': { level: 'warn', says: 'The office ended a link, and its holder was mailed another.' },
  'link-made-by-office': { level: 'warn', says: 'The office had a link of somebody else made, to read it out.' },
  'session-closed': { level: 'info', says: 'A session was closed by its button.' },
  'code-mailed': {
    level: 'info',
    says: 'Six digits for a decision were mailed to the holder of a link who asked for them.',
  },
  'code-wrong': {
    level: 'warn',
    says: 'Wrong six digits were typed for a decision; the holder of the link is told when it goes on.',
    metric: true,
  },
  'delivery-unknown': { level: 'warn', says: 'A delivery event names no mail we know.' },
  'store-damaged': {
    level: 'error',
    says: 'The database turned out to be damaged; the system stops. The next start names what is wrong.',
  },
  'checkpoint-failed': {
    level: 'warn',
    says: 'The write-ahead log could not be moved into the database, nothing is lost; it is tried again every hour.',
  },
  'log-not-written': {
    level: 'error',
    says: 'The log cannot be written; nothing more is said of it until it can, and what is logged meanwhile is lost.',
  },
  'mailbox-unread': {
    level: 'warn',
    says: 'The mailbox with mails that came back cannot be read; it is tried every five minutes, and nothing more is said until it can.',
  },
  'mailbox-read-again': { level: 'warn', says: 'The mailbox can be read again, from where it was left.' },
  'mail-unreadable': { level: 'warn', says: 'A mail in the mailbox could not be read as one; those behind it are.' },
  'report-published': { level: 'info', says: 'A report was published.' },
  'unit-report-published': { level: 'info', says: 'A unit’s own report was published.' },
  'unit-report-not-published': { level: 'error', says: 'A unit’s own report could not be published; tried again.' },
  'site-not-refreshed': {
    level: 'warn',
    says: 'The pages around the reports were not brought up to date; tried again.',
  },
} as const satisfies Record<string, LogMessage>

type LogMessage = { level: 'info' | 'warn' | 'error'; says: string; metric?: true }
export type LogCode = keyof typeof logMessages

export const logMessage = (code: LogCode): LogMessage => logMessages[code]

/** CloudWatch namespace of the counted messages. */
export const metricNamespace = 'Lianbao'

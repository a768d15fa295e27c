/**
 * So long a function goes on sending mails, milliseconds; then it ends by itself, and what is left is for its next turn. A round of
 * five thousand takes a quarter of an hour at five a second. The functions' own limits are a minute longer (infra/cloud/report-function.ts).
 * `publishing`: of a schedule's turn, so long reports are published; the pages around them, and the mails, come behind.
 */
export const longestTurn = { workflow: 4 * 60_000, schedule: 9 * 60_000, publishing: 5 * 60_000 } as const

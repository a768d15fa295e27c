/** A fact of a rehearsal, of which nobody outside is told (contract/told-events.ts). */
export type OfTest = { test?: true }

/** What is written into each fact of which others are told: what reads the table's stream knows no opening. */
export const ofTest = ({ test }: OfTest): OfTest => (test ? { test } : {})

/** What the world hears of as it happens: each event with the patterns over the new facts that are it, attributes as the table types them. */
export const toldEvents = {
  published: {
    summary: 'A version of the report, or of a unit’s own report, is public',
    facts: [{ kind: { S: ['publication', 'unit-publication'] } }],
    example: ['unit-publication', 'unit/mkt#unit-publication#mkt#0001'],
  },
  returned: {
    summary:
      'Something was sent back: a slice by its leader or the office, a draft by the check or an approver, a public unit report to be corrected',
    facts: [
      { kind: { S: ['recall'] } },
      { kind: { S: ['decision', 'confirmation', 'clearance'] }, choice: { S: ['return'] } },
      // Its reasons are seldom in the item: long lists lie in the file store.
      { kind: { S: ['check'] }, blocking: { N: [{ 'anything-but': ['0'] }] } },
    ],
    example: ['decision', 'spine#decision#0001#leader#1'],
  },
  'deadline-at-risk': {
    summary: 'Somebody was told that a date is at risk, is today or was missed, or that the cycle waits for a person',
    facts: [{ kind: { S: ['mail'] }, template: { S: [{ prefix: 'alarm-' }] } }],
    example: ['mail', 'mail#mail#alarm/at-risk/2021-02-20/qin'],
  },
} as const satisfies Record<
  string,
  { summary: string; facts: readonly EventPattern[]; example: readonly [detailType: string, fact: string] }
>

type EventPattern = { readonly kind: { readonly S: readonly string[] } } & Readonly<Record<string, unknown>>

/** The kinds of fact that an event may be of, which is its `detail-type`. */
export const kindsOf = ({ facts }: { facts: readonly EventPattern[] }): string[] => facts.flatMap(({ kind }) => kind.S)

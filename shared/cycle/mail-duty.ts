import { itemAt } from '../present.ts'

/**
 * What a mail is owed for: each is sent once. Its key stands in the mail's fact for good, and every list of mails (the board's
 * words, the repair loop) is a record over these, so that a mail nobody listed does not compile.
 */
const shapes = {
  invite: ['unit', 'person'],
  board: ['person'],
  /** The unit's leader is asked about a revision. */
  confirm: ['unit', 'revision', 'person'],
  receipt: ['unit', 'revision', 'person'],
  /** Sent back outside a round: by the unit's leader, or the office that clears its report. */
  returned: ['unit', 'by', 'revision', 'person'],
  /** The unit took back what its leader was asked about. */
  'taken-back': ['unit', 'revision', 'person'],
  /** Sent back by the check or an approver, with the whole round. */
  return: ['round', 'unit', 'person'],
  request: ['round', 'stage', 'seat', 'person'],
  copy: ['round', 'stage', 'person'],
  /** A signature does not count any more. */
  void: ['round', 'stage', 'seat'],
  /** The first word of a duty (its key) that no other mail tells of. */
  told: ['owed...'],
  remind: ['person', 'date'],
  escalate: ['unit', 'revision', 'person'],
  alarm: ['alarm', 'about', 'person'],
  digest: ['person', 'date'],
  act: ['act', 'person'],
  /** A unit asked something: everybody at the office hears. */
  asked: ['unit', 'n', 'person'],
  /** Who signed before a unit objected to a figure of the draft. */
  objected: ['unit', 'n', 'person'],
  /** The lead of a unit added a colleague. */
  colleague: ['unit', 'n', 'person'],
  /** A second person is asked about a proposal; who proposed it hears the answer; who signs no more hears so. */
  consent: ['proposal', 'person'],
  'consent-answer': ['proposal', 'person'],
  ousted: ['act', 'person'],
  /** A notice of working days moved a date of theirs. */
  moved: ['act', 'person'],
  /** The cycle was opened by mistake. */
  cancelled: ['person'],
  /** A version that was public was taken back. */
  withdrawn: ['act', 'person'],
  published: ['version', 'person'],
  /** A unit's own report is cleared, and waits for the instant (`from`) of all. */
  'unit-waits': ['unit', 'revision', 'from', 'person'],
  /** A unit's own report is out. */
  'unit-published': ['unit', 'version', 'person'],
  'fresh-link': ['purpose', 'subject...', 'person', 'generation', 'date'],
  /** Digits that were asked for: the link's short hash, what they decide, the how-many-eth. */
  code: ['link', 'about', 'n'],
  'wrong-codes': ['link', 'about', 'tries'],
} as const

type Shapes = typeof shapes
type Field<Name extends string> = Name extends `${infer Plain}...` ? Plain : Name
export type MailDutyKind = keyof Shapes
/** Every field but `of` as it stands in the key; those with three dots above may hold slashes. */
export type MailDuty = {
  [Kind in MailDutyKind]: { of: Kind } & Record<Field<Shapes[Kind][number]>, string | number>
}[MailDutyKind]

/** Who sends a mail again that a crash swallowed, where it is not the repair loop: whoever sends it whenever it is missing. */
const sentByItself = {
  board: 'by its state',
  published: 'by its state',
  'unit-waits': 'by the clock',
  'unit-published': 'by the clock',
  escalate: 'by the clock',
  alarm: 'by the clock',
  digest: 'by the clock',
  'fresh-link': 'by who asked',
  code: 'by who asked',
  // Told in the moment it happens; the tries themselves are facts.
  'wrong-codes': 'by who asked',
} satisfies Partial<Record<MailDutyKind, string>>
export type RepairedMail = Exclude<MailDutyKind, keyof typeof sentByItself>

/** The key of the mail's fact, e.g. `invite/<unit>/<person>`. */
export function mailKey(duty: MailDuty): string {
  const fields: Record<string, string | number> = duty
  return [duty.of, ...shapes[duty.of].map((name) => fields[plain(name)])].join('/')
}

/** What a mail of the cycle was owed for; undefined for a key that is none of ours. Numbers come back as they are written. */
export function readMailKey(key: string): MailDuty | undefined {
  const [of = '', ...parts] = key.split('/')
  if (!Object.hasOwn(shapes, of)) return undefined
  const names: readonly string[] = shapes[of as MailDutyKind]
  const wide = names.findIndex((name) => name.endsWith('...'))
  if (wide < 0 ? parts.length !== names.length : parts.length < names.length) return undefined
  const more = parts.length - names.length
  const fields = names.map((name, i): [string, string] => {
    if (wide < 0 || i < wide) return [plain(name), itemAt(parts, i)]
    return [plain(name), i === wide ? parts.slice(i, i + more + 1).join('/') : itemAt(parts, i + more)]
  })
  return { of, ...Object.fromEntries(fields) } as MailDuty
}

const plain = (name: string): string => name.replace('...', '')

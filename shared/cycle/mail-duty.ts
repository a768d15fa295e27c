import { itemAt } from '../present.ts'
import type { MailName } from '../words/mails/mail-names.ts'

/**
 * What a mail is owed for: each is sent once. Its `key` stands in the mail's fact for good; `mail`: what it is called, where whoever sends
 * it says nothing else; `again`: who sends it again that a crash swallowed, where it is not the repair loop.
 */
const shapes = {
  invite: { mail: 'invitation', key: ['unit', 'person'] },
  board: { mail: 'board-link', key: ['person'], again: 'by its state' },
  /** The unit's leader is asked about a revision. */
  confirm: { mail: 'confirmation-request', key: ['unit', 'revision', 'person'] },
  receipt: { mail: 'receipt', key: ['unit', 'revision', 'person'] },
  /** Sent back outside a round: by the unit's leader, or the office that clears its report. */
  returned: { mail: 'returned-slice', key: ['unit', 'by', 'revision', 'person'] },
  /** The unit took back what its leader was asked about. */
  'taken-back': { mail: 'taken-back', key: ['unit', 'revision', 'person'] },
  /** Sent back by the check or an approver, with the whole round. */
  return: { mail: 'returned-slice', key: ['round', 'unit', 'person'] },
  request: { mail: 'sign-off-request', key: ['round', 'stage', 'seat', 'person'] },
  copy: { mail: 'observer-copy', key: ['round', 'stage', 'person'] },
  /** A signature does not count any more. */
  void: { mail: 'decision-void', key: ['round', 'stage', 'seat'] },
  /** The first word of a duty (its key) that no other mail tells of. */
  told: { mail: 'owed', key: ['owed...'] },
  remind: { mail: 'reminder', key: ['person', 'date'] },
  escalate: { mail: 'escalation', key: ['unit', 'revision', 'person'], again: 'by the clock' },
  alarm: { mail: 'alarm-held', key: ['alarm', 'about', 'person'], again: 'by the clock' },
  digest: { mail: 'office-digest', key: ['person', 'date'], again: 'by the clock' },
  act: { mail: 'office-act', key: ['act', 'person'] },
  /** A unit asked something: everybody at the office hears. */
  asked: { mail: 'unit-asked', key: ['unit', 'n', 'person'] },
  /** Who signed before a unit objected to a figure of the draft. */
  objected: { mail: 'objected', key: ['unit', 'n', 'person'] },
  /** The lead of a unit added a colleague. */
  colleague: { mail: 'invitation', key: ['unit', 'n', 'person'] },
  /** A second person is asked about a proposal; who proposed it hears the answer; who signs no more hears so. */
  consent: { mail: 'consent-request', key: ['proposal', 'person'] },
  'consent-answer': { mail: 'consent-answer', key: ['proposal', 'person'] },
  ousted: { mail: 'ousted', key: ['act', 'person'] },
  /** A notice of working days moved a date of theirs. */
  moved: { mail: 'date-moved', key: ['act', 'person'] },
  /** The cycle was opened by mistake. */
  cancelled: { mail: 'cancelled', key: ['person'] },
  /** A version that was public was taken back. */
  withdrawn: { mail: 'withdrawn', key: ['act', 'person'] },
  published: { mail: 'published', key: ['version', 'person'], again: 'by its state' },
  /** A unit's own report is cleared, and waits for the instant (`from`) of all. */
  'unit-waits': { mail: 'report-waits', key: ['unit', 'revision', 'from', 'person'], again: 'by the clock' },
  /** A unit's own report is out. */
  'unit-published': { mail: 'published', key: ['unit', 'version', 'person'], again: 'by the clock' },
  'fresh-link': {
    mail: 'fresh-link',
    key: ['purpose', 'subject...', 'person', 'generation', 'date'],
    again: 'by who asked',
  },
  /** Digits that were asked for: the link's short hash, what they decide, the how-many-eth. */
  code: { mail: 'decision-code', key: ['link', 'about', 'n'], again: 'by who asked' },
  'wrong-codes': { mail: 'wrong-codes', key: ['link', 'about', 'tries'], again: 'by who asked' },
} as const satisfies Record<string, { mail: MailName; key: readonly string[]; again?: string }>

type Shapes = typeof shapes
type Field<Name extends string> = Name extends `${infer Plain}...` ? Plain : Name
export type MailDutyKind = keyof Shapes
/** Every field but `of` as it stands in the key; those with three dots above may hold slashes. */
export type MailDuty = {
  [Kind in MailDutyKind]: { of: Kind } & Record<Field<Shapes[Kind]['key'][number]>, string | number>
}[MailDutyKind]

/** Those that the repair loop sends again. */
export type RepairedMail = {
  [Kind in MailDutyKind]: Shapes[Kind] extends { again: string } ? never : Kind
}[MailDutyKind]

export const mailOfDuty = ({ of }: Pick<MailDuty, 'of'>): MailName => shapes[of].mail

/** The key of the mail's fact, e.g. `invite/<unit>/<person>`. */
export function mailKey(duty: MailDuty): string {
  const fields: Record<string, string | number> = duty
  return [duty.of, ...shapes[duty.of].key.map((name) => fields[plain(name)])].join('/')
}

/** What a mail of the cycle was owed for; undefined for a key that is none of ours. Numbers come back as they are written. */
export function readMailKey(key: string): MailDuty | undefined {
  const [of = '', ...parts] = key.split('/')
  if (!Object.hasOwn(shapes, of)) return undefined
  const names: readonly string[] = shapes[of as MailDutyKind].key
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

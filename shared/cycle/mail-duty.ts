import { itemAt } from '../present.ts'
import { type MailName, owedMails as shapes } from '../words/mails/mail-names.ts'

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

import * as z from 'zod'
import { siteTags } from './site-tags.ts'

/**
 * Every setting a deployed function may be given, by the name of its environment variable. A function gets a setting
 * together with the permission it belongs to (function-needs.ts) and reads it here, once, when it starts.
 */
const settings = {
  /** Which deployment this is; a dimension of its metrics. */
  STAGE: z.string().min(1),
  /** The one DynamoDB table. */
  TABLE: z.string().regex(/^[A-Za-z0-9_.-]{3,255}$/),
  /** Bodies of submissions, drafts and checks, under their digests. */
  FILES_BUCKET: z.string().min(3).max(63),
  /** What the public fetches. */
  PUBLIC_BUCKET: z.string().min(3).max(63),
  /** ARN of the reporting workflow. */
  STATE_MACHINE: z.string().regex(/^arn:aws[a-z-]*:states:/),
  /** ARN of the function that tells what follows from a fact (functions/schedule/tell-later.ts). */
  TELL_LATER: z.string().regex(/^arn:aws[a-z-]*:lambda:/),
  /** ARN or name of the secret with the ring of link secrets. */
  LINK_SECRETS: z.string().min(1),
  /** ARN or id of the KMS key that signs publications. */
  SIGNING_KEY: z.string().min(1),
  /** ARN or name of the secret with the SMTP host and account. */
  SMTP_SECRET: z.string().min(1),
  /** ARN or name of the secret with the account of the sender's mailbox. */
  IMAP_SECRET: z.string().min(1),
  /** SES configuration set, whose events come back as deliveries. */
  CONFIGURATION_SET: z.string().min(1),
  /** Mails a second and process, so that a round of invitations stays below the transport's limit. */
  MAILS_PER_SECOND: z.coerce.number().positive().max(100),
  /** What CloudFront says to show that a request came by it. */
  SHIELD: z.string().min(32),
  /** Where links point: scheme and host, no slash at the end. */
  BASE_URL: webOrigin(),
  /** Where the public reads reports. */
  PUBLIC_URL: webOrigin(),
  /** What the public site says of itself, as JSON; given only where anything was said. */
  SITE: z.string().transform(parsed).pipe(siteTags),
  SENDER_NAME: z.string().min(1),
  SENDER_ADDRESS: z.email(),
  SENDER_PHONE: z.string().min(1),
} as const

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function webOrigin() {
  return z.string().regex(/^https?:\/\/[^/?#]+$/, 'scheme and host without a slash at the end')
}

export type SettingName = keyof typeof settings
export type SettingsOf<Name extends SettingName> = { readonly [N in Name]: z.output<(typeof settings)[N]> }

/** Thrown when a function starts without what it needs. Names settings, never their values. */
export class SettingsProblem extends Error {
  readonly problems: readonly { setting: SettingName; problem: string }[]
  constructor(problems: { setting: SettingName; problem: string }[]) {
    super(problems.map(({ setting, problem }) => `${setting}: ${problem}`).join('; '))
    this.name = 'SettingsProblem'
    this.problems = problems
  }
}

/** The named settings out of `source`; throws a SettingsProblem with everything that is missing or malformed. */
export function readSettings<Name extends SettingName>(
  names: readonly Name[],
  source: Readonly<Record<string, string | undefined>>,
): SettingsOf<Name> {
  const read: Record<string, unknown> = {}
  const problems: { setting: SettingName; problem: string }[] = []
  for (const name of names) {
    const value = source[name]
    const parsed = settings[name].safeParse(value)
    if (value === undefined || value === '') problems.push({ setting: name, problem: 'missing' })
    else if (!parsed.success)
      problems.push({ setting: name, problem: parsed.error.issues.map((i) => i.message).join(', ') })
    else read[name] = parsed.data
  }
  if (problems.length > 0) throw new SettingsProblem(problems)
  return read as SettingsOf<Name>
}

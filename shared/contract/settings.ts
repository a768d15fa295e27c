import type { SiteTags } from './site-tags.ts'

/** What a setting is worth; undefined when it is malformed. */
type Reading<T> = (value: string) => T | undefined

const like =
  (form: RegExp): Reading<string> =>
  (value) =>
    form.test(value) ? value : undefined
const anything: Reading<string> = (value) => value
/** Scheme and host without a slash at the end. */
const webOrigin = like(/^https?:\/\/[^/?#]+$/)

/**
 * Every setting a deployed function may be given, by the name of its environment variable. A function gets a setting
 * together with the permission it belongs to (function-needs.ts) and reads it here, once, when it starts. Nothing but expressions: what
 * reads schemas is two thirds of a page that needs nothing else, and the deployment has looked at all of it (infra/cloud/deployment.ts).
 */
const settings = {
  /** Which deployment this is; a dimension of its metrics. */
  STAGE: anything,
  /** The one DynamoDB table. */
  TABLE: like(/^[A-Za-z0-9_.-]{3,255}$/),
  /** Bodies of submissions, drafts and checks, under their digests. */
  FILES_BUCKET: like(/^.{3,63}$/),
  PUBLIC_BUCKET: like(/^.{3,63}$/),
  /** ARN of the reporting workflow. */
  STATE_MACHINE: like(/^arn:aws[a-z-]*:states:/),
  /** ARN of the function that tells what follows from a fact (functions/schedule/tell-later.ts). */
  TELL_LATER: like(/^arn:aws[a-z-]*:lambda:/),
  /** ARN or name of the secret with the ring of link secrets. */
  LINK_SECRETS: anything,
  /** ARN or id of the KMS key that signs publications. */
  SIGNING_KEY: anything,
  /** ARN or name of the secret with the SMTP host and account. */
  SMTP_SECRET: anything,
  /** ARN or name of the secret with the account of the sender's mailbox. */
  IMAP_SECRET: anything,
  /** SES configuration set, whose events come back as deliveries. */
  CONFIGURATION_SET: anything,
  /** Mails a second and process, so that a round of invitations stays below the transport's limit. */
  MAILS_PER_SECOND: ((value) =>
    Number(value) > 0 && Number(value) <= 100 ? Number(value) : undefined) as Reading<number>,
  /** What CloudFront says to show that a request came by it. */
  SHIELD: like(/^.{32,}$/),
  /** Where links point: scheme and host, no slash at the end. */
  BASE_URL: webOrigin,
  /** Where the public reads reports. */
  PUBLIC_URL: webOrigin,
  /** What the public site says of itself, as JSON; given only where anything was said, as the deployment has read it. */
  SITE: siteOf as Reading<SiteTags>,
  SENDER_NAME: anything,
  SENDER_ADDRESS: like(/^[^\s@]+@[^\s@]+$/),
  SENDER_PHONE: anything,
} as const

function siteOf(json: string): SiteTags | undefined {
  try {
    const said: Partial<SiteTags> | null = JSON.parse(json)
    return said?.name && said.code && said.column?.name ? (said as SiteTags) : undefined
  } catch {
    return undefined
  }
}

export type SettingName = keyof typeof settings
export type SettingsOf<Name extends SettingName> = {
  readonly [N in Name]: NonNullable<ReturnType<(typeof settings)[N]>>
}

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
    const given = value ? settings[name](value) : undefined
    if (given === undefined) problems.push({ setting: name, problem: value ? 'malformed' : 'missing' })
    else read[name] = given
  }
  if (problems.length > 0) throw new SettingsProblem(problems)
  return read as SettingsOf<Name>
}

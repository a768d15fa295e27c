import type { FunctionName } from '../../shared/contract/function-names.ts'

/**
 * What each function may touch, written once. The permission, the setting and the import of the service all follow from its
 * needs (report-function.ts), so a bundle carries no client, and a role no right, that is not listed here.
 * test/infra/cloud/function-needs.test.ts holds the list against the functions' own signatures.
 */
export type Need =
  | 'store:read'
  | 'store'
  /** That a session was used or closed, and nothing else of the store. */
  | 'sessions'
  | 'files:read'
  | 'files'
  | 'published:read'
  | 'published'
  | 'mailer'
  | 'workflow'
  | 'link secrets'
  /** To put a new secret in front of the ring. */
  | 'link ring'
  | 'signing key'
  | 'scripts'

/** Who calls a function: a request through the front door, a state, a schedule, or an operator's command. */
export type FunctionKind = 'http' | 'workflow' | 'schedule' | 'operator'

const showing: readonly Need[] = ['store:read', 'sessions', 'files:read', 'link secrets']
const acting: readonly Need[] = ['store', 'files', 'workflow', 'link secrets']

export const functionNeeds: Readonly<Record<FunctionName, readonly Need[]>> = {
  // The page a link lands on is the same for everybody: no client at all.
  'show-link': [],
  'answer-unknown-route': [],
  'show-script': ['scripts'],
  'open-link': ['store', 'files:read', 'link secrets'],
  'renew-link': ['store', 'files:read', 'link secrets', 'mailer'],
  'close-session': ['sessions'],
  'show-slice': showing,
  'download-template': showing,
  'show-colleagues': showing,
  'change-colleagues': ['store', 'files:read', 'link secrets', 'mailer'],
  'show-asks': showing,
  'ask-office': ['store', 'files:read', 'link secrets', 'mailer'],
  'save-working-copy': ['store', 'files:read', 'link secrets'],
  'submit-slice': [...acting, 'mailer'],
  'show-receipt': showing,
  'take-back-slice': ['store', 'files:read', 'link secrets', 'mailer'],
  'show-confirmation': showing,
  'confirm-slice': [...acting, 'mailer'],
  'show-sign-off': showing,
  'decide-sign-off': [...acting, 'mailer'],
  'delegate-sign-off': ['store', 'files:read', 'link secrets', 'mailer'],
  'show-consent': showing,
  'give-consent': [...acting, 'mailer'],
  'show-board': showing,
  'record-office-act': [...acting, 'mailer'],
  'show-clearance': showing,
  'clear-unit-reports': [...acting, 'mailer'],
  'export-board': [...showing, 'published:read'],
  'show-draft': showing,
  'show-figures': showing,
  'show-cycles': showing,
  'mail-board-link': ['store', 'files:read', 'link secrets', 'mailer'],
  'show-test-report': showing,
  'show-opening': showing,
  'open-cycle': [...acting, 'mailer'],

  'invite-units': ['store', 'files:read', 'link secrets', 'mailer'],
  'await-submissions': ['store', 'files:read', 'workflow'],
  'merge-slices': ['store', 'files'],
  'check-draft': ['store', 'files'],
  'return-slices': ['store', 'files:read', 'link secrets', 'mailer'],
  'request-sign-off': ['store', 'files', 'link secrets', 'mailer', 'workflow'],
  'publish-report': ['store', 'files', 'published', 'signing key'],
  'announce-publication': ['store', 'files:read', 'mailer'],

  'keep-time': ['store', 'files', 'link secrets', 'mailer', 'workflow'],
  'publish-unit-reports': ['store', 'files', 'published', 'signing key', 'mailer'],
  'record-delivery': ['store'],

  'act-for-operator': [...acting, 'mailer'],
  'open-for-operator': acting,
  'repair-cycle': [...acting, 'mailer'],
  'rotate-ring': ['link ring'],
}

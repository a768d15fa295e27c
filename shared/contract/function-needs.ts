/**
 * What a function may touch, written once, beside its name. The permission, the setting and the import of the service all follow from its
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
  /** To read what came back to the sender. */
  | 'mailbox'
  /** To hand on what is told after the answer. */
  | 'later'
  | 'workflow'
  | 'link secrets'
  /** To put a new secret in front of the ring. */
  | 'link ring'
  | 'signing key'
  | 'scripts'
  /** The public pages that compute in the reader's browser, as this release has them. */
  | 'tools'
  /** To read a report out of a file of any kind. */
  | 'reader'

/** Who calls a function: a request through the front door, a state, a schedule, or an operator's command. */
export type FunctionKind = 'http' | 'workflow' | 'schedule' | 'operator'

export const showing: readonly Need[] = ['store:read', 'sessions', 'files:read', 'link secrets']
export const acting: readonly Need[] = ['store', 'files', 'workflow', 'link secrets']
/** What it decides is told by mail; the run does not hang on it. */
export const telling: readonly Need[] = ['store', 'files:read', 'link secrets', 'mailer']

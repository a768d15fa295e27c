import { createHash } from 'node:crypto'
import type { Callback } from '../../shared/cycle/facts.ts'
import type { Services } from '../services.ts'

/**
 * Keeps the token of a wait that was just entered, in the place of the one before. A copy of an earlier entry that comes late
 * (a state may be delivered twice) finds its token among those that were replaced, and leaves the newer one alone: whoever took
 * that away would leave the run waiting for a token nobody has.
 *
 * @returns the callback of the entry before this one, where there was one; `overtaken` for a late copy
 */
export async function keepCallback(
  entered: Omit<Callback, 'replaced'>,
  { store }: Pick<Services, 'store'>,
): Promise<Callback | 'overtaken' | undefined> {
  for (;;) {
    const before = await store.callback(entered.cycle, entered.wait)
    if (before?.token === entered.token) return undefined
    const replaced = before ? [...(before.replaced ?? []), nameOf(before.token)] : []
    if (replaced.includes(nameOf(entered.token))) return 'overtaken'
    if (await store.saveCallback({ ...entered, replaced }, before)) return before
  }
}

/** A token is a secret of up to 2 kB. */
const nameOf = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 16)

import type { Services, ToldLater } from '../services.ts'

/** The fact is on record and counts, whether or not its mails can be handed on now: the timer finds them owed. */
export const toldLater = (what: ToldLater, { later, log }: Pick<Services, 'later' | 'log'>): Promise<void> =>
  later.tell(what).catch(() => log('mail-not-sent', { ...what }))

import type { CodeFacts, LinkFact } from '../../shared/cycle/facts/link-facts.ts'
import type { SendingFact } from '../../shared/cycle/facts/mail-facts.ts'
import { codeMails, mostCodes, mostUnused } from '../../shared/cycle/links/codes.ts'
import type { Services } from '../services.ts'

/** The tries of mailing what was asked for on a link; few links have had so many that it matters which of them did not leave. */
export const codeTries = async (
  link: LinkFact,
  { asked }: CodeFacts,
  { store }: Pick<Services, 'store'>,
): Promise<SendingFact[]> =>
  asked.length < Math.min(mostCodes, mostUnused) ? [] : store.factsOf(link.cycle, 'sending', codeMails(link))

import type { LinkFact } from '../../shared/cycle/facts/link-facts.ts'
import { matterOf } from '../../shared/cycle/links/codes.ts'
import { isIssuerGone } from '../../shared/cycle/links/link-standing.ts'
import { decisionCode, type LinkIdentity, type LinkSecret, signLink } from '../../shared/cycle/links/signed-link.ts'
import type { Spine } from '../../shared/cycle/reporting-cycle.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { linkTexts } from '../../shared/words/link-texts.ts'
import type { Services } from '../services.ts'

export type LinkWanted = Pick<LinkFact, 'cycle' | 'purpose' | 'subject' | 'person'> & {
  /** Instant. A link that stands keeps its own. */
  expires: string
}

/** Who at the office has it made, to read it out to its holder, or ended the one before it. */
export type LinkByOffice = LinkWanted & ({ issuedBy: string } | { endedBy: string })

export type IssuedLink = {
  /** For the mail: the token is in the fragment, which no server on the way sees. */
  url: string
  token: string
  /** To be pasted where the fragment was lost. */
  code: string
  fact: LinkFact
}

/**
 * The person's link for the purpose: the one that stands, made again from its fact, or the first. Recorded before it is
 * told, so a mail never carries a link that is not known; asking again gives the same link. By the `state`, one that stands no
 * more because of who had it made gives way too.
 */
export const issueLink = (
  services: Pick<Services, 'clock' | 'store' | 'keys' | 'settings'>,
  wanted: LinkWanted,
  state?: Spine,
): Promise<IssuedLink> => linkOf(services, wanted, (link) => !state || !isIssuerGone(state, link))

/** Each link has tries of its own at six digits: as many links as one likes would be as many tries. */
const mostByOffice = 50

/** A new link; the ones before it end at this moment. One that the office reads out says so in its fact, and wherever it is used. */
export async function reissueLink(
  services: Pick<Services, 'clock' | 'store' | 'keys' | 'settings' | 'log'>,
  wanted: LinkWanted | LinkByOffice,
): Promise<IssuedLink> {
  const { cycle, purpose, person } = wanted
  if ('issuedBy' in wanted) services.log('link-made-by-office', { cycle, purpose, person, by: wanted.issuedBy })
  if ('endedBy' in wanted) services.log('link-ended-by-office', { cycle, purpose, person, by: wanted.endedBy })
  return linkOf(services, wanted, () => false)
}
/** The six digits a mail prints beside the link when something is to be decided; undefined where nothing is, or where only digits mailed on request count. */
export async function mailedCode(
  services: Pick<Services, 'keys'>,
  { state, definition }: { state: Spine; definition: ReportDefinition },
  link: LinkFact,
): Promise<string | undefined> {
  const matter = matterOf(state, definition, link)
  return matter && !matter.fresh ? decisionCode(await newestSecret(services), link, matter.about) : undefined
}

async function linkOf(
  services: Pick<Services, 'clock' | 'store' | 'keys' | 'settings'>,
  wanted: LinkWanted | LinkByOffice,
  maySuffice: (standing: LinkFact) => boolean,
): Promise<IssuedLink> {
  const now = services.clock.now()
  const secrets = await services.keys.linkSecrets()
  const { cycle, purpose, subject, person } = wanted
  // One person's links alone: whoever invites a thousand reads a thousand items, not a million.
  const made = await services.store.factsOf(cycle, 'link', `${purpose}#${subject}#${person}#`)
  const byOffice = made.filter(({ issuedBy, endedBy }) => issuedBy ?? endedBy)
  if (('issuedBy' in wanted || 'endedBy' in wanted) && byOffice.length >= mostByOffice)
    throw new Refusal({ code: 'too-many-requests', message: linkTexts.madeTooOften })
  const standing = made.sort((a, b) => a.generation - b.generation).at(-1)
  if (standing && standing.expires > now && maySuffice(standing)) {
    const again = remade(secrets, standing)
    if (again) return toldAs(services, again, standing)
  }
  // The secret that made the standing link may have left the ring: then the next generation takes its place.
  const secret = await newestSecret(services)
  const identity: LinkIdentity = { cycle, purpose, subject, person, generation: (standing?.generation ?? 0) + 1 }
  const { hash, codeHash } = signLink(secret, identity, wanted.expires)
  const { fact } = await services.store.record({
    kind: 'link',
    ...identity,
    kid: secret.id,
    hash,
    codeHash,
    ...('issuedBy' in wanted && { issuedBy: wanted.issuedBy }),
    ...('endedBy' in wanted && { endedBy: wanted.endedBy }),
    issued: now,
    expires: wanted.expires,
  })
  // Somebody else may have made this generation in the same moment; theirs counts, and is derived as ours is. By a secret that
  // is not known here yet, or no more, it cannot be told: then the next generation takes its place, as above.
  const signed = remade(secrets, fact)
  return signed ? toldAs(services, signed, fact) : linkOf(services, wanted, maySuffice)
}

function remade(secrets: readonly LinkSecret[], fact: LinkFact): { token: string; code: string } | undefined {
  const secret = secrets.find(({ id }) => id === fact.kid)
  return secret && signLink(secret, fact, fact.expires)
}

const toldAs = (
  { settings }: Pick<Services, 'settings'>,
  { token, code }: { token: string; code: string },
  fact: LinkFact,
): IssuedLink => ({ url: `${settings.baseUrl}/open#${token}`, token, code, fact })

export async function newestSecret({ keys }: Pick<Services, 'keys'>): Promise<LinkSecret> {
  const [newest] = await keys.linkSecrets()
  if (!newest) throw new Error('The ring of link secrets is empty')
  return newest
}

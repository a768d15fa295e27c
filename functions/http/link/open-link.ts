import { isAskedOut, isLocked, matterOf } from '../../../shared/cycle/links/codes.ts'
import { codeHash, readToken } from '../../../shared/cycle/links/signed-link.ts'
import { linkPage, spentLinkPage } from '../../../shared/pages/frame/link-page.ts'
import { linkProblem, linkTexts } from '../../../shared/words/link-texts.ts'
import { htmlResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { type JustOpened, openLinkByHash, openSession } from '../../door/sessions.ts'
import type { Takes } from '../../door/takes.ts'
import { codeTries } from '../../kept/code-tries.ts'
import type { Services } from '../../services.ts'

export const openLinkTakes: Takes = {
  fields: { code: { example: '2F4M-7XQH-9KDT-3RVW' } },
  onward: 'The page of the link.',
}

/**
 * POST /open: opens a link: a session for its token or paste code. The link is not used up. That it was opened is noted once, for the office to
 * see whom its mails have not reached; a program that presses buttons may do this, and nothing rests on it.
 */
export async function openLink(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'log'>,
): Promise<Response> {
  const { language } = request
  const { sender } = services.settings
  const given = givenLink(request)
  if (!given) {
    const problem = { code: 'field-missing', field: 'code', message: linkTexts.nothingGiven } as const
    return htmlResponse(request, 422, linkPage(language, sender, problem))
  }
  const found = await hashOfGiven(given, services)
  const opened = found && (await openLinkByHash(found.hash, services))
  request.about.test = opened?.state.opening.test
  if (!opened) {
    services.log('link-refused', { because: 'link-unknown' })
    return htmlResponse(request, 404, linkPage(language, sender, linkProblem('link-unknown')))
  }
  const { cycle, purpose, person } = opened.link
  const standing = found?.spent && opened.standing === 'valid' ? 'link-expired' : opened.standing
  if (standing !== 'valid') {
    services.log('link-refused', { cycle, purpose, person, because: standing })
    return htmlResponse(request, 410, spentLinkPage(language, sender, linkProblem(standing), given))
  }
  // Nothing more can be decided with it; what its page shows is shown no longer either, so that a fresh one is asked for.
  const spent = await spentByDigits(opened, services)
  if (spent) {
    services.log('link-refused', { cycle, purpose, person, because: 'code-locked' })
    const problem = { code: 'link-superseded', message: linkTexts[spent] } as const
    return htmlResponse(request, 410, spentLinkPage(language, sender, problem, given))
  }
  const { cookie, path } = await openSession(opened.link, services)
  const { subject } = opened.link
  await services.store.record({ kind: 'visit', cycle, purpose, subject, person, at: services.clock.now() })
  // The page that follows reads less by it, and is shown without it too.
  if (purpose === 'board') await services.store.keepBoard(cycle).catch(() => undefined)
  services.log('link-opened', { cycle, purpose, person })
  return seeOther(path, [cookie])
}

export type GivenLink = { token: string } | { code: string }

/** The code where somebody typed one, since then the link did not work for them. */
export function givenLink(request: Request): GivenLink | undefined {
  const { token, code } = request.form?.values ?? {}
  if (code?.trim()) return { code: code.trim() }
  return token?.trim() ? { token: token.trim() } : undefined
}

/** The digits were tried too often on this link, for what it would decide now, or asked for too often. */
export async function spentByDigits(
  { state, definition, link, codes }: JustOpened,
  services: Pick<Services, 'clock' | 'store'>,
): Promise<'codeLocked' | 'codeAskedOut' | undefined> {
  const known = await codes()
  if (isLocked(known, link, matterOf(state, definition, link)?.about ?? [])) return 'codeLocked'
  const tries = await codeTries(link, known, services)
  return isAskedOut(known, link, services.clock.now(), tries) ? 'codeAskedOut' : undefined
}

/**
 * The hash under which the store knows the link; undefined for what cannot be ours. `spent`: its token opens nothing, whatever
 * stands there. Who pastes the token or the whole link into the box is understood.
 */
export async function hashOfGiven(
  given: GivenLink,
  services: Pick<Services, 'clock' | 'keys'>,
): Promise<{ hash: string; spent: boolean } | undefined> {
  const pasted = 'code' in given ? given.code.slice(given.code.lastIndexOf('#') + 1) : given.token
  if ('code' in given && !pasted.startsWith('v1.')) {
    const hash = codeHash(pasted)
    return hash === undefined ? undefined : { hash, spent: false }
  }
  const reading = readToken(pasted, await services.keys.linkSecrets(), services.clock.now())
  return 'hash' in reading ? { hash: reading.hash, spent: 'problem' in reading } : undefined
}

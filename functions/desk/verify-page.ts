import { shownDate } from '../../shared/calendar/civil-date.ts'
import { present } from '../../shared/present.ts'
import './old-browsers-reading.ts'
import {
  fiveSentences,
  keysKnown,
  type Verification,
  type VersionGiven,
  verdictOfVersion,
  verifyVersion,
} from '../../shared/published/verification.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { unopenedNamed } from '../../shared/words/printed/unopened-file.ts'
import { faultText, sentencesOf, verifyTexts } from '../../shared/words/public/verify-texts.ts'
import { wordsIn } from '../../shared/words/words-in.ts'
import { element, onPage } from './element.ts'
import { bytesOf } from './given-file.ts'

/** The public page that verifies: what it reads is this site's or was given, and goes nowhere. */

const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
const t = wordsIn(verifyTexts, language)
const byId = (id: string): HTMLElement => onPage(document, `#${id}`)
/** The site's root: this page lies one folder below it. */
const root = new URL('../', document.baseURI)
const mostFaults = 50

async function fetched(address: URL): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(address.href, { cache: 'no-cache' })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)
const siteKey = async () => text(await fetched(new URL('publishing-key.pem', root)))

/** A version of this site by its address; what is said where it is none. */
async function ofSite(typed: string): Promise<VersionGiven | string> {
  try {
    const folder = new URL(
      typed
        .trim()
        .replace(/[^/]*\.(html|json)$/, '')
        .replace(/\/?$/, '/'),
      root,
    )
    if (!folder.href.startsWith(root.href)) return t.foreign
    const at = decodeURI(folder.href.slice(root.href.length).replace(/\/$/, ''))
    return { read: (path) => fetched(new URL(path, folder)), key: await siteKey(), keyOfSite: true, at }
  } catch {
    // No address at all.
    return t.foreign
  }
}

/** The files of a downloaded folder, by name; with the key its reader knows, and an audit, where they are among them. */
async function ofFiles(files: readonly File[]): Promise<VersionGiven | string> {
  const given = new Map<string, Uint8Array>()
  for (const file of files) {
    const bytes = await bytesOf(file)
    if (!bytes) return unopenedNamed(file.name)[language]
    given.set(file.name, bytes)
  }
  const named = (end: string) => Array.from(given.keys()).find((name) => name.endsWith(end))
  const [pem, audit] = [named('.pem'), named('-audit.jsonl')]
  const names = Array.from(given.keys()).filter((name) => name !== pem && name !== audit)
  // What is signed with this site's key is of this site, which says how the version stands now.
  const beside = besideOf(given.get('manifest.json'))
  return {
    read: async (path) => (path.startsWith('../') ? beside && fetched(new URL(path, beside)) : given.get(path)),
    names,
    key: keysKnown(await siteKey(), pem === undefined ? undefined : text(given.get(pem))),
    keyOfSite: true,
    ...(audit && { audit: given.get(audit) }),
  }
}

/** Where on this site the version lies whose manifest this is. */
function besideOf(manifest: Uint8Array | undefined): URL | undefined {
  try {
    const { cycle, unit, version } = JSON.parse(text(manifest) ?? '')
    const folder = new URL(`r/${cycle}/${unit === undefined ? '' : `units/${unit}/`}v${version}/`, root)
    return folder.href.startsWith(root.href) ? folder : undefined
  } catch {
    return undefined
  }
}

async function verify(asked: Promise<VersionGiven | string>): Promise<void> {
  byId('results').textContent = ''
  byId('status').textContent = t.working
  const given = await asked
  if (typeof given !== 'string') show(await verifyVersion(given))
  byId('status').textContent = typeof given === 'string' ? given : t.done
}

const signs = { holds: '✓', unknown: '？', broken: '✕' }

function show(verification: Verification): void {
  const verdict = verdictOfVersion(verification)
  const { version, says = {}, faults } = verification
  const kind = verdict === 'broken' ? 'broken' : verdict === 'all' || verdict === 'whole' ? 'clean' : 'incomplete'
  const list = (lines: readonly string[]) =>
    element('ul', {}, ...lines.map((line) => element('li', { textContent: line })))
  const title = says.title?.[language] ?? [version?.cycle, version?.unit].filter(Boolean).join(' · ')
  const day = says.published ?? version?.publishedAt.slice(0, 10) ?? ''
  const sentences = sentencesOf(verification, fiveSentences(verification))
  const box = element(
    'section',
    { className: `verdict ${kind}` },
    element('h2', { textContent: t.verdict[verdict] }),
    says.trial ? element('p', {}, element('strong', { textContent: says.trial[language] })) : '',
    version ? element('p', { textContent: t.version(title, version.version, shownDate(day, language)) }) : '',
    list(sentences.map(({ stands, says }) => `${signs[stands]} ${says[language]}`)),
    window.isSecureContext ? '' : element('p', { textContent: t.insecure }),
    verdict in t.todo ? element('p', { textContent: t.todo[verdict as keyof typeof t.todo] }) : '',
  )
  if (faults.length > 0) {
    const wrong = faults.slice(0, mostFaults).map((fault) => faultText(fault)[language])
    box.append(element('h3', { textContent: t.faults }), list(wrong))
  }
  byId('results').append(box)
}

const input = byId('at') as HTMLInputElement
byId('ask').addEventListener('submit', (event) => {
  event.preventDefault()
  void verify(ofSite(input.value))
})
const files = byId('files') as HTMLInputElement
const verifyChosen = () => void (files.files?.length && verify(ofFiles(Array.from(files.files))))
files.addEventListener('change', verifyChosen)
// On a slow line or an old computer files may be chosen before this script is there.
verifyChosen()
const drop = byId('drop')
for (const name of ['dragover', 'drop', 'dragleave']) {
  document.addEventListener(name, (event) => {
    event.preventDefault()
    drop.classList.toggle('over', name === 'dragover')
    if (name === 'drop')
      void verify(ofFiles(Array.from(present((event as DragEvent).dataTransfer, 'dataTransfer').files)))
  })
}

const asked = new URLSearchParams(location.search).get('at')
if (asked) {
  input.value = asked
  void verify(ofSite(asked))
}

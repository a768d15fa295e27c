import { readdirSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { firstOf } from '../../../shared/present.ts'
import { publishingKeyFile } from '../../../shared/published/manifest.ts'
import {
  fiveSentences,
  type Verification,
  type Verified,
  type VersionGiven,
  verdictOfVersion,
  verifyVersion,
} from '../../../shared/published/verification.ts'
import { faultText, sentencesOf, verifyTexts } from '../../../shared/words/public/verify-texts.ts'
import { onOneLine } from '../printable.ts'

/**
 * `lianbao verify FOLDER|manifest.json|https://…/v1/ [--key PUBLIC-KEY.pem|SHA256:…]`: checks a version of a report, and says the same
 * five sentences as the site's own page (shared/published/verification.ts has what is checked). Of a folder, without --key, the
 * signature is held against the key it names itself: that proves that nothing was changed since, and not who signed; whether it is the
 * newest version, a folder cannot say. Of an address the key is the site's.
 */
export const verifyFolder = (path: string, key?: string): Promise<Verification> => verifyVersion(folderAt(path, key))

function folderAt(path: string, key: string | undefined): VersionGiven {
  const folder = basename(path) === 'manifest.json' ? dirname(path) : path
  return { read: (name) => fileAt(join(folder, name)), names: namesIn(folder), key, isCopy: true }
}

/**
 * The command: prints what was found, answers the exit code (docs/security.md has them too).
 */
export async function verify(args: readonly string[], out: (line: string) => void): Promise<number> {
  const print = (line: string) => out(onOneLine(line))
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' } },
  })
  const given = values.key
  const key = given?.startsWith('SHA256:') ? given : given && (await textAt(given))
  if (given !== undefined && key === undefined) {
    print(`${given}: not readable`)
    return 2
  }
  const path = firstOf(positionals)
  const verification = await verifyVersion(/^https?:/.test(path) ? await addressAt(path, key) : folderAt(path, key))
  say(verification, print)
  const verdict = verdictOfVersion(verification)
  return exitCodes[verdict]
}

/** 2 is for who asked wrongly. */
const exitCodes: Readonly<Record<Verified, number>> = {
  all: 0,
  whole: 0,
  broken: 1,
  stranger: 3,
  older: 4,
  withdrawn: 5,
}

function say(verification: Verification, print: (line: string) => void): void {
  const { version, says = {}, faults } = verification
  if (version) {
    const { cycle, unit, draft, manifest } = version
    print(`${cycle}${unit ? ` ${unit}` : ''}, version ${version.version}, published ${version.publishedAt}`)
    print(`draft ${draft}`)
    print(`manifest ${manifest}`)
  }
  if (says.trial) print(`${says.trial.zh} / ${says.trial.en}`)
  const verdict = verdictOfVersion(verification)
  for (const language of ['zh', 'en'] as const) {
    print(verifyTexts.verdict[verdict][language])
    for (const { stands, says } of sentencesOf(verification, fiveSentences(verification)))
      print(`  ${{ holds: '✓', unknown: '?', broken: '✗' }[stands]} ${says[language]}`)
  }
  for (const fault of faults) print(`✗ ${faultText(fault).en}`)
  if (verdict === 'stranger') print(`${verifyTexts.known.zh} / ${verifyTexts.known.en}`)
}

/** What is no file is not read: a pipe that an archive brought along has no end. */
const fileAt = async (path: string): Promise<Buffer | undefined> =>
  (await stat(path).catch(() => undefined))?.isFile() ? readFile(path).catch(() => undefined) : undefined
const textAt = async (path: string): Promise<string | undefined> => (await fileAt(path))?.toString('utf8')

function namesIn(folder: string): string[] {
  try {
    return (
      readdirSync(folder, { recursive: true, withFileTypes: true })
        // A link too: who serves the folder would serve what it leads to.
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    )
  } catch {
    return [] // and manifest.json is missing too
  }
}

/** Milliseconds. */
const longestAnswer = 60_000
/** Bytes: some ten times what the largest report that was drawn takes. */
const largestFile = 64 << 20

async function readUpTo(most: number, body: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > most) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** A version on a public site: reports lie in its folder `r`, its key at its root. */
async function addressAt(address: string, key: string | undefined): Promise<VersionGiven> {
  const folder = new URL(address.replace(/[^/]*\.(html|json)$/, '').replace(/\/?$/, '/'))
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    try {
      const { ok, body } = await fetch(new URL(path, folder), { signal: AbortSignal.timeout(longestAnswer) })
      return ok && body ? await readUpTo(largestFile, body) : undefined
    } catch {
      return undefined
    }
  }
  const root = folder.href.replace(/\/r\/.*$/, '/')
  const bytes = key === undefined ? await read(root + publishingKeyFile) : undefined
  const at = /\/(r\/.*)\/$/.exec(decodeURI(folder.pathname))?.[1]
  return { read, key: key ?? (bytes && new TextDecoder().decode(bytes)), keyOfSite: key === undefined, at }
}

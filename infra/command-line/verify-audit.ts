import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * Verifies an exported audit. On purpose it shares no code with what wrote it, and needs nothing but Node: an auditor can read
 * these lines, keep them, and run them elsewhere, with a Node that reads TypeScript (22.18 or newer).
 *
 *     node verify-audit.ts AUDIT [OLDER-AUDIT | manifest.json | MAIL.txt]…
 *
 * An audit that was rewritten as a whole is sound in itself; what was kept elsewhere finds it: an older export of the same
 * cycle, the signed manifest of a published version (`lianbao verify` says whether that one is what was signed), the text of
 * the mail in which a publication was announced. Exit 0: sound; 1: not; 2: not an audit, or nothing it can be held against.
 */
export function verifyAudit(file: string, ...kept: string[]): { sound: boolean; lines: string[] } {
  const problems: string[] = []
  const notes: string[] = []
  const hashes: string[] = []
  const [first, ...rest] = file.split(/\r?\n/).filter((line) => line !== '')
  const head = read(first)
  if (head?.audit !== 'lianbao/audit/1') return { sound: false, lines: ['This is not an audit file.'] }

  if (canonical({ audit: head.audit, cycle: head.cycle, entries: head.entries, head: head.head }) !== first)
    problems.push('The head is not written as an export writes it.')
  let previous = '0'.repeat(64)
  for (const [index, line] of rest.entries()) {
    const entry = read(line)
    const number = index + 1
    if (!entry) {
      problems.push(`Line ${number + 1} is not an entry.`)
      continue
    }
    // A name given twice is read once: what a reader sees in the line must be what its hash was made of.
    if (canonical(entry) !== line) problems.push(`Entry ${number} is not written as an export writes it.`)
    const { hash, ...content } = entry
    if (entry.sequence !== number) problems.push(`Entry ${number} says it is number ${entry.sequence}.`)
    if (entry.previous !== previous) problems.push(`Entry ${number} does not follow the entry before it.`)
    if (sha256(canonical(content)) !== hash) problems.push(`Entry ${number} is not what its hash was made of.`)
    const cycle = (entry.fact as { cycle?: unknown } | undefined)?.cycle
    if (cycle !== head.cycle) problems.push(`Entry ${number} belongs to another cycle.`)
    previous = String(hash)
    hashes.push(previous)
  }
  if (rest.length !== head.entries) problems.push(`There are ${rest.length} entries; the head says ${head.entries}.`)
  if (previous !== head.head) problems.push('The last entry is not the one the head names.')
  const against = kept.map((text) => heldAgainst(text)).filter((one) => one !== undefined)
  if (against.length < kept.length)
    return { sound: false, lines: ['This is not an audit, a manifest or a mail with its digest.'] }
  for (const one of against) {
    if (one.is === 'older') {
      const [said, why] = verifyAudit(one.text).lines
      if (why !== undefined) problems.push(`The older file is not sound itself: ${said} ${why}`)
      const { missing, putIn } = factsBeside(file, one.text)
      for (const number of missing) problems.push(`Entry ${number} of the older file is not in this one.`)
      if (putIn.length > 0) notes.push(`Put in before the end of the older file: ${putIn.join(', ')}. ${lateOrForged}`)
    } else if (one.cycle !== undefined && one.cycle !== head.cycle) problems.push(`${one.what} is of another cycle.`)
    else if (hashes[one.entries - 1] !== one.head)
      problems.push(
        `${one.what} says that entry ${one.entries} is ${one.head}; here it is ${hashes[one.entries - 1] ?? 'missing'}.`,
      )
  }

  const held = against.length === 0 ? '' : `, agrees with ${against.length} kept elsewhere`
  const summary = `${head.cycle}: ${rest.length} entries, head ${head.head}`
  return {
    sound: problems.length === 0,
    lines: [problems.length === 0 ? `Sound. ${summary}${held}` : `NOT SOUND. ${summary}`, ...problems, ...notes].map(
      onOneLine,
    ),
  }
}

type Kept =
  | { is: 'older'; text: string }
  /** Entry number `entries` had the hash `head` when it was published. */
  | { is: 'mark'; what: string; cycle?: unknown; entries: number; head: string }

function heldAgainst(text: string): Kept | undefined {
  if (read(text.split('\n')[0])?.audit === 'lianbao/audit/1') return { is: 'older', text }
  const manifest = read(text)
  if (manifest) {
    const audit = manifest.audit as { entries?: unknown; head?: unknown } | undefined
    if (typeof audit?.entries !== 'number' || typeof audit.head !== 'string') return undefined
    const what = `The manifest of version ${manifest.version}`
    return { is: 'mark', what, cycle: manifest.cycle, entries: audit.entries, head: audit.head }
  }
  const [, entries, head] =
    /(\d{1,15}) ?(?:条|entries)[^0-9a-f]*?(?:末条校验码|last digest)\s+([0-9a-f]{64})/.exec(text) ?? []
  return entries && head ? { is: 'mark', what: 'The mail', entries: Number(entries), head } : undefined
}

const lateOrForged =
  'What arrives late is put in among what was stamped at that time, a few entries from the end; ask about others.'

/** Facts of the older file that this one has not, and those that it has before the older one's last: by their numbers in each. */
function factsBeside(newer: string, older: string): { missing: unknown[]; putIn: unknown[] } {
  const factsOf = (file: string) =>
    file
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const entry = read(line)
        return entry ? [{ number: entry.sequence, fact: canonical(entry.fact) }] : []
      })
  const [now, then] = [factsOf(newer), factsOf(older)]
  const [inNewer, inOlder] = [now, then].map((facts) => new Set(facts.map(({ fact }) => fact)))
  const end = now.findLastIndex(({ fact }) => inOlder?.has(fact))
  return {
    missing: then.filter(({ fact }) => !inNewer?.has(fact)).map(({ number }) => number),
    putIn: now
      .slice(0, Math.max(end, 0))
      .filter(({ fact }) => !inOlder?.has(fact))
      .map(({ number }) => number),
  }
}

function read(line: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** JSON with sorted keys and no spaces. Facts hold strings, whole numbers, booleans and null only. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value as Record<string, unknown>)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}

/** What the file says of itself cannot clear the screen, nor begin a line: such characters are written by their number. */
const onOneLine = (line: string): string =>
  line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${(hidden.codePointAt(0) ?? 0).toString(16)}}`)

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, ...keptPaths] = process.argv.slice(2)
  if (path === undefined) {
    console.error('usage: node verify-audit.ts AUDIT [OLDER-AUDIT | manifest.json | MAIL.txt]…')
    process.exit(2)
  }
  const { sound, lines } = verifyAudit(
    readFileSync(path, 'utf8'),
    ...keptPaths.map((kept) => readFileSync(kept, 'utf8')),
  )
  for (const line of lines) console.log(line)
  process.exitCode = sound ? 0 : lines[0]?.startsWith('This is not') ? 2 : 1
}

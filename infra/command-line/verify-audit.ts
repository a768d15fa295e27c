import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * Verifies an exported audit. On purpose it shares no code with what wrote it, and needs nothing but Node: an auditor can read
 * these lines, keep them, and run them elsewhere.
 *
 *     node verify-audit.ts AUDIT [OLDER-AUDIT]
 *
 * With an older export of the same cycle it also says whether everything that was in it is still there. Exit 0: sound; 1: not;
 * 2: not an audit at all.
 */
export function verifyAudit(file: string, older?: string): { sound: boolean; lines: string[] } {
  const problems: string[] = []
  const [first, ...rest] = file.split('\n').filter((line) => line !== '')
  const head = read(first)
  if (head?.audit !== 'lianbao/audit/1') return { sound: false, lines: ['This is not an audit file.'] }

  let previous = '0'.repeat(64)
  for (const [index, line] of rest.entries()) {
    const entry = read(line)
    const number = index + 1
    if (!entry) {
      problems.push(`Line ${number + 1} is not an entry.`)
      continue
    }
    const { hash, ...content } = entry
    if (entry.sequence !== number) problems.push(`Entry ${number} says it is number ${entry.sequence}.`)
    if (entry.previous !== previous) problems.push(`Entry ${number} does not follow the entry before it.`)
    if (sha256(canonical(content)) !== hash) problems.push(`Entry ${number} is not what its hash was made of.`)
    const cycle = (entry.fact as { cycle?: unknown } | undefined)?.cycle
    if (cycle !== head.cycle) problems.push(`Entry ${number} belongs to another cycle.`)
    previous = String(hash)
  }
  if (rest.length !== head.entries) problems.push(`There are ${rest.length} entries; the head says ${head.entries}.`)
  if (previous !== head.head) problems.push('The last entry is not the one the head names.')
  if (older !== undefined) problems.push(...missingFrom(file, older))

  const summary = `${head.cycle}: ${rest.length} entries, head ${head.head}`
  return {
    sound: problems.length === 0,
    lines: problems.length === 0 ? [`Sound. ${summary}`] : [`NOT SOUND. ${summary}`, ...problems],
  }
}

/** Facts of the older file that the newer one has not. */
function missingFrom(newer: string, older: string): string[] {
  const factsOf = (file: string) =>
    file
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const entry = read(line)
        return entry ? [{ number: entry.sequence, fact: canonical(entry.fact) }] : []
      })
  const known = new Set(factsOf(newer).map(({ fact }) => fact))
  return factsOf(older)
    .filter(({ fact }) => !known.has(fact))
    .map(({ number }) => `Entry ${number} of the older file is not in this one.`)
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

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, olderPath] = process.argv.slice(2)
  if (path === undefined) {
    console.error('usage: node verify-audit.ts AUDIT [OLDER-AUDIT]')
    process.exit(2)
  }
  const older = olderPath === undefined ? undefined : readFileSync(olderPath, 'utf8')
  const { sound, lines } = verifyAudit(readFileSync(path, 'utf8'), older)
  for (const line of lines) console.log(line)
  process.exitCode = sound ? 0 : lines[0]?.startsWith('This is not') ? 2 : 1
}

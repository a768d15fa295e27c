import { jsonRefusals } from '../words/findings/json-refusals.ts'
import type { Problem } from './errors.ts'
import { isForbiddenName } from './forbidden-name.ts'
import { withoutPiles } from './plain-text.ts'

/** Deeper nesting than anything of ours has; keeps what walks the value afterwards from running out of stack. */
const deepest = 32

/**
 * JSON from outside, without what JSON.parse lets pass silently: a name given twice (the last one would win), names that
 * reach into prototypes, and numbers that a binary float cannot hold exactly.
 */
export function parseStrictJson(text: string): { value: unknown } | { problems: Problem[] } {
  let value: unknown
  const inexact: string[] = []
  const broken: string[] = []
  try {
    value = JSON.parse(text, (name, read: unknown, context?: { source?: string }) => {
      // Half a character: no file, mail or digest can hold it.
      if (typeof read === 'string' && !read.isWellFormed()) broken.push(name)
      if (typeof read === 'number' && !isExact(context?.source ?? '')) inexact.push(name)
      return typeof read === 'string' ? withoutPiles(read) : read
    })
  } catch {
    return { problems: [malformed] }
  }
  const { repeated, forbidden, depth } = namesIn(text)
  if (depth > deepest) return { problems: [malformed] }
  const problems = [
    ...broken.map((field): Problem => ({ code: 'field-malformed', field, message: jsonRefusals.broken })),
    ...repeated.map((field): Problem => ({ code: 'field-malformed', field, message: jsonRefusals.repeated })),
    ...forbidden.map((field): Problem => ({ code: 'field-unknown', field, message: jsonRefusals.forbidden })),
    ...inexact.map((field): Problem => ({ code: 'field-malformed', field, message: jsonRefusals.inexact })),
  ]
  return problems.length > 0 ? { problems } : { value }
}

/** The digits as written and as a float prints them are the same number. */
function isExact(source: string): boolean {
  if (source.length > longestNumber) return false
  const digits = (number: string): string =>
    number
      .toLowerCase()
      .replace(/e.*$/, '')
      .replace(/[-.]/g, '')
      .replace(/^0+|0+$/g, '')
  const value = Number(source)
  return Number.isFinite(value) && digits(source) === digits(String(value))
}

/** A float has seventeen digits and an exponent. */
const longestNumber = 60

/** Reads only the names; the text is known to be JSON. */
function namesIn(text: string): { repeated: string[]; forbidden: string[]; depth: number } {
  const repeated: string[] = []
  const forbidden: string[] = []
  const open: (Set<string> | undefined)[] = []
  let depth = 0
  let nameNext = false
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined)
      depth = Math.max(depth, open.length)
      nameNext = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
      nameNext = false
    } else if (token === ',') {
      nameNext = open.at(-1) !== undefined
    } else if (token === ':') {
      nameNext = false
    } else if (nameNext) {
      const name = JSON.parse(token) as string
      if (open.at(-1)?.has(name)) repeated.push(name)
      if (isForbiddenName(name)) forbidden.push(name)
      if (!name.isWellFormed()) forbidden.push(name.toWellFormed())
      open.at(-1)?.add(name)
    }
  }
  return { repeated, forbidden, depth }
}

const malformed: Problem = { code: 'body-malformed', message: jsonRefusals.malformed }

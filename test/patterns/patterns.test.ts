import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { describe, expect, it, test } from 'vitest'
import { expandPattern } from '../../shared/report/cells.ts'
import { shippedDefinitions } from '../../shared/report/definitions/shipped.ts'
import { superLinear } from './super-linear.ts'

/**
 * No pattern of ours that meets a stranger's text costs more than in step with its length. What is built of pieces as the program runs
 * is not seen here, but for the definitions' own.
 */
describe('what the judge says', () => {
  it.each([
    ['a number anywhere, with something behind it', /\d+x/, 'from every place'],
    ['two runs of the same letters', /^\d+\d+x/, 'by'],
    ['a run in a run', /^(?:a+)+x/, 'exponential'],
    ['words that others are made of', /^(?:共|共计|计)*\d/u, 'exponential'],
    ['words that are made of others in two ways', /^(?:案|案件|件数|数)*\d/u, 'exponential'],
    ['blanks at the end', /\s+$/, 'from every place'],
    ['a tag that never ends', /<body[^>]*>/, 'from every place'],
    ['a run that holds what stands before it', /su\w+script/, 'from every place'],
    ['a look ahead to the end from everywhere', /\n(?=(?:[^"]*"[^"]*")*[^"]*$)/, 'from every place'],
    ['a run behind a run with something optional between', /^a*b?a*c/, 'by'],
    ['a name that may go on for a thousand letters', /\d{1,1000}x/, 'from every place'],
    ['what looks back without an end', /(?<=a\d*)b/, 'looks back'],
  ])('sees %s', (_, { source, flags }, said) => {
    expect(superLinear(source, flags)).toContain(said)
  })

  it.each([
    ['a run to the end', /\d+/],
    ['what must stand at the start', /^\d+x/],
    ['where one run ends is another begins', /^\d+[a-z]+\d+x/],
    ['a quoted text', /"[^"]*"/],
    ['a text between brackets, which has none in it', /\([^()]*\)/g],
    ['so many at most', /\d{1,9}x/],
    ['words of which none begins another', /^(?:共|计)*\d/u],
    ['a search from one place', /\s+x/y],
  ])('lets pass %s', (_, { source, flags }) => {
    expect(superLinear(source, flags)).toBeUndefined()
  })
})

/** What the judge refuses, and why it does no harm: how long the text can be, or who wrote it. */
const harmless: readonly [why: string, ...patterns: string[]][] = [
  [
    'read in what we wrote ourselves, where < of others is &lt;',
    String.raw`([\w-]+):(\d+):(\d+)`,
    '<body[^>]*>',
    String.raw`<body[^>]*>|^(?![\s\S]*<body)`,
    String.raw`@[^{]*\{([^{}]*\{[^{}]*\})*[^{}]*\}`,
    String.raw`([^{}]+)\{[^{}]*\}`,
    String.raw`(\d+) ([0-9a-f]{64}) (\S+)`,
  ],
  [
    'an address that somebody typed for themselves',
    String.raw`[^/]*\.(html|json)$`,
    String.raw`\/r\/.*$`,
    String.raw`\/(r\/.*)\/$`,
  ],
  [
    'a format of 255 characters',
    String.raw`"[^"]*"|[\\!_*].|\[[^\]]*\]`,
    ';(?=(?:[^"]*"[^"]*")*[^"]*$)',
    String.raw`"([^"]*)"|[\\!](.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(General|G\/通用格式|[0#][0#,]*(?:\.[0#]*)?|\.[0#]+)|.`,
  ],
  [
    'a label, value or line of 400 characters',
    '[:;,。、]+$',
    String.raw`(?<=\S)[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793]+\s*$`,
    String.raw`\s*\n\s*`,
    String.raw`(?:\s+共?[\d.,/_-]+[件项笔个元万*\u2460-\u24ff]*)+$`,
  ],
  ['what stands before the @ of an address: 64 characters', '^-+|-+$'],
  ['begins once a line', String.raw`^(?=.*---)(?=.*\|)[-:|\t ]+\r?$`],
  [
    'a dash alone is not followed by a digit, and nothing has to follow',
    String.raw`^[\s:]*((?:共?[+-]?\d[\d.,]*(?:万元|元|件|笔|个|项)?(?:\[\d{1,2}\]|\(注?\d{0,2}\)|[*※\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff])?|[/_—＿-]|无|[增减]加?少?\d+)(?:\s+|(?=[^\d.,\s])))*`,
  ],
  ['so many decimals as a figure has', '0+$'],
  ['digits alone, which it always matches from the first on', '(.*[1-9])?0*$'],
  ['a number begins once, and ends at the next', String.raw`(?<!\d)\d+[^\d]*$`],
  ['a number of 60 characters', 'e.*$', '^0+|0+$'],
  ['JSON that was parsed before, where every quote ends', String.raw`"(?:[^"\\]|\\.)*"|[{}[\],:]`],
  ['an officer’s reason of 500 characters', String.raw`[。.；;，,\s]+$`],
]
const known = harmless.flatMap(([, ...patterns]) => patterns)

/** What is run by nobody but us, on our own texts. */
const ours = ['infra/openapi/', 'infra/local/counted/', 'infra/local/demo/', 'infra/kept-program/', 'infra/usage']

const files = ['shared', 'functions', 'infra'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/')),
)

type Pattern = { file: string; source: string; flags: string }
function patternsIn(file: string): Pattern[] {
  const found: Pattern[] = []
  JSON.stringify(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' }), (_, node) => {
    if (node?.type === 'RegExpLiteral') found.push({ file, source: node.pattern, flags: node.flags })
    return node
  })
  return found
}

describe('every pattern in the code', () => {
  const literals = files.filter((file) => !ours.some((place) => file.startsWith(place))).flatMap(patternsIn)
  const refused = literals.flatMap((pattern) => {
    const why = superLinear(pattern.source, pattern.flags)
    return why === undefined ? [] : [{ ...pattern, why }]
  })

  it('costs no more than in step with a text, or says why it may', () => {
    expect(literals.length).toBeGreaterThan(400)
    expect(refused.filter(({ source }) => !known.includes(source))).toEqual([])
  })

  it('and every reason is still needed', () => {
    expect(known.filter((pattern) => !refused.some(({ source }) => source === pattern))).toEqual([])
  })
})

/** Each sentence once, whichever definitions look for it. */
const sentences = new Set(
  shippedDefinitions().flatMap(({ quotes, phrases }) =>
    quotes
      .flatMap(({ patterns, none, readings }) => [
        ...patterns,
        ...none,
        ...readings.flatMap(({ unless }) => unless ?? []),
      ])
      .map((pattern) => expandPattern(pattern, phrases)),
  ),
)

// A second or two of a core, and half a minute of a loaded machine.
test('every sentence that a shipped definition looks for costs no more than in step with a text', {
  timeout: 120_000,
}, () => {
  expect(sentences.size).toBeGreaterThan(50)
  expect([...sentences].flatMap((pattern) => superLinear(pattern, 'gu') ?? [])).toEqual([])
})

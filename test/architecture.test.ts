import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from '@swc/core'
import { describe, expect, it } from 'vitest'
import { exportName } from '../shared/contract/function-names.ts'
import { routes } from '../shared/contract/routes.ts'
import { stateFile, stateFunctions } from '../shared/contract/workflow-states.ts'
import { mutants } from './simulation/mutant-list.ts'

/** What no tool refuses by itself; who may import whom is held by .dependency-cruiser.mjs, what is unused by knip. */
const files = ['shared', 'functions', 'infra'].flatMap(sourcesIn)
const isIn = (file: string, ...folders: string[]) => folders.some((folder) => file.startsWith(`${folder}/`))

describe('names', () => {
  const named = [
    ...routes.map((route) => route.file),
    ...stateFunctions.map(stateFile),
    ...files.filter((file) =>
      isIn(file, 'functions/http', 'functions/workflow', 'functions/schedule', 'functions/operator'),
    ),
  ]
  it('every route and every state has its file', () => {
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })

  it.each([...new Set(named)])('%s exports its own name', (file) => {
    const name = exportName(posix.basename(file, '.ts'))
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`export (async )?(function|const) ${name}\\b`))
  })

  it('every route says what it is for, what it takes where it acts, what it answers a machine that asks, or infra/openapi/calls.ts says all of it', () => {
    const calls = readFileSync('infra/openapi/calls.ts', 'utf8')
    const silent = routes.filter(({ method, file, function: name }) => {
      const source = existsSync(file) ? readFileSync(file, 'utf8') : ''
      const says = new RegExp(`\\* ${method} /[^\\s:]*: `).test(source)
      const own = (what: 'Takes' | 'Answers') => source.includes(`export const ${exportName(name)}${what}`)
      const shape = method === 'POST' ? own('Takes') : own('Answers') || !source.includes('jsonResponse(')
      return !(says && shape) && !calls.includes(`'${name}': {`)
    })
    expect(silent).toEqual([])
  })

  it('no route, state or path is there twice', () => {
    const doors = routes.map((route) => `${route.method} ${route.path}`)
    expect(doors).toEqual([...new Set(doors)])
    expect(stateFunctions).toEqual([...new Set(stateFunctions)])
  })

  it('no name is exported twice: one search finds a thing', () => {
    const exported = files.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /^export (?:async )?(?:abstract )?(?:function\*?|const|let|class|type|interface|enum) (\w+)/gm,
        ),
      ].map(([, name]) => ({ name, file })),
    )
    expect(exported.length).toBeGreaterThan(300)
    const byName = Map.groupBy(exported, ({ name }) => name)
    expect([...byName.values()].filter((places) => places.length > 1)).toEqual([])
  })

  it('no file is a barrel or a drawer', () => {
    expect(files.filter((file) => /(^|\/)(index|utils?|helpers?|common|misc)(\.ts$|\/)/.test(file))).toEqual([])
  })
})

describe('sentences have one shape: { zh, en }, or a function that gives one, in groups', () => {
  it.each([
    [
      'a list for each language: what is changed in one is forgotten in the other',
      ['shared', 'functions', 'infra'],
      /\b(zh|en): (\{|\([^)]*\) =>)/,
    ],
    [
      'a name in braces, which no compiler checks',
      ['shared/words', 'shared/pages', 'shared/mail'],
      /(zh|en): '[^'\n]*\{\w+\}/,
    ],
    ['a sentence in the composing: an editor is sent to shared/words', ['shared/pages', 'shared/mail'], /\bzh: [`'"]/],
    [
      'a sentence chosen where it is used: an editor does not find it',
      [
        'shared/report',
        'shared/cycle',
        'shared/draft',
        'shared/published',
        'shared/printed',
        'shared/pages',
        'shared/mail',
        'functions',
        'infra',
      ],
      /=== '(zh|en)'\s*\?(?! '(zh|en)')/,
    ],
  ])('nowhere is %s', (_, folders, pattern) => {
    expect(files.filter((file) => isIn(file, ...folders) && pattern.test(withoutComments(file)))).toEqual([])
  })
})

/** Chinese that no editor writes, by file or folder: whatever else is read by a person lies in shared/words. */
const chinese = {
  'shared/cycle/opening/roster.ts': 'headings and names that offices write into their rosters, to be known again',
  'shared/cycle/opening/opening-form.ts': 'the same headings, written',
  'shared/cycle/acts/notice.ts': 'words that the State Council writes into its notices of holidays',
  'shared/report/quotes.ts': 'words that reports are written in',
  'shared/report/cells.ts': 'counting words that reports are written in',
  'shared/report/figure.ts': 'how a figure is written, read and shown',
  'shared/report/report-name.ts': 'how a year is written',
  'shared/calendar/civil-date.ts': 'how a date is written',
  'shared/contract/site-tags.ts':
    'tags whose names and values the standard gives; a synth reads it, so it imports nothing',
  'shared/report/bytes/xlsx.ts': 'names of fonts',
  'shared/pages/report/docx.ts': 'names of fonts',
  'shared/printed/labels.ts': 'labels as reports print them, to be known again',
  'shared/printed/text-rows.ts': 'the same labels in running text',
  'shared/printed/printed-table-ref.ts': 'names of tables as reports refer to them',
  'shared/printed/printed-values.ts': 'units as reports print them',
  'shared/printed/document-report.ts': 'how a year is written in words',
  'shared/printed/printed-document.ts': 'a mark in place of a picture',
  'shared/printed/traditional.ts': 'characters of either script',
  'shared/printed/files/json.ts': 'keys and headings of transcriptions',
  'shared/printed/files/read-file.ts': 'a character that every report has, to know its encoding by',
  'infra/openapi/': 'examples of what is sent',
  'infra/local/demo/': 'what invented people write',
}

describe('shared/words has every sentence', () => {
  const isExcepted = (file: string) => Object.keys(chinese).some((place) => file.startsWith(place))
  const others = files.filter((file) => !file.startsWith('shared/words/') && chineseIn(file).length > 0)

  it('so no other file has Chinese but those with a reason', () => {
    expect(others.filter((file) => !isExcepted(file)).map((file) => [file, ...chineseIn(file)])).toEqual([])
  })

  // One place calls it 政务公开办, another 县政府办公室; a report that is loaded as data has quite another.
  it('no sentence gives the office a name of its own', () => {
    const definitions = readdirSync('shared/report/definitions').map((name) => `shared/report/definitions/${name}`)
    const said = [...files.filter((file) => isIn(file, 'shared/words')), ...definitions]
    expect(said.filter((file) => /政务公开办/.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it('and every reason is still needed', () => {
    expect(Object.keys(chinese).filter((place) => !others.some((file) => file.startsWith(place)))).toEqual([])
  })
})

// A line that has moved would stop `node test/simulation/mutants.ts` in its middle.
it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  'the line of the mutant “%s” is there, once',
  (_, one) => {
    expect(readFileSync(one.file, 'utf8').split(one.from)).toHaveLength(2)
    if (one.held) expect(existsSync(one.held)).toBe(true)
  },
)

describe('docs/security.md', () => {
  it('names tests that there are', () => {
    const prose = readFileSync('docs/security.md', 'utf8').replace(/`[^`]*`/g, '')
    const named = [...prose.matchAll(/\b(?:shared|functions|infra|journeys)\/[a-z/-]+[a-z]/g)].map(([name]) => name)
    expect(named.length).toBeGreaterThan(60)
    expect(named.filter((name) => !existsSync(`test/${name}.test.ts`) && !existsSync(`test/${name}`))).toEqual([])
  })
})

describe('what is absent', () => {
  const product = files.filter(
    (file) => isIn(file, 'shared') || (isIn(file, 'functions') && !isIn(file, 'functions/aws')),
  )

  it.each([
    ['a clock of its own', /\bDate\.now\(|new Date\(\)|performance\.now\(/],
    ['chance', /Math\.random\(/],
    ['the environment', /\bprocess\.env\b/],
    ['a console', /\bconsole\./],
  ])('shared and functions have not: %s', (_, pattern) => {
    expect(product.filter((file) => pattern.test(withoutComments(file)))).toEqual([])
  })

  // Two Lambdas' clocks differ, and a put may arrive late: what is stale, closed, held or newest follows from names and counts.
  // What is left sorts for the eye: the newest mail of a person on the board, the deliveries that a transport reported.
  it('nothing is decided by comparing the times of two facts', () => {
    const compares = /\bat\b\)?\s*[<>]=?\s*[\w.!?()[\]]*\.at\b(?!\()|byTime|compareText\(\w+\.at\b/g
    const found = product.flatMap((file) =>
      [...withoutComments(file).matchAll(compares)].map(([text]) => `${file}: ${text}`),
    )
    expect(found).toEqual(['shared/cycle/board/board.ts: at < b.at', 'shared/cycle/fold.ts: compareText(a.at'])
  })

  it('no file knows that it is being tested', () => {
    expect(files.filter((file) => /NODE_ENV|VITEST|import\.meta\.vitest/.test(withoutComments(file)))).toEqual([])
  })
})

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort()
}

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
}

/** The strings of a file with Chinese in them; neither its comments nor its regular expressions, and not the product's name. */
function chineseIn(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  if (!/\p{Script=Han}/u.test(source)) return []
  const found: string[] = []
  JSON.stringify(parseSync(source, { syntax: 'typescript' }), (key, value) => {
    if ((key === 'raw' || key === 'value') && typeof value === 'string') found.push(value)
    return value
  })
  return [...new Set(found)].filter((text) => /\p{Script=Han}/u.test(text.replaceAll('联报', '')))
}

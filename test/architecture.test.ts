import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportName } from '../shared/contract/function-names.ts'
import { routes } from '../shared/contract/routes.ts'
import { stateFile, stateFunctions } from '../shared/contract/workflow-states.ts'

/**
 * The arrows of docs/architecture: shared imports nothing of ours; functions import shared; infra imports what both sides
 * agree on from shared and names functions by path; only infra/local and the command line run functions; only functions/aws
 * knows the SDK. A new package in shared is a decision: it is added here, with its reason in the commit.
 */
const packagesOfShared = ['zod', 'hono/html', 'csv-parse/sync', 'csv-parse']
const builtinsOfShared = ['node:crypto']

const files = ['shared', 'functions', 'infra'].flatMap(sourcesIn)
const isIn = (file: string, ...folders: string[]) => folders.some((folder) => file.startsWith(`${folder}/`))
const isOurs = (target: string) => isIn(target, 'shared', 'functions', 'infra', 'test') || /\.(ts|json)$/.test(target)
const runsFunctions = (file: string) => isIn(file, 'infra/local', 'infra/command-line')
const isSdk = (target: string) => /^(@aws-sdk|@smithy)\//.test(target)

const arrows: Record<string, (file: string, target: string) => boolean> = {
  'shared imports only shared, and few packages': (file, target) =>
    isIn(file, 'shared') &&
    !(isOurs(target) ? isIn(target, 'shared') : [...packagesOfShared, ...builtinsOfShared].includes(target)),
  'functions import shared and functions': (file, target) =>
    isIn(file, 'functions') && isOurs(target) && !isIn(target, 'shared', 'functions'),
  'what runs in a browser imports shared only': (file, target) =>
    isIn(file, 'functions/desk') && !isIn(target, 'shared', 'functions/desk'),
  'nothing but a page’s script element knows functions/desk': (file, target) =>
    !isIn(file, 'functions/desk') && isIn(target, 'functions/desk'),
  'only functions/aws imports the SDK or the real services': (file, target) =>
    isIn(file, 'functions') && !isIn(file, 'functions/aws') && (isSdk(target) || isIn(target, 'functions/aws')),
  'functions know nothing of CDK': (file, target) =>
    isIn(file, 'functions') && /^(aws-cdk-lib|constructs)/.test(target),
  'infra names functions by path': (file, target) =>
    isIn(file, 'infra') && !runsFunctions(file) && isIn(target, 'functions', 'infra/local', 'infra/command-line'),
  'nothing that is deployed imports a test or a test library': (_, target) =>
    isIn(target, 'test') || /^(vitest|fast-check|playwright-core|axe-core)/.test(target),
}

describe('arrows', () => {
  const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })))

  it.each(Object.entries(arrows))('%s', (_, isWrong) => {
    expect(imports.filter(({ file, target }) => isWrong(file, target))).toEqual([])
  })

  it.each(['shared/report/integrity/check.ts', 'shared/report/cells.ts', 'shared/report/canonical.ts'])(
    'what a browser checks with, %s, reaches nothing of node',
    (file) => {
      const reached = [file]
      for (const from of reached)
        reached.push(
          ...imports.filter((one) => one.file === from && !reached.includes(one.target)).map((o) => o.target),
        )
      expect(reached.length).toBeGreaterThan(file.endsWith('canonical.ts') ? 0 : 3)
      expect(reached.filter((target) => target.startsWith('node:'))).toEqual([])
    },
  )

  it('are found by this test: it reads every import there is', () => {
    expect(files.length).toBeGreaterThan(30)
    expect(imports).toContainEqual({ file: 'functions/aws/report-store.ts', target: 'shared/contract/report-table.ts' })
    expect(imports).toContainEqual({ file: 'functions/door/handler.ts', target: '@middy/core' })
  })
})

describe('names', () => {
  const named = [
    ...routes.map((route) => route.file),
    ...stateFunctions.map(stateFile),
    ...files.filter((file) => isIn(file, 'functions/http', 'functions/workflow', 'functions/schedule')),
  ]
  it.each([...new Set(named)].filter((file) => files.includes(file)))('%s exports its own name', (file) => {
    const name = exportName(posix.basename(file, '.ts'))
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`export (async )?(function|const) ${name}\\b`))
  })

  it('no route, state or path is there twice', () => {
    const doors = routes.map((route) => `${route.method} ${route.path}`)
    expect(doors).toEqual([...new Set(doors)])
    expect(stateFunctions).toEqual([...new Set(stateFunctions)])
  })

  it('no file is a barrel or a drawer', () => {
    expect(files.filter((file) => /(^|\/)(index|utils?|helpers?|common|misc)(\.ts$|\/)/.test(file))).toEqual([])
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

/** Targets as paths from the project's root, packages as they are named. */
function importsOf(file: string): string[] {
  const text = withoutComments(file)
  const patterns = [/\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g, /\bimport\s*\(?\s*['"]([^'"]+)['"]/g]
  const named = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, target]) => target ?? ''))
  return named.map((target) =>
    target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), target)) : target,
  )
}

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
}

import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exportName, functionNeeds } from '../../../shared/contract/function-names.ts'
import type { Need } from '../../../shared/contract/function-needs.ts'

/** Names that functions give to the part of Services they share, e.g. `type Publishing = Pick<Services, …>`. */
const named = new Map(
  globSync('functions/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^(?:export )?type (\w+) = ([\s\S]*?)\n(?=[a-zA-Z/]|\n)/gm)].map(
      ([, name, type]): [string, string] => [name ?? '', type ?? ''],
    ),
  ),
)

/** The services a type picks, itself or by the names in it. */
function picked(type: string): string[] {
  const direct = [...type.matchAll(/Pick<\s*Services,([^>]*)>/g)].flatMap(([, names]) => [
    ...(names ?? '').matchAll(/'(\w+)'/g),
  ])
  const byName = [...type.matchAll(/\b[A-Z]\w+\b/g)].flatMap(([name]) => picked(named.get(name) ?? ''))
  return [...direct.map(([, service]) => service ?? ''), ...byName]
}

/** What the function's own signature asks for: the services among the types of its parameters. */
function askedFor(name: string, file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const [, parameters] =
    new RegExp(`export async function ${exportName(name)}\\(([^]*?)\\): Promise`).exec(source) ?? []
  if (parameters === undefined) throw new Error(`${file} does not export ${exportName(name)}`)
  const asked = new Set(picked(parameters.slice(parameters.lastIndexOf('services:'))))
  return [...asked].filter((service) => !['clock', 'log', 'settings'].includes(service)).sort()
}

const serviceOf = (need: Need): string => {
  if (need === 'link ring') return 'ring'
  if (need === 'link secrets' || need === 'signing key') return 'keys'
  return need === 'sessions' ? 'store' : need.replace(':read', '')
}

const written = Object.entries(functionNeeds).flatMap(([name, needs]) => {
  const file = ['http', 'workflow', 'schedule', 'operator']
    .map((kind) => `functions/${kind}/${name}.ts`)
    .find(existsSync)
  return file ? [{ name, file, needs }] : []
})

describe('functionNeeds', () => {
  it.each(written)('$name needs what its signature asks for and nothing else', ({ name, file, needs }) => {
    expect([...new Set(needs.map(serviceOf))].sort()).toEqual(askedFor(name, file))
  })

  it('every function’s file has its line', () => {
    const files = globSync('functions/{http,workflow,schedule,operator}/*.ts')
    const entries = files.filter((file) =>
      /export async function \w+\(\s*(_?request|_?input)\b/.test(readFileSync(file, 'utf8')),
    )
    const names = entries.map((file) => file.replace(/^.*\//, '').replace(/\.ts$/, ''))
    expect(names.filter((name) => !Object.hasOwn(functionNeeds, name))).toEqual([])
  })
})

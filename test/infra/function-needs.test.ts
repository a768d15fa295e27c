import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { functionNeeds, type Need } from '../../infra/function-needs.ts'
import { exportName } from '../../shared/function-names.ts'

/** What the function's own signature asks for: the `Pick<Services, …>` among its parameters. */
function askedFor(name: string, file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const [, parameters] =
    new RegExp(`export async function ${exportName(name)}\\(([^]*?)\\): Promise`).exec(source) ?? []
  const named = /services: (\w+),?\s*$/.exec(parameters ?? '')?.[1]
  const type = named === undefined ? parameters : new RegExp(`type ${named} = ([^\\n]*)`).exec(source)?.[1]
  const [, picked] = /Pick<\s*Services,([^>]*)>/.exec(type ?? '') ?? []
  if (picked === undefined) throw new Error(`${file}: no Pick<Services, …> in the parameters of ${exportName(name)}`)
  const asked = [...picked.matchAll(/'(\w+)'/g)].map(([, service]) => service ?? '')
  return asked.filter((service) => !['clock', 'log', 'settings'].includes(service)).sort()
}

const serviceOf = (need: Need): string => {
  if (need === 'link secrets' || need === 'signing key') return 'keys'
  return need.replace(':read', '')
}

const written = Object.entries(functionNeeds).flatMap(([name, needs]) => {
  const file = ['http', 'workflow', 'schedule'].map((kind) => `functions/${kind}/${name}.ts`).find(existsSync)
  return file ? [{ name, file, needs }] : []
})

describe('functionNeeds', () => {
  it.each(written)('$name needs what its signature asks for and nothing else', ({ name, file, needs }) => {
    expect([...new Set(needs.map(serviceOf))].sort()).toEqual(askedFor(name, file))
  })

  it('every function’s file has its line', () => {
    const files = globSync('functions/{http,workflow,schedule}/*.ts')
    const entries = files.filter((file) =>
      /export async function \w+\(\s*(_?request|_?input)\b/.test(readFileSync(file, 'utf8')),
    )
    const names = entries.map((file) => file.replace(/^.*\//, '').replace(/\.ts$/, ''))
    expect(names.filter((name) => !Object.hasOwn(functionNeeds, name))).toEqual([])
  })

  it('zod comes as a namespace, or every bundle would carry its forty languages: 370 kB', () => {
    const files = globSync('{shared,functions}/**/*.ts')
    expect(files.filter((file) => readFileSync(file, 'utf8').includes("import { z } from 'zod'"))).toEqual([])
  })
})

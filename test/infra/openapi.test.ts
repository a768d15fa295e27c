import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { documentedCalls, openApi } from '../../infra/openapi/openapi.ts'
import { webhooks } from '../../infra/openapi/webhooks.ts'
import { methodsOf, routes } from '../../shared/contract/routes.ts'
import { kindsOf, toldEvents } from '../../shared/contract/told-events.ts'
import { placeOfKind } from '../../shared/cycle/fact-key.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { readMailKey } from '../../shared/cycle/mail-duty.ts'
import { problemStatus } from '../../shared/report/errors.ts'

const document = await openApi()
const calls = await documentedCalls()
type Webhook = {
  post: {
    operationId: string
    requestBody: { content: { 'application/json': { examples: Record<string, { value: object }> } } }
  }
}
const doing = new Set<string>(routes.flatMap((route) => (route.method === 'POST' ? [route.function] : [])))

describe('the front door as an OpenAPI document', () => {
  test('lies beside the docs as it is made', async () => {
    await expect(`${JSON.stringify(document, null, 1)}\n`).toMatchFileSnapshot('../../docs/openapi.json')
  })

  test('has every route, every code, and an example of everything that is sent or answered as JSON', () => {
    const told = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(told.sort()).toEqual(
      routes.map(({ path, ...route }) => `${methodsOf({ path, ...route })[0]} ${path}`).sort(),
    )
    for (const [code, status] of Object.entries(problemStatus))
      expect(document.info.description).toContain(`\`${code}\` (${status})`)
    const machines = Object.values(calls).filter(({ machine }) => machine)
    // What is sent to do something can be sent by a machine: all but what a browser alone needs, and files (`lianbao open --previous`).
    const byPersons = Object.entries(calls).filter(([name, { machine }]) => doing.has(name) && !machine)
    expect(byPersons.map(([name]) => name)).toEqual([
      'open-link',
      'renew-link',
      'close-session',
      'save-working-copy',
      'bring-last-year',
      'mail-board-link',
    ])
    // Every call has an example of what it takes and of what it answers, also those for a browser alone.
    for (const [name, { sends, form, answers }] of Object.entries(calls)) {
      if (doing.has(name)) expect([name, sends ?? form]).not.toEqual([name, undefined])
      const shows = Object.values(answers).some(({ json, text, page, location }) => json || text || page || location)
      expect([name, shows]).toEqual([name, true])
    }
    for (const call of machines) {
      expect(Object.values(call.answers).some(({ json = [] }) => json.length > 0)).toBe(true)
    }
  })

  const examples = Object.entries(calls).flatMap(([name, { sends, answers }]) => [
    ...(sends ? [[`${name} sends ${sends.name}`, sends.name, sends.example] as const] : []),
    ...Object.values(answers).flatMap(({ json = [] }) =>
      json.map((answer) => [`${name} answers ${answer.name}`, answer.name, answer.example] as const),
    ),
  ])
  test('has what a machine may hear of: publication, return, a date at risk; docs/events.md says of which facts', () => {
    expect(Object.keys(document.webhooks)).toEqual(['published', 'returned', 'deadline-at-risk'])
    const rows = readFileSync('docs/events.md', 'utf8').matchAll(/^\| ((?:`(?!detail)[a-z-]+`(?:, )?)+) \|.*\| `/gm)
    const told = [...rows].flatMap(([, kinds]) => kinds!.replaceAll('`', '').split(', '))
    expect(told.sort()).toEqual(Object.values(toldEvents).flatMap(kindsOf).sort())
  })
  test('names a fact as the table does, by its place and its key: the pipe reads it there', () => {
    const rows = [...readFileSync('docs/events.md', 'utf8').matchAll(/^\| `.*\| (`[^|]*)\|$/gm)].slice(1)
    const documented = rows.flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]*#[^`]*)`/g)].map(([, fact = '']) => fact),
    )
    expect(documented).toHaveLength(7)
    for (const fact of [...documented, ...Object.values(toldEvents).map(({ example }) => example[1])]) {
      const key = fact.slice(fact.indexOf('#') + 1)
      const [kind = '', ...under] = key.split('#')
      expect(fact).toBe(`${placeOfKind(kind as Fact['kind'], under.join('#'))}#${key}`)
      if (kind === 'mail') expect(readMailKey(under.join('#'))?.of).toBe('alarm')
    }
  })
  const events = Object.values(webhooks() as Record<string, Webhook>).flatMap(({ post }) =>
    Object.entries(post.requestBody.content['application/json'].examples).map(
      ([name, { value }]) => [`the event ${post.operationId}`, name, value] as const,
    ),
  )
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema({ $id: 'door', components: { schemas: document.components.schemas } })
  test.each([...examples, ...events])('%s: the example is what the schema says', (_, name, example) => {
    const valid = ajv.getSchema(`door#/components/schemas/${name}`)!
    expect([valid(example), valid.errors]).toEqual([true, null])
  })
})

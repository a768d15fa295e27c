import { expect, it } from 'vitest'
import { rehearsed } from '../../../functions/aws/rehearsal.ts'
import { bundleEntry } from '../../../infra/cloud/function-bundle.ts'
import { loadFunctions } from '../../../infra/local/engine/load-functions.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { memoryServices } from '../../fixtures/memory-services.ts'

const rehearsals = routes.flatMap(({ function: name, needs }) => {
  const entry = bundleEntry({ kind: 'http', name, needs, settings: [] }, 'ses')
  const given = /rehearsed\(\w+, services, ({.*?})\)/.exec(entry)?.[1]
  return given === undefined ? [] : [{ name, given: JSON.parse(given) }]
})

it('a form, a confirmation and the board are rehearsed at the start, and nothing else', () => {
  expect(rehearsals.map(({ name }) => name)).toEqual(['show-slice', 'show-confirmation', 'show-board'])
})

it.each(rehearsals)('$name is shown whole, and nothing is written, mailed or asked of what there is', async (one) => {
  const refuse = () => Promise.reject(new Error('this is a rehearsal'))
  const refusing = new Proxy({}, { get: () => refuse }) as never
  const own = { clock: refusing, store: refusing, files: refusing, mailer: refusing, keys: refusing, log: refuse }
  const { services } = memoryServices(own)
  const page = (await loadFunctions()).http.get(one.name)
  expect(page && (await rehearsed(page, services, one.given))).toBe(200)
})

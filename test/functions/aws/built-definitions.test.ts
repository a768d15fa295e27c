import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { atFirstUse } from '../../../functions/aws/at-first-use.ts'
import { builtDefinitions } from '../../../functions/aws/built-definitions.ts'
import { compiledForBundles as built } from '../../../infra/cloud/function-bundle.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition, shippedDefinitionIds, shippedDocument } from '../../../shared/report/definitions/shipped.ts'

describe('a definition that was compiled in the build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-definitions-'))
  for (const [digest, bytes] of built()) writeFileSync(join(folder, digest), bytes)
  writeFileSync(join(folder, 'torn'), [...built().values()][0]!.subarray(0, 1000))
  const read = builtDefinitions(pathToFileURL(`${folder}/`))

  test.each(shippedDefinitionIds)('%s is what it would be compiled to here', (id) => {
    const compiled = compileDefinition(shippedDefinition(id)!)
    expect(read(digestOfValue(shippedDocument(id)))).toEqual(compiled)
  })

  test('is none where it is not there, or cannot be read', () => {
    expect([read('0'.repeat(64)), read('torn')]).toEqual([undefined, undefined])
  })

  test('is the same bytes in every build', () => {
    const again = shippedDefinitionIds.map((id) => digestOfValue(shippedDocument(id)))
    expect([...built().keys()]).toEqual(again)
  })
})

test('a service is loaded once, when it is first asked, and answers with what it answers', async () => {
  let loads = 0
  const service = atFirstUse(['half', 'fail'], async () => {
    loads += 1
    return { by: 2, half: async (n: number) => n / 2, fail: async () => Promise.reject(new Error('refused')) }
  })
  expect(loads).toBe(0)
  expect(await Promise.all([service.half(8), service.half(4)])).toEqual([4, 2])
  await expect(service.fail()).rejects.toThrow('refused')
  expect({ loads, names: Object.keys(service) }).toEqual({ loads: 1, names: ['half', 'fail'] })
})

import { describe, expect, it } from 'vitest'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import {
  shippedDefinition,
  shippedDefinitionIds,
  shippedDocument,
  shippedWithDigest,
} from '../../../shared/report/definitions/shipped.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'

describe.each(shippedDefinitionIds)('%s, as it is written down for a start', (id) => {
  it('is what the schema makes of its document', () => {
    expect(shippedDefinition(id)).toEqual(reportDefinition.parse(shippedDocument(id)))
  })

  it('is found by its document’s digest', () => {
    expect(shippedWithDigest(digestOfValue(shippedDocument(id)))).toBe(shippedDefinition(id))
  })
})

it('knows no other digest', () => expect(shippedWithDigest('0'.repeat(64))).toBeUndefined())

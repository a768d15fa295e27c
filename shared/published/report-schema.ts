import * as z from 'zod'
import { canonicalBytes } from '../report/bytes/canonical.ts'
import { fieldMeanings } from '../words/published/field-meanings.ts'
import { publishedReport } from './published-report.ts'

type Node = { [key: string]: unknown; properties?: Record<string, Node>; description?: string }

let bytes: Uint8Array | undefined

/** The JSON Schema (2020-12) of `report.json`, with a sentence for every field; made once, since every publication has it twice. */
export function reportSchemaBytes(): Uint8Array {
  bytes ??= canonicalBytes(schemaOfReport())
  return bytes
}

function schemaOfReport(): unknown {
  const schema = z.toJSONSchema(publishedReport) as Node
  describe(schema, '')
  return { ...schema, $id: 'urn:lianbao:schema:report:1' }
}

function describe(node: Node, inside: string): void {
  for (const [name, inner] of Object.entries(node.properties ?? {})) {
    const meaning = fieldMeanings[`${inside}.${name}`] ?? fieldMeanings[name]
    if (!meaning) throw new Error(`The field ${inside}.${name} of report.json has no sentence (field-meanings.ts)`)
    inner.description = meaning
    describe(inner, name)
  }
  for (const key of ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf']) {
    const inner = node[key]
    for (const one of Array.isArray(inner) ? inner : [inner])
      if (typeof one === 'object' && one !== null) describe(one as Node, inside)
  }
}

import { expect, test } from 'vitest'
import { reportSchemaBytes } from '../../../shared/published/report-schema.ts'

test('the schema of report.json has an id and a sentence for every field, at every depth', () => {
  const fields: [string, unknown][] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties } = node as { properties?: Record<string, { description?: string }> }
    for (const [name, { description }] of Object.entries(properties ?? {})) fields.push([name, description])
    for (const inner of Object.values(node)) walk(inner)
  }
  const schema = JSON.parse(new TextDecoder().decode(reportSchemaBytes())) as { $id: string }
  walk(schema)
  expect(schema.$id).toMatch(/^urn:/)
  expect(fields.length).toBeGreaterThan(200)
  expect(fields.filter(([, sentence]) => !/[。].*[.]$/.test(String(sentence)))).toEqual([])
})

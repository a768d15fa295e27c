import * as z from 'zod'
import { kindsOf, toldEvents } from '../../shared/contract/told-events.ts'

const instant = z.string().meta({ format: 'date-time' })

/** What a stage tells of itself, as EventBridge hands it on: by an API destination it is a POST to whoever listens. */
const eventOf = (kinds: readonly string[]) =>
  z
    .looseObject({
      id: z
        .string()
        .describe('Of the delivery. The same happening may come twice; `detail.cycle` and `detail.fact` say so.'),
      source: z.literal('lianbao'),
      'detail-type': z.enum(kinds).describe('The kind of fact.'),
      time: instant,
      detail: z.strictObject({
        stage: z.string(),
        cycle: z.string().describe('Id of the cycle, the first part of the report’s public address.'),
        fact: z.string().describe('Which fact of the cycle this is.'),
        at: instant.describe('When it was recorded, ISO 8601 in UTC.'),
      }),
    })
    .describe('Holds no name, address, figure or reason.')

const schemaName = (name: string): string =>
  `Event${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`

const events = Object.entries(toldEvents).map(([name, event]) => {
  const [detailType, fact] = event.example
  const at = '2021-01-30T02:00:00.000Z'
  return {
    name,
    summary: event.summary,
    schema: schemaName(name),
    shape: eventOf(kindsOf(event)),
    example: {
      ...{ version: '0', id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718', source: 'lianbao', 'detail-type': detailType },
      ...{ account: '111122223333', time: '2021-01-30T02:00:04Z', region: 'cn-north-1', resources: [] },
      detail: { stage: 'prod', cycle: 'pingtan-2020', fact, at },
    },
  }
})

export const webhookSchemas = (): [string, z.ZodType][] => events.map(({ schema, shape }) => [schema, shape])

export const webhooks = (): Record<string, unknown> =>
  Object.fromEntries(
    events.map(({ name, summary, schema, example }) => [
      name,
      {
        post: {
          operationId: name,
          summary,
          description:
            'Of a stage with `"events": true` (docs/events.md). It stands on the account’s default EventBridge bus; a rule with an API destination posts it as below, with what authenticates that connection.',
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { $ref: `#/components/schemas/${schema}` },
                examples: { [schema]: { value: example } },
              },
            },
          },
          responses: { '2XX': { description: 'Taken. Anything else, and EventBridge tries again for a day.' } },
        },
      },
    ]),
  )

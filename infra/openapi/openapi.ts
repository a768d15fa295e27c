import { readFileSync } from 'node:fs'
import * as z from 'zod'
import * as saidJson from '../../functions/door/said-json.ts'
import type { Answers, Takes } from '../../functions/door/takes.ts'
import { exportName } from '../../shared/contract/function-names.ts'
import { type Route, type RouteFunction, routes } from '../../shared/contract/routes.ts'
import type { LinkPurpose } from '../../shared/cycle/facts/link-facts.ts'
import { firstOf } from '../../shared/present.ts'
import { problemStatus } from '../../shared/report/errors.ts'
import { refusedAnswer } from './answers.ts'
import { callOf, calls, type DocumentedAnswer, type DocumentedCall } from './calls.ts'
import { problemCodes } from './problem-codes.ts'
import { webhookSchemas, webhooks } from './webhooks.ts'

/**
 * The front door as an OpenAPI 3.1 document, made from the routes, from the schemas the door reads by and from those of the
 * answers. `docs/openapi.json` is written by `vitest -u` and held equal to it.
 */
export async function openApi() {
  const calls = await documentedCalls()
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lianbao 联报',
      version: '1',
      summary: 'The front door, for people’s browsers and for machines.',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'https://lianbao.example.gov.cn', description: 'The BASE_URL of the stage, or of the machine.' }],
    tags: [
      { name: 'machine', description: 'Takes and answers JSON, with the token of a link as bearer.' },
      { name: 'page', description: 'For a person’s browser alone.' },
    ],
    paths: paths(calls),
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        link: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The token of a mailed link: what stands after the # in its address. Whoever has it is its holder; it goes into this header and never into an address.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'lianbao-slice-tongjiang-2020',
          description:
            'A browser’s session, opened by POST /open; one cookie a purpose and cycle (`lianbao-slice-…`, `lianbao-sign-off-…`, with `__Host-` before it over https).',
        },
      },
      schemas: schemas(calls),
      responses: Object.fromEntries(refusalStatuses.map((status) => [`Refused${status}`, refusal(status)])),
    },
  }
}

const codesOf = (status: number): string[] =>
  Object.entries(problemStatus).flatMap(([code, of]) => (of === status ? [code] : []))
const refusalStatuses = [...new Set([...Object.values(problemStatus), 500])].sort((a, b) => a - b)

const description = `Every page of Lianbao has an address that a machine may use where it says \`machine\`: the same doors, the same checks, the same facts.
GET shows and changes nothing; POST acts, and the same sent twice is one act.

**Who a machine is.** It has the token of one mailed link: of a unit (\`/slice\`), of its leader (\`/confirmation\`), of an approver (\`/sign-off\`), of a second person (\`/consent\`) or of the office (\`/board\`). It can do what that person can, is recorded under their name, and ends when the link ends. One link has a pace: past it 429 says in \`Retry-After\` when to go on.

**A unit's machine** reads GET /slice, sends POST /slice with \`check: true\` until nothing stands against it, then without. **An approver's machine** reads GET /sign-off, has six digits mailed to the approver (\`mail-code: true\`), and decides by POST /sign-off on the digest it was shown. A machine of a unit’s leader or of a second person does the same by /confirmation and /consent: the digits always go to the person.

**What happens** is an event on AWS where the stage says so (\`webhooks\`, docs/events.md); everywhere GET /board/export?format=json says where things stand, and the public site has \`feed.atom\` and \`reports.json\` for what was published and corrected.

**Problems** are \`application/problem+json\`, with everything that is wrong at once. The status is the gravest code's:

${Object.entries(problemCodes)
  .map(([code, says]) => `- \`${code}\` (${problemStatus[code as keyof typeof problemStatus]}): ${says}`)
  .join('\n')}`

/** Every call of the front door, by its function. */
export async function documentedCalls(): Promise<Record<RouteFunction, DocumentedCall>> {
  const all = routes.map(async (route) => [route.function, calls[route.function] ?? (await ownCall(route))] as const)
  return Object.fromEntries(await Promise.all(all)) as Record<RouteFunction, DocumentedCall>
}

/** As the function's own file says it: by its comment and by what it takes, where it acts, or answers a machine. */
async function ownCall({ function: name, file, method, path }: Route): Promise<DocumentedCall> {
  const at = new URL(`../../${file}`, import.meta.url)
  const own = await import(at.href)
  const takes: Takes | undefined = own[`${exportName(name)}Takes`]
  const answers: Answers | undefined = own[`${exportName(name)}Answers`]
  const [, comment] = /\/\*\*\s+(?:\* )?(?:GET|POST) \/\S*: (.+?\.)\s+\*\//s.exec(readFileSync(at, 'utf8')) ?? []
  if (!comment || (method === 'POST' && !takes))
    throw new Error(
      `${file} lacks its comment “${method} ${path}: …”${method === 'POST' ? ` or ${exportName(name)}Takes` : ''}, and infra/openapi/calls.ts has no entry`,
    )
  return callOf(comment.replace(/\s+\* /g, ' ').replace(/(?<=\w)'/g, '’'), {
    ...(takes && { takes }),
    ...(answers && { answers: answers(z, saidJson) }),
  })
}

function paths(calls: Record<RouteFunction, DocumentedCall>) {
  const byPath: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    byPath[route.path] = {
      ...byPath[route.path],
      [route.method.toLowerCase()]: operation(route, calls[route.function]),
    }
  }
  return byPath
}

/** Whose link opens a page; anybody may ask for the others. */
const holders: Readonly<Record<string, LinkPurpose>> = {
  slice: 'slice',
  receipt: 'slice',
  confirmation: 'confirmation',
  'sign-off': 'sign-off',
  delegation: 'sign-off',
  consent: 'consent',
  board: 'board',
  clearance: 'board',
  cycles: 'board',
}
const linkOf = (path: string): LinkPurpose | undefined => holders[path.split('/')[1] ?? '']

function operation({ method, path, function: name }: Route, call: DocumentedCall) {
  const link = linkOf(path)
  return {
    operationId: name,
    summary: call.summary,
    ...(call.more && { description: call.more }),
    tags: [call.machine ? 'machine' : 'page'],
    ...(link && { security: call.machine ? [{ link: [] }, { session: [] }] : [{ session: [] }] }),
    ...parameters(path, call, link),
    ...(method === 'POST' && { requestBody: requestBody(call) }),
    responses: {
      ...Object.fromEntries(Object.entries(call.answers).map(([status, answer]) => [status, response(answer)])),
      ...Object.fromEntries(
        refusalsOf(method, link).map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
      ),
    },
  }
}

/** What a call may be refused with: by the gate, by what was sent, by how things stand. */
const refusalsOf = (method: Route['method'], link: LinkPurpose | undefined): number[] => [
  ...(link || method === 'POST' ? [401, 403, 404, 409, 410] : [404]),
  ...(method === 'POST' ? [400, 413, 415, 422, 429] : link ? [413, 422, 429] : []),
  500,
  503,
]

const cycleAsked = { cycle: 'In which cycle, where the browser has sessions of several. A token says it itself.' }

function parameters(path: string, { query = {} }: DocumentedCall, link: LinkPurpose | undefined) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const asked: DocumentedCall['query'] = { ...query, ...(link && cycleAsked) }
  const inQuery = Object.entries(asked).map(([name, says]) => ({
    name,
    in: 'query',
    description: typeof says === 'string' ? says : says.says,
    schema: { type: 'string', ...(typeof says !== 'string' && { enum: says.oneOf }) },
  }))
  const all = [...inPath, ...inQuery]
  return all.length > 0 ? { parameters: all } : {}
}

function requestBody({ sends, form, machine, empty }: DocumentedCall) {
  const typed = { type: 'object', additionalProperties: { type: 'string' } }
  const files = form?.files && {
    'multipart/form-data': {
      schema: {
        ...typed,
        properties: {
          [form.files]: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } },
        },
      },
      example: form.example,
    },
  }
  const page = {
    'application/x-www-form-urlencoded': { schema: typed, ...(form && { example: form.example }) },
  }
  const json = sends && {
    'application/json': { schema: ref(sends.name), examples: { [sends.name]: { value: sends.example } } },
  }
  return {
    required: !empty,
    content: files || { ...json, ...((!sends || machine) && page) },
  }
}

/** A page is for people; a machine may only ask whether it came. */
const pageExample = '<!doctype html>\n<html lang="zh-CN">…</html>'

function response({ says, page, json = [], text = {}, location }: DocumentedAnswer) {
  const content = {
    ...(json.length > 0 && {
      'application/json': {
        schema: json.length === 1 ? ref(firstOf(json).name) : { anyOf: json.map(({ name }) => ref(name)) },
        examples: Object.fromEntries(json.map(({ name, example }) => [name, { value: example }])),
      },
    }),
    ...(page && { 'text/html': { schema: { type: 'string' }, example: pageExample } }),
    ...Object.fromEntries(
      Object.entries(text).map(([type, example]) => [type, { schema: { type: 'string' }, example }]),
    ),
  }
  return {
    description: says,
    ...(location && { headers: { location: { description: location, schema: { type: 'string' } } } }),
    ...(Object.keys(content).length > 0 && { content }),
  }
}

const said = { schema: { type: 'string' } }
const headers = { 401: { 'www-authenticate': said }, 429: { 'retry-after': said }, 503: { 'retry-after': said } }

function refusal(status: number) {
  const codes = codesOf(status)
  const type = `urn:lianbao:problem:${codes[0] ?? 'broken'}`
  const example = {
    type,
    title: 'Things have changed meanwhile',
    status,
    problems: codes.slice(0, 1).map((code) => ({ code, message: problemCodes[code as keyof typeof problemCodes] })),
  }
  return {
    description: codes.length > 0 ? codes.join(', ') : 'Something broke on our side: nothing was told to anybody.',
    ...(status in headers && { headers: headers[status as keyof typeof headers] }),
    content: {
      'application/problem+json': { schema: ref('Problems'), example },
      'text/html': { schema: { type: 'string' } },
    },
  }
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

function schemas(calls: Record<RouteFunction, DocumentedCall>): Record<string, unknown> {
  const sent = Object.values(calls).flatMap(({ sends }) =>
    sends ? [[sends.name, sends.schema, 'input'] as const] : [],
  )
  const answered = Object.values(calls).flatMap(({ answers }) =>
    Object.values(answers).flatMap(({ json = [] }) =>
      json.map(({ name, schema }) => [name, schema, 'output'] as const),
    ),
  )
  const told = webhookSchemas().map(([name, schema]) => [name, schema, 'output'] as const)
  return Object.fromEntries(
    [...sent, ...answered, ['Problems', refusedAnswer.schema, 'output'] as const, ...told].map(([name, schema, io]) => {
      const { $schema: _, ...made } = z.toJSONSchema(schema, { io })
      return [name, made]
    }),
  )
}

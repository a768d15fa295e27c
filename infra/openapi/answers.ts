import * as z from 'zod'
import { cells, date, definition, digest, figure, findings, instant, text } from '../../functions/door/said-json.ts'
import { exampleDigest } from '../../functions/door/takes.ts'
import type { DecisionFact } from '../../shared/cycle/facts/draft-facts.ts'
import { problemStatus } from '../../shared/report/errors.ts'
import * as examples from './examples.ts'

/** What machines are answered, as schemas; held against what the functions really answer by the run of Schemathesis (test/conformance). */

const problem = z.strictObject({
  code: z
    .enum(Object.keys(problemStatus))
    .describe('Stable; its status is listed in the description of this document.'),
  field: z.string().optional().describe('The field, cell or header it is about.'),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  message: z.string().describe('What to do, in the language that was asked for (Accept-Language, or ?lang=zh|en).'),
})
export const refusedAnswer = {
  name: 'Problems',
  schema: z
    .strictObject({
      type: z.string().describe('`urn:lianbao:problem:` and the code that leads.'),
      title: z.string(),
      status: z.int(),
      problems: z
        .array(problem)
        .describe('Everything that is wrong, at once. Empty where something broke on our side.'),
      findings: findings.optional().describe('Of a slice: what its check says.'),
    })
    .describe('RFC 9457, with every problem at once.'),
  example: {
    type: 'urn:lianbao:problem:relation-broken',
    title: 'Some things need to be corrected',
    status: 422,
    problems: [{ code: 'relation-broken', field: 't3.new.natural', message: '5 were received, 4 dealt with.' }],
    findings: [examples.finding],
  },
}

const reason = z.strictObject({
  unit: z.string(),
  cell: z.string().exactOptional(),
  part: z.string().exactOptional(),
  text: z.string(),
})

export const sliceAnswer = {
  name: 'Slice',
  schema: z.strictObject({
    cycle: z.string(),
    unit: z.string(),
    definition,
    due: date.optional(),
    open: z.boolean().describe('Whether the slice can be sent now.'),
    revision: z.int().min(0).describe('The newest one that was sent; 0: none.'),
    receipt: z.string().optional(),
    digest: digest.optional(),
    at: instant.optional(),
    cells: z.array(
      z.strictObject({
        id: z.string(),
        name: text,
        kind: z.looseObject({ kind: z.string() }).describe('A count, an amount with its unit and places, …'),
        computed: z.boolean().describe('A total: computed, and never sent.'),
        lastYear: figure,
        figure: figure.describe('As it was sent last.'),
      }),
    ),
    texts: z.array(
      z.strictObject({
        id: z.string(),
        title: text,
        required: z.boolean(),
        guidance: text.optional(),
        text: z.string(),
      }),
    ),
    findings,
    returns: z.array(
      z.strictObject({
        at: instant,
        revision: z.int(),
        reasons: z.array(reason).describe('Why it came back, and where to look.'),
      }),
    ),
  }),
  example: examples.sliceShown,
}

export const sliceKept = {
  name: 'SliceKept',
  schema: z
    .strictObject({ receipt: z.string(), revision: z.int(), digest, at: instant, findings })
    .describe('It is sent: 201 for a new revision, 200 for the same content again.'),
  example: { receipt: 'TONGJIANG-2020-FINANCE-1', revision: 1, digest: exampleDigest, at: examples.at, findings: [] },
}
export const sliceChecked = {
  name: 'SliceChecked',
  schema: z
    .strictObject({
      problems: z.array(problem),
      findings,
      checked: z.int().describe('How many relations were computed.'),
    })
    .describe('With `check`: nothing stands against it, and nothing was kept.'),
  example: { problems: [], findings: [], checked: 214 },
}

const decision: z.ZodType<DecisionFact> = z.strictObject({
  kind: z.literal('decision'),
  cycle: z.string(),
  round: z.int(),
  stage: z.string(),
  seat: z.string(),
  by: z.string(),
  choice: z.enum(['approve', 'return']),
  draft: digest,
  scope: digest,
  reasons: z.array(reason),
  comment: z.string().exactOptional(),
  attestation: text,
  definition: digest,
  at: instant,
  linkIssuedBy: z.string().exactOptional(),
})
export const decisionRecorded = {
  name: 'Decided',
  schema: z.strictObject({ decision }).describe('What is recorded, also when the same is sent again.'),
  example: { decision: examples.decision },
}
export const digitsMailed = {
  name: 'CodeMailed',
  schema: z.strictObject({ mailed: z.literal(true) }).describe('With `mail-code`: the digits are on their way.'),
  example: { mailed: true },
}

const act = z.looseObject({
  kind: z.literal('act'),
  cycle: z.string(),
  n: z.int(),
  id: z.string(),
  at: instant,
  by: z.string(),
  reason: z.string(),
  act: z.string(),
})
export const actRecorded = {
  name: 'Acted',
  schema: z.strictObject({ act }).describe('What is recorded, also when the same is sent again.'),
  example: { act: { ...examples.actShown, act: 'extend', unit: 'finance', until: '2021-01-29' } },
}
export const actProposed = {
  name: 'Proposed',
  schema: z
    .strictObject({
      proposal: z.looseObject({
        kind: z.literal('proposal'),
        n: z.int(),
        until: date,
        act: z.looseObject({ act: z.string() }),
      }),
    })
    .describe('A strong act waits for a second person; nothing is done by it yet.'),
  example: {
    proposal: { ...examples.actShown, kind: 'proposal', until: '2021-01-27', act: { act: 'exempt', unit: 'finance' } },
  },
}
export const linkMailed = {
  name: 'LinkMailed',
  schema: z
    .strictObject({ mailed: z.literal(true) })
    .describe('The former link has ended; its holder was mailed a fresh one.'),
  example: { mailed: true },
}
export const linkMade = {
  name: 'FreshLink',
  schema: z
    .strictObject({ url: z.string(), code: z.string() })
    .describe('A link to read out; whoever it is of is named in the record.'),
  example: { url: 'https://lianbao.example.gov.cn/open#v1.…', code: '7KQ2-M4XD-P9HT-3WZB' },
}

export const boardAnswer = {
  name: 'Board',
  schema: z.looseObject({
    cycle: z.string(),
    year: z.int(),
    test: z.literal(true).optional().describe('A rehearsal, never public.'),
    issuer: text,
    today: date,
    opens: date.optional(),
    phase: z.enum(['collecting', 'explaining', 'signing', 'held', 'published', 'scheduled', 'cancelled']),
    counts: z.record(z.string(), z.int()).describe('Units by how they stand.'),
    matters: z.array(z.looseObject({ matter: z.string(), what: z.string(), advice: z.string() })),
    units: z.array(z.looseObject({ id: z.string(), name: text, standing: z.string(), due: date, revision: z.int() })),
    stages: z.array(z.looseObject({ stage: z.string(), title: text, status: z.string(), need: z.int() })),
  }),
  example: {
    cycle: 'tongjiang-2020',
    year: 2020,
    issuer: examples.both('同江市', 'Tongjiang'),
    today: '2021-01-20',
    phase: 'collecting',
    counts: { open: 3 },
    matters: [],
    units: [],
    stages: [],
  },
}

export const cycleOpened = {
  name: 'CycleOpened',
  schema: z.strictObject({ cycle: z.string() }),
  example: { cycle: 'tongjiang-2021' },
}
export const recorded = {
  name: 'Recorded',
  schema: z.strictObject({ recorded: z.literal(true) }).describe('It is recorded, also when the same is sent again.'),
  example: { recorded: true },
}

export const confirmationAnswer = {
  name: 'Confirmation',
  schema: z.strictObject({
    standing: z
      .enum(['asked', 'done', 'own', 'nothing'])
      .describe('`asked`: the leader is asked to decide on this revision now.'),
    attestation: text.describe('What is agreed to by confirming.'),
    revision: z.int().optional(),
    digest: digest.optional(),
    at: instant.optional(),
    figures: cells.optional(),
    texts: z.record(z.string(), z.string()).optional(),
    findings: findings.optional(),
  }),
  example: { standing: 'nothing', attestation: examples.decision.attestation },
}
export const copySaved = {
  name: 'WorkingCopySaved',
  schema: z.looseObject({
    version: z.int().describe('Of the copy now.'),
    saved: z.string().describe('When, as the page shows it.'),
  }),
  example: { version: 4, saved: '10:32' },
}

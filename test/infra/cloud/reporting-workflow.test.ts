import validate from 'asl-validator'
import { Template } from 'aws-cdk-lib/assertions'
import { beforeAll, describe, expect, it } from 'vitest'
import { ReportingWorkflow } from '../../../infra/cloud/reporting-workflow.ts'
import { constructName, stateTitle } from '../../../shared/contract/function-names.ts'
import type { StateDefinition, StatesLanguage } from '../../../shared/contract/workflow-definition.ts'
import { stateFunctions, taskStates, waitStates } from '../../../shared/contract/workflow-states.ts'
import { outsideSubset } from './states-language-subset.ts'
import { synthesized } from './synthesized.ts'
import { namedFunctions, plainDefinition, plainStack, synthesizedWorkflow } from './synthesized-workflow.ts'

const definition = synthesizedWorkflow()

describe('the reporting workflow', () => {
  it('is a valid state machine', () => {
    // It writes the schema's defaults into what it is given.
    const { isValid, errorsText } = validate(structuredClone(definition), { checkArn: true, checkPaths: true })
    expect(isValid, errorsText('\n')).toBe(true)
  })

  it('is the file that runs where there is no CDK', async () => {
    const file = '../../../shared/contract/workflow-definition.json'
    await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot(file)
  })

  it('stays inside the subset that runs everywhere', () => {
    expect(outsideSubset(definition)).toEqual([])
  })

  it('hands on names alone, however many units there are', () => {
    // What a function answers is an outcome by its type; 256 kB may pass between states.
    const handed = Object.values(definition.States)
      .filter(({ Type }) => Type === 'Task')
      .flatMap(({ Parameters }) => {
        const { Payload, ...own } = Parameters as Record<string, unknown>
        return Object.values((Payload ?? own) as Record<string, unknown>)
      })
    const ofWait = ['Execution.Name', 'Execution.StartTime', 'State.EnteredTime', 'Task.Token'].map(
      (name) => `$$.${name}`,
    )
    expect(new Set(handed)).toEqual(new Set(['$.cycle', ...ofWait]))
    for (const { Type, ResultPath } of Object.values(definition.States))
      if (Type === 'Task') expect(ResultPath).toBe('$.result')
  })

  it('walks as its story says', () => {
    const ways = Object.fromEntries(
      Object.entries(definition.States)
        .filter(([, state]) => state.Type === 'Task')
        .map(([name, state]) => [name, waysOn(definition, state)]),
    )
    expect(definition.StartAt).toBe('Invite units')
    expect(ways).toEqual({
      'Invite units': { invited: 'Await submissions', more: 'Invite units', otherwise: 'Needs repair' },
      'Await submissions': 'Merge slices',
      'Merge slices': {
        cancelled: 'Cancelled',
        overtaken: 'Overtaken',
        merged: 'Check draft',
        hold: 'Await submissions',
        otherwise: 'Needs repair',
      },
      'Check draft': {
        'sign-off': 'Request sign-off',
        return: 'Return slices',
        hold: 'Await submissions',
        otherwise: 'Needs repair',
      },
      'Return slices': { returned: 'Await submissions', more: 'Return slices', otherwise: 'Needs repair' },
      'Request sign-off': {
        next: 'Request sign-off',
        return: 'Return slices',
        changed: 'Merge slices',
        publish: 'Publish report',
        otherwise: 'Needs repair',
      },
      'Publish report': {
        published: 'Announce publication',
        changed: 'Merge slices',
        hold: 'Await submissions',
        otherwise: 'Needs repair',
      },
      'Announce publication': { announced: 'Published', more: 'Announce publication', otherwise: 'Needs repair' },
    })
  })

  it('has a state for every function, and answers to every outcome that both sides agreed on', () => {
    expect(Object.keys(definition.States)).toEqual(expect.arrayContaining(stateFunctions.map(stateTitle)))
    for (const [name, outcomes] of Object.entries({ ...taskStates, ...waitStates })) {
      const ways = waysOn(definition, definition.States[stateTitle(name)] as StateDefinition)
      if (typeof ways === 'object') expect(Object.keys(ways)).toEqual([...outcomes, 'otherwise'])
      else expect(outcomes).toHaveLength(1)
    }
  })

  it('tries again what passes, for about a minute, and hands what does not to repair', () => {
    for (const state of Object.values(definition.States).filter(({ Type }) => Type === 'Task')) {
      const [, retry] = state.Retry as { IntervalSeconds: number; BackoffRate: number; MaxAttempts: number }[]
      const pauses = Array.from(
        { length: retry?.MaxAttempts ?? 0 },
        (_, i) => (retry?.IntervalSeconds ?? 0) * (retry?.BackoffRate ?? 0) ** i,
      )
      expect(pauses.reduce((sum, pause) => sum + pause)).toBe(62)
      expect((state.Catch as { Next: string }[]).at(-1)?.Next).toBe('Needs repair')
    }
  })

  it('embedded is exactly what CDK synthesizes', () => {
    const stack = plainStack()
    new ReportingWorkflow(stack, 'ReportingWorkflow', { functions: namedFunctions(stack) })
    expect(plainDefinition(definitionStringIn(Template.fromStack(stack).toJSON()))).toEqual(definition)
  })
})

describe('the deployed state machine', () => {
  let deployed: StatesLanguage
  beforeAll(() => {
    const { core } = synthesized('trial')
    deployed = plainDefinition(definitionStringIn(core), (logicalId) => {
      const name = stateFunctions.find((name) => new RegExp(`^${constructName(name)}[0-9A-F]{8}$`).test(logicalId))
      return name ?? `unknown ${logicalId}`
    })
  })

  it('is the embedded one, with the stage’s functions in it', () => {
    expect(deployed).toEqual(definition)
  })
})

describe('the subset', () => {
  // Each breaks one thing in the smallest way; the finding names it.
  it.each<[string, (states: Record<string, StateDefinition>) => void]>([
    ['QueryLanguage is not in the subset', (s) => set(s, 'Merge slices', 'QueryLanguage', 'JSONata')],
    ['Assign is not in the subset', (s) => set(s, 'Merge slices', 'Assign', { a: 1 })],
    ['HeartbeatSeconds is not in the subset', (s) => set(s, 'Await submissions', 'HeartbeatSeconds', 60)],
    ['TimeoutSecondsPath is not in the subset', (s) => set(s, 'Await submissions', 'TimeoutSecondsPath', '$.t')],
    ['TimeoutSeconds is ignored on a plain task', (s) => set(s, 'Merge slices', 'TimeoutSeconds', 60)],
    ['waits without TimeoutSeconds', (s) => set(s, 'Await submissions', 'TimeoutSeconds', undefined)],
    ['needs a payload of its own', (s) => set(s, 'Merge slices', 'Parameters', undefined)],
    ['not a Lambda function', (s) => set(s, 'Merge slices', 'Resource', 'arn:aws:states:::dynamodb:putItem')],
    ['must select $.Payload', (s) => set(s, 'Merge slices', 'Resource', 'arn:aws:states:::lambda:invoke')],
    ['not a simple path', (s) => set(s, 'Merge slices', 'Parameters', { 'cycle.$': '$..cycle' })],
    ['not a simple path', (s) => set(s, 'Merge slices', 'ResultPath', '$.a[?(@.b)]')],
    [
      'an intrinsic that is not run everywhere',
      (s) => set(s, 'Merge slices', 'Parameters', { 'id.$': 'States.UUID()' }),
    ],
    [
      'which the context does not have everywhere',
      (s) => set(s, 'Merge slices', 'Parameters', { 'n.$': '$$.Exection.Name' }),
    ],
    [
      'waits for a token that it does not hand out',
      (s) => set(s, 'Await submissions', 'Parameters', { FunctionName: 'f', Payload: {} }),
    ],
    ['must be last and alone', (s) => listed(s, 'Await submissions', 'Catch').reverse()],
    ['must catch States.Timeout first', (s) => listed(s, 'Await submissions', 'Catch').shift()],
    ['must name States.Timeout before', (s) => listed(s, 'Merge slices', 'Retry').reverse()],
    [
      'but outcomes are data',
      (s) => set(s, 'Merge slices', 'Catch', [{ ErrorEquals: ['Rejected'], Next: 'Needs repair' }]),
    ],
    ['which is not in its scope', (s) => set(s, 'Merge slices', 'Next', 'Nowhere')],
    [
      'StringEqualsPath is not in the subset',
      (s) =>
        set(s, 'After merge slices', 'Choices', [{ Variable: '$.a', StringEqualsPath: '$.b', Next: 'Check draft' }]),
    ],
    ['CausePath is not in the subset', (s) => set(s, 'Needs repair', 'CausePath', '$.cause')],
    ['no state of type', (s) => set(s, 'Needs repair', 'Type', 'Jump')],
    ['a distributed Map', (s) => set(s, 'Extra', '', map({ ProcessorConfig: { Mode: 'DISTRIBUTED' } }))],
    ['leads to Merge slices, which is not in its scope', (s) => set(s, 'Extra', '', map({}, 'Merge slices'))],
  ])('finds: %s', (finding, breaking) => {
    const broken = structuredClone(definition)
    breaking(broken.States)
    expect(outsideSubset(broken).join('\n')).toContain(finding)
  })

  it('finds nothing in a Map that stays inside', () => {
    const states = { Extra: map({}) }
    expect(outsideSubset({ StartAt: 'Extra', States: states })).toEqual([])
  })
})

/** Where a state leads: one next state, or the outcomes of the choice behind it. */
function waysOn({ States }: StatesLanguage, state: StateDefinition): string | Record<string, string> {
  const next = States[String(state.Next)] as StateDefinition
  if (next.Type !== 'Choice') return String(state.Next)
  const ways = (next.Choices as { StringEquals: string; Next: string }[]).map((rule) => [rule.StringEquals, rule.Next])
  return Object.fromEntries([...ways, ['otherwise', String(next.Default)]])
}

function definitionStringIn(template: object): unknown {
  const { Resources } = template as { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> }
  const machines = Object.values(Resources).filter((r) => r.Type === 'AWS::StepFunctions::StateMachine')
  expect(machines).toHaveLength(1)
  return machines[0]?.Properties.DefinitionString
}

function set(states: Record<string, StateDefinition>, name: string, field: string, value: unknown): void {
  if (field === '') states[name] = value as StateDefinition
  else if (value === undefined) delete (states[name] as StateDefinition)[field]
  else (states[name] as StateDefinition)[field] = value
}

const listed = (states: Record<string, StateDefinition>, name: string, field: string): unknown[] =>
  states[name]?.[field] as unknown[]

const map = (processor: object, next?: string): StateDefinition => ({
  Type: 'Map',
  ItemsPath: '$.batches',
  ItemSelector: { 'key.$': '$$.Map.Item.Value', 'n.$': '$$.Map.Item.Index' },
  ItemProcessor: {
    ...processor,
    StartAt: 'One',
    States: { One: { Type: 'Pass', ...(next ? { Next: next } : { End: true }) } },
  },
  End: true,
})

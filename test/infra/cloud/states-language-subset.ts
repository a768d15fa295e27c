import type { StatesLanguage } from '../../../shared/contract/workflow-definition.ts'

/**
 * The subset of the States Language that AWS, the emulator and the embedded engine run alike. Whatever is not listed here is a
 * finding, also what AWS would run: an emulator that ignores a field reports success all the same. One sentence a finding.
 *
 * The last four are mistakes that asl-validator lets pass: States.ALL not last, a transition out of a Map's scope, a wait
 * without its token, a misspelled context path.
 */
export function outsideSubset(definition: unknown): string[] {
  const findings: string[] = []
  const machine = definition as StatesLanguage
  unknownFields('the machine', machine, ['StartAt', 'States', 'Comment', 'TimeoutSeconds'], findings)
  statesOf(machine.States, machine.StartAt, findings)
  return findings
}

type Fields = Record<string, unknown>
const common = ['Type', 'Comment', 'Next', 'End']
const shaping = ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath']
const knownFields: Record<string, string[]> = {
  Task: [...common, ...shaping, 'Resource', 'Retry', 'Catch', 'TimeoutSeconds'],
  Choice: [...common.slice(0, 2), 'Choices', 'Default'],
  Map: [...common, 'ItemsPath', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency', 'ResultPath'],
  Parallel: [...common, 'Branches', 'ResultPath', 'ResultSelector'],
  Pass: [...common, 'Result', 'ResultPath', 'Parameters'],
  Wait: [...common, 'Seconds', 'Timestamp', 'TimestampPath'],
  Succeed: common.slice(0, 2),
  Fail: [...common.slice(0, 2), 'Error', 'Cause'],
}

function statesOf(states: StatesLanguage['States'], startAt: string, findings: string[]): void {
  if (states[startAt] === undefined) findings.push(`starts at ${startAt}, which is not in its scope`)
  for (const [name, state] of Object.entries(states)) {
    const known = knownFields[state.Type]
    if (known === undefined) findings.push(`${name}: no state of type ${state.Type}`)
    else unknownFields(name, state, known, findings)
    for (const next of transitionsOf(state))
      if (states[next] === undefined) findings.push(`${name}: leads to ${next}, which is not in its scope`)
    if (state.Type === 'Task') task(name, state, findings)
    if (state.Type === 'Choice') for (const rule of state.Choices as Fields[]) choiceRule(name, rule, findings)
    if (state.Type === 'Map') map(name, state, findings)
    if (state.Type === 'Parallel')
      for (const branch of state.Branches as StatesLanguage[]) statesOf(branch.States, branch.StartAt, findings)
    for (const field of shaping) paths(`${name}: ${field}`, state[field], field !== 'ResultPath', findings)
    paths(`${name}: ItemSelector`, state.ItemSelector, true, findings)
    paths(`${name}: ItemsPath`, state.ItemsPath, false, findings)
    paths(`${name}: TimestampPath`, state.TimestampPath, false, findings)
  }
}

function transitionsOf(state: Fields): string[] {
  const rules = [...((state.Choices ?? []) as Fields[]), ...((state.Catch ?? []) as Fields[])]
  return [state.Next, state.Default, ...rules.map((rule) => rule.Next)].filter((next) => typeof next === 'string')
}

function task(name: string, state: Fields, findings: string[]): void {
  const resource = String(state.Resource)
  const isWait = resource.endsWith(':lambda:invoke.waitForTaskToken')
  const isInvoke = isWait || resource.endsWith(':states:::lambda:invoke')
  if (!isInvoke && !/:lambda:[^:]*:[^:]*:function:/.test(resource))
    findings.push(`${name}: calls ${resource}, not a Lambda function`)

  const parameters = (state.Parameters ?? {}) as Fields
  const payload = isInvoke ? parameters.Payload : state.Parameters
  if (typeof payload !== 'object' || payload === null)
    findings.push(`${name}: needs a payload of its own, the emulator adds fields to a bare state`)
  if (
    isInvoke &&
    !isWait &&
    (state.ResultSelector as Fields | undefined)?.['outcome.$'] === undefined &&
    state.OutputPath !== '$.Payload'
  )
    findings.push(`${name}: must select $.Payload, the envelope differs`)

  if (isWait && state.TimeoutSeconds === undefined) findings.push(`${name}: waits without TimeoutSeconds`)
  if (!isWait && state.TimeoutSeconds !== undefined) findings.push(`${name}: TimeoutSeconds is ignored on a plain task`)
  if (isWait && !Object.values((payload ?? {}) as Fields).includes('$$.Task.Token'))
    findings.push(`${name}: waits for a token that it does not hand out`)

  const catchers = (state.Catch ?? []) as { ErrorEquals: string[] }[]
  const retriers = (state.Retry ?? []) as { ErrorEquals: string[] }[]
  for (const [kind, list] of Object.entries({ Catch: catchers, Retry: retriers })) {
    const named = list.map(({ ErrorEquals }) => ErrorEquals)
    const all = named.findIndex((errors) => errors.includes('States.ALL'))
    if (all !== -1 && (all !== named.length - 1 || named[all]?.length !== 1))
      findings.push(`${name}: ${kind} of States.ALL must be last and alone`)
    const timeout = named.findIndex((errors) => errors.includes('States.Timeout'))
    const failed = named.findIndex((errors) => errors.includes('States.TaskFailed'))
    if (failed !== -1 && (timeout === -1 || timeout > failed))
      findings.push(`${name}: ${kind} must name States.Timeout before States.TaskFailed, the emulator confuses them`)
    for (const error of named.flat())
      if (!['States.ALL', 'States.Timeout', 'States.TaskFailed'].includes(error))
        findings.push(`${name}: ${kind} of ${error}, but outcomes are data`)
  }
  if (isWait && !catchers[0]?.ErrorEquals.includes('States.Timeout'))
    findings.push(`${name}: must catch States.Timeout first`)
  for (const retrier of retriers)
    unknownFields(`${name}: Retry`, retrier, ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate'], findings)
  for (const catcher of catchers)
    unknownFields(`${name}: Catch`, catcher, ['ErrorEquals', 'Next', 'ResultPath'], findings)
}

const comparisons = [
  'StringEquals',
  'BooleanEquals',
  'NumericEquals',
  'NumericLessThan',
  'NumericGreaterThan',
  'IsPresent',
]

function choiceRule(name: string, rule: Fields, findings: string[]): void {
  unknownFields(`${name}: choice`, rule, ['Variable', 'Next', 'And', 'Or', 'Not', 'Comment', ...comparisons], findings)
  paths(`${name}: Variable`, rule.Variable, false, findings)
  for (const inner of [...((rule.And ?? []) as Fields[]), ...((rule.Or ?? []) as Fields[])])
    choiceRule(name, inner, findings)
  if (rule.Not !== undefined) choiceRule(name, rule.Not as Fields, findings)
}

function map(name: string, state: Fields, findings: string[]): void {
  const processor = state.ItemProcessor as (StatesLanguage & { ProcessorConfig?: { Mode?: string } }) | undefined
  if (processor?.ProcessorConfig?.Mode === 'DISTRIBUTED')
    findings.push(`${name}: a distributed Map runs one item on the emulator`)
  if (state.ItemSelector === undefined) findings.push(`${name}: needs an ItemSelector`)
  if (processor !== undefined) statesOf(processor.States, processor.StartAt, findings)
}

const context =
  /^\$\$\.(Execution\.(Id|Name|Input(\.\w+)*|StartTime)|StateMachine\.Name|State\.(Name|EnteredTime)|Task\.Token|Map\.Item\.(Index|Value(\.\w+)*))$/
const path = /^\$(\.\w+|\[\d+\]|\[\*\])*$/
const intrinsics =
  /^States\.(Format|Array|ArrayLength|ArrayGetItem|ArrayContains|ArrayPartition|JsonMerge|StringToJson|JsonToString|MathAdd)\(/

/** A path, or a template whose names that end in `.$` hold paths. */
function paths(where: string, value: unknown, isTemplate: boolean, findings: string[]): void {
  if (typeof value === 'string') {
    if (!path.test(value)) findings.push(`${where} is ${value}, not a simple path`)
  } else if (isTemplate && typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (name.endsWith('.$')) expression(`${where}.${name}`, String(inner), findings)
      else if (typeof inner === 'object') paths(`${where}.${name}`, inner, true, findings)
    }
  }
}

function expression(where: string, value: string, findings: string[]): void {
  if (value.startsWith('$$')) {
    if (!context.test(value)) findings.push(`${where} is ${value}, which the context does not have everywhere`)
  } else if (value.startsWith('States.')) {
    if (!intrinsics.test(value)) findings.push(`${where} is ${value}, an intrinsic that is not run everywhere`)
  } else if (!path.test(value)) findings.push(`${where} is ${value}, not a simple path`)
}

function unknownFields(where: string, value: object, known: string[], findings: string[]): void {
  for (const field of Object.keys(value))
    if (!known.includes(field)) findings.push(`${where}: ${field} is not in the subset`)
}

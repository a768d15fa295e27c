import { Duration } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  Choice,
  Condition,
  DefinitionBody,
  Errors,
  Fail,
  IntegrationPattern,
  JsonPath,
  type LogOptions,
  StateMachine,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import { Construct } from 'constructs'
import { stateTitle } from '../../shared/contract/function-names.ts'
import type { OutcomeOf, StateFunction, TaskState, WaitState } from '../../shared/contract/workflow-states.ts'

/** A wait outlives every stage and every substitute; a timer on the facts ends it long before (functions/schedule). */
const longestWait = Duration.days(30)

export type ReportingWorkflowProps = {
  functions: Record<StateFunction, IFunction>
  /** Without execution data: the state holds no secrets, but a wait's payload holds its token. */
  logs?: Omit<LogOptions, 'includeExecutionData'>
  tracing?: boolean
}

/**
 * One reporting cycle:
 *
 * 1. Invite units: one signed link and one mail a unit.
 * 2. Await submissions (callback): until every unit has sent its slice, or the policy goes on without.
 * 3. Merge slices, then check the draft. Blocking findings go back to their units: return slices, and await again.
 * 4. Request sign-off (callback), stage after stage. A return goes back to 2, a newer submission to 3.
 * 5. Publish the report, then announce it.
 *
 * Whoever writes to many does it in turns, each shorter than a function may run.
 *
 * The facts decide everything; the state carries the cycle's name and the last outcome. It may be stopped anywhere and
 * started again: every function looks at the facts before it acts. What fails for good ends in "Needs repair", and the
 * schedule starts the cycle again under a new name.
 *
 * Written inside the subset of the States Language that AWS, the emulator and the embedded runtime run alike;
 * test/infra/cloud/states-language-subset.ts says what that is.
 */
export class ReportingWorkflow extends Construct {
  readonly stateMachine: StateMachine

  constructor(scope: Construct, id: string, { functions, logs, tracing }: ReportingWorkflowProps) {
    super(scope, id)

    const needsRepair = new Fail(this, 'Needs repair', {
      error: 'NeedsRepair',
      cause: 'A state failed for good; the facts are as they were. The schedule starts the cycle again.',
    })

    const task = (name: TaskState) => {
      const invoke = new LambdaInvoke(this, stateTitle(name), {
        lambdaFunction: functions[name],
        payload: TaskInput.fromObject({
          cycle: JsonPath.stringAt('$.cycle'),
          execution: JsonPath.stringAt('$$.Execution.Name'),
        }),
        payloadResponseOnly: true,
        resultPath: '$.result',
        retryOnServiceExceptions: false, // retryWhatPasses covers them, once and in one place
      })
      retryWhatPasses(invoke)
      invoke.addCatch(needsRepair, { errors: [Errors.ALL], resultPath: JsonPath.DISCARD })
      return invoke
    }

    const wait = (name: WaitState) => {
      const invoke = new LambdaInvoke(this, stateTitle(name), {
        lambdaFunction: functions[name],
        integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        payload: TaskInput.fromObject({
          cycle: JsonPath.stringAt('$.cycle'),
          execution: JsonPath.stringAt('$$.Execution.Name'),
          started: JsonPath.stringAt('$$.Execution.StartTime'),
          entered: JsonPath.stringAt('$$.State.EnteredTime'),
          token: JsonPath.taskToken,
        }),
        resultPath: '$.result',
        taskTimeout: Timeout.duration(longestWait),
        retryOnServiceExceptions: false,
      })
      retryWhatPasses(invoke)
      // Nobody answered in thirty days. Waiting anew reads the facts again, so an answer whose resume was lost counts now.
      invoke.addCatch(invoke, { errors: [Errors.TIMEOUT], resultPath: JsonPath.DISCARD })
      invoke.addCatch(needsRepair, { errors: [Errors.ALL], resultPath: JsonPath.DISCARD })
      return invoke
    }

    const inviteUnits = task('invite-units')
    const awaitSubmissions = wait('await-submissions')
    const mergeSlices = task('merge-slices')
    const checkDraft = task('check-draft')
    const returnSlices = task('return-slices')
    const requestSignOff = wait('request-sign-off')
    const publishReport = task('publish-report')
    const announcePublication = task('announce-publication')
    const published = new Succeed(this, 'Published')
    const cancelled = new Succeed(this, 'Cancelled')
    const overtaken = new Succeed(this, 'Overtaken')

    /** Each state and what follows on how it ended: one that is not chained, or an outcome that leads nowhere, does not compile. */
    const chain: { [State in StateFunction]: [LambdaInvoke, Record<OutcomeOf<State>, LambdaInvoke | Succeed>] } = {
      'invite-units': [inviteUnits, { invited: awaitSubmissions, more: inviteUnits }],
      'await-submissions': [awaitSubmissions, { complete: mergeSlices }],
      'merge-slices': [mergeSlices, { merged: checkDraft, hold: awaitSubmissions, cancelled, overtaken }],
      'check-draft': [checkDraft, { 'sign-off': requestSignOff, return: returnSlices, hold: awaitSubmissions }],
      'return-slices': [returnSlices, { returned: awaitSubmissions, more: returnSlices }],
      'request-sign-off': [
        requestSignOff,
        { next: requestSignOff, return: returnSlices, changed: mergeSlices, publish: publishReport },
      ],
      'publish-report': [
        publishReport,
        { published: announcePublication, changed: mergeSlices, hold: awaitSubmissions },
      ],
      'announce-publication': [announcePublication, { announced: published, more: announcePublication }],
    }
    for (const [name, [state, ways]] of Object.entries(chain)) {
      const [[, only] = [], ...others] = Object.entries(ways)
      if (only && others.length === 0) state.next(only)
      else {
        const choice = new Choice(this, `After ${stateTitle(name as StateFunction).toLowerCase()}`)
        for (const [outcome, next] of Object.entries(ways))
          choice.when(Condition.stringEquals('$.result.outcome', outcome), next)
        state.next(choice.otherwise(needsRepair))
      }
    }

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromChainable(inviteUnits),
      ...(logs === undefined ? {} : { logs: { ...logs, includeExecutionData: false } }),
      ...(tracing === undefined ? {} : { tracingEnabled: tracing }),
    })
  }
}

/**
 * A throttled table, a transport that does not answer, a cold dependency: all of these pass within a minute, so the tries are
 * 2 + 4 + 8 + 16 + 32 = 62 seconds apart in all. What still fails then needs a person or the next run of the schedule.
 * A timeout is no failure and is left to its catch; it is named first because the emulator counts it as one.
 */
function retryWhatPasses(invoke: LambdaInvoke): void {
  invoke.addRetry({ errors: [Errors.TIMEOUT], maxAttempts: 0 })
  invoke.addRetry({ errors: [Errors.TASKS_FAILED], interval: Duration.seconds(2), backoffRate: 2, maxAttempts: 5 })
}

import type { actForOperator } from '../../../functions/operator/act-for-operator.ts'
import type { openForOperator } from '../../../functions/operator/open-for-operator.ts'
import type { repairCycle } from '../../../functions/operator/repair-cycle.ts'
import type { rotateRing } from '../../../functions/operator/rotate-ring.ts'
import type { Services } from '../../../functions/services.ts'
import type { OperatorFunction } from '../../../shared/contract/function-names.ts'

/** What each function that a command may call takes and answers: its own signature. */
type Operations = {
  'act-for-operator': typeof actForOperator
  'open-for-operator': typeof openForOperator
  'repair-cycle': typeof repairCycle
  'rotate-ring': typeof rotateRing
}

/** Calls a function that writes; what it refuses is thrown as a Refusal. */
export type Call = <Name extends OperatorFunction>(
  name: Name,
  input: Parameters<Operations[Name]>[0],
) => Promise<Awaited<ReturnType<Operations[Name]>>>

/** Somebody at the console: reads by themselves, and writes through functions alone. */
export type Operator = {
  services: Pick<Services, 'clock' | 'store' | 'files' | 'log'> & { published: Pick<Services['published'], 'get'> }
  call: Call
  /** What the operator should know, e.g. that waits are resumed when the system runs next. */
  remark?: string
  close(): Promise<void>
}

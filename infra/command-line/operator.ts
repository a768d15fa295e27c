import type { Services } from '../../functions/services.ts'

export type OperatorServices = Omit<Services, 'published' | 'scripts'>

/** Somebody at the console, with no front door between. */
export type Operator = {
  services: OperatorServices
  /** What the operator should know, e.g. that waits are resumed when the system runs next. */
  remark?: string
  close(): Promise<void>
}

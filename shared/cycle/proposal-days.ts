import { endOfDay } from '../calendar/civil-date.ts'
import type { ProposalFact } from './facts.ts'
import type { Spine } from './reporting-cycle.ts'

/** Working days a proposal waits for its answer. After them it is void, and things stay as they are. */
export const daysToAnswer = 2

/** Whether the days in which a proposal may be answered go on. */
export const isInItsDays = ({ opening }: Spine, { until }: Pick<ProposalFact, 'until'>, now: string): boolean =>
  now < endOfDay(until, opening.zone)

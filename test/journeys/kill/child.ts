import { startLocal } from '../../../infra/local/trial/local.ts'
import { openSmallCycle, opens } from '../races/small-cycle.ts'

/** The embedded system in a process of its own, to be killed. Says where it is once the small cycle is open. */
const [folder = ''] = process.argv.slice(2)
const local = await startLocal({ folder, clock: opens, timerEvery: 100 })
await openSmallCycle(local)
process.stdout.write(`${local.baseUrl}\n`)

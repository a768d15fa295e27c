import { startLocal } from '../../infra/local/trial/local.ts'
import { openSmallCycle } from './embedded.ts'
import { opens } from './small-cycle.ts'

// The embedded system in a process of its own, to be killed: `node embedded-process.ts <folder> <port> <name>`. Says where it is.
const [folder = '', port = '0', name = ''] = process.argv.slice(2)
const local = await startLocal({ folder, port: Number(port), clock: opens, timerEvery: 3_600_000 })
if ((await local.services.store.cycles()).length === 0) await openSmallCycle(local.services, { name })
process.stdout.write(`${local.baseUrl}\n`)

import { openEmbedded } from './embedded.ts'
import { onTime } from './on-time.ts'

onTime(openEmbedded)

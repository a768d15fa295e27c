import { openEmbedded } from './embedded.ts'
import { late } from './late.ts'

late(openEmbedded)

import { openEmbedded } from './embedded.ts'
import { returned } from './returned.ts'

returned(openEmbedded)

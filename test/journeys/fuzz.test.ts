import { openEmbedded } from './embedded.ts'
import { fuzz } from './fuzz.ts'

fuzz(openEmbedded)

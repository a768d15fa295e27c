import { badInput } from './bad-input.ts'
import { openEmbedded } from './embedded.ts'

badInput(openEmbedded)

import './old-browsers-reading.ts'
import { placePasted } from '../../shared/printed/pasted-block.ts'
import { readInto } from './read-into.ts'

/** What the desk asks of this script once it is loaded. */
export type FilesScript = { placePasted: typeof placePasted; readInto: typeof readInto }

Object.assign(window, { lianbaoFiles: { placePasted, readInto } satisfies FilesScript })

import './old-browsers.ts'
import { placePasted } from '../../shared/printed/pasted-block.ts'

/** What the desk asks of this script once it is loaded. */
export type FilesScript = { placePasted: typeof placePasted }

Object.assign(window, { lianbaoFiles: { placePasted } satisfies FilesScript })

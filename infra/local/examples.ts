import type { LocalSystem } from './local.ts'

/** Opens an example cycle in a new folder, through the front door. */
export async function openExampleCycle(_local: LocalSystem): Promise<void> {
  console.warn('not built yet: an example cycle')
}

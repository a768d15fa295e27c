import { existsSync, readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import { takeFromBuild } from '../kept/definitions.ts'

/**
 * The definitions that come with the product, compiled when the function was bundled (infra/cloud/function-bundle.ts) and laid beside it
 * under their digest: read in a quarter of the time in which they are compiled. One that this runtime cannot read is compiled as any other.
 */
export const builtDefinitions =
  (folder = new URL('./definitions/', import.meta.url)) =>
  (digest: string): CompiledDefinition | undefined => {
    const file = new URL(digest, folder)
    if (!existsSync(file)) return undefined
    try {
      return deserialize(readFileSync(file))
    } catch {
      return undefined
    }
  }

/** Said once, by a function that reads cycles. */
export const useBuiltDefinitions = (): void => takeFromBuild(builtDefinitions())

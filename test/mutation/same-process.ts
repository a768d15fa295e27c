import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KeptTest } from './kept-tests.ts'

/**
 * A test runner for StrykerJS. The pure tests are loaded once, by Node itself, and each mutant runs those that touch it in the same
 * process: a hundredth of what it costs to load them again for each. What a test leaves behind in a module (a counter of acts) could
 * then be taken for what a mutant did; so whatever fails must pass without the mutant, or all is loaded anew and the mutant tried again.
 */
type Coverage = Record<string, number>
type Stryker = {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: { static: Coverage; perTest: Record<string, Coverage> }
}
type MutantRun = { testFilter?: string[]; hitLimit?: number; activeMutant: { id: string } }

const here = pathToFileURL(`${process.cwd()}/`).href
const stryker = (): Stryker => {
  const all = globalThis as { __stryker__?: Stryker }
  all.__stryker__ ??= {}
  return all.__stryker__
}

class SameProcess {
  #loads = 0
  #tests = new Map<string, KeptTest>()
  #files: readonly string[] = []

  capabilities() {
    return { reloadEnvironment: false }
  }

  async init(): Promise<void> {
    this.#files = (process.env.LIANBAO_NEAR_TESTS ?? '').split(' ').flatMap((pattern) => globSync(pattern))
    const standIn = pathToFileURL(resolve('test/mutation/kept-tests.ts')).href
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier === 'vitest' && !context.parentURL?.startsWith(standIn))
          return { url: this.#asLoaded(standIn), shortCircuit: true }
        const found = next(specifier, context)
        const ours = found.url.startsWith(here) && !found.url.includes('/node_modules/') && found.url.endsWith('.ts')
        return ours ? { ...found, url: this.#asLoaded(found.url) } : found
      },
    })
    await this.#load()
  }

  #asLoaded(url: string): string {
    return `${url}?load=${this.#loads}`
  }

  /** Every module anew. */
  async #load(): Promise<void> {
    this.#loads++
    const { kept, beginFile } = (await import(
      resolve('test/mutation/kept-tests.ts')
    )) as typeof import('./kept-tests.ts')
    for (const file of this.#files) {
      beginFile(file)
      await import(resolve(file))
    }
    this.#tests = new Map(kept.map((test) => [`${test.file}#${test.name}`, test]))
  }

  async dryRun() {
    const tests = []
    for (const [id, test] of this.#tests) {
      stryker().currentTestId = id
      const began = performance.now()
      const failure = await failureOf(test)
      const about = { id, name: test.name, timeSpentMs: performance.now() - began }
      tests.push(failure === undefined ? { ...about, status: 0 } : { ...about, status: 1, failureMessage: failure })
    }
    stryker().currentTestId = undefined
    return { status: 'complete', tests, mutantCoverage: stryker().mutantCoverage }
  }

  async mutantRun({ testFilter, hitLimit, activeMutant }: MutantRun) {
    const ids = testFilter ?? [...this.#tests.keys()]
    const tried = () => this.#firstFailure(ids, activeMutant.id, hitLimit)
    let failure = await tried()
    if (failure && !failure.ofMutant) {
      await this.#load()
      failure = await tried()
    }
    if (!failure) return { status: 'survived', nrOfTests: ids.length }
    if (!failure.ofMutant) return { status: 'error', errorMessage: `fails without a mutant: ${failure.id}` }
    if (failure.inCircles) return { status: 'timeout', reason: 'it goes round in circles' }
    return { status: 'killed', killedBy: [failure.id], failureMessage: failure.message, nrOfTests: ids.length }
  }

  async #firstFailure(ids: readonly string[], mutant: string, hitLimit: number | undefined) {
    const switches = stryker()
    for (const id of ids) {
      const test = this.#tests.get(id)
      if (!test) throw new Error(`there is no test ${id}`)
      Object.assign(switches, { activeMutant: mutant, hitCount: 0, hitLimit })
      const message = await failureOf(test)
      const inCircles = (switches.hitCount ?? 0) > (hitLimit ?? Number.POSITIVE_INFINITY)
      Object.assign(switches, { activeMutant: undefined, hitCount: undefined })
      if (message !== undefined || inCircles)
        return { id, message: message ?? '', inCircles, ofMutant: (await failureOf(test)) === undefined }
    }
    return undefined
  }
}

async function failureOf({ run }: KeptTest): Promise<string | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What StrykerJS asks a plugin for. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'same-process', factory: () => new SameProcess() }]

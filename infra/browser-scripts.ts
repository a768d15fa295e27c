import { createHash } from 'node:crypto'
import { type ScriptName, type Scripts, scriptNames } from '../shared/contract/browser-scripts.ts'
import { bundleForBrowser, excessOf, type ScriptBudget } from './browser-bundle.ts'

/** Bytes a script may have, minified and as it travels: an office's line is slow, its computer old. */
const budgets: Record<ScriptName, ScriptBudget> = {
  // What it keeps in the browser, held against what was saved since (0.6 kB).
  desk: { minified: 51_000, gzip: 21_800 },
  // Loaded when something is pasted, dropped or chosen: every kind of file but PDFs and of table, how the form's labels are printed, and what
  // is said of a file beside the form; and the layout of every table, by which a report of our own is read to the letter;
  // what keeps a hostile file from holding the computer, and in what ink a figure is seen (5 kB);
  // and what the formats and rules of a spreadsheet show of what is stored (4 kB); rows and headings that a page cuts (0.3 kB);
  // what to do with a file that cannot be opened (0.2 kB); units of headings, titles that are none, figures that stand apart (2 kB).
  files: { minified: 121_000, gzip: 50_500 },
}

export type BuiltScript = {
  name: ScriptName
  /** `desk-<16 hex digits>.js`: other bytes have another name, so a browser may keep it for ever. */
  file: string
  text: string
  integrity: string
  /** What went into it, as paths from the project's root. */
  inputs: readonly string[]
}

let built: readonly BuiltScript[] | undefined

/** Every script, built once a process. Same sources, same bytes: no paths, no time, no source map in it. */
export function browserScripts(): readonly BuiltScript[] {
  built ??= scriptNames.map(buildScript)
  return built
}

/** What pages and the front door must know of them. */
export const scriptAddresses = (): Scripts =>
  Object.fromEntries(browserScripts().map(({ name, file, integrity }) => [name, { path: `/desk/${file}`, integrity }]))

/** What `show-script` serves: the text by the file's name. */
export const scriptFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(browserScripts().map(({ file, text }) => [file, text]))

/** At synth and in a test, never at a start: an office must not stand still because a script has grown. */
export function refuseHeavyScripts(): void {
  const excess = browserScripts().flatMap(({ name, text }) => excessOf(name, text, budgets[name]))
  if (excess.length > 0) throw new Error(`${excess.join('; ')} (infra/browser-scripts.ts)`)
}

export function buildScript(name: ScriptName): BuiltScript {
  const { contents, text, inputs } = bundleForBrowser(name)
  const digest = createHash('sha256').update(contents).digest()
  return {
    name,
    file: `${name}-${digest.toString('hex').slice(0, 16)}.js`,
    text,
    integrity: `sha256-${digest.toString('base64')}`,
    inputs,
  }
}

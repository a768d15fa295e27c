import { existsSync } from 'node:fs'

/** What a function's file exports; undefined without one. In the kept program a table of them stands in this place (infra/kept-program). */
export async function functionFile(file: string): Promise<Record<string, unknown> | undefined> {
  const url = new URL(`../../../${file}`, import.meta.url)
  return existsSync(url) ? ((await import(url.href)) as Record<string, unknown>) : undefined
}

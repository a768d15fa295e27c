import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/**
 * Positions in a bundle's files (`index:43:8692 chunk-AB:12:1 …`, innermost first) as the innermost place in our own sources, by the maps
 * that lie beside them. Read when something broke and not at the start, which would cost every cold start the parsing of the maps.
 */
export function sourcePosition(where: string, folder: URL): string {
  const positions = [...where.matchAll(/([\w-]+):(\d+):(\d+)/g)]
  if (positions.length === 0 || !/^[\w-]+:\d+:\d+( |$)/.test(where)) return where
  try {
    const maps = new Map<string, SourceMap>()
    const places = positions.flatMap(([, file = '', line, column]) => {
      const map = maps.get(file) ?? new SourceMap(JSON.parse(readFileSync(new URL(`${file}.mjs.map`, folder), 'utf8')))
      maps.set(file, map)
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1)
      return 'originalSource' in entry ? `${entry.originalSource}:${entry.originalLine + 1}` : []
    })
    const ours = places.filter((place) => /(^|\/)(functions|shared)\//.test(place) && !place.includes('node_modules'))
    // Which call it was stands beside it (named-calls.ts); what led to it is above what makes all calls.
    const asked = ours.find((place) => !/functions\/aws\//.test(place))
    return (asked ?? ours[0] ?? places[0] ?? where).replace(/^.*?(functions|shared|node_modules)\//, '$1/')
  } catch {
    return where // no map, or one we cannot read: the positions still say something to who has the bundle
  }
}

import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/**
 * Positions of a bundle (`43:8692 12:1 …`, innermost first) as the innermost place in our own sources, by the map that lies beside the
 * bundle. Read when something broke and not at the start, which would cost every cold start the parsing of the map.
 */
export function sourcePosition(where: string, mapBeside: URL): string {
  const positions = [...where.matchAll(/(\d+):(\d+)/g)].map(
    ([, line, column]) => [Number(line), Number(column)] as const,
  )
  if (positions.length === 0 || !/^[\d: ]+$/.test(where)) return where
  try {
    const map = new SourceMap(JSON.parse(readFileSync(mapBeside, 'utf8')))
    const places = positions.flatMap(([line, column]) => {
      const entry = map.findEntry(line - 1, column - 1)
      return 'originalSource' in entry ? `${entry.originalSource}:${entry.originalLine + 1}` : []
    })
    const ours = places.find((place) => /(^|\/)(functions|shared)\//.test(place) && !place.includes('node_modules'))
    return (ours ?? places[0] ?? where).replace(/^.*?(functions|shared|node_modules)\//, '$1/')
  } catch {
    return where // no map, or one we cannot read: the positions still say something to who has the bundle
  }
}

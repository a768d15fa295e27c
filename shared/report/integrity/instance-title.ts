import type { CompiledDefinition } from '../cells.ts'
import type { LocalizedText } from '../report-definition.ts'

/** What an explained remark on a slice was about, where the finding itself is not at hand: the relation's title and its place. */
export function instanceTitle({ instances, quotes }: CompiledDefinition, instance: string): LocalizedText | undefined {
  const known = instances.find(({ id }) => id === instance)
  if (known) {
    const { title } = known.relation
    return { zh: `${title.zh}（${known.where.zh}）`, en: `${title.en} (${known.where.en})` }
  }
  const quoted = /^text-vs-table\(([^:)]+)/.exec(instance)?.[1]
  return quotes.find(({ id }) => id === quoted)?.title
}

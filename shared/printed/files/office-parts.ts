import { attribute, markupTokens } from './markup.ts'
import type { ZipFile } from './zip.ts'

/** A part that another part of an Office file points to (ECMA-376 part 2). */
type Relation = { id: string; type: string; target: string }

/** What a part points to inside of the file; what lies outside of it is no relation of ours. */
export function relationsOf(zip: ZipFile, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const xml = zip.text(`${folder}_rels/${part.slice(folder.length)}.rels`) ?? ''
  const relations: Relation[] = []
  for (const token of markupTokens(xml)) {
    if (token.kind !== 'open' || bare(token.name) !== 'Relationship') continue
    const [id, type, target, mode] = ['Id', 'Type', 'Target', 'TargetMode'].map((name) =>
      attribute(token.attributes, name),
    )
    if (relations.length >= mostRelations) break
    if (!id || !type || !target || mode === 'External') continue
    relations.push({ id, type, target: target.startsWith('/') ? target.slice(1) : folder + target })
  }
  return relations
}

const mostRelations = 4000

/** The part that is the document itself, wherever a program has put it. */
export const mainPart = (zip: ZipFile): string | undefined =>
  relationsOf(zip, '').find(({ type }) => type.endsWith('/officeDocument'))?.target

/** A name without its prefix; programs choose them freely. */
export const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

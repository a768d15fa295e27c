import type { Fact } from '../../../shared/cycle/facts.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import type { FileStore } from '../../services.ts'

type OfKind<K extends Fact['kind']> = Extract<Fact, { kind: K }>
type ListsOf<F> = F extends Fact
  ? { [K in keyof F]-?: NonNullable<F[K]> extends readonly unknown[] ? K : never }[keyof F]
  : never
type KindWithLists = { [K in Fact['kind']]: ListsOf<OfKind<K>> extends never ? never : K }[Fact['kind']]

/** Every list of a fact, and whether it grows with the units: of a new one that has to be said. */
const grows: { readonly [K in KindWithLists]: Readonly<Record<ListsOf<OfKind<K>>, boolean>> } = {
  opening: { units: true, route: false, office: false, provisional: false },
  claim: { units: true, route: false, office: false, provisional: false },
  submission: { typists: false, typedThrough: false },
  draft: { submissions: true, hands: true, gaps: true, stages: false },
  check: { returns: true, unexplained: true },
  decision: { reasons: true },
  lapse: { missing: true },
  act: { units: true, contacts: false, files: false, moved: false, daysOff: false, makeUpDays: false },
  release: { evidence: true },
  'unit-release': { evidence: false },
  'unit-departure': { reasons: false },
  clearance: { reasons: false },
  recall: { reasons: false },
}
const ofAnyKind: Partial<Record<Fact['kind'], Readonly<Record<string, boolean>>>> = grows

/** Shorter ones stay in the fact. */
const longest = 1_000 // bytes
/** Some hundred cycles' worth; what was asked for longest ago is read again. */
const mostRemembered = 500

/**
 * An item of DynamoDB holds 400 kB, and every page of a cycle reads its opening and its drafts. What grows with the units is therefore
 * kept in the file store under the digest of its bytes, before the fact that names it is written; read once, a process keeps it.
 */
export function longLists(files: FileStore | undefined) {
  const known = new Map<string, readonly unknown[]>()
  const fileOf = (digest: string) => `lists/${digest}.json`
  const kept = (): FileStore => {
    if (!files) throw new Error('A fact has a long list, and this function has no file store')
    return files
  }

  async function list(digest: string): Promise<readonly unknown[]> {
    const read = known.get(digest) ?? (await readList(digest))
    known.delete(digest) // and set again: the one that was asked for longest ago is forgotten first
    known.set(digest, read)
    for (const oldest of [...known.keys()].slice(0, known.size - mostRemembered)) known.delete(oldest)
    return read
  }

  async function readList(digest: string): Promise<readonly unknown[]> {
    const bytes = await kept().get(fileOf(digest))
    if (!bytes || digestOf(bytes) !== digest) throw new Error(`The file store has no list ${digest}`)
    return frozen(JSON.parse(new TextDecoder().decode(bytes)))
  }

  return {
    /** The fact without its long lists, and the digest of each; undefined for one that has none. */
    async of(fact: Fact): Promise<{ fact: object; lists: Record<string, string> } | undefined> {
      const moved: Record<string, string> = {}
      for (const [field, isGrowing] of Object.entries(ofAnyKind[fact.kind] ?? {})) {
        if (!isGrowing) continue
        const value = (fact as Record<string, unknown>)[field]
        const bytes = Array.isArray(value) ? new TextEncoder().encode(JSON.stringify(value)) : undefined
        if (bytes === undefined || bytes.length <= longest) continue
        const digest = digestOf(bytes)
        moved[field] = digest
        await kept().put(fileOf(digest), bytes)
      }
      if (Object.keys(moved).length === 0) return undefined
      return { fact: Object.fromEntries(Object.entries(fact).filter(([field]) => !(field in moved))), lists: moved }
    },

    /** The fact as it was recorded. */
    async whole(fact: Fact, digests: Readonly<Record<string, string>>): Promise<Fact> {
      const read = Object.entries(digests).map(async ([field, digest]) => [field, await list(digest)] as const)
      return { ...fact, ...Object.fromEntries(await Promise.all(read)) } as Fact
    },
  }
}

/** What is given out is given out again. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

/**
 * What is there by the rules of the house, although its type allows for its absence. Where it is not, the fault is ours:
 * it is told by name where it happened, instead of travelling on as undefined.
 */
export function present<T>(value: T, name: string): NonNullable<T> {
  if (value === undefined || value === null) throw new Error(`missing: ${name}`)
  return value
}

export const itemAt = <T>(list: ArrayLike<T>, index: number): NonNullable<T> =>
  present(list[index], `item ${index} of ${list.length}`)

export const firstOf = <T>(list: ArrayLike<T>): NonNullable<T> => itemAt(list, 0)

export const lastOf = <T>(list: ArrayLike<T>): NonNullable<T> => itemAt(list, list.length - 1)

/** What the record itself holds: a name of the language, which every object knows, is none of its. */
export const ownOf = <V>(record: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

export const entryOf = <K, V>(map: ReadonlyMap<K, V>, key: K): NonNullable<V> => present(map.get(key), `entry ${key}`)

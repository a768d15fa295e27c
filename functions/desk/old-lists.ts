/** Built-ins of lists and texts that Chrome 69 lacks and the readers and the check use; each is lent where it is missing. */
function lend(owner: object, name: string, made: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value: made, configurable: true, writable: true })
}

lend(Map, 'groupBy', <Item>(items: Iterable<Item>, keyOf: (item: Item) => unknown) => {
  const groups = new Map<unknown, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
})
lend(Object, 'fromEntries', (entries: Iterable<[string, unknown]>) => {
  const made: Record<string, unknown> = {}
  for (const [name, value] of entries) made[name] = value
  return made
})
function at(this: ArrayLike<unknown>, place: number): unknown {
  return this[place < 0 ? this.length + place : place]
}
for (const owner of [Array.prototype, String.prototype]) lend(owner, 'at', at)
lend(Array.prototype, 'toSorted', function (this: unknown[], by?: (a: unknown, b: unknown) => number) {
  return [...this].sort(by)
})
lend(Array.prototype, 'findLastIndex', function (this: unknown[], test: (item: unknown, n: number) => boolean) {
  for (let n = this.length - 1; n >= 0; n--) if (test(this[n], n)) return n
  return -1
})
lend(String.prototype, 'replaceAll', function (this: string, what: string, by: string) {
  return this.split(what).join(by)
})
lend(String.prototype, 'matchAll', function* (this: string, pattern: RegExp) {
  const own = new RegExp(pattern.source, pattern.flags)
  for (let match = own.exec(this); match; match = own.exec(this)) {
    yield match
    if (match[0] === '') own.lastIndex++
  }
})

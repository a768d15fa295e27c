/**
 * What the browsers of old office computers lack: Chrome 69 is ES2018. Syntax is lowered by the bundler; these are built-ins that
 * shared uses. test/journeys/desk.test.ts and check-page.test.ts delete them all before the page runs, and it must still work.
 */
export function lend(owner: object, name: string, made: unknown): void {
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
// biome-ignore lint/suspicious/noPrototypeBuiltins: with Object.hasOwn, the lent function would call itself without end
lend(Object, 'hasOwn', (of: object, name: string) => Object.prototype.hasOwnProperty.call(of, name))

function at(this: ArrayLike<unknown>, place: number): unknown {
  return this[place < 0 ? this.length + place : place]
}
for (const owner of [Array.prototype, String.prototype]) lend(owner, 'at', at)

lend(String.prototype, 'replaceAll', function (this: string, what: string | RegExp, by: never) {
  return typeof what === 'string'
    ? this.replace(new RegExp(what.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'), by)
    : this.replace(what, by)
})
lend(String.prototype, 'matchAll', function* (this: string, pattern: RegExp) {
  const own = new RegExp(pattern.source, pattern.flags)
  for (let match = own.exec(this); match; match = own.exec(this)) {
    yield match
    if (match[0] === '') own.lastIndex++
  }
})
if (typeof Element !== 'undefined')
  lend(Element.prototype, 'replaceChildren', function (this: Element, ...children: (Node | string)[]) {
    this.textContent = ''
    this.append(...children)
  })

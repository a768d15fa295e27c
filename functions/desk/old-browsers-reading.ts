import { lend } from './old-browsers.ts'

/** What only the scripts that read files and lists use of new browsers: the desk itself, which every form loads, is spared it. */
lend(Array.prototype, 'toSorted', function (this: unknown[], by?: (a: unknown, b: unknown) => number) {
  return [...this].sort(by)
})
lend(Array.prototype, 'findLastIndex', function (this: unknown[], test: (item: unknown, n: number) => boolean) {
  for (let n = this.length - 1; n >= 0; n--) if (test(this[n], n)) return n
  return -1
})
lend(Array.prototype, 'findLast', function (this: unknown[], test: (item: unknown, n: number) => boolean) {
  return this[this.findLastIndex(test)]
})

lend(String.prototype, 'toWellFormed', function (this: string) {
  return this.replace(/[\ud800-\udfff]/gu, '\ufffd') // with `u`, a pair is one character and never in this class
})

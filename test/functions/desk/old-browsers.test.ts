import { runInNewContext } from 'node:vm'
import { buildSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { browserScripts } from '../../../infra/browser-scripts.ts'
import { toolScript } from '../../../infra/tool-script.ts'
import { asChrome69 } from '../../fixtures/old-browser.ts'

// As desk pages are built, so that what the compiler or a linter makes of a lent built-in is in it.
const lent = buildSync({
  entryPoints: ['functions/desk/old-browsers-reading.ts'],
  bundle: true,
  format: 'iife',
  target: 'chrome69',
  write: false,
}).outputFiles[0]!.text

describe('a built-in lent to an old browser answers as the one of a new browser', () => {
  test.each([
    `[...Map.groupBy([1, 2, 3], (n) => n % 2)]`,
    `Object.fromEntries([['a', 1], ['b', 2]])`,
    `[Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString'), Object.hasOwn({ hasOwnProperty: 0 }, 'b')]`,
    `[[1, 2].at(-1), [1, 2].at(0), [1].at(4), '数字'.at(-1)]`,
    `[[3, 10, 2].toSorted(), [3, 10, 2].toSorted((a, b) => a - b)]`,
    `[[1, 2, 3].findLast((n) => n < 3), [1].findLast((n) => n > 1)]`,
    `[[1, 2, 3].findLastIndex((n) => n < 3), [1].findLastIndex((n) => n > 1)]`,
    `['a.b.c'.replaceAll('.', '$&-'), 'aXbX'.replaceAll(/x/gi, 'y')]`,
    `[...'a1b22'.matchAll(/([a-z])(\\d+)/g)].map((match) => [...match, match.index])`,
    `['a\\ud800b'.toWellFormed(), '\\udc00\\udc00'.toWellFormed(), '\\u{20000}'.toWellFormed()]`,
  ])('%s', (said) => {
    const json = `JSON.stringify(${said})`
    expect(runInNewContext(`${asChrome69}\n${lent}\n${json}`)).toBe(runInNewContext(json))
  })
})

test('the desk itself calls none of those that only the other scripts are lent', () => {
  const desk = browserScripts().find(({ name }) => name === 'desk')
  expect(desk?.text).toContain('Object.hasOwn(')
  expect(desk?.text).not.toMatch(/\.(?:toSorted|findLast|findLastIndex|toWellFormed)\(/)
})

// What came after Chrome 69 and is lent to nobody. A script that calls one dies there, on a clerk's computer and on none of ours.
const newer = [
  /\.(?:requestSubmit|toReversed|toSpliced|checkVisibility|showPopover|randomUUID|moveBefore|setHTML)\(/,
  /\b(?:Promise\.(?:any|allSettled|withResolvers|try)|Object\.groupBy|Array\.fromAsync|AbortSignal\.(?:timeout|any)|queueMicrotask)\(/,
  /\b(?:globalThis|WeakRef|FinalizationRegistry|AggregateError|Intl\.(?:ListFormat|Segmenter|DisplayNames|RelativeTimeFormat))\b/,
]
test.each([
  ...browserScripts().map(({ name, text }) => [name, text] as const),
  ...(['check-page', 'verify-page', 'chooser'] as const).map((name) => [name, toolScript(name)] as const),
])('the script of %s calls nothing that Chrome 69 has not and is not lent', (_, text) => {
  expect(newer.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])).toEqual([])
  const calls = [
    'replaceChildren',
    'replaceAll',
    'matchAll',
    'fromEntries',
    'hasOwn',
    'findLast',
    'toSorted',
    'toWellFormed',
    'groupBy',
  ]
  const unlent = calls.filter((name) => text.includes(`.${name}(`) && !text.includes(`"${name}"`))
  expect(unlent).toEqual([])
})

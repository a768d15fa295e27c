import { describe, expect, test } from 'vitest'
import { darkSheet } from '../../../../shared/pages/frame/dark-sheet.ts'

const inner = (css: string) =>
  darkSheet(css).replace(/^@media screen and \(prefers-color-scheme:dark\)\{:root\{color-scheme:dark\}(.*)\}$/s, '$1')

describe('the dark twin of a sheet', () => {
  test.each([
    ['white becomes nearly black', 'a{color:#fff}', 'a{color:#171717}'],
    ['black becomes white', 'a{color:#000}', 'a{color:#ffffff}'],
    ['a blue stays blue', '.top{background:#0b4a8f}', '.top{background:#7db6f5}'],
    ['what is not colour is not said again', 'a{color:#fff;margin:1px;padding:2px}', 'a{color:#171717}'],
    ['a rule without colour is left out', 'a{margin:0}b{color:#fff}', 'b{color:#171717}'],
    [
      'what takes a colour away overrules as it did',
      'a{background:#fff}.b{background:none}',
      'a{background:#171717}.b{background:none}',
    ],
    [
      'variables are turned where they are given',
      ':root{--ink:#fff}a{color:var(--ink)}',
      ':root{--ink:#171717}a{color:var(--ink)}',
    ],
    [
      'within a width',
      '@media (max-width:9rem){a{color:#fff}b{margin:0}}',
      '@media (max-width:9rem){a{color:#171717}}',
    ],
    ['paper stays as it is', '@media print{a{color:#fff}}', ''],
    [
      'a border',
      'a{border:1px solid #fff;border-left:0;border-radius:2px}',
      'a{border:1px solid #171717;border-left:0}',
    ],
  ])('%s', (_, css, expected) => {
    expect(inner(css)).toBe(expected)
  })

  test('is nothing for a sheet without colour', () => {
    expect(darkSheet('a{margin:0}')).toBe('')
  })
})

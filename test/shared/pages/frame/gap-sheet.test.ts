import { expect, test } from 'vitest'
import { gapSheet } from '../../../../shared/pages/frame/gap-sheet.ts'

const old = (rules: string) => `@supports not (inset:0){${rules}}`

test.each([
  ['a row', '.a{display:flex;gap:1rem}', old('.a>*{margin-right:.7rem}')],
  [
    'a row that wraps',
    '.a{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin:0}',
    old('.a>*{margin:0 .7rem .4rem 0}'),
  ],
  ['no room between lines', '.a{display:flex;flex-wrap:wrap;gap:0 1rem}', old('.a>*{margin-right:.7rem}')],
  [
    'several selectors and rules, the gap last',
    '.a, .b c{display:inline-flex;gap:2px}.d{color:#000}.e{gap:1px;display:flex}',
    old('.a>*,.b c>*,.e>*{margin-right:.7rem}'),
  ],
  [
    'what holds at some widths alone is left alone',
    '@media (max-width:9rem){.b{margin:0}.a{display:flex;gap:1px}}\n.c{display:flex;gap:2px}',
    old('.c>*{margin-right:.7rem}'),
  ],
  ['a grid has its gap', '.a{display:grid;gap:1rem}', ''],
  ['no gap, no margin', '.a{display:flex}.b{margin:0}', ''],
])('%s', (_, css, expected) => expect(gapSheet(css)).toBe(expected))

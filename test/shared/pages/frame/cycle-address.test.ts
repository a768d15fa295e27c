import { describe, expect, test } from 'vitest'
import { boundToCycle, cycleNamed, inCycle } from '../../../../shared/pages/frame/cycle-address.ts'

describe('an address in its cycle', () => {
  test.each([
    ['/board', '/board?cycle=tj-2020'],
    ['/board?unit=finance#unit', '/board?cycle=tj-2020&unit=finance#unit'],
    ['/board#units', '/board?cycle=tj-2020#units'],
    ['/board/export?format=csv', '/board/export?cycle=tj-2020&format=csv'],
    ['/slice/working-copy', '/slice/working-copy?cycle=tj-2020'],
    ['/board/test-report/index.html', '/board/test-report/index.html?cycle=tj-2020'],
    // Names one already.
    ['/board?cycle=tj-2021', '/board?cycle=tj-2021'],
    // Belongs to no cycle, or is not ours.
    ['/open', '/open'],
    ['/open/renew', '/open/renew'],
    ['/desk/desk.js', '/desk/desk.js'],
    ['/public/r/tj-2020/', '/public/r/tj-2020/'],
    ['/nowhere', '/nowhere'],
    ['https://gov.example/board', 'https://gov.example/board'],
    ['//evil.example/board', '//evil.example/board'],
  ])('%s', (address, bound) => {
    expect(inCycle(address, 'tj-2020')).toBe(bound)
  })
})

test('a page’s links, forms and buttons are bound; a form by GET gets a field; what somebody wrote is left alone', () => {
  const page =
    '<a href="/board?unit=a&amp;page=2">a</a><form method="post" action="/board">' +
    '<button formaction="/board#units">b</button></form><form method="get" action="/board#units" class="find">' +
    '<p>href=&quot;/board&quot;</p><a href="https://x.example/board">x</a>'
  expect(boundToCycle(page, 'c')).toBe(
    '<a href="/board?cycle=c&amp;unit=a&amp;page=2">a</a><form method="post" action="/board?cycle=c">' +
      '<button formaction="/board?cycle=c#units">b</button></form>' +
      '<form method="get" action="/board?cycle=c#units" class="find"><input type="hidden" name="cycle" value="c">' +
      '<p>href=&quot;/board&quot;</p><a href="https://x.example/board">x</a>',
  )
})

test.each([
  [{ cycle: 'tj-2020' }, 'tj-2020'],
  [{}, undefined],
  [{ cycle: '' }, undefined],
  [{ cycle: 'TJ"><script>' }, undefined],
  [{ cycle: 'x'.repeat(61) }, undefined],
])('the cycle an address names: %j', (query, cycle) => {
  expect(cycleNamed(query as Record<string, string>)).toBe(cycle)
})

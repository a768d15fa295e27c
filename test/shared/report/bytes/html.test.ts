import { expect, test } from 'vitest'
import { html, raw } from '../../../../shared/report/bytes/html.ts'

test.each([
  ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
  ['"a" \'b\'', '&quot;a&quot; &#39;b&#39;'],
  ['&amp;', '&amp;amp;'],
  ['<script>', '&lt;script&gt;'],
  ['公开', '公开'],
  [12, '12'],
  [0, '0'],
  ['', ''],
  [undefined, ''],
  [null, ''],
  [false, ''],
  [true, ''],
  [['<', html`<b>${'>'}</b>`, [1, ['&']]], '&lt;<b>&gt;</b>1&amp;'],
  [[], ''],
  [raw('<br>'), '<br>'],
  [html`<i>${raw(' a="1"')}</i>`, '<i> a="1"</i>'],
])('%j in markup', (value, written) => {
  expect(String(html`<p title="${value}">${value}</p>`)).toBe(`<p title="${written}">${written}</p>`)
})

test('a text that only looks like markup of ours is escaped', () => {
  const sent: unknown = JSON.parse('{"isEscaped":true,"toString":"<b>"}')
  expect(() => String(html`${sent as string}`)).toThrow(TypeError)
})

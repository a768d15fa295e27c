import { expect, test } from 'vitest'
import { countedSite } from '../../../bench/counted-site.ts'

test('a correction writes the body’s own pages, its year and what is over all; nothing of another body or year', () => {
  const { rewritten, files } = countedSite(6, 3)
  const both = (page: string) => [page, page.replace('.html', '.en.html')]
  const own = 'r/city-2025/units/u000003'
  expect(rewritten).toEqual(
    [
      ...['index.html', 'y/2025/index.html', 'y/2025/bodies.html', 'b/city/u000003/index.html'].flatMap(both),
      ...[`${own}/index.html`, `${own}/versions.html`].flatMap(both),
      ...[`${own}/latest.json`, `${own}/notice.css`, 'r/city-2025/notice.css'],
      ...['y/2025/standing.csv', 'y/2025/standing.json', 'feed.atom', 'reports.json', 'sitemap.xml'],
      ...['data/all.csv', 'data/catalogue.jsonld', 'data/datapackage.json', 'data/totals.csv'],
    ].sort(),
  )
  expect(files).toBeGreaterThan(150)
})

import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlChecker, programOf, pythonTools, run } from './tools.ts'

const python = pythonTools()
const vnu = htmlChecker()
const openssl = programOf('openssl')
const scratch = mkdtempSync(join(tmpdir(), 'lianbao-site-'))
const site = join(scratch, 'site')
const files = (end: string) =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end))

/** A program in Python over the site, with what it prints. */
async function inPython(program: string): Promise<string> {
  if ('skipped' in python) throw new Error(python.skipped)
  const { status, said } = await run(`${python.bin}/python3`, ['-'], { cwd: site, input: program })
  expect(status, said).toBe(0)
  return said.trim()
}

beforeAll(() => {
  const demo = spawnSync('npm', ['run', '-s', 'demo', '--', 'pingtan-2020'], { encoding: 'utf8' })
  expect(demo.status, demo.stderr).toBe(0)
  cpSync('.lianbao/demo/pingtan-2020/public', site, { recursive: true })
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('the site of a district and its sixteen bodies', () => {
  test('a page travels in 14,600 bytes, or says why not', () => {
    // Ten packets, the first that a server sends without being asked again.
    const most = 14_600
    const reasons: Record<string, RegExp> = {
      // Every format the check page knows is in it, so that it checks offline.
      tools: /^tools\/check(\.en)?\.html$/,
    }
    const pages = files('.html')
    expect(pages.length).toBeGreaterThan(100)
    const heavy = pages.filter((name) => gzipSync(readFileSync(join(site, name)), { level: 9 }).length > most)
    expect(heavy.filter((name) => !Object.values(reasons).some((reason) => reason.test(name)))).toEqual([])
  })

  test.skipIf('skipped' in vnu)('HTML and CSS have no error (Nu Html Checker)', async () => {
    if ('skipped' in vnu) return
    const check = (options: string[], input?: string) =>
      run('java', ['-jar', vnu.bin, '--errors-only', '--format', 'gnu', ...options], {
        cwd: site,
        ...(input && { input }),
      })
    // It would pass over what it does not find as well.
    expect((await check(['-'], '<!doctype html><title>x</title><p><b></p>')).status).not.toBe(0)
    expect(await check(files('.html'))).toMatchObject({ status: 0, said: '' })
    expect(await check(['--css', ...files('.css')])).toMatchObject({ status: 0, said: '' })
  })

  test.skipIf('skipped' in python)('the data package (frictionless)', async () => {
    if ('skipped' in python) return
    const { status, said } = await run(`${python.bin}/frictionless`, ['validate', 'data/datapackage.json'], {
      cwd: site,
    })
    expect(status, said).toBe(0)
    expect(said.match(/VALID/g)).toHaveLength(2)
  })

  test.skipIf('skipped' in python)('the catalogue (pySHACL, shapes of DCAT-AP 3.0.1)', async () => {
    if ('skipped' in python) return
    const shapes = join(scratch, 'shapes.ttl')
    writeFileSync(shapes, gunzipSync(readFileSync('test/foreign/dcat-ap-3.0.1-shapes.ttl.gz')))
    const check = (file: string) =>
      run(`${python.bin}/pyshacl`, ['-s', shapes, '-sf', 'turtle', '-df', 'json-ld', file], { cwd: site })
    const whole = await check('data/catalogue.jsonld')
    expect(whole.said).toContain('Conforms: True')
    const broken = join(scratch, 'broken.jsonld')
    const text = readFileSync(join(site, 'data/catalogue.jsonld'), 'utf8')
    writeFileSync(broken, text.replaceAll('"dct:title"', '"dct:tilte"'))
    expect((await check(broken)).said).toContain('Conforms: False')
  })

  test.skipIf('skipped' in python)(
    'feed, sitemap and robots (feedparser, the standard library of Python)',
    async () => {
      const said = await inPython(`
import feedparser, urllib.robotparser, xml.etree.ElementTree as tree, os, json
feed = feedparser.parse(open('feed.atom', 'rb').read())
robots = urllib.robotparser.RobotFileParser(); robots.parse(open('robots.txt').read().splitlines())
urls = [url.text for url in tree.parse('sitemap.xml').iter('{http://www.sitemaps.org/schemas/sitemap/0.9}loc')]
root = robots.site_maps()[0][:-len('sitemap.xml')]
lost = [url for url in urls if not os.path.exists(url[len(root):])]
dates = all(entry.get('updated_parsed') and entry.get('author') and entry.get('link') for entry in feed.entries)
print(json.dumps([bool(feed.bozo), feed.version, len(feed.entries) == len({e.id for e in feed.entries}), bool(dates), len(feed.entries), robots.can_fetch('*', root), lost]))
`)
      const [wrong, version, distinct, whole, entries, allowed, lost] = JSON.parse(said)
      expect([wrong, version, distinct, whole, allowed, lost]).toEqual([false, 'atom10', true, true, true, []])
      // The district, sixteen bodies, and the corrections of the demo.
      expect(entries).toBeGreaterThanOrEqual(17)
    },
  )

  const totals = `select unit, cast(value as integer) as received from '${site}/data/totals.csv' where measure = 'received'`
  test.skipIf('skipped' in python)('all.csv adds up alike in pandas and in DuckDB, and as it was printed', async () => {
    const said = await inPython(`
import pandas
cells = pandas.read_csv('data/all.csv', dtype={'value': str, 'unit': str}, keep_default_na=False)
new = cells[cells.cell.str.fullmatch(r't3\\.new\\.(natural|legal-.*|[a-z-]+)') & ~cells.cell.str.endswith('.total')]
print(int(new[new.unit != ''].value.astype(int).sum()), int(new[new.unit == ''].value.astype(int).sum()), cells.unit.nunique())
`)
    const [bodies, district, units] = said.split(' ').map(Number)
    const database = await (await DuckDBInstance.create(':memory:')).connect()
    const rows = (await database.runAndReadAll(totals)).getRowObjects()
    const of = (wanted: (unit: unknown) => boolean) =>
      rows.filter(({ unit }) => wanted(unit)).reduce((sum, { received }) => sum + Number(received), 0)
    expect([bodies, district, units]).toEqual([of(Boolean), of((unit) => !unit), 17])
    expect(district).toBe(21)
  })

  test.skipIf('skipped' in openssl)('the lines that the page prints verify a version', async () => {
    const page = readFileSync(join(site, 'tools/verify.html'), 'utf8')
    const lines = /<pre class="lines"[^>]*><code>([\s\S]*?)<\/code>/.exec(page)![1]!
    const printed = lines
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<')
    const folder = join(site, 'r/pingtan-2020/v1')
    copyFileSync(join(site, 'publishing-key.pem'), join(folder, 'publishing-key.pem'))
    expect(await run('sh', ['-e', '-c', printed.replaceAll('&amp;', '&')], { cwd: folder })).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^Verified OK\n(\S+: OK\n)+$/),
    })
  })
})

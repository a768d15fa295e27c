import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPageAlone, checkPageFiles } from '../../infra/check-page.ts'
import { contentType, policyOf } from '../../shared/contract/public-site.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { asChrome69 } from '../fixtures/old-browser.ts'
import { delimitedOf, docxOf, htmlOf, type LaidReport, layOut, pdfOf, xlsxOf } from '../fixtures/report-files.ts'

const form = compileDefinition(shippedDefinition('gid-2021')!)
const zeros = Object.fromEntries(form.cells.map(({ id }) => [id, '0']))
const clean = layOut(form, zeros)
const broken = layOut(form, { ...zeros, 't3.new.natural': '3' })

const files = checkPageFiles()
let browser: Browser
let server: Server
let address: string
beforeAll(async () => {
  if (!hasBrowser) return
  server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1)
    const bytes = files.get(path)
    response
      .writeHead(bytes ? 200 : 404, {
        // The page that is one file brings its own policy; a stick has no headers.
        ...(path !== 'alone.html' && { 'content-security-policy': policyOf(path) }),
        'content-type': contentType(path),
      })
      .end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  address = `http://127.0.0.1:${port}/`
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

async function opened(
  path = 'tools/check.html',
  before = '',
): Promise<{ page: Page; wrong: string[]; asked: string[] }> {
  const page = await browser.newPage()
  const wrong: string[] = []
  const asked: string[] = []
  if (before) await page.addInitScript(before)
  page.on('pageerror', ({ message }) => wrong.push(message))
  await page.goto(address + path)
  await page.waitForLoadState('load')
  page.on('request', (request) => asked.push(request.url()))
  return { page, wrong, asked }
}
async function give(page: Page, ...given: [string, string | Uint8Array][]): Promise<string[]> {
  await page.setInputFiles(
    '#files',
    given.map(([name, body]) => ({ name, mimeType: '', buffer: Buffer.from(body as Uint8Array) })),
  )
  await page.locator('#status', { hasText: /读完|Done/ }).waitFor()
  return page.locator('.verdict h2').allInnerTexts()
}
const kinds: [string, (report: LaidReport) => string | Uint8Array][] = [
  ['a.docx', docxOf],
  ['a.xlsx', xlsxOf],
  ['a.html', htmlOf],
  ['a.csv', (report) => delimitedOf(report, ',')],
]

describe.skipIf(!hasBrowser)('the check page', () => {
  test('a file that was chosen before the script had come is read', async () => {
    const page = await browser.newPage()
    let letGo = () => {}
    const chosen = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/*.js', async (route) => {
      await chosen
      await route.continue()
    })
    await page.goto(`${address}tools/check.html`, { waitUntil: 'commit' })
    const file = { name: 'a.html', mimeType: '', buffer: Buffer.from(htmlOf(broken)) }
    await page.setInputFiles('#files', [file])
    letGo()
    await page.locator('.verdict h2').waitFor()
    await page.close()
  })

  test('a file that cannot be opened says so and what to do, and the others are read', async () => {
    const page = await browser.newPage()
    const folder = mkdtempSync(join(tmpdir(), 'lianbao-check-'))
    const [gone, there] = ['gone.html', 'there.html'].map((name) => join(folder, name)) as [string, string]
    for (const path of [gone, there]) writeFileSync(path, htmlOf(clean))
    // Chosen, and no longer there when it is read: as a folder that was dropped, or a file that only a cloud has.
    await page.route('**/*.js', async (route) => {
      await page.setInputFiles('#files', [gone, there])
      rmSync(gone)
      await route.continue()
    })
    await page.goto(`${address}tools/check.html`)
    await page.locator('#status', { hasText: '读完' }).waitFor()
    expect(await page.locator('.verdict').allInnerTexts()).toEqual([
      expect.stringMatching(/^! gone.html\s+打不开。如果是文件夹，请选里面的文件/),
      expect.stringMatching(/^✓ 全部读到/),
    ])
    await page.close()
    rmSync(folder, { recursive: true })
  })

  test.each([...kinds, ['a.pdf', pdfOf] as const])(
    '%s: clean and broken, and nothing leaves the computer',
    async (name, fileOf) => {
      const { page, wrong, asked } = await opened()
      const titles = await give(page, [name, fileOf(clean)], [`b${name}`, fileOf(broken)])
      expect(titles).toEqual(['✓ 全部读到，没有发现问题', expect.stringMatching(/^✕ 有 \d 处必须改/)])
      // The library for PDFs is the site's own file.
      expect(asked.filter((url) => !url.startsWith(`${address}tools/pdf-`))).toEqual([])
      expect(wrong).toEqual([])
      await page.close()
    },
  )

  test.each(kinds)('%s in a browser of 2018', async (name, fileOf) => {
    const { page, wrong } = await opened('tools/check.html', asChrome69)
    expect(await give(page, [name, fileOf(broken)])).toEqual([expect.stringMatching(/^✕/)])
    expect(wrong).toEqual([])
    await page.close()
  })

  test('what is no report is refused with what to do, and what was read can be seen', async () => {
    const { page } = await opened('tools/check.en.html')
    expect(await give(page, ['a.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])], ['b.docx', docxOf(broken)])).toEqual([
      '! a.doc',
      expect.stringMatching(/^✕ \d must be mended/),
    ])
    expect(await page.locator('.verdict').first().innerText()).toContain('save it as .docx')
    expect(await page.locator('table.read').count()).toBe(6)
    expect(await page.locator('td.marked').count()).toBeGreaterThan(0)
    await page.close()
  })

  test('what was not read is typed, and the check goes on with it', async () => {
    const { page, wrong } = await opened('tools/check.html', asChrome69)
    const unread = layOut(form, { ...zeros, 't3.new.natural': '看不清', 't3.new.business': '也看不清' })
    expect(await give(page, ['a.html', htmlOf(unread)])).toEqual([expect.stringMatching(/^\?/)])
    const boxes = page.locator('td input')
    await boxes.first().fill('3')
    await boxes.first().press('Tab')
    await page.locator('.verdict h2', { hasText: '✕' }).waitFor()
    expect(await page.locator('input:focus').getAttribute('name')).toBe('t3.new.business')
    for (const [n, figure] of ['0', '0'].entries()) {
      await boxes.nth(n).fill(figure)
      await boxes.nth(n).press('Enter')
    }
    await page.locator('.verdict h2', { hasText: '✓' }).waitFor()
    expect(await page.locator('.verdict').innerText()).toContain('其中由您填的格数：2')
    expect(await boxes.first().isVisible()).toBe(true)
    expect(await page.locator('#results').innerText()).toContain('有 2 格不是从文件里读到的，是看的人填的')
    expect(wrong).toEqual([])
    await page.close()
  })

  test('another report of the same name stands beside the first; the same one given again, mended, in its place', async () => {
    const { page, wrong } = await opened()
    const of = (report: LaidReport, year: number) => htmlOf(report).replaceAll('2024', String(year))
    expect(await give(page, ['年报.html', of(broken, 2024)], ['年报.html', of(clean, 2023)])).toHaveLength(2)
    const boxes = page.locator('.verdict p')
    const years = async () => (await boxes.allInnerTexts()).map((text) => /\d{4}/.exec(text)?.[0])
    expect(await years()).toEqual(['2024', '2023'])
    expect(await give(page, ['年报.html', of(clean, 2024)])).toEqual(Array(2).fill('✓ 全部读到，没有发现问题'))
    expect(await years()).toEqual(['2023', '2024'])
    // Of what is pasted nobody knows whether it is the same.
    for (const n of [1, 2]) {
      await page.evaluate(`{
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', ${JSON.stringify(of(clean, 2022))})
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
      }`)
      await page.locator('.verdict p', { hasText: `粘贴的内容 ${n} ·` }).waitFor()
    }
    expect(await years()).toEqual(['2023', '2024', '2022', '2022'])
    expect(wrong).toEqual([])
    await page.close()
  })

  test('as one file it is allowed no connection at all', async () => {
    files.set('alone.html', new TextEncoder().encode(checkPageAlone('zh')))
    const { page, wrong, asked } = await opened('alone.html')
    expect(await give(page, ['a.docx', docxOf(clean)])).toEqual(['✓ 全部读到，没有发现问题'])
    const refused = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'sent',
        () => 'refused',
      ),
    )
    expect([refused, asked, wrong]).toEqual(['refused', [], []])
    await page.close()
  })
})

test('the page is made of functions/desk and shared, and of nothing that a browser has not', () => {
  const script = [...files.keys()].find((path) => /tools\/check-[0-9a-f]{16}\.js/.test(path))!
  const text = new TextDecoder().decode(files.get(script))
  expect(text).not.toMatch(/\beval\(|new Function\(|node:|ZodError/)
  expect(readFileSync(new URL('../../functions/desk/check-page.ts', import.meta.url), 'utf8')).not.toMatch(
    /functions\/(?!desk)/,
  )
})

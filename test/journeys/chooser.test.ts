import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toolFiles } from '../../infra/tool-pages.ts'
import { contentType, policyOf } from '../../shared/contract/public-site.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'

const measures = Array.from({ length: 15 }, (_, n) => [`m${n}`, `数据项${n}`])
const years = [2019, 2020, 2021, 2022, 2023, 2024]
const bodies = Array.from({ length: 65 }, (_, n) => (n === 0 ? ['', '本级政府'] : [`u${n}`, `机关${n}`]))
const totals = `issuer,unit,body,year,version,measure,title,value,status\r\n${years
  .flatMap((year) =>
    bodies.flatMap(([unit, body], b) =>
      measures.map(([id, title], m) =>
        b === 7 && year === 2020 ? '' : `x,${unit},${body},${year},1,${id},${title},${b * m + year},reported\r\n`,
      ),
    ),
  )
  .join('')}`

let browser: Browser
let server: Server
let address: string
beforeAll(async () => {
  if (!hasBrowser) return
  const files = toolFiles().set('data/totals.csv', new TextEncoder().encode(totals))
  server = createServer((request, response) => {
    const asked = (request.url ?? '/').slice(1)
    const path = asked.replace(/^broken\//, '')
    const bytes = files.get(path)
    response.writeHead(bytes ? 200 : 404, {
      'content-security-policy': policyOf(path),
      'content-type': contentType(path),
    })
    // The same site on a line that breaks in the middle of the figures.
    if (asked === 'broken/data/totals.csv') response.write(bytes?.subarray(0, 99), () => response.destroy())
    else response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

describe.skipIf(!hasBrowser)('a table of one’s own, of 65 bodies over 6 years', () => {
  test('answers as fast as the browser lays out a few such tables, keeps the choice in the address, and gives it as a file', async () => {
    const page = await browser.newPage()
    const wrong: string[] = []
    page.on('pageerror', ({ message }) => wrong.push(message))
    await page.goto(`${address}tools/data.html`)
    await page.locator('#table tbody tr').nth(64).waitFor()
    const [answer, layout] = await page.evaluate<[number, number]>(`(() => {
      const measure = document.querySelector('select')
      const medianOf = (change) => {
        const times = Array.from(measure.options, ({ value }) => {
          const began = performance.now()
          change(value)
          document.body.getBoundingClientRect()
          return performance.now() - began
        })
        return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
      }
      const table = document.querySelector('#table')
      const layout = medianOf(() => { table.innerHTML = String(table.innerHTML) })
      const answer = medianOf((value) => {
        measure.value = value
        measure.dispatchEvent(new Event('change', { bubbles: true }))
      })
      return [answer, layout]
    })()`)
    expect(answer).toBeLessThan(10 * layout)
    await page.selectOption('#measure', 'm2')
    await page.getByRole('button', { name: '全不选' }).click()
    await page.getByLabel('机关7', { exact: true }).check()
    await page.getByLabel('2019').uncheck()
    const rows = () => page.locator('#table tr').allInnerTexts()
    const wanted = ['机关 2020 2021 2022 2023 2024', '机关7 — 2035 2036 2037 2038']
    expect((await rows()).map((row) => row.replace(/\s+/g, ' '))).toEqual(wanted)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /CSV/ }).click()])
    expect(file.suggestedFilename()).toBe('m2.csv')
    expect(readFileSync(await file.path(), 'utf8')).toBe(
      '\uFEFF机关,2020,2021,2022,2023,2024\r\n机关7,—,2035,2036,2037,2038\r\n',
    )

    const other = await browser.newPage()
    await other.goto(page.url())
    await other.locator('#table tbody tr').first().waitFor()
    expect((await other.locator('#table tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '))).toEqual(wanted)
    expect(wrong).toEqual([])
  })

  test('a line that breaks in the middle of the figures is said, and not waited for', async () => {
    const page = await browser.newPage()
    await page.goto(`${address}broken/tools/data.html`)
    await page.getByText('没有读到数据，请刷新。').waitFor()
  })
})

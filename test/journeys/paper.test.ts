import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfPages } from '../../functions/reading/pdf-pages.ts'
import { docx, paragraph } from '../../shared/pages/report/docx.ts'
import { coveringLetter } from '../../shared/pages/report/letter-docx.ts'
import { signOffSheet } from '../../shared/pages/sign-off/sign-off-sheet.ts'
import { publicationFiles } from '../../shared/pages/site/publication-files.ts'
import { standingPage } from '../../shared/pages/site/standing-page.ts'
import type { SiteReport } from '../../shared/published/site-report.ts'
import { reportName } from '../../shared/report/report-name.ts'
import { formOfReports } from '../fixtures/site-bytes.ts'
import { cycleWith, definition } from '../fixtures/tongjiang-2020.ts'

const soffice = '/usr/bin/soffice'
const hasOffice = existsSync(soffice)
if (!hasOffice) console.warn('SKIPPED: no /usr/bin/soffice, so the Word files were not laid out')

/** Word files as LibreOffice lays them out. It answers 0 when it fails, so the PDF must be new. */
describe.skipIf(!hasOffice)('on paper', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianbao-paper-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function laidOut(name: string, bytes: Uint8Array): Promise<string[][]> {
    await rm(join(folder, `${name}.pdf`), { force: true })
    await writeFile(join(folder, `${name}.docx`), bytes)
    const options = { cwd: folder, env: { ...process.env, HOME: folder }, timeout: 120_000 }
    spawnSync(soffice, ['--headless', '--convert-to', 'pdf', `${name}.docx`], options)
    const pages = await pdfPages(new Uint8Array(await readFile(join(folder, `${name}.pdf`))))
    return (pages ?? []).map(({ texts }) => {
      const lines = Map.groupBy(
        texts.filter(({ text }) => text.trim() !== ''),
        ({ y }) => Math.round(y),
      )
      return [...lines].map(([, line]) => line.map(({ text }) => text).join(''))
    })
  }

  test('a page has 22 lines of 28 characters', async () => {
    const pages = await laidOut('grid', docx([paragraph('公开'.repeat(616))]))
    expect(pages).toHaveLength(2)
    for (const page of pages) {
      const lines = page.filter((line) => line.includes('公开'))
      expect(lines.map((line) => line.length)).toEqual(Array.from({ length: 22 }, () => 28))
    }
  })

  test('the report: its long tables each whole on a page, the seal line with text, no character lost', async () => {
    const cycle = cycleWith({ approved: 4 })
    const files = publicationFiles({
      ...{ definition, state: cycle.state, draft: cycle.draft, draftDigest: cycle.draftDigest },
      ...{ submissions: cycle.submissions, findings: [], version: 1, publishedAt: '2021-02-03T08:00:00.000Z' },
    })
    const pages = await laidOut('report', files.get('r/tongjiang-2020/v1/report.docx')!)
    const said = pages.map((page) => page.join('').replace(/\s/g, ''))
    expect(pages).toHaveLength(4)
    for (const words of ['第二十条第（一）项', '政府集中采购']) expect(said[1]).toContain(words)
    for (const words of ['一、本年新收政府信息公开申请数量', '四、结转下年度继续办理']) expect(said[2]).toContain(words)
    for (const words of ['六、其他需要报告的事项', '同江市人民政府', '2021年2月3日']) expect(said[3]).toContain(words)
  })

  test('the sign-off sheet and the letter are each a page, the letter’s seal line at its place', async () => {
    const cycle = cycleWith({ approved: 4 })
    const sheet = await laidOut('sheet', signOffSheet(cycle.state, definition, {})!)
    expect(sheet).toHaveLength(1)
    const said = sheet[0]!.join('').replace(/\s/g, '')
    for (const words of ['审签单', '未公布的稿件', '第1版（未公布）', '副市长孙丽华', '印数、附件', '印章'])
      expect(said).toContain(words)
    const { issuer } = cycle.draft
    const title = reportName(definition, cycle.draft)
    const letter = coveringLetter({ issuer: issuer.name, title, to: '佳木斯市人民政府办公室', published: '2021-02-03' })
    const pages = await laidOut('letter', letter)
    expect(pages).toHaveLength(1)
    const lines = pages[0]!.map((line) => line.replace(/\s/g, ''))
    for (const line of ['同江市人民政府', '佳木斯市人民政府办公室：', '2021年2月3日']) expect(lines).toContain(line)
    expect(lines.join('')).toContain('现将《同江市人民政府2020年政府信息公开工作年度报告》报来，请审示。')
  })
})

/** What a reader prints of the pages: Chromium's PDF. */
describe('a printed page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    })
  })
  afterAll(() => browser?.close())

  /** Each page's text in the order of the page, so that what stands in one cell stays together. */
  async function printed(html: Uint8Array | undefined): Promise<string[]> {
    const page = await browser.newPage()
    await page.setContent(new TextDecoder().decode(html))
    const pdf = await page.pdf({ preferCSSPageSize: true })
    await page.close()
    const pages = await pdfPages(new Uint8Array(pdf))
    return (pages ?? []).map(({ texts }) => plain(texts.map(({ text }) => text).join('')))
  }
  const plain = (text: string) => text.replace(/\s/g, '')

  test('of the report has each official table whole, with its heads, and no row in two', async () => {
    const cycle = cycleWith({ approved: 4 })
    const files = publicationFiles({
      ...cycle,
      definition,
      findings: [],
      version: 1,
      publishedAt: '2021-02-03T08:00:00.000Z',
    })
    const pages = await printed(files.get('r/tongjiang-2020/v1/index.html'))
    const blocks = definition.tables.flatMap(({ id, blocks }) => blocks.map((block) => ({ id, block })))
    expect(blocks.length).toBeGreaterThan(3)
    for (const { id, block } of blocks) {
      const words = [...block.columns, ...(block.rows.length > 1 ? block.rows : [])].map(({ label }) => plain(label.zh))
      const whole = pages.filter((page) => words.every((word) => page.includes(word)))
      expect(whole.length, `${id} ${block.id}`).toBeGreaterThan(0)
    }
  })

  test('of all bodies of a year has the heads again on each page of a long table, and a body in one', async () => {
    const report = (n: number): SiteReport => ({
      ...{
        cycle: 'c',
        issuer: { id: 'i', name: { zh: '某县人民政府', en: 'A county' } },
        title: { zh: '报告', en: 'Report' },
        form: formOfReports,
      },
      ...{ year: 2020, zone: 'Asia/Shanghai', legal: '2021-01-31' },
      unit: { id: `u${n}`, name: { zh: `第${n}号政府信息公开工作机关`, en: `Body ${n}` }, kind: 'department' },
      versions: [{ version: 1, publishedAt: '2021-01-20T08:00:00.000Z', manifest: '1'.repeat(64) }],
    })
    const reports = Array.from({ length: 90 }, (_, n) => report(n + 1))
    const pages = await printed(new TextEncoder().encode(standingPage(reports, 2020, '2021-03-01', 'zh')))
    const holding = (n: number) => pages.filter((page) => page.includes(plain(`第${n}号政府信息公开工作机关`)))
    for (let n = 1; n <= 90; n++) expect(holding(n), String(n)).toHaveLength(1)
    const long = pages.filter((page) => page.includes('号政府信息公开工作机关'))
    expect(long.length).toBeGreaterThan(1)
    const head = /<th scope="col">([^<]+)/.exec(standingPage(reports, 2020, '2021-03-01', 'zh'))![1]!
    for (const page of long) expect(page).toContain(plain(head))
  })
})

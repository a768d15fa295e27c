import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfPages } from '../../infra/command-line/pdf-pages.ts'
import { docx, paragraph } from '../../shared/pages/report/docx.ts'
import { coveringLetter } from '../../shared/pages/report/letter-docx.ts'
import { signOffSheet } from '../../shared/pages/sign-off/sign-off-sheet.ts'
import { publicationFiles } from '../../shared/pages/site/publication-files.ts'
import { reportName } from '../../shared/report/report-name.ts'
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
    const sheet = await laidOut('sheet', signOffSheet(cycle.state, definition)!)
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

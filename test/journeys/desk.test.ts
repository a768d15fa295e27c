import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { linkIn, newestMail } from '../../infra/local/demo/visitor.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { asChrome69 } from '../fixtures/old-browser.ts'
import { docxOf, layOut } from '../fixtures/report-files.ts'
import { switchedServer } from '../fixtures/switched-server.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import { compiled, filled } from './small-cycle.ts'

const wide: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** What the bureau of the drawing reported; every other cell is 0, but for three rows that are open. */
const drawn = [
  ['t2.normative.available', '66'],
  ['t3.new.natural', '16'],
  ['t3.new.public-interest', '2'],
  ['t3.granted.natural', '12'],
  ['t3.enforcement-file.natural', '4'],
  ['t4.cases.review-upheld', '1'],
] as const

/** The clerk's form in a real browser: nothing typed is lost, and what is copied lands where it belongs. */
describe.skipIf(!hasBrowser)('the desk', () => {
  let journey: EmbeddedJourney
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'desk' })
    browser = await launchChromium()
  })
  // A form that nobody looks at any more still asks and saves.
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await journey?.stop()
  })

  type Unit = keyof EmbeddedJourney['cast']['units']
  /** A unit's form, opened by its link, in a computer of its own. */
  async function computer(unit: Unit, options: BrowserContextOptions = wide, before?: string): Promise<Page> {
    const context = await browser.newContext({ ...options, locale: 'zh-CN' })
    contexts.push(context)
    await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined)
    if (before) await context.addInitScript(before)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    return openForm(page, unit)
  }
  async function openForm(page: Page, unit: Unit): Promise<Page> {
    const mail = await newestMail(journey.door, journey.cast.units[unit].contact.address, /填报/)
    await page.goto(linkIn(mail).url)
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await page.waitForURL('**/slice?*')
    return page
  }
  const cell = (page: Page, id: string) => page.locator(`[name="cell:${id}"]`)
  const figureIn = (page: Page, id: string) => cell(page, id).inputValue()
  const filledCells = (page: Page) =>
    page.evaluate(`[...document.querySelectorAll('input[name^="cell:"]')].filter((one) => one.value !== '').length`)
  const saved = (page: Page) => page.locator('#saved', { hasText: '✓' }).waitFor()
  const posts = (page: Page) => {
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
    })
    return sent
  }
  async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
    const dialog = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '从文件读入…' }).click()
    await (await dialog).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
  }
  async function copy(page: Page, text: string, html?: string): Promise<void> {
    const kinds = { 'text/plain': text, ...(html && { 'text/html': html }) }
    const blobs = Object.entries(kinds).map(
      ([type, data]) => `'${type}': new Blob([${JSON.stringify(data)}], { type: '${type}' })`,
    )
    await page.evaluate(`navigator.clipboard.write([new ClipboardItem({ ${blobs.join()} })])`)
    await page.keyboard.press('Control+v')
  }

  it('keeps every cell through the six losses: closing, F5, English, check and Back, another computer, no line', async () => {
    const page = await computer('finance')
    const sent = posts(page)
    await page.waitForTimeout(2_500)
    expect(sent).toEqual([])
    await cell(page, 't3.new.natural').click()
    for (const figure of ['16', '0', '12']) {
      await page.keyboard.type(figure)
      await page.keyboard.press('Enter')
    }
    expect(new URL(page.url()).hash).toBe('')
    // F5 at once, before anything could be saved.
    await page.reload()
    expect(await figureIn(page, 't3.new.natural')).toBe('16')
    expect(await figureIn(page, 't3.granted.natural')).toBe('12')
    // English, with a cell typed just before.
    await cell(page, 't3.new.business').fill('3')
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('html[lang=en]').waitFor()
    expect(await figureIn(page, 't3.new.business')).toBe('3')
    await page.getByRole('button', { name: '中文' }).click()
    await page.locator('html[lang=zh-CN]').waitFor()
    // Looked through, refused, Back.
    await cell(page, 't3.new.research').fill('5')
    await page.getByRole('button', { name: '看一遍，再提交' }).click()
    await page.locator('#problems').waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('problems')
    await page.goBack()
    await page.waitForURL('**/slice**')
    expect(await figureIn(page, 't3.new.research')).toBe('5')
    // The line is gone, the tab is closed, the line is back.
    await page.context().setOffline(true)
    await cell(page, 't3.new.other').fill('7')
    await page.locator('#saved.waiting').waitFor()
    // A button pressed now leads to no page of the browser's own, from which Back does not lead here.
    await page.getByRole('button', { name: '看一遍，再提交' }).click()
    expect(await page.locator('#saved').innerText()).toBe('没连上，先记在这台电脑')
    expect(await figureIn(page, 't3.new.other')).toBe('7')
    await page.close()
    await page.context().setOffline(false)
    const again = await openForm(await page.context().newPage(), 'finance')
    expect(await figureIn(again, 't3.new.other')).toBe('7')
    await cell(again, 't3.new.legal').click()
    await again.keyboard.type('1')
    await saved(again)
    // Another computer has all of it.
    const elsewhere = await computer('finance')
    const all = ['natural', 'business', 'research', 'other', 'legal'].map((kind) =>
      figureIn(elsewhere, `t3.new.${kind}`),
    )
    expect(await Promise.all(all)).toEqual(['16', '3', '5', '7', '1'])
    expect((await journey.facts()).filter(({ kind }) => kind === 'submission')).toEqual([])
  })

  it('keeps a text of 12,000 characters and ten more typed at the last moment', async () => {
    const page = await computer('office')
    const text = page.locator('textarea[name^="text:"]').first()
    await text.fill('主动公开'.repeat(3_000))
    await saved(page)
    await text.press('Control+End')
    await page.keyboard.insertText('又写了十个字的结尾')
    await page.reload()
    expect(await text.inputValue()).toMatch(/主动公开又写了十个字的结尾$/)
    expect((await text.inputValue()).length).toBe(12_009)
  })

  it('says of a text that it is too long while it is typed, cuts nothing, and takes the word back', async () => {
    const page = await computer('qingquan')
    const text = page.locator('textarea[name="text:own:problems"]')
    const line = page.locator('#error-own\\:problems')
    await text.fill('长'.repeat(1_999))
    expect(await line.isVisible()).toBe(false)
    await text.press('Control+End')
    await page.keyboard.insertText('长长长')
    expect(await line.innerText()).toBe('最多 2000 字，多了 2 字')
    expect((await text.inputValue()).length).toBe(2_002)
    await saved(page)
    await page.reload()
    expect(await line.innerText()).toContain('多了 2 字')
    await text.press('Control+End')
    for (const _ of 'ab') await page.keyboard.press('Backspace')
    expect(await line.isVisible()).toBe(false)
    expect(await text.getAttribute('aria-invalid')).toBe('false')
  })

  it('a block lands in its cells by place, by name wherever it is pasted, or nowhere; and is undone at once', async () => {
    const page = await computer('qingquan')
    await cell(page, 't3.granted.natural').click()
    await copy(page, '1\t2\t3\t4\t5\t6\n7\t8\t9\t10\t11\t12')
    await page.locator('.toast', { hasText: '12 格' }).waitFor()
    expect(await figureIn(page, 't3.granted.natural')).toBe('1')
    expect(await page.locator('#cell-t3\\.granted\\.total output').textContent()).toBe('21')
    await page.keyboard.press('Control+z')
    expect(await filledCells(page)).toBe(0)
    expect(await page.locator('.toast').innerText()).toBe('')

    await cell(page, 't3.carried-out.natural').click()
    await copy(page, '1\t2\n3\t4')
    await page.locator('.toast', { hasText: '有 2 行' }).waitFor()
    expect(await figureIn(page, 't3.carried-out.natural')).toBe('')

    const row = (label: string, n: number) =>
      `<tr><td>${label}</td>${Array.from({ length: 6 }, (_, i) => `<td>${n + i}</td>`).join('')}<td>${6 * n + 15}</td></tr>`
    await cell(page, 't2.normative.made').click()
    await copy(
      page,
      '一、本年新收政府信息公开申请数量\t10',
      `<table>${row('一、本年新收政府信息公开申请数量', 10)}${row('二、上年结转政府信息公开申请数量', 0)}</table>`,
    )
    await page.locator('.toast', { hasText: '12 格' }).waitFor()
    expect([await figureIn(page, 't3.new.natural'), await figureIn(page, 't3.carried-in.other')]).toEqual(['10', '5'])
    expect(await figureIn(page, 't2.normative.made')).toBe('')
    await page.keyboard.press('Control+z')
  })

  it('moves as a spreadsheet does, leaves the input method alone, and never sends the form by Enter', async () => {
    const page = await computer('qingquan')
    const focus = () => page.evaluate('document.activeElement.name')
    await cell(page, 't3.new.natural').click()
    const steps: [string, string][] = [
      ['Enter', 't3.carried-in.natural'],
      ['ArrowRight', 't3.carried-in.business'],
      ['ArrowUp', 't3.new.business'],
      ['Shift+Enter', 't3.carried-out.natural'],
      ['ArrowLeft', 't3.carried-out.natural'],
    ]
    for (const [key, where] of steps) {
      await page.keyboard.press(key)
      expect([key, await focus()]).toEqual([key, `cell:${where}`])
    }
    await cell(page, 't3.new.natural').click()
    await page.evaluate(
      "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true }))",
    )
    expect(await focus()).toBe('cell:t3.new.natural')
    await page.keyboard.type('１２')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('9')
    await page.keyboard.press('Escape')
    expect(await figureIn(page, 't3.new.natural')).toBe('１２')
    expect(await page.locator('h1').textContent()).toContain('填报')
  })

  /**
   * How far a clerk scrolls on a phone past what the drawing had, too: 4,617 px with four rows open, 11,832 px before it. Left out is what
   * it had not: the mark of a trial, and the texts of a unit's own report.
   */
  async function isShort(page: Page): Promise<void> {
    const height = () =>
      page.evaluate(`[...document.querySelectorAll('.trial, .part.words')]
        .reduce((left, { offsetHeight }) => left - offsetHeight, document.documentElement.scrollHeight)`)
    expect(await height()).toBeLessThan(3_700) // measured at 3,376; fonts differ a little
    for (const [id, figure] of drawn) await cell(page, id).fill(figure)
    await page.locator('button[value="zero:"]').click()
    await page.locator('#open', { hasText: '都填了' }).waitFor()
    for (const id of ['excessive', 'reconfirmation', 'other-handling']) {
      for (const kind of ['natural', 'business', 'research', 'public-interest', 'legal', 'other'])
        await cell(page, `t3.${id}.${kind}`).fill('')
    }
    expect(await height()).toBeLessThan(4_617) // 4,392
  }

  it('hides no cell behind the head or the bar, forth and back, on a phone too, where empty rows are folded', async () => {
    for (const options of [wide, phone]) {
      const page = await computer('qingquan', options)
      for (const way of ['', '.reverse()']) {
        const hidden =
          await page.evaluate(`[...document.querySelectorAll('input[name^="cell:"]')]${way}.filter((field) => {
      field.focus()
      const { left, top, width, height } = field.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2) !== field
    }).map(({ name }) => name)`)
        expect(hidden).toEqual([])
      }
    }
  })

  it('zeros of the button are grey, undone with one key, and marked on another computer too', async () => {
    const page = await computer('office')
    await page.locator('button[value="zero:t4"]').click()
    await page.locator('#grey', { hasText: '12 格' }).waitFor()
    await saved(page)
    const other = await computer('office')
    expect(await other.locator('td.from-zero').count()).toBe(12)
    const first = other.locator('td.from-zero input').first()
    await first.click()
    await other.keyboard.type('0')
    await saved(other)
    expect(await other.locator('td.from-zero').count()).toBe(11)
    await page.locator('#undo').click()
    expect(await page.locator('td.from-zero').count()).toBe(0)
  })

  it('three people on three computers, the lead and two colleagues: cells join, nothing is lost, and mine comes back', async () => {
    const lead = await computer('office')
    /** The lead adds a colleague, who opens the link of his own mail. */
    const added = async (name: string): Promise<Page> => {
      const address = `${name}@office.example`
      await lead.goto(`${journey.door.baseUrl}/slice`)
      await lead.getByRole('link', { name: '同事' }).click()
      await lead.getByLabel('姓名').fill(name)
      await lead.getByLabel('邮箱').fill(address)
      await lead.getByRole('button', { name: '加上，寄出链接' }).click()
      await lead.waitForURL('**done=yes**')
      await journey.settled()
      const context = await browser.newContext({ ...wide, locale: 'zh-CN' })
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(linkIn(await newestMail(journey.door, address, /一起填报/)).url)
      await page.getByRole('button', { name: '打开', exact: true }).click()
      await page.waitForURL('**/slice?*')
      return page
    }
    const [a, b] = [await added('colleague-a'), await added('colleague-b')]
    await lead.goto(`${journey.door.baseUrl}/slice`)
    // Each types cells of his own, all at once.
    const mine: [Page, string, string][] = [
      [lead, 't3.new.natural', '9'],
      [a, 't3.new.business', '5'],
      [b, 't3.new.research', '3'],
    ]
    await Promise.all(mine.map(([page, id, figure]) => cell(page, id).fill(figure)))
    await Promise.all([lead, a, b].map(saved))
    /** Does it, and waits until the server has confirmed it: a tick of before says nothing. */
    const confirmed = (page: Page, act: () => Promise<void>) =>
      Promise.all([
        page.waitForResponse((answer) => answer.url().includes('/slice/working-copy') && answer.ok()),
        act(),
      ])
    // And one cell two of them: who saved first is overwritten by who saved last, and finds it with his next save.
    await confirmed(lead, () => cell(lead, 't3.granted.natural').fill('7'))
    await confirmed(a, () => cell(a, 't3.granted.natural').fill('8'))
    await a.locator('#beside .card.both', { hasText: '您填 8' }).waitFor()
    await confirmed(lead, () => cell(lead, 't3.new.other').fill('0'))
    const card = lead.locator('#beside .card.both', { hasText: 'colleague-a也填了这一格' })
    await card.waitFor()
    expect(await figureIn(lead, 't3.granted.natural')).toBe('8')
    await confirmed(lead, () => card.getByRole('button', { name: '换成 7' }).click())
    await card.waitFor({ state: 'detached' })
    const all = await computer('office')
    const ids = ['t3.new.natural', 't3.new.business', 't3.new.research', 't3.new.other', 't3.granted.natural']
    expect(await Promise.all(ids.map((id) => figureIn(all, id)))).toEqual(['9', '5', '3', '0', '7'])
    expect((await journey.facts()).filter(({ kind }) => kind === 'colleague')).toHaveLength(2)
  })

  it('the official Word form, filled, is a slice in under ten presses, and one undo takes it back', async () => {
    const count = `for (const kind of ['click', 'keydown']) addEventListener(kind, ({ isTrusted, detail }) => {
      if (isTrusted && (kind === 'keydown' || detail > 0)) sessionStorage.presses = 1 + Number(sessionStorage.presses ?? 0)
    }, true)`
    const page = await computer('finance', wide, count)
    const total = await page.locator('input[name^="cell:"]').count()
    const before = await filledCells(page)
    const figures = { ...(filled('finance') as Record<string, string>), 't2.procurement.amount': '3310.4万元' }
    const draft = docxOf(layOut(compiled, figures, {}, '青禾县财政局2020年政府信息公开工作年度报告'))
    await choose(page, '财政局报送稿.docx', draft)
    await page.locator('#from-file', { hasText: `读出 ${total} 处` }).waitFor()
    expect(await filledCells(page)).toBe(before)
    await page.locator('#from-file button').first().click()
    expect(await filledCells(page)).toBe(total)
    const fromFile = await page.locator('td.from-file').count()
    expect(fromFile).toBeGreaterThanOrEqual(total - Number(before))
    await page.locator('#undo', { hasText: '读入文件' }).click()
    expect(await filledCells(page)).toBe(before)

    await choose(page, '财政局报送稿.docx', draft)
    await page.locator('#from-file button').first().press('Enter')
    await saved(page)
    await page.getByRole('button', { name: '看一遍，再提交' }).click()
    await page.getByText(`有 ${fromFile} 格是从文件读入的`).waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.waitForURL('**/receipt?*')
    expect(await page.evaluate('Number(sessionStorage.presses)')).toBeLessThan(10)
  })

  it('the template goes round as a spreadsheet, and what cannot be read in it is said by sheet, row and column', async () => {
    const page = await computer('qingquan')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载填报表' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('清泉镇人民政府2020年填报表.xlsx')
    const parts = unzipSync(readFileSync(await file.path()))
    const [sheet] = Object.keys(parts).filter((name) => strFromU8(parts[name]!).includes('本年新收'))
    const typed = strFromU8(parts[sheet!]!)
      // Whatever stood there: the template carries what has been typed so far.
      .replace(/(<c r="B6"[^>]*?)(\/>|><v>[^<]*<\/v><\/c>)/, '$1><v>7</v></c>')
      .replace(/(<c r="C6"[^>]*?)(\/>|><v>[^<]*<\/v><\/c>)/, '$1 t="inlineStr"><is><t>三四件</t></is></c>')
    await choose(page, '填报表.xlsx', zipSync({ ...parts, [sheet!]: strToU8(typed) }))
    await page
      .locator('#from-file', { hasText: '第 6 行 C 列（一、本年新收政府信息公开申请数量 / 商业企业）：“三四件”' })
      .waitFor()
    await page.locator('#from-file button').first().click()
    expect(await figureIn(page, 't3.new.natural')).toBe('7')
    await page.locator('#undo').click()
  })

  it('a file is not taken where it is another kind, and says so', async () => {
    const page = await computer('qingquan')
    await choose(page, '旧.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))
    await page.locator('#from-file', { hasText: '另存为 .docx' }).waitFor()
    await page.getByRole('button', { name: '不读了' }).click()
    expect(await page.locator('#from-file').count()).toBe(0)
    // Beside the form, where a browser would show the file in the form's place.
    const taken = await page.evaluate(`{
      const given = new DataTransfer()
      given.items.add(new File(['?'], '旧.doc'))
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: given })
      document.querySelector('footer').dispatchEvent(drop)
      drop.defaultPrevented
    }`)
    expect(taken).toBe(true)
    await page.locator('#from-file').waitFor()
  })

  it('a file that cannot be opened is said to be one, and what to do', async () => {
    const page = await computer('qingquan')
    const folder = mkdtempSync(join(tmpdir(), 'lianbao-desk-'))
    const gone = join(folder, '报送稿.docx')
    writeFileSync(gone, '')
    let read = () => {}
    const chosen = new Promise<void>((resolve) => {
      read = resolve
    })
    await page.route('**/desk/files-*', async (route) => {
      await chosen
      await route.continue()
    })
    const dialog = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '从文件读入…' }).click()
    await (await dialog).setFiles(gone)
    rmSync(folder, { recursive: true })
    read()
    await page.locator('#from-file', { hasText: '打不开。如果是文件夹，请选里面的文件' }).waitFor()
  })

  it('works where the built-ins of old browsers are missing', async () => {
    const page = await computer('qingquan', wide, asChrome69)
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(error.message))
    await page.locator('html.with-desk').waitFor()
    await cell(page, 't3.granted.natural').click()
    await copy(page, '3\n4')
    await page.locator('.toast', { hasText: '2 格' }).waitFor()
    for (const [id, figure] of [
      ['t3.new.legal', '2'],
      ['t3.carried-in.legal', '0'],
      ['t3.carried-out.legal', '0'],
    ] as const)
      await cell(page, id).fill(figure)
    await page.locator('button[value="zero:t3"]').click()
    await page.locator('#beside .card.off').first().waitFor()
    expect(await page.locator('tfoot td.off').count()).toBeGreaterThan(0)
    expect(troubles).toEqual([])
  })

  it('nothing to report, on a phone: a tick, and what was sent is taken back', async () => {
    // In a cycle of its own: nobody has typed anything yet.
    const shared = journey
    journey = await openEmbedded({ name: 'desk-nil' })
    try {
      await isShort(await computer('finance', phone))
      const page = await computer('qingquan', phone)
      await page.locator('#nil').check()
      await page.getByRole('button', { name: '看一遍，再提交' }).tap()
      await page.getByRole('button', { name: '提交', exact: true }).tap()
      await page.waitForURL('**/receipt?*')
      await page.goBack()
      expect(await page.locator('#saved').innerText()).toBe('和上次提交的一样')
      await page.goForward()
      await page.locator('.take-back summary').tap()
      await page.locator('#take-back').check()
      await page.getByRole('button', { name: '取回来改' }).tap()
      await page.waitForURL('**/slice?*')
      expect(await page.locator('.notice').first().textContent()).toContain('已经取回')
      expect(await page.locator('#nil').isChecked()).toBe(true)
    } finally {
      await journey.stop()
      journey = shared
    }
  })

  it('Back leads to a page that answered a button without asking whether to send it again', async () => {
    const page = await computer('finance')
    await cell(page, 't3.new.natural').fill('3')
    await saved(page)
    await page.getByRole('button', { name: '看一遍，再提交' }).click()
    await page.locator('#problems').waitFor()
    await page
      .getByRole('link', { name: 'English' })
      .or(page.getByRole('button', { name: 'English' }))
      .click()
    await page.locator('html[lang=en]').waitFor()
    await page.goBack()
    expect(await figureIn(page, 't3.new.natural')).toBe('3')
  })

  it('prints the cells, filled or empty, and the lines for signatures', async () => {
    const page = await computer('qingquan')
    await page.emulateMedia({ media: 'print' })
    expect(await cell(page, 't3.new.natural').isVisible()).toBe(true)
    expect(await page.locator('.signature').isVisible()).toBe(true)
    expect(await page.locator('.bar').isVisible()).toBe(false)
    // A4 less its margins, in CSS pixels: title, every table and the lines for signatures are one sheet; texts follow on the next.
    await page.setViewportSize({ width: 703, height: 1054 })
    const placeOf = async (selector: string) => (await page.locator(selector).boundingBox())!
    const [signature, words] = [await placeOf('.signature'), await placeOf('.words >> nth=0')]
    // From the top of the page, with the trial's mark above the title.
    expect(await page.locator('.trial').isVisible()).toBe(true)
    expect(signature.y + signature.height).toBeLessThan(1054)
    expect(words.y).toBeGreaterThan(signature.y)
  })

  it('a session that is closed takes its cycle’s unsaved typing out of the browser, and no other cycle’s', async () => {
    const page = await computer('qingquan')
    await page.evaluate(`localStorage.setItem('lianbao/other-2020/qingquan', '{}')`)
    await page.context().setOffline(true)
    await cell(page, 't3.new.other').fill('7')
    await page.locator('#saved.waiting').waitFor()
    const kept = () => page.evaluate('Object.keys(localStorage).sort()')
    expect(await kept()).toEqual(['lianbao/desk/qingquan', 'lianbao/other-2020/qingquan'])
    await page.context().setOffline(false)
    await page.route('**/slice/working-copy**', (route) => route.abort())
    await page.getByRole('button', { name: '用完关闭' }).click()
    await page.getByRole('heading', { name: '已经关闭' }).waitFor()
    await expect.poll(kept).toEqual(['lianbao/other-2020/qingquan'])
  })

  it('finds a cell by its name, by the number of its row, by its figure; Enter goes there, also into a folded row', async () => {
    for (const options of [wide, { viewport: { width: 390, height: 844 } }]) {
      const page = await computer('finance', options)
      const find = page.getByLabel('找一格')
      await find.fill('予以公开 企业')
      await find.press('Enter')
      await page.keyboard.type('977')
      await find.fill('977')
      await find.press('Enter')
      expect(await page.evaluate('document.activeElement.name')).toBe('cell:t3.granted.business')
      await find.fill('三(三)1 企业')
      expect(await page.locator('#found').innerText()).toMatch(/^1 格\s+三、（三）1.属于国家秘密 \/ 商业企业/)
      await find.press('Enter')
      expect(await page.evaluate('document.activeElement.name')).toBe('cell:t3.state-secret.business')
      await find.fill('没有这个词')
      expect(await page.locator('#found').innerText()).toBe('没有这样的格')
      await page.locator('button[value="zero:"]').click()
      await find.fill('秘密 其他')
      await page.locator('#found a').click()
      expect(await page.evaluate('document.activeElement.name')).toBe('cell:t3.state-secret.other')
    }
    const page = await computer('finance')
    await page.route('**/desk/*', (route) => route.abort())
    await page.reload()
    expect(await page.getByLabel('找一格').isVisible()).toBe(false)
    expect(await cell(page, 't3.granted.business').isVisible()).toBe(true)
  })

  it('a server that cannot be reached while the line seems to be there takes the form away from nobody', async () => {
    const page = await computer('qingquan')
    const away = page.getByText('没连上，什么都没有发出')
    const server = await switchedServer(page)
    await page.addInitScript(`{
      const [asked, sent] = [window.fetch, []]
      window.sent = sent
      window.waiting = 0
      window.fetch = (...all) => {
        window.waiting++
        return asked(...all).finally(() => window.waiting--)
      }
      addEventListener('submit', () => sent.push('submit'), true)
    }`)
    await page.reload()
    // A double click may ask twice: the next step begins when each question has its answer.
    const pressed = async (name: string) => {
      await page.evaluate('window.sent.length = 0')
      await page.getByRole('button', { name, exact: true }).dblclick()
      expect(await page.evaluate('window.sent')).toContain('submit')
      await away.waitFor()
      await expect.poll(() => page.evaluate('window.waiting')).toBe(0)
    }
    server.isGone = true
    await cell(page, 't3.new.other').fill('7')
    for (const name of ['看一遍，再提交', 'English', '用完关闭']) {
      await pressed(name)
      expect(await figureIn(page, 't3.new.other')).toBe('7')
      expect(await page.locator('#saved').innerText()).toBe('没连上，先记在这台电脑')
    }
    // What a double click hides was pressed once: the button that slips under the pointer is not.
    await page.locator('button[value="zero:"]').click()
    await page.evaluate('window.sent.length = 0')
    await page.locator('#undo').dblclick()
    expect(await page.evaluate('window.sent')).toEqual([])
    // Back again, one press goes through, and tells once.
    server.isGone = false
    const posts: string[] = []
    page.on('request', (request) => request.isNavigationRequest() && posts.push(request.method()))
    await page.getByRole('button', { name: '看一遍，再提交' }).dblclick()
    await page.locator('#problems').waitFor()
    expect([posts, await away.isVisible()]).toEqual([['POST'], false])
    // While a slow line is asked, the button shows that it was pressed; Back has it as it was.
    let answer = () => {}
    await page.route('**/open', async (route) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      await route.fallback()
    })
    const review = page.getByRole('button', { name: '看一遍，再提交' })
    await review.click()
    await page.locator('#review[aria-busy]').waitFor()
    const next = page.waitForEvent('load')
    answer()
    await next
    await page.unroute('**/open')
    await page.goBack()
    await page.locator('#review:not([aria-busy])').waitFor()
    // Where the desk's script did not come, the form's own buttons stay too.
    await page.route('**/desk/*', (route) => route.abort())
    await page.reload()
    server.isGone = true
    await cell(page, 't3.new.other').fill('8')
    for (const name of ['保存', '检查']) {
      await pressed(name)
      expect(await figureIn(page, 't3.new.other')).toBe('8')
    }
  })

  /** Figures and a text that say different things, and why. */
  async function explain(page: Page): Promise<void> {
    for (const kind of ['natural', 'business', 'research', 'public-interest', 'legal', 'other'])
      await cell(page, `t3.new.${kind}`).fill('5')
    await page.locator('textarea[name^="text:"]').first().fill('本年收到政府信息公开申请99件。')
    await reason(page).fill('其余是上年的')
  }
  const reason = (page: Page) => page.locator('.card.why textarea')

  it('a figure kept in a browser does not replace what was saved since elsewhere; a reason comes back with its figures', async () => {
    const page = await computer('qingquan')
    const server = await switchedServer(page)
    await page.reload()
    server.isGone = true
    await explain(page)
    await page.close()
    const elsewhere = await computer('qingquan')
    await cell(elsewhere, 't3.new.natural').fill('9')
    await saved(elsewhere)
    const again = await openForm(await page.context().newPage(), 'qingquan')
    expect(await figureIn(again, 't3.new.natural')).toBe('5')
    expect(await reason(again).inputValue()).toBe('其余是上年的')
    expect(await again.locator('.toast').innerText()).toMatch(/^这台电脑上记着的 \d+ 处放回来了，其中 \d+ 处后来又改过/)
    await again.locator('h1').click()
    const card = again.locator('#beside .card.both', { hasText: '现在留的是 5' })
    await card.getByRole('button', { name: '换成 9' }).click()
    await saved(again)
    await elsewhere.reload()
    expect(await figureIn(elsewhere, 't3.new.natural')).toBe('9')
  })

  it('a reason that is saved is there again, here and elsewhere, and no empty box deletes it', async () => {
    const page = await computer('qingquan')
    await explain(page)
    await saved(page)
    await page.reload()
    const elsewhere = await computer('qingquan')
    for (const one of [page, elsewhere]) {
      await cell(one, 't2.normative.made').fill(one === page ? '1' : '2')
      await expect.poll(() => reason(one).inputValue(), { timeout: 10_000 }).toBe('其余是上年的')
    }
    // Nobody typed on this one: what it sends takes nothing back either.
    const looked = await computer('qingquan')
    await reason(looked).waitFor()
    await looked.getByRole('button', { name: '看一遍，再提交' }).click()
    await looked.locator('#problems').waitFor()
    expect(await looked.locator('textarea[name^="why:"]').inputValue()).toBe('其余是上年的')
  })
})

import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirm } from '../../infra/local/demo/people.ts'
import { decisionCodeIn, linkIn, newestMail, pasteCodeIn, type ReadMail } from '../../infra/local/demo/visitor.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { looksRight } from '../fixtures/looks-right.ts'
import { switchedServer } from '../fixtures/switched-server.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import { accepted, file, requestTo, signFrom } from './journey.ts'

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

describe.skipIf(!hasBrowser)('a journey in a real browser', () => {
  let journey: EmbeddedJourney
  let browser: Browser
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'browser' })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await journey?.stop()
  })

  it('a clerk on a phone: opens, mistypes, sees what is wrong, corrects, gets a receipt', async () => {
    const { door, cast } = journey
    const mail = await newestMail(door, cast.units.finance.contact.address, /填报/)
    await visiting(phone, async (page) => {
      const before = await journey.facts()
      await land(page, mail)
      expect(await journey.facts()).toEqual(before)
      await looksRight(page)
      await turning(page, () => page.getByRole('button', { name: '打开', exact: true }).tap())
      expect(new URL(page.url()).pathname).toBe('/slice')
      await looksRight(page)

      await page
        .getByLabel(/本年新收政府信息公开申请数量.*法律服务机构|法律服务机构.*本年新收/)
        .first()
        .fill('4')
      await page.locator('[name="cell:t2.procurement.amount"]').fill('3310.4万元')
      await page.locator('button[value="zero:"]').tap()
      await turning(page, () => page.getByRole('button', { name: '看一遍，再提交' }).tap())
      await looksRight(page)
      expect(await page.locator('[name="cell:t2.procurement.amount"]').inputValue()).toBe('3310.4万元')
      expect((await journey.facts()).filter(({ kind }) => kind === 'submission')).toEqual([])
      await page.locator('#problems ol a').first().tap()
      expect(await page.evaluate('document.activeElement.id')).toMatch(/^cell-t3\.[a-z-]+\.legal$/)

      await page.getByRole('button', { name: /本机关不掌握/ }).tap()
      await page.locator('[name="cell:t3.not-held.legal"]').fill('4')
      await turning(page, () => page.getByRole('button', { name: '看一遍，再提交' }).tap())
      expect(await page.locator('h1').textContent()).toBe('提交前，请看一遍')
      await looksRight(page, 'night')
      await page.locator('#zeros-seen').check()
      await page.getByRole('button', { name: '提交', exact: true }).tap()
      await page.waitForURL('**/receipt?*')
      expect(await page.locator('h1').textContent()).toContain('回执')
      expect(await page.locator('main').textContent()).toContain('browser-finance-1')
      await looksRight(page, 'night')
      // Nothing in it is swiped; on paper the official tables are there, with no press before.
      const swiped = `[...document.querySelectorAll('main :not(.aside)')].filter((each) => each.checkVisibility({ contentVisibilityAuto: true })
        && each.scrollWidth > each.clientWidth && getComputedStyle(each).overflowX !== 'visible').map(({ className }) => className)`
      expect((await page.evaluate(swiped)) as string[]).toEqual([])
      const tables = `[...new Set([...document.querySelectorAll('table.official')].map((table) => table.checkVisibility({ contentVisibilityAuto: true })))]`
      expect(await page.evaluate(tables)).toEqual([false])
      await page.emulateMedia({ media: 'print' })
      await expect.poll(() => page.evaluate(tables)).toEqual([true])
      await page.emulateMedia({ media: 'screen' })
      for (const path of ['/slice/asks', '/slice/colleagues', '/slice/history']) {
        await page.goto(journey.door.baseUrl + path)
        await looksRight(page, 'night')
      }
    })
    await journey.settled()
  })

  it('a leader at a desk, with the keyboard alone', async () => {
    const { door, cast } = journey
    const mail = await newestMail(door, cast.units.finance.leader.address, /确认/)
    await visiting(desk, async (page) => {
      const server = await switchedServer(page)
      await land(page, mail)
      await tabTo(page, 'form#by-link button')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/confirmation?*')
      await looksRight(page, 'night')
      // 退回… is one press: the page it leads to asks for the reason, which has the focus; and back again.
      await tabTo(page, '#decide a.bad')
      await turning(page, () => page.keyboard.press('Enter'))
      await page.locator('#reason:focus').waitFor()
      await looksRight(page)
      await turning(page, () => page.locator('a.back').click())
      await tabTo(page, 'input#code')
      await page.keyboard.type(decisionCodeIn(mail))
      await tabTo(page, '#decide .row-of button')
      server.isGone = true
      await page.keyboard.press('Enter')
      await page.getByText('没连上，什么都没有发出').waitFor()
      expect(await page.locator('input#code').inputValue()).toBe(decisionCodeIn(mail))
      server.isGone = false
      await page.keyboard.press('Enter')
      await page.locator('.notice.good').waitFor()
      expect(await page.locator('h1').textContent()).toContain('确认')
      expect((await journey.facts()).filter(({ kind }) => kind === 'confirmation')).toHaveLength(1)
      await looksRight(page)
    })
  })

  it('a clerk whose browser runs no scripts: types the code of the mail, reports nothing', async () => {
    const { door, cast } = journey
    const mail = await newestMail(door, cast.units.qingquan.contact.address, /填报/)
    await visiting({ ...desk, javaScriptEnabled: false }, async (page) => {
      await page.goto(linkIn(mail).url)
      await page.locator('#code').fill(pasteCodeIn(mail).toLowerCase().replaceAll('-', ' '))
      await page.getByRole('button', { name: '用验证码打开' }).click()
      await page.locator('#nil').check()
      await page.getByRole('button', { name: '看一遍，再提交' }).click()
      await page.getByRole('button', { name: '提交', exact: true }).click()
      expect(await page.locator('h1').textContent()).toContain('回执')
    })
    await journey.settled()
    accepted(await confirm(door, cast.units.qingquan.leader.address))
    await file(journey, 'office')
  })

  it('an approver on a phone reads the draft and agrees', async () => {
    const mail = await requestTo(journey, 'disclosure-office')
    await visiting(phone, async (page) => {
      const before = (await journey.facts()).filter(isMore)
      await land(page, mail)
      await page.getByRole('button', { name: '打开', exact: true }).tap()
      await page.waitForURL('**/sign-off?*')
      await looksRight(page)
      // How far a leader scrolls: 1,926 px and 47 px a line where it was measured (2,456 px once). Fonts differ a little.
      const [height, line] = (await page.evaluate(`(() => {
        const heights = [...document.querySelectorAll('#figures > table tbody tr')].map((row) => row.offsetHeight)
        return [document.documentElement.scrollHeight, heights.reduce((sum, height) => sum + height) / heights.length]
      })()`)) as [number, number]
      expect(height).toBeLessThan(2_150)
      expect(line).toBeLessThan(54)
      expect(await page.locator('input[name="choice"]:checked').count()).toBe(0)
      expect((await journey.facts()).filter(isMore)).toEqual(before)
      await turning(page, () => page.locator('#decide a.bad').tap())
      await page.locator('#target-0:focus').waitFor()
      await looksRight(page, 'night')
      await turning(page, () => page.goBack())
      // The phone keyboard's Go key, and nothing else: it means what the filled button says.
      const digits = decisionCodeIn(mail)
      await page.locator('#decide #code').fill(digits.slice(1))
      await page.keyboard.press('Enter')
      await page.locator('.notice.bad').waitFor()
      await page.locator('#decide #code').fill(digits)
      await page.keyboard.press('Enter')
      await page.locator('.notice.good').waitFor()
      await looksRight(page)
      // Back to the page that answered the digits before: what stands now, and no page of the browser's that asks to send again.
      await page.goBack()
      await page.locator('.notice.good').waitFor()
    })
    await journey.settled()
    await signFrom(journey, 'secrecy-review')
  })

  it('the office reads its board, on a phone and at a desk', async () => {
    const mail = await newestMail(journey.door, journey.cast.clerk.address, /工作台/)
    for (const device of [phone, desk]) {
      await visiting(device, async (page) => {
        await land(page, mail)
        await page.getByRole('button', { name: '打开', exact: true }).click()
        await page.waitForURL('**/board?*')
        await looksRight(page)
        await page.getByRole('link', { name: '青禾县财政局' }).first().click()
        await page.waitForURL('**/board?*unit=finance*')
        await looksRight(page, 'night')
        // Back from a step of the opening finds what was typed, in every field.
        await page.goto(`${journey.door.baseUrl}/cycles/new`)
        await page.locator('[name=missing][value=gap]').check()
        await page.locator('[name=year]').fill('2031')
        await turning(page, () => page.getByRole('button', { name: '看一遍，再开始' }).click())
        await turning(page, () => page.goBack())
        await expect.poll(() => page.locator('[name=year]').inputValue()).toBe('2031')
      })
    }
  })

  it('the public reads the report, in both languages, on a phone and at a desk', async () => {
    const { publicUrl } = journey.door
    for (const [device, file] of [
      [phone, 'index.html'],
      [desk, 'index.en.html'],
    ] as const) {
      await visiting(device, async (page) => {
        await page.goto(`${publicUrl}/${file}`)
        await looksRight(page)
        await page.locator('.reports a').first().click()
        await page.waitForURL(`**/v1/${file}`)
        expect(await page.locator('main').textContent()).toContain('3310.4')
        await looksRight(page)
      })
    }
  })

  /** A person's browser, in which nothing goes wrong unseen. */
  async function visiting(options: BrowserContextOptions, visit: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ ...options, locale: 'zh-CN' })
    try {
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      const troubles: string[] = []
      page.on('pageerror', (error) => troubles.push(error.message))
      page.on('console', (message) => {
        // A 4xx page is an answer; the browser calls it an error.
        if (message.type() === 'error' && !/status of 4\d\d|CONNECTION_REFUSED/.test(message.text()))
          troubles.push(message.text())
      })
      await visit(page)
      expect(troubles).toEqual([])
    } finally {
      await context.close()
    }
  }

  /** Follows the link of a mail, and waits: nothing is sent by itself, and the token is out of the address. */
  async function land(page: Page, mail: ReadMail): Promise<void> {
    const posts: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') posts.push(request.url())
    })
    await page.goto(linkIn(mail).url)
    await page.waitForTimeout(300)
    expect([page.url(), posts]).toEqual([`${journey.door.baseUrl}/open`, []])
    expect(await page.locator('input[name="token"]').inputValue()).toBe(linkIn(mail).token)
  }

  /** Does something that leads to another page, and waits for that. */
  async function turning(page: Page, act: () => Promise<unknown>): Promise<void> {
    await Promise.all([page.waitForEvent('framenavigated'), act()])
    await page.waitForLoadState()
  }

  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return
    }
    throw new Error(`The keyboard does not reach ${selector} on ${page.url()}`)
  }
})

/** More than that a link's button was pressed. */
const isMore = ({ kind }: { kind: string }): boolean => kind !== 'visit'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openForOperator } from '../../functions/operator/open-for-operator.ts'
import { embeddedDoor } from '../../infra/local/demo/embedded-door.ts'
import { linkIn, newestMail } from '../../infra/local/demo/visitor.ts'
import { type LocalSystem, startLocal } from '../../infra/local/trial/local.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { castOf, openingOf, opens } from './small-cycle.ts'

/** More than a page with every run; `LIANBAO_UNITS=1000` for as many as a province has. */
const units = Math.max(60, Number(env.LIANBAO_UNITS ?? 60))
const patience = 60_000 + units * 1_000

if (!hasBrowser) console.log('\nSKIPPED: NO CHROMIUM ON THIS MACHINE, THE BIG BOARD WAS NOT TRIED IN A BROWSER\n')

describe.skipIf(!hasBrowser)(`the board of ${units} units, in a browser`, () => {
  let folder: string
  let local: LocalSystem
  let browser: Browser
  const name = 'big-board'
  const numbers = Array.from({ length: units - 3 }, (_, n) => n + 1)
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianbao-big-board-'))
    local = await startLocal({ folder, clock: opens, timerEvery: 3_600_000 })
    const opening = openingOf({ name })
    const villages = numbers.map((n) => ({
      id: `village-${n}`,
      name: { zh: `第${n}乡人民政府`, en: `Township ${n}` },
      kind: 'township' as const,
      roles: [],
      contacts: [{ id: `clerk-${n}`, name: `经办${n}`, address: `clerk-${n}@${name}.example` }],
    }))
    const document = { ...opening, definition: 'gid-2019', units: [...opening.units, ...villages] }
    await openForOperator({ document }, local.services)
    await local.settled(patience)
    browser = await launchChromium()
  }, patience)
  afterAll(async () => {
    await browser?.close()
    await local?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('one unit is found by its name, the late are filtered, three are ticked and reminded, and nobody else', async () => {
    const door = embeddedDoor(local.baseUrl, local.publicUrl)
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
    page.setDefaultTimeout(20_000)
    await page.goto(linkIn(await newestMail(door, castOf({ name }).clerk.address, /工作台/)).url)
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await page.waitForURL('**/board?*')
    const rows = page.locator('tr:has(input[name=chosen])')
    expect(await rows.count()).toBe(50)

    const find = page.getByRole('search').getByRole('textbox')
    await find.fill(`第${units - 3}乡`)
    await find.press('Enter')
    await page.waitForURL('**q=**')
    expect(await rows.locator('th a').allTextContents()).toEqual([`第${units - 3}乡人民政府`])

    await find.fill('')
    await find.press('Enter')
    await expect.poll(() => rows.count()).toBe(50)
    await page.locator('.filters a', { hasText: '没打开过' }).click()
    await page.waitForURL('**show=**')
    for (const n of [0, 1, 2]) await rows.nth(n).locator('input[name=chosen]').check()
    const chosen = await rows.locator('th a').allTextContents()
    await page.locator('details:has(#remind) > summary').click()
    const form = page.locator('#remind')
    await form.locator('textarea').fill('明天要数，请今天报。')
    await form.getByRole('checkbox').check()
    const before = (await door.mails()).length
    await form.getByRole('button', { name: '催办选中的单位' }).click()
    await page.getByText('已记录：催办').waitFor()
    const told = (await door.mails()).slice(before)
    expect(told.map(({ text }) => text.includes('明天要数，请今天报。'))).toEqual([true, true, true])
    expect(told.every(({ text }) => chosen.slice(0, 3).some((unit) => text.includes(unit)))).toBe(true)
  })
})

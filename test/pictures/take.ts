import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { embeddedDoor } from '../../infra/local/demo/embedded-door.ts'
import { askedSince, explainWarnings } from '../../infra/local/demo/people.ts'
import { fileSlice, type Stage, signOff } from '../../infra/local/demo/quiet-cycle.ts'
import { linkIn, newestMail, type ReadMail } from '../../infra/local/demo/visitor.ts'
import { openExample, readExample } from '../../infra/local/trial/examples.ts'
import { startLocal } from '../../infra/local/trial/local.ts'

// `npm run pictures`: the README's pictures, taken from the demo's cycle as it goes its way, so that they do not age.
const pictures = join(import.meta.dirname, '../../docs/pictures')
const desk: BrowserContextOptions = { viewport: { width: 1100, height: 720 }, locale: 'zh-CN' }
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 780 },
  isMobile: true,
  hasTouch: true,
  locale: 'zh-CN',
}

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!executablePath) throw new Error('Pictures need Chromium and Chinese fonts, as the journeys in a browser do.')
await mkdir(pictures, { recursive: true })
const example = await readExample('tongjiang-2020')
const { cycle } = example
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  await onSystem(takeForm)
  await onSystem(takeTheWay)
} finally {
  await browser.close()
}

/** On a system of its own, with the cycle just opened. */
async function onSystem(take: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-pictures-'))
  const local = await startLocal({ folder, clock: example.cycle.opens, timerEvery: 3_600_000 })
  try {
    await openExample(local, example)
    await local.settled()
    await take({
      door: embeddedDoor(local.baseUrl, local.publicUrl),
      now: () => local.clock.now(),
      settled: () => local.settled(),
      isPublished: async (name) => (await fetch(`${local.publicUrl}/r/${name}/latest.json`)).ok,
    })
  } finally {
    await local.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A clerk has typed something that cannot be: four requests came, and nothing became of them. */
async function takeForm({ door }: Stage): Promise<void> {
  const clerk = cycle.units.find(({ id }) => id === 'resources')!.contacts[0]!.address
  await visiting(desk, await newestMail(door, clerk, /填报/), async (page) => {
    await page.locator('[name="cell:t3.new.legal"]').fill('4')
    await page.locator('[name="cell:t3.new.natural"]').fill('2')
    await page.locator('[name="cell:t3.granted.natural"]').fill('2')
    await page.locator('[name="cell:t3.new.natural"]').scrollIntoViewIfNeeded()
    await snap(page, 'form')
    for (const table of ['t2', 't3', 't4']) {
      await page.locator(`button[value="zero:${table}"]`).first().click()
      await page.waitForLoadState('networkidle')
    }
    await page.getByRole('button', { name: '看一遍，再提交' }).click()
    await page.waitForLoadState('networkidle')
    await page.locator('#problems').scrollIntoViewIfNeeded()
    await snap(page, 'finding')
  })
}

/** The board while units are filing, the draft before its first signature, the report that came out. */
async function takeTheWay(stage: Stage): Promise<void> {
  const { door } = stage
  const office = cycle.office[0]!.address
  for (const unit of cycle.units.slice(0, -2)) await fileSlice(stage, example, unit.id)
  await stage.settled()
  const tall = { ...desk, viewport: { width: 1100, height: 1150 } }
  await visiting(tall, await newestMail(door, office, /工作台/), (page) => snap(page, 'board'))

  for (const unit of cycle.units.slice(-2)) await fileSlice(stage, example, unit.id)
  await stage.settled()
  await explainWarnings(door, office, '经核对，数字无误。')
  await stage.settled()
  const [asked] = await askedSince(door, new Set())
  if (!asked) throw new Error('Nobody is asked to sign')
  await visiting(phone, asked.mail, (page) => snap(page, 'sign-off'))

  await signOff(stage, example)
  const { path } = (await (await fetch(`${door.publicUrl}/r/${cycle.cycle}/latest.json`)).json()) as { path: string }
  const page = await browser.newPage(desk)
  await page.goto(`${door.publicUrl}/${path}/index.html`)
  await page.locator('table').nth(1).scrollIntoViewIfNeeded()
  await snap(page, 'report')
  await page.close()
}

/** Opens the link of a mail as its reader would, and looks. */
async function visiting(as: BrowserContextOptions, mail: ReadMail, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(as)
  const page = await context.newPage()
  await page.goto(linkIn(mail).url)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.waitForLoadState('networkidle')
  await look(page)
  await context.close()
}

async function snap(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 60 })
  console.log(`docs/pictures/${name}.jpg`)
}

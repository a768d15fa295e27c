import { type HTMLElement, parse } from 'node-html-parser'
import type { Page as Tab } from 'playwright-core'
import { type ReadMail, type VisitedDoor, type VisitedPage, Visitor } from '../../../infra/local/demo/visitor.ts'
import { launchChromium } from '../../fixtures/chromium.ts'

/** What stands between a mail and its reader and looks at every link first. It never fills anything in. */
export type Scanner = {
  visit(door: VisitedDoor, mail: ReadMail): Promise<void>
  /** Comes back to what was delivered before, after each step; without it, once at the end. */
  replays: boolean
  stop?(): Promise<void>
}

/** Fetches the link by every method that promises to change nothing, as programs with and without a name do. */
export const fetcher: Scanner = {
  replays: true,
  async visit(_, mail) {
    for (const url of linksIn(mail)) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        for (const agent of ['', 'Mozilla/5.0 (Windows NT 10.0) SafeLinks']) {
          await (await fetch(url, { method, headers: { 'user-agent': agent, accept: '*/*' } })).arrayBuffer()
        }
      }
    }
  },
}

/** Some minutes more: deeper, and every mail again after every step. */
export const thorough = process.env.LIANBAO_SCANNER === 'all'
/** How many pages deep a program follows what it finds: the landing page, the form, what comes of the form. */
const depth = thorough ? 5 : 3

/**
 * Runs the page's script, presses every button of every form with the fields as they stand, follows every link, and does the same
 * on every page that comes of it.
 */
export const presser: Scanner = {
  replays: true,
  async visit(door, mail) {
    if (!/\/open#/.test(mail.text)) return
    const visitor = new Visitor(door)
    await press(visitor, await visitor.openLink(mail), new Set(), depth - 1)
    // Also without the script, which leaves the landing page as it stands.
    await press(visitor, await visitor.get('/open'), new Set(), 1)
  },
}

async function press(visitor: Visitor, page: VisitedPage, pressed: Set<string>, deeper: number): Promise<void> {
  if (deeper === 0) return
  for (const form of page.html.querySelectorAll('form')) {
    for (const button of buttonsOf(form)) {
      const what = `${form.getAttribute('action')} ${button?.name}=${button?.value} ${deeper} ${hiddenOf(form)}`
      if (pressed.has(what)) continue
      pressed.add(what)
      const alone = { ...page, html: parse(form.outerHTML) }
      await press(visitor, await visitor.submit(alone, {}, button ? { button } : {}), pressed, deeper - 1)
    }
  }
  for (const link of page.html.querySelectorAll('a[href^="/"]')) {
    const path = link.getAttribute('href')!
    if (pressed.has(path)) continue
    pressed.add(path)
    await press(visitor, await visitor.get(path), pressed, deeper - 1)
  }
}

/** Buttons with a name, and one press without, which a form also takes. */
const buttonsOf = (form: HTMLElement): ({ name: string; value: string } | undefined)[] => [
  undefined,
  ...form.querySelectorAll('button[name]').map((button) => ({
    name: button.getAttribute('name')!,
    value: button.getAttribute('value') ?? '',
  })),
]

/** Tells forms with one address apart, as on the board. */
const hiddenOf = (form: HTMLElement): string =>
  form
    .querySelectorAll('input[type=hidden]')
    .filter((field) => !/token/.test(field.getAttribute('name') ?? ''))
    .map((field) => `${field.getAttribute('name')}=${field.getAttribute('value')}`)
    .join('&')

/** A real browser with scripts on, as a scanner's sandbox has one: opens the link, waits, and clicks every button there is, two pages deep. */
export async function sandbox(): Promise<Scanner> {
  const kinds = new Set<string>()
  const browser = await launchChromium()
  return {
    replays: false,
    async visit(_, mail) {
      // Mails of one kind lead to one page; by default the three on which something is sent, confirmed or signed.
      const kind = ['退回', '工作台', '确认', '审签', '公布', '填报'].find((word) => mail.subject.includes(word)) ?? ''
      if (!thorough && (kinds.has(kind) || !['填报', '确认', '审签'].includes(kind))) return
      kinds.add(kind)
      for (const url of linksIn(mail)) {
        for (const first of await clicks(url, [])) {
          const next = await clicks(url, [first])
          // The first button of the landing page opens the link; behind the others is the landing page again.
          if (thorough || first === 0) for (const second of next) await clicks(url, [first, second])
        }
      }
    },
    stop: () => browser.close(),
  }

  /** Opens the link in a fresh browser, clicks the buttons one after the other, and says which could be clicked next. */
  async function clicks(url: string, path: readonly number[]): Promise<number[]> {
    const context = await browser.newContext()
    try {
      const tab = await context.newPage()
      await tab.goto(url)
      for (const [position, index] of path.entries()) {
        await clickOne(tab, index)
        // Behind the first button lies the page the link is for; a busy machine takes its time.
        if (position === 0 && index === 0)
          await tab.waitForURL((at) => at.pathname !== '/open', { timeout: 15_000 }).catch(() => undefined)
      }
      if (path[0] === 0 && new URL(tab.url()).pathname === '/open')
        throw new Error(`The link was not opened at ${url.replace(/#.*/, '')}`)
      const buttons = await tab.locator('button').count()
      return Array.from({ length: Math.min(buttons, mostButtons) }, (_, i) => i)
    } finally {
      await context.close()
    }
  }
}
const mostButtons = thorough ? 20 : 3

async function clickOne(tab: Tab, index: number): Promise<void> {
  // A button out of sight (for who sends with the Enter key) is pressed by its own method, as a script does.
  await Promise.all([
    tab.waitForEvent('framenavigated', { timeout: 300 }).catch(() => undefined), // a field that must be filled in holds it back
    tab
      .locator('button')
      .nth(index)
      .evaluate((button: { click(): void }) => button.click()),
  ])
  await tab.waitForLoadState('load')
}

const linksIn = (mail: ReadMail): string[] => [...new Set(mail.text.match(/https?:\/\/[^\s<>"）)，。]+/g) ?? [])]

import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { decisionCodeIn, linkIn, newestMail } from '../../infra/local/demo/visitor.ts'
import { openEmbedded } from '../journeys/embedded.ts'
import { oldBrowser, run } from './tools.ts'

const browser = oldBrowser()

type Step = { load: string } | { until: string } | { press: string } | { js: string; name?: string }
const press = (words: string): Step => ({
  js: `[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(words)}).click()`,
})
const type = (selector: string, text: string): Step => ({
  js: `{ const field = document.querySelector(${JSON.stringify(selector)}); field.focus(); field.value = ${JSON.stringify(text)}
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true })) }`,
})
const said = (selector: string): string => `(document.querySelector('${selector}') || {}).innerText || ''`
const opened = (url: string, path: string): Step[] => [
  { load: url },
  { until: `document.readyState === 'complete' && document.querySelector('form#by-link button')` },
  { js: `document.querySelector('form#by-link button').click()` },
  { until: `location.pathname === '${path}' && document.readyState === 'complete'` },
]

/** The tests in today's browser take away what somebody knows that it has not; here it is itself. */
test.skipIf('skipped' in browser)(
  'in Chromium 69 a clerk fills in the form and sends it, a leader confirms it by Enter, and anybody checks a report',
  { timeout: 300_000 },
  async () => {
    if ('skipped' in browser) return
    const journey = await openEmbedded({ name: 'old-browser' })
    const play = async (steps: readonly Step[]): Promise<Record<string, unknown>> => {
      const input = JSON.stringify(steps)
      const { status, out, said } = await run(`${browser.bin}/python3`, [resolve('test/foreign/old_browser.py')], {
        input,
      })
      expect(status, said).toBe(0)
      return JSON.parse(out.trim().split('\n').at(-1) ?? '')
    }
    try {
      const { contact, leader } = journey.cast.units.qingquan
      const figure = (cell: string) => `input[name="cell:${cell}"]`
      const clerk = await play([
        ...opened(linkIn(await newestMail(journey.door, contact.address, /填报/)).url, '/slice'),
        { until: `document.documentElement.classList.contains('with-desk')` },
        { js: `document.querySelector('button[value="zero:"]').click()` },
        type(figure('t3.new.natural'), '3'),
        { until: `/应当相等/.test(document.body.innerText)` },
        { name: 'finding', js: said('.card') },
        type(figure('t3.new.natural'), '0'),
        { js: `document.querySelector('#nil').click()` },
        { until: `/✓/.test(${said('#saved')})` },
        press('看一遍，再提交'),
        { until: `[...document.querySelectorAll('button')].some((one) => one.innerText.trim() === '提交')` },
        press('提交'),
        { until: `location.pathname === '/receipt' && document.readyState === 'complete'` },
        { name: 'receipt', js: said('h1') },
      ])
      expect(clerk).toMatchObject({
        browser: expect.stringContaining('Chrome/69.'),
        finding: expect.stringContaining('应当相等'),
        receipt: expect.stringContaining('回执'),
        errors: [],
      })
      await journey.settled()

      const mail = await newestMail(journey.door, leader.address, /确认/)
      const led = await play([
        ...opened(linkIn(mail).url, '/confirmation'),
        type('#code', decisionCodeIn(mail)),
        { press: 'Return' },
        { until: `document.querySelector('.notice.good')` },
        { name: 'confirmed', js: said('h1') },
      ])
      expect(led).toMatchObject({ confirmed: '您已确认', errors: [] })
      expect((await journey.facts()).filter(({ kind }) => kind === 'confirmation')).toHaveLength(1)

      const text = '一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3'
      const checked = await play([
        { load: `${journey.local.publicUrl}/tools/check.html` },
        { until: `document.querySelector('#files')` },
        {
          js: `{ const given = new DataTransfer(); given.items.add(new File([${JSON.stringify(text)}], '报告.txt'))
            const chooser = document.querySelector('#files'); chooser.files = given.files
            chooser.dispatchEvent(new Event('change', { bubbles: true })) }`,
        },
        { until: said('#results h2') },
        { name: 'verdict', js: said('#results') },
      ])
      expect(checked).toMatchObject({ verdict: expect.stringContaining('报告.txt'), errors: [] })
    } finally {
      await journey.stop()
    }
  },
)

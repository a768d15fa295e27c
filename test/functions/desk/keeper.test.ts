import { runInNewContext } from 'node:vm'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import {
  applyChanges,
  type Changes,
  type Origin,
  printsOf,
  type TypedField,
} from '../../../shared/draft/working-copy.ts'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'

// As a page has it: the script knows of nothing but a browser.
const script = buildSync({
  entryPoints: ['functions/desk/keeper.ts'],
  bundle: true,
  format: 'iife',
  globalName: 'keeping',
  target: 'chrome69',
  write: false,
}).outputFiles[0]!.text

type Keeper = {
  dirty: () => void
  save: () => Promise<void>
  restore: () => { overtaken: boolean }[]
}
type Sent = { mark: string; version: number; changes: Changes }

/** The server's working copy, merged as the real one is, and a line to it that may be cut or slow. */
function openServer() {
  return {
    fields: {} as Record<string, TypedField>,
    version: 0,
    isGone: false,
    sent: [] as Sent[],
    /** Where it is set, an answer waits for it. */
    late: undefined as Promise<void> | undefined,
    values(): Record<string, string> {
      return Object.fromEntries(Object.entries(this.fields).map(([name, { value }]) => [name, value]))
    },
    async take(person: string, sent: Sent) {
      if (this.isGone) throw new TypeError('Failed to fetch')
      this.sent.push(sent)
      this.fields = applyChanges(this.fields, {}, sent.changes, { by: `${person}/${sent.mark}` })
      const version = ++this.version
      await this.late
      const contested = Object.entries(this.fields).flatMap(([field, { gave }]) => (gave ? [field] : []))
      const whole = { values: this.values(), origins: {}, contested }
      return { version, saved: '10:00', ...(version > sent.version + 1 && whole) }
    },
  }
}
type Server = ReturnType<typeof openServer>

/** What a browser keeps between its pages; one that keeps nothing throws. */
function openBrowser({ keeps = true } = {}) {
  const stored = new Map<string, string>()
  const browser = {
    keeps,
    stored,
    localStorage: {
      getItem: (place: string) => stored.get(place) ?? null,
      setItem(place: string, text: string) {
        if (!browser.keeps) throw new Error('QuotaExceededError')
        stored.set(place, text)
      },
      removeItem: (place: string) => stored.delete(place),
    },
  }
  return browser
}

/** A person's form with two cells, made from what the server has now; its time goes on by hand. */
function openPage(person: string, server: Server, { localStorage } = openBrowser()) {
  const listeners = new Map<string, (() => void)[]>()
  const listen = (name: string, act: () => void) => listeners.set(name, [...(listeners.get(name) ?? []), act])
  const fire = (name: string) =>
    listeners.get(name)?.forEach((act) => {
      act()
    })
  const timers = new Map<number, { at: number; act: () => void }>()
  let [now, last] = [0, 0]
  // A page that was only opened is made from the reasons too, and has no box for them before it has checked the figures.
  const shown = Object.entries(server.values()).filter(([name]) => name.startsWith('cell:'))
  const cells: Record<string, string> = { 'cell:a': '', 'cell:b': '', ...Object.fromEntries(shown) }
  const hidden: Record<string, { value: string }> = {
    'form-token': { value: '' },
    mark: { value: '' },
    origins: { value: '' },
    seen: { value: JSON.stringify(printsOf(server.values())) },
  }
  const told: { state: string; zh: string }[] = []
  const contested: string[] = []
  /** Reasons that are asked for once what the server answered is on the page. */
  const boxes: string[] = []
  const session = openBrowser()
  const keeping = runInNewContext(`${script}\nkeeping`, {
    localStorage,
    sessionStorage: session.localStorage,
    crypto,
    location: { search: '' },
    addEventListener: listen,
    setTimeout(act: () => void, after: number) {
      timers.set(++last, { at: now + after, act })
      return last
    },
    clearTimeout: (timer: number) => timers.delete(timer),
    fetch: async (_: string, { body }: { body: string }) => {
      const answer = await server.take(person, JSON.parse(body))
      return { ok: true, status: 200, json: async () => answer }
    },
  })
  const origins = new Map<string, Origin>()
  const keeper: Keeper = keeping.keepTyped(
    {
      form: {
        addEventListener: listen,
        querySelector: (selector: string) => hidden[/name="(.*)"/.exec(selector)?.[1] ?? ''],
      },
      data: { cycle: 'c', unit: 'u', revision: 0, version: server.version },
      origins,
      values: () => ({ nil: '', ...cells }),
      fieldOf: (name: string) => (name in cells ? {} : undefined),
      put(name: string, { value, origin }: { value: string; origin?: Origin }) {
        cells[name] = value
        if (origin) origins.set(name, origin)
        else origins.delete(name)
      },
    },
    (state: string, { zh }: LocalizedText) => told.push({ state, zh }),
    (answer: { contested?: string[] }) => {
      contested.splice(0, Infinity, ...(answer.contested ?? []))
      for (const name of boxes) cells[name] ??= ''
    },
  )
  return {
    ...{ keeper, cells, hidden, origins, contested, boxes, fire },
    said: () => told.at(-1)?.zh,
    type(name: string, value: string) {
      cells[name] = value
      keeper.dirty()
    },
    async pass(seconds: number): Promise<void> {
      for (const end = now + seconds * 1_000; now < end; ) {
        now += 500
        for (const [timer, { at, act }] of [...timers]) {
          if (at <= now && timers.delete(timer)) act()
        }
        await new Promise(setImmediate)
      }
    },
    /** The tab is closed: the page's time is over, what it sent last arrives. */
    async close(): Promise<void> {
      fire('pagehide')
      timers.clear()
      await new Promise(setImmediate)
    },
  }
}

test('what was kept over a figure that a colleague has saved since is asked about, and replaces it in silence nowhere', async () => {
  const [server, browser] = [openServer(), openBrowser()]
  const a = openPage('a', server, browser)
  a.type('cell:a', '5')
  await a.close()
  expect(server.values()).toEqual({ 'cell:a': '5' })
  const b = openPage('b', server)
  b.type('cell:a', '9')
  await b.pass(3)
  expect(b.said()).toBe('已保存 10:00')

  const again = openPage('a', server, browser)
  expect(again.keeper.restore().map(({ overtaken }) => overtaken)).toEqual([true])
  expect(again.cells['cell:a']).toBe('5')
  // Goes out with the form too, also where its own script sends it.
  expect(JSON.parse(again.hidden.seen!.value)).toEqual({ 'cell:a': '' })
  // Only looked at, it says nothing to anybody, and keeps what it had.
  await again.close()
  expect(server.values()).toEqual({ 'cell:a': '9' })

  const third = openPage('a', server, browser)
  third.keeper.restore()
  third.keeper.dirty()
  await third.pass(3)
  expect(server.fields['cell:a']).toMatchObject({ value: '5', gave: { value: '9' } })
  expect(third.contested).toEqual(['cell:a'])
})

test('a place that the version before had kept is read, and contests whatever else stands', async () => {
  const [server, browser] = [openServer(), openBrowser()]
  const kept = { revision: 0, mark: 'a1', fields: { 'cell:a': '5', 'cell:b': '6' } }
  browser.stored.set('lianbao/c/u', JSON.stringify(kept))
  const b = openPage('b', server)
  b.type('cell:a', '9')
  await b.pass(3)
  const a = openPage('a', server, browser)
  expect(a.keeper.restore().map(({ overtaken }) => overtaken)).toEqual([true, false])
  a.keeper.dirty()
  await a.pass(3)
  expect([server.fields['cell:a']?.gave?.value, server.fields['cell:b']?.gave]).toEqual(['9', undefined])
})

test('a zero of the button that was kept stays one, and gives way to what a colleague typed', async () => {
  const [server, browser] = [openServer(), openBrowser()]
  server.isGone = true
  const a = openPage('a', server, browser)
  a.origins.set('cell:a', 'zero')
  a.type('cell:a', '0')
  await a.close()
  server.isGone = false
  const b = openPage('b', server)
  b.type('cell:a', '9')
  await b.pass(3)
  const again = openPage('a', server, browser)
  again.keeper.restore()
  again.keeper.dirty()
  await again.pass(3)
  expect([server.fields['cell:a'], again.cells['cell:a']]).toEqual([
    { value: '9', by: expect.stringMatching(/^b/) },
    '9',
  ])
})

test('a browser that keeps nothing is not said to have kept it', async () => {
  const [server, browser] = [openServer(), openBrowser({ keeps: false })]
  const page = openPage('a', server, browser)
  server.isGone = true
  page.type('cell:a', '5')
  await page.pass(3)
  expect(page.said()).toBe('没连上；这台电脑也记不下来，请不要关这一页')
  // The disk has room again.
  browser.keeps = true
  await page.pass(5)
  expect(page.said()).toBe('没连上，先记在这台电脑')
  server.isGone = false
  await page.pass(60)
  expect([page.said(), server.values()]).toEqual(['已保存 10:00', { 'cell:a': '5' }])
})

test('after a load that was stopped, what is typed is saved; what went with the form is not sent beside it', async () => {
  const server = openServer()
  const page = openPage('a', server)
  page.type('cell:a', '5')
  page.fire('submit')
  await page.pass(60)
  page.fire('pagehide')
  expect(server.sent).toEqual([])
  page.type('cell:b', '6')
  await page.pass(3)
  expect([server.values(), page.said()]).toEqual([{ 'cell:a': '5', 'cell:b': '6' }, '已保存 10:00'])
  // Typed while the next page is on its way.
  page.fire('submit')
  page.type('cell:b', '7')
  await page.close()
  expect(server.values()['cell:b']).toBe('7')
})

test('what is typed while a save is answered is saved after it, whoever asked for that save', async () => {
  const server = openServer()
  const page = openPage('a', server)
  let answer = () => {}
  server.late = new Promise<void>((resolve) => {
    answer = resolve
  })
  page.type('cell:a', '5')
  void page.keeper.save()
  page.type('cell:b', '6')
  answer()
  await page.pass(3)
  expect(server.values()).toEqual({ 'cell:a': '5', 'cell:b': '6' })
})

test('what was typed over a colleague’s figure that came in the answer is contested: it had not been seen', async () => {
  const server = openServer()
  const a = openPage('a', server)
  const b = openPage('b', server)
  b.type('cell:b', '9')
  await b.pass(3)
  let answer = () => {}
  server.late = new Promise<void>((resolve) => {
    answer = resolve
  })
  a.type('cell:a', '5')
  await a.pass(2)
  a.type('cell:b', '6')
  answer()
  await a.pass(3)
  expect(server.fields['cell:b']).toMatchObject({ value: '6', gave: { value: '9' } })
})

test('a reason whose box comes with its figures is put into it, and not deleted by it', async () => {
  const server = openServer()
  const [first, second] = [openPage('a', server), openPage('b', server)]
  second.cells['why:r'] = ''
  second.type('why:r', '一件是上年的')
  await second.pass(3)
  first.boxes.push('why:r')
  const third = openPage('a', server)
  third.cells['why:r'] = ''
  for (const [page, figure] of [
    [first, '5'],
    [third, '6'],
  ] as const) {
    page.type('cell:a', figure)
    await page.pass(10)
    expect([page.cells['why:r'], server.values()['why:r']]).toEqual(['一件是上年的', '一件是上年的'])
  }
})

test('a page leaves what another page of the same form had kept where it is', async () => {
  const [server, browser] = [openServer(), openBrowser()]
  const [a, b] = [openPage('a', server, browser), openPage('a', server, browser)]
  server.isGone = true
  a.type('cell:a', '5')
  await a.close()
  server.isGone = false
  b.type('cell:b', '6')
  await b.pass(3)
  await b.close()
  expect(server.values()).toEqual({ 'cell:b': '6' })
  const again = openPage('a', server, browser)
  again.keeper.restore()
  again.keeper.dirty()
  await again.pass(3)
  expect([server.values(), browser.stored.size]).toEqual([{ 'cell:a': '5', 'cell:b': '6' }, 0])
})

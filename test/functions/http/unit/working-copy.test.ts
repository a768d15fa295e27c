import { beforeEach, describe, expect, test } from 'vitest'
import { type Answer, cycle, filled, inputs, type UnitDoor, unitDoor } from './unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

type Browser = Awaited<ReturnType<UnitDoor['browser']>>
const cell = 't3.new.natural'
const fieldOf = (answer: Answer, id = cell) =>
  new RegExp(`name="cell:${id.replaceAll('.', '\\.')}" value="([^"]*)"`).exec(answer.body)?.[1]
const submissions = async () => (await door.facts()).filter((fact) => fact.kind === 'submission')

/** As the desk saves: what changed, as JSON. */
async function saving(who: Browser, changes: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { 'form-token': formToken, revision } = await who.hidden()
  const body = JSON.stringify({
    formToken,
    cycle,
    unit: 'resources',
    revision: Number(revision),
    version: 0,
    mark: 'm1',
    changes,
    ...more,
  })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const answer = await door.ask('POST', '/slice/working-copy', { body, headers, cookies: who.cookies })
  return { status: answer.status, json: JSON.parse(answer.body) }
}

describe('what is typed', () => {
  test.each(['save', 'check', 'lang:en', 'review', 'zero:t4', ''])(
    'is kept by the button %j, on any computer, and is no fact',
    async (wish) => {
      const before = (await door.facts()).filter(({ kind }) => kind !== 'link' && kind !== 'visit')
      await (await door.browser('wang')).send({ [`cell:${cell}`]: '3', do: wish })
      for (const who of ['wang', 'liu']) expect(fieldOf(await (await door.browser(who)).show())).toBe('3')
      expect((await door.facts()).filter(({ kind }) => kind !== 'link' && kind !== 'visit')).toEqual(before)
      expect(door.mails).toEqual([])
      expect(door.resumed).toEqual([])
    },
  )

  test('is kept with what could not be submitted, what cannot be read included', async () => {
    const wang = await door.browser('wang')
    expect((await wang.send({ [`cell:${cell}`]: '三四件', do: 'submit' })).status).toBe(422)
    expect(fieldOf(await wang.show())).toBe('三四件')
  })

  test('is no store of its own: what no slice can need is refused, and the next figure is kept still', async () => {
    const wang = await door.browser('wang')
    const invented = (n: number) =>
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`why:${n}-${i}`, { from: '', to: '理'.repeat(2000) }]))
    const answers = []
    for (let n = 0; n < 4; n++) answers.push(await saving(wang, invented(n)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 422, 422])
    expect(answers.at(-1)!.json.problems[0]).toMatchObject({ code: 'text-too-long' })
    expect((await saving(wang, { [`cell:${cell}`]: { from: '', to: '9' } })).status).toBe(200)
    expect(fieldOf(await wang.show())).toBe('9')
  })

  test('of 12,000 characters and an explanation comes back whole', async () => {
    const sun = await door.browser('sun', 'slice', 'office')
    const text = `${'同江市主动公开。\n'.repeat(1500)}<b>&amp;`
    await sun.send({
      'text:overview': text,
      'why:T2.year(normative)': '清理',
      'for:T2.year(normative)': '[1]',
      do: 'save',
    })
    const { body } = await sun.show()
    expect(body).toContain(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    const kept = await door.services.store.workingCopy(cycle, 'office')
    expect(kept?.fields['why:T2.year(normative)']?.value).toBe('清理')
  })

  test('in the other language is the same form', async () => {
    const wang = await door.browser('wang')
    const answer = await wang.send({ [`cell:${cell}`]: '3', do: 'lang:en' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/slice?lang=en'])
  })

  test('is gone after submission, and a save that comes late finds it submitted', async () => {
    const wang = await door.browser('wang')
    await wang.send({ ...filled({ [cell]: '3', 't3.granted.natural': '3' }), do: 'save' })
    const { 'form-token': formToken } = await wang.hidden()
    expect((await wang.send({ do: 'submit', ...filled({ [cell]: '3', 't3.granted.natural': '3' }) })).status).toBe(303)
    expect((await door.services.store.workingCopy(cycle, 'resources'))?.fields).toEqual({})
    const late = await saving(wang, { [`cell:${cell}`]: { from: '3', to: '99' } }, { revision: 0, formToken })
    expect([late.status, late.json.problems[0].code]).toEqual([409, 'slice-changed'])
    expect(fieldOf(await wang.show())).toBe('3')
  })

  test('that a button filled with zeros is marked, taken back at once, and sent only by who looked', async () => {
    const wang = await door.browser('wang')
    const nine = { 'cell:t2.normative.available': '9' }
    await wang.send({ ...nine, do: 'zero:' })
    const { body } = await wang.show()
    expect(body.match(/class="from-zero"/g)!.length).toBeGreaterThan(100)
    const review = await wang.send({ ...filled(), do: 'review' })
    expect(review.status).toBe(200)
    expect(review.body).toContain('看过了，其余都是 0')
    // Also the zeros of a row of which another cell says something, where the row has no total that is read for all of them.
    expect(review.body).toContain(`其余 ${inputs.length - 1} 格都是 0，对吗？`)
    // Nothing is known of the year before: no column of dashes.
    expect(review.body).not.toContain('>去年<')
    const carried = Object.fromEntries(
      [...review.body.matchAll(/<textarea name="([^"]*)" hidden>\n([^<]*)<\/textarea>/g)].map((m) => [
        m[1]!,
        m[2]!.replaceAll('&quot;', '"'),
      ]),
    )
    const refused = await wang.post({ ...carried, do: 'submit' })
    expect([refused.status, refused.body.includes('href="#zeros-seen"')]).toEqual([422, true])
    expect(await submissions()).toEqual([])
    await wang.send({ do: 'unzero', ...filled() })
    expect(fieldOf(await wang.show(), 't3.new.legal')).toBe('')
    expect(fieldOf(await wang.show(), 't2.normative.available')).toBe('9')
    await wang.send({ ...nine, do: 'zero:' })
    expect((await wang.post({ ...carried, 'zeros-seen': 'yes', do: 'submit' })).status).toBe(303)
  })
})

test('a text over its limit is said to be so where it is saved, with what was typed whole', async () => {
  const wang = await door.browser('wang')
  const long = '长'.repeat(2001)
  await wang.send({ 'text:own:problems': long, do: 'save' })
  const { body } = await wang.show()
  const [, field = ''] = /(<p class="error"[^>]*>[^<]*<\/p>\s*<textarea id="text:own:problems"[^>]*>)/.exec(body) ?? []
  expect(field).toMatch(/有 2001 字，最多 2000 字，请精简。.*data-limit="2000".*aria-invalid="true"/s)
  expect(body).toContain(long)
  await wang.send({ 'text:own:problems': long.slice(1), do: 'save' })
  expect((await wang.show()).body).not.toContain('请精简')
})

test.each([
  ['save', `cell:${cell}`, '1'.repeat(201), 200],
  ['save', 'text:own:problems', '长'.repeat(20_001), 20_000],
  ['lang:en', 'text:own:problems', '长'.repeat(20_001), 20_000],
  ['zero:t4', 'text:own:problems', '长'.repeat(20_001), 20_000],
])('what is too long to be kept stays on the page, which says so: %s of %s', async (wish, name, value, limit) => {
  const wang = await door.browser('wang')
  const answer = await wang.send({ [name]: value, 'cell:t3.new.legal': '5', do: wish })
  expect([answer.status, answer.body.includes(value)]).toEqual([422, true])
  const place = name.replace(/^cell:/, 'cell-')
  expect(answer.body).toContain(`<a href="#${place}">太长了，最多 ${limit} 字，没有保存。</a>`)
  // The rest is kept.
  expect(fieldOf(await wang.show(), 't3.new.legal')).toBe('5')
})

test('also an explanation, beside what it is to explain', async () => {
  door = await unitDoor({
    lastYear: Object.fromEntries(inputs.map(({ id }) => [id, id === 't2.normative.available' ? '9' : '0'])),
  })
  const wang = await door.browser('wang')
  const odd = filled({ 't2.normative.available': '12' })
  const why = /name="(why:[^"]+)"/.exec((await wang.send({ ...odd, do: 'check' })).body)?.[1] ?? ''
  const value = '长'.repeat(20_001)
  const answer = await wang.send({ ...odd, [why]: value, do: 'save' })
  expect([why !== '', answer.status, answer.body.includes(value)]).toEqual([true, 422, true])
})

test('Enter without a script saves: that is the first button the form has, wherever on the page it stands', async () => {
  const { body } = await (await door.browser('wang')).show()
  const buttons = [...body.matchAll(/<button[^>]*>|<form[^>]*id="slice"|<\/form>/g)].map(([tag]) => tag)
  const own = buttons.slice(buttons.findIndex((tag) => tag.startsWith('<form')))
  const form = [
    ...buttons.filter((tag) => tag.includes('form="slice"')),
    ...own.filter((tag) => tag.includes('name="do"')),
  ]
  expect(form[0]).toContain('value="save"')
  // Internet Explorer knows no button outside of its form.
  expect(own[1]).toContain('value="save"')
})

test('a form that was sent before does not say that nothing was saved', async () => {
  const wang = await door.browser('wang')
  expect((await wang.show()).body).toContain('还没有保存过')
  expect((await wang.send({ do: 'submit', ...filled() })).status).toBe(303)
  const { body } = await wang.show()
  expect(body).not.toContain('还没有保存过')
  expect(body).toContain('和上次提交的一样')
})

test('a row of several sums is read cell by cell before it is sent, each under its own name', async () => {
  const wang = await door.browser('wang')
  const { body } = await wang.send({ ...filled({ 't4.cases.review-upheld': '2' }), do: 'review' })
  const read = body.slice(body.indexOf('<table class="fig"'), body.indexOf('<details class="whole"'))
  const lines = [...read.matchAll(/<th scope="row">(.*?)<\/th>.*?<td class="this[^"]*">(.*?)<\/td>/g)].map((m) =>
    m.slice(1),
  )
  expect(lines.slice(-2)).toEqual([
    ['行政复议 / 结果维持', '2'],
    ['行政复议 / 总计', '2'],
  ])
})

describe('two people in one slice', () => {
  test('join cell by cell', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const [a, b] = [await wang.hidden(), await liu.hidden()]
    await wang.post({ ...a, 'cell:t3.new.natural': '1', 'cell:t3.new.legal': '', do: 'save' })
    await liu.post({ ...b, 'cell:t3.new.natural': '', 'cell:t3.new.legal': '5', do: 'save' })
    const page = await wang.show()
    expect([fieldOf(page), fieldOf(page, 't3.new.legal')]).toEqual(['1', '5'])
  })

  test('who typed the same cell both see both figures, and one is chosen', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const [a, b] = [await wang.hidden(), await liu.hidden()]
    await wang.post({ ...a, 'cell:t3.new.natural': '9', do: 'save' })
    await liu.post({ ...b, 'cell:t3.new.natural': '8', do: 'save' })
    expect((await liu.show()).body).toContain('王秀英填 9，您填 8。现在留的是 8。')
    const own = await wang.show()
    expect(own.body).toContain('您填 9，刘洋填 8。现在留的是 8。')
    await wang.send({ 'cell:t3.new.natural': '8', do: `take:cell:${cell}` })
    for (const who of [wang, liu]) {
      const page = await who.show()
      expect([fieldOf(page), page.body.includes('现在留的是')]).toEqual(['9', false])
    }
  })

  test('who typed what the other touched afterwards is named by what is sent', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const available = 'cell:t2.normative.available'
    await liu.send({ do: 'save', [available]: '9' })
    for (const figure of ['90', '9']) await wang.send({ do: 'save', [available]: figure })
    expect((await wang.send({ do: 'submit', ...filled() })).status).toBe(303)
    expect(await submissions()).toMatchObject([{ by: 'wang', typists: ['liu'] }])
    // The next revision is begun anew: nobody has typed for it.
    await wang.send({ do: 'submit', ...filled({ 't2.normative.made': '2' }) })
    expect((await submissions()).at(-1)).not.toHaveProperty('typists')
  })

  test('also where they typed while the other’s submission was being written', async () => {
    const [wang, elsewhere, liu] = [await door.browser('wang'), await door.browser('wang'), await door.browser('liu')]
    const { store } = door.services
    const { record } = store
    const said = (words: string) => ({ 'text:own:problems': words, do: 'save' })
    store.record = async (fact) => {
      if (fact.kind === 'submission') {
        await liu.send(said('乙写的'))
        await elsewhere.send(said('乙写的。'))
      }
      return record(fact)
    }
    expect((await wang.send({ ...filled(), do: 'submit' })).status).toBe(303)
    store.record = record
    expect((await submissions())[0]).not.toHaveProperty('typists')
    await wang.send({ ...filled(), 'text:own:problems': '乙写的。', do: 'submit' })
    expect(await submissions()).toMatchObject([{ revision: 1 }, { revision: 2, typists: ['liu'] }])
  })

  test('nothing is submitted that its sender has not seen', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const a = await wang.hidden()
    await liu.send({ ...filled({ [cell]: '2', 't3.granted.natural': '2' }), do: 'save' })
    const joined = await wang.post({ ...a, ...filled({ [cell]: '', 't3.granted.natural': '' }), do: 'submit' })
    expect(joined.status).toBe(409)
    expect([fieldOf(joined), joined.body.includes('别处也填过')]).toEqual(['2', true])
    expect(await submissions()).toEqual([])
  })

  test('what one saves while the other’s submission is being written stands over the revision', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const { store } = door.services
    const { record } = store
    store.record = async (fact) => {
      if (fact.kind === 'submission')
        expect((await liu.send({ 'text:own:problems': '乙写的', do: 'save' })).status).toBe(303)
      return record(fact)
    }
    await wang.send({ ...filled(), 'text:own:problems': '甲写的', do: 'save' })
    const sent = { ...filled(), 'text:own:problems': '甲写的', do: 'submit' }
    const first = await wang.hidden()
    expect((await wang.post({ ...first, ...sent })).status).toBe(303)
    store.record = record
    const standing = async () => (await store.workingCopy(cycle, 'resources'))!
    expect(await standing()).toMatchObject({ base: 1, by: 'liu' })
    expect(Object.keys((await standing()).fields)).toEqual(['text:own:problems'])
    expect((await liu.show()).body).toContain('乙写的')
    // The same again is the same receipt, and takes nothing from the colleague either.
    expect((await wang.post({ ...first, ...sent })).status).toBe(303)
    expect(await submissions()).toHaveLength(1)
    expect((await liu.show()).body).toContain('乙写的')
  })

  test('nor is it lost where who submitted died before the copy was emptied, and sends the same again', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const { store } = door.services
    const { record } = store
    store.record = async (fact) => {
      if (fact.kind === 'submission') await liu.send({ 'cell:t3.new.legal': '5', do: 'save' })
      await record(fact)
      if (fact.kind === 'submission') throw new Error('died')
      return record(fact)
    }
    const sent = { ...(await wang.hidden()), ...filled(), do: 'submit' }
    expect((await wang.post(sent)).status).toBe(500)
    store.record = record
    expect((await wang.post(sent)).status).toBe(303)
    expect([fieldOf(await liu.show()), fieldOf(await liu.show(), 't3.new.legal')]).toEqual(['0', '5'])
  })
})

describe('a save by the desk', () => {
  const three = { [`cell:${cell}`]: { from: '', to: '3' } }

  test('answers with the version, and with every field when somebody saved in between', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    expect((await saving(wang, three)).json).toEqual({ version: 1, saved: '10:00' })
    const other = await saving(liu, { 'cell:t3.new.legal': { from: '', to: '5', origin: 'file' } })
    expect(other.json).toMatchObject({ version: 2, origins: { 't3.new.legal': 'file' }, contested: [] })
    expect(other.json.values).toMatchObject({ 'cell:t3.new.natural': '3', 'cell:t3.new.legal': '5' })
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>, number, string[]]>([
    [
      'no such field',
      { 'cell:t9.x.y': { from: '', to: '1' }, __x: { from: '', to: '1' } },
      {},
      422,
      ['field-unknown', 'field-unknown'],
    ],
    ['a cell of 201 characters', { [`cell:${cell}`]: { from: '', to: '1'.repeat(201) } }, {}, 422, ['text-too-long']],
    ['another unit', three, { unit: 'office' }, 409, ['session-mismatch']],
    ['another cycle', three, { cycle: 'elsewhere' }, 409, ['session-mismatch']],
    ['a token of another session', three, { formToken: 'AAAA' }, 409, ['session-mismatch']],
    ['a revision that is not the newest', three, { revision: 3 }, 409, ['slice-changed']],
    ['no changes at all', undefined as never, {}, 422, ['field-malformed']],
    ['a figure that is a number', { [`cell:${cell}`]: { from: '', to: 3 } }, {}, 422, ['field-malformed']],
    ['an origin nobody knows', { [`cell:${cell}`]: { from: '', to: '3', origin: 'me' } }, {}, 422, ['field-malformed']],
  ])('of %s is refused and keeps nothing', async (_, changes, more, status, codes) => {
    const wang = await door.browser('wang')
    const answer = await saving(wang, changes, more)
    expect([answer.status, answer.json.problems.map((p: { code: string }) => p.code)]).toEqual([status, codes])
    expect(await door.services.store.workingCopy(cycle, 'resources')).toBeUndefined()
  })

  test('is refused without a session, when the slice is closed, and by GET', async () => {
    const wang = await door.browser('wang')
    expect((await saving({ ...wang, cookies: [] }, three)).status).toBe(401)
    door.time.now = '2021-02-15T02:00:00.000Z'
    expect((await saving(await door.browser('wang'), three, { formToken: 'x', revision: 0 })).status).toBe(409)
    await expect(door.ask('GET', '/slice/working-copy')).rejects.toThrow('no route')
  })

  test('twenty at once are all kept', async () => {
    const [wang, liu] = [await door.browser('wang'), await door.browser('liu')]
    const cells = [...(await wang.show()).body.matchAll(/name="(cell:[^"]*)"/g)].slice(0, 20).map((m) => m[1]!)
    await Promise.all(cells.map((name, i) => saving(i % 2 ? wang : liu, { [name]: { from: '', to: String(i + 1) } })))
    const kept = (await door.services.store.workingCopy(cycle, 'resources'))!.fields
    expect(cells.map((name) => kept[name]?.value)).toEqual(cells.map((_, i) => String(i + 1)))
  })
})

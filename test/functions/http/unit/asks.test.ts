import { beforeEach, describe, expect, test } from 'vitest'
import type { AskFact } from '../../../../shared/cycle/facts.ts'
import { cycle, filled, type UnitDoor, unitDoor } from './unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

const asked = async () => (await door.facts()).filter((fact): fact is AskFact => fact.kind === 'ask')
const act = (n: number, what: object) =>
  door.record({
    kind: 'act',
    cycle,
    n,
    id: `a${n}`,
    at: door.time.now,
    by: 'clerk-lin',
    reason: '和台账对过',
    unit: 'resources',
    ...what,
  } as never)
/** What a form of the page sends: whatever comes first under a name, and these fields. */
async function asking() {
  const wang = await door.browser('wang')
  const page = async (path = '/slice/asks') => (await wang.show(path)).body
  const form = async (fields: Record<string, string>) => {
    const [, token = ''] = /name="form-token" value="([^"]*)"/.exec(await page()) ?? []
    const [, after = ''] = /name="after" value="([^"]*)"/.exec(await page()) ?? []
    return { 'form-token': token, after, ...fields }
  }
  return {
    page,
    form,
    post: (fields: Record<string, string>) => wang.post(fields, '/slice/asks'),
    send: async (fields: Record<string, string>) => wang.post(await form(fields), '/slice/asks'),
  }
}
const time = { ask: 'time', until: '2021-02-05', text: '台账在档案馆，下周才能取回' }

describe('what a unit asks of the office', () => {
  test('is a fact, is mailed to the office with the unit’s words, and stands on the unit’s page', async () => {
    const { page, send } = await asking()
    expect(await page('/slice')).toMatch(/#time">请求延期<\/a>.*#question">有疑问<\/a>/)
    const answer = await send(time)
    expect([answer.status, answer.headers.location]).toEqual([303, expect.stringMatching(/^\/slice\/asks\?sent=0000-/)])
    expect(await asked()).toMatchObject([{ unit: 'resources', n: 1, by: 'wang', ...time }])
    expect(door.mails.at(-1)).toMatchObject({ to: { name: '林晓燕' }, subject: '请答复：同江市自然资源局请求延期' })
    expect(door.mails.at(-1)?.text).toContain('> 台账在档案馆，下周才能取回')
    expect(await page(answer.headers.location)).toMatch(/已转给经办机构.*还没有答复/s)
    await act(1, { act: 'extend', until: '2021-02-05', ask: 1 })
    expect(await page()).toMatch(/同意，延到2021年2月5日.*和台账对过/s)
  })

  test('sent twice is asked once, by two at once it is two', async () => {
    const { form, post } = await asking()
    const same = await form({ ask: 'question', text: '集体户怎么算' })
    await Promise.all([post(same), post(same), post(await form({ ask: 'question', text: '零怎么填' }))])
    expect((await asked()).map(({ n, text }) => [n, text]).sort()).toEqual(
      expect.arrayContaining([
        [expect.any(Number), '集体户怎么算'],
        [expect.any(Number), '零怎么填'],
      ]),
    )
    expect(await asked()).toHaveLength(2)
    expect(door.mails).toHaveLength(2)
  })

  test('without words it is not; what was typed stays on the page', async () => {
    const { send } = await asking()
    const answer = await send({ ...time, until: '2020-01-01' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('台账在档案馆，下周才能取回</textarea>')
    expect((await send({ ask: 'question', text: '' })).status).toBe(422)
    expect((await send({ ...time, 'form-token': 'x' })).status).toBe(409)
    expect(await asked()).toEqual([])
  })

  test('also after the date, and on what is closed', async () => {
    door.time.now = '2021-02-01T02:00:00.000Z'
    const { page, send } = await asking()
    expect(await page('/slice')).toMatch(/请在下面写给经办机构.*href="\/slice\/asks/s)
    expect((await send(time)).status).toBe(303)
  })
})

test('an adjustment is on the unit’s page with old and new figure and reason, and is objected to once', async () => {
  const wang = await door.browser('wang')
  await wang.send({ ...filled({ 't3.new.natural': '8', 't3.granted.natural': '8' }), do: 'submit' })
  await act(1, { act: 'adjust', cell: 't3.new.natural', from: '8', to: '7', revision: 1 })
  const { page, send } = await asking()
  expect(await page('/receipt')).toContain('经办机构调整了您单位的 1 个数')
  // What was sent owes no more time: only what can be asked is offered.
  expect(await page('/receipt')).toContain('#question">有疑问</a>')
  expect(await page('/receipt')).not.toContain('>请求延期</a>')
  expect(await page()).toMatch(/8 → <b>7<\/b>.*和台账对过.*林晓燕/s)
  expect((await send({ ask: 'objection', act: '1', text: '登记簿上是 8 件' })).status).toBe(303)
  expect(await asked()).toMatchObject([{ ask: 'objection', act: 1 }])
  expect(door.mails.at(-1)?.subject).toBe('请答复：同江市自然资源局有异议')
  expect(await page()).not.toContain('value="objection"')
})

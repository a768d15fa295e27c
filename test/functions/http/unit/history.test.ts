import { expect, test } from 'vitest'
import { filled, type UnitDoor, unitDoor } from './unit-door.ts'

let door: UnitDoor

const path = '/slice/history'
/** What a page says, a line an element of it. */
const linesOf = (body: string): string =>
  body
    .replace(/<style>.*?<\/style>|<[^>]+>/gs, ' ')
    .replace(/[ \n]+/g, ' ')
    .trim()

test('each cell through its revisions: who filed what, what was taken back, what the office changed and why, last year', async () => {
  door = await unitDoor({ lastYear: { 't3.new.natural': '7', 't3.carried-out.natural': '0' } })
  const wang = await door.browser('wang')
  expect((await wang.show()).body).toContain(`href="${path}`)
  expect(linesOf((await wang.show(path)).body)).toContain('这一期还没有提交过。')
  for (const figure of ['8', '9']) {
    door.time.now = `2021-01-20T02:0${figure}:00.000Z`
    const figures = filled({ 't3.new.natural': figure, 't3.granted.natural': figure })
    expect((await wang.send({ ...figures, do: 'submit' })).status).toBe(303)
  }
  await door.record({
    ...{ kind: 'act', cycle: door.opening.cycle, n: 1, id: 'act-1', at: door.time.now, by: 'clerk-lin' },
    ...{
      act: 'adjust',
      unit: 'resources',
      cell: 't3.new.natural',
      from: '9',
      to: '6',
      revision: 2,
      reason: '台账是六件',
    },
  })
  expect((await wang.show('/receipt')).body).toContain(`href="${path}`)
  const body = linesOf((await wang.show(path)).body)
  expect(body).toContain('第1次 综合科科员王秀英，2021年1月20日 10:08提交')
  expect(body).toContain('第2次 综合科科员王秀英，2021年1月20日 10:09提交')
  expect(body).toContain('一、本年新收政府信息公开申请数量 / 自然人 7 8 9 6')
  expect(body).toMatch(/林晓燕于.*把第2次报的 9 改为 6：台账是六件/)
  expect(body).toMatch(/其余 \d+ 格一直是 0 或空着/)
  const found = linesOf((await wang.show(`${path}?q=${encodeURIComponent('予以公开 自然人')}`)).body)
  expect(found).toContain('找到 1 格')
  expect(found).not.toContain('本年新收')
})

test('a unit sees its own cells and nobody else’s, and only by its link', async () => {
  door = await unitDoor()
  expect((await door.ask('GET', path)).status).toBe(401)
  const office = await door.browser('sun', 'slice', 'office')
  expect(linesOf((await office.show(path)).body)).not.toContain('王秀英')
})

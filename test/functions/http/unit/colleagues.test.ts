import { beforeEach, expect, test } from 'vitest'
import type { ColleagueFact, SubmissionFact } from '../../../../shared/cycle/facts.ts'
import { newcomersId } from '../../../../shared/cycle/newcomers-id.ts'
import { filled, type UnitDoor, unitDoor } from './unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

const path = '/slice/colleagues'
const facts = async <K extends 'colleague' | 'submission'>(kind: K) =>
  (await door.facts()).filter(
    (fact): fact is Extract<ColleagueFact | SubmissionFact, { kind: K }> => fact.kind === kind,
  )
type Browser = Awaited<ReturnType<UnitDoor['browser']>>
const send = async (who: Pick<Browser, 'show' | 'post'>, fields: Record<string, string>) => {
  const { body } = await who.show(path)
  const [, token = '', after = ''] =
    /name="form-token" value="([^"]*)"><input type="hidden" name="after" value="([^"]*)"/.exec(body) ?? []
  return who.post({ 'form-token': token, after, ...fields }, path)
}
const wanted = { name: '林佳', address: 'linjia@zrzyj.tongjiang.example' }
const lin = newcomersId('tongjiang-2020', wanted.address, [])

test('the lead adds a colleague, who types in the same slice by a link of their own; the lead submits; the typist is named', async () => {
  const lead = await door.browser('wang')
  expect((await lead.show()).body).toContain('href="/slice/colleagues')
  expect((await send(lead, wanted)).headers.location).toBe('/slice/colleagues?done=yes')
  expect(await facts('colleague')).toMatchObject([
    { unit: 'resources', n: 1, by: 'wang', add: { id: lin, name: '林佳' } },
  ])
  const mail = door.mails.at(-1)
  expect(mail).toMatchObject({ to: { name: '林佳' }, subject: '请一起填报：2020年信息公开年报，1月29日前' })
  expect(mail?.text).toContain('王秀英请您一起填')
  const token = /#(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  const colleague = await door.session(token, '/slice')
  await colleague.send({ 'cell:t3.new.natural': '3', do: 'save' })
  expect((await lead.show()).body).toContain('name="cell:t3.new.natural" value="3"')
  const figures = { ...filled({ 't3.new.natural': '3', 't3.granted.natural': '3' }) }
  const review = await colleague.send({ ...figures, do: 'review' })
  expect(review.body).toContain('由王秀英看过以后提交')
  expect(review.body).not.toContain('value="submit"')
  expect((await colleague.send({ ...figures, do: 'submit' })).status).toBe(403)
  expect((await lead.send({ ...figures, do: 'submit' })).status).toBe(303)
  expect(await facts('submission')).toMatchObject([{ by: 'wang', typists: [lin] }])
  // Nor do they undo what the lead has done.
  const receipt = (await colleague.show('/receipt')).body
  expect(receipt).not.toContain('name="take-back"')
  const [, form = ''] = /name="form-token" value="([^"]*)"/.exec((await lead.show('/receipt')).body) ?? []
  expect(form).not.toBe('')
  const undone = { ...(await colleague.hidden()), revision: '1', 'take-back': 'yes' }
  const answer = await colleague.post(undone, '/receipt')
  expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('由王秀英取回')])
  expect((await door.facts()).filter(({ kind }) => kind === 'take-back')).toEqual([])
})

test('once: sent twice one is added; taken off, the link ends at once', async () => {
  const lead = await door.browser('wang')
  const { body } = await lead.show(path)
  const [, token = '', after = ''] =
    /name="form-token" value="([^"]*)"><input type="hidden" name="after" value="([^"]*)"/.exec(body) ?? []
  const press = () => lead.post({ 'form-token': token, after, ...wanted }, path)
  await Promise.all([press(), press()])
  expect((await press()).status).toBe(303)
  expect(await facts('colleague')).toHaveLength(1)
  expect(door.mails.map(({ to }) => to.name)).toEqual(['林佳'])
  const colleague = await door.session(/#(\S+)/.exec(door.mails[0]?.text ?? '')?.[1] ?? '', '/slice')
  expect((await send(lead, { remove: lin })).status).toBe(422)
  expect((await send(lead, { remove: lin, sure: 'yes' })).status).toBe(303)
  expect((await colleague.show()).status).toBe(404)
})

test('nobody but the lead adds anybody', async () => {
  const other = await door.browser('liu')
  expect((await other.show(path)).body).toContain('要加人，请找牵头的')
  const { 'form-token': token = '' } = await other.hidden()
  expect((await other.post({ 'form-token': token, after: '0', ...wanted }, path)).status).toBe(403)
  expect(await facts('colleague')).toEqual([])
})

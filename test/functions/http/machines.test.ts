import { beforeEach, describe, expect, test } from 'vitest'
import type { LinkPurpose } from '../../../shared/cycle/facts/link-facts.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { cycle, filledJson, type UnitDoor, unitDoor } from './unit/unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

/** A program that has the link's token and nothing else. */
async function machine(person: string, purpose: LinkPurpose = 'slice') {
  const { link } = await door.browser(person, purpose)
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: `Bearer ${link.token}`,
  }
  return async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await door.ask(method, path, { headers, ...(body && { body: JSON.stringify(body) }) })
    return { status: answer.status, cookies: answer.cookies, json: JSON.parse(answer.body) }
  }
}
const facts = async (kind: Fact['kind']) => (await door.facts()).filter((fact) => fact.kind === kind)
const codes = ({ json }: { json: { problems?: { code: string; field?: string }[] } }) =>
  json.problems?.map(({ code, field }) => `${code} ${field ?? ''}`.trim())
const recorded = { status: 200, cookies: [], json: { recorded: true } }

describe('a machine does by its link what the page of the link does', () => {
  test('a leader’s confirms the revision it was shown, with the digits of the leader’s mailbox, once', async () => {
    const wang = await machine('wang')
    expect((await wang('POST', '/slice', { figures: filledJson() })).status).toBe(201)
    const zhao = await machine('zhao', 'confirmation')
    const { json: shown } = await zhao('GET', '/confirmation')
    expect(shown).toMatchObject({
      standing: 'asked',
      revision: 1,
      attestation: { zh: expect.any(String) },
      findings: [],
    })
    expect(shown.figures['t2.normative.available']).toBe('9')
    const word = { choice: 'confirm', revision: String(shown.revision), digest: shown.digest }
    expect(codes(await zhao('POST', '/confirmation', word))).toEqual(['code-missing code'])
    expect(codes(await zhao('POST', '/confirmation', {}))).toEqual(['slice-changed'])
    expect(codes(await zhao('POST', '/confirmation', { ...word, revision: 1 }))).toEqual(['field-malformed revision'])
    expect(await facts('confirmation')).toEqual([])
    expect((await zhao('POST', '/confirmation', { ...word, 'mail-code': true })).json).toEqual({ mailed: true })
    const [, code = ''] = /(\d{6})/.exec(door.mails.at(-1)?.text ?? '') ?? []
    expect(await zhao('POST', '/confirmation', { ...word, code })).toEqual(recorded)
    expect(await zhao('POST', '/confirmation', { ...word, code })).toEqual(recorded)
    expect(codes(await zhao('POST', '/confirmation', { ...word, choice: 'return', code }))).toEqual(['decision-stands'])
    expect(await facts('confirmation')).toMatchObject([{ by: 'zhao', choice: 'confirm', revision: 1 }])
    expect((await zhao('GET', '/confirmation')).json.standing).toBe('done')
  })

  test('a unit’s takes its revision back when it says that it is meant', async () => {
    const wang = await machine('wang')
    await wang('POST', '/slice', { figures: filledJson() })
    expect(codes(await wang('POST', '/receipt', { revision: '1' }))).toEqual(['attestation-missing take-back'])
    expect(codes(await wang('POST', '/receipt', { revision: '2', 'take-back': 'yes' }))).toEqual(['slice-changed'])
    expect(await wang('POST', '/receipt', { revision: '1', 'take-back': 'yes' })).toEqual(recorded)
    expect(await wang('POST', '/receipt', { revision: '1', 'take-back': 'yes' })).toEqual(recorded)
    expect(await facts('take-back')).toMatchObject([{ by: 'wang', revision: 1 }])
  })

  test('a unit’s asks the office, and the same sent twice is one', async () => {
    const wang = await machine('wang')
    const { seen } = (await wang('GET', '/slice/asks')).json
    expect(codes(await wang('POST', '/slice/asks', {}))).toEqual(['field-missing text', 'choice-missing ask'])
    const question = { ask: 'question', text: '表三怎么填？', after: String(seen) }
    expect(await wang('POST', '/slice/asks', question)).toEqual(recorded)
    expect(await wang('POST', '/slice/asks', question)).toEqual(recorded)
    expect((await wang('GET', '/slice/asks')).json).toMatchObject({ seen: 1, asks: [{ n: 1, text: '表三怎么填？' }] })
  })

  test('a lead’s adds a colleague and takes them off; another contact’s does not', async () => {
    const wang = await machine('wang')
    const liu = await machine('liu')
    const wanted = { name: '林佳', address: 'linjia@zrzyj.tongjiang.example' }
    expect(codes(await liu('POST', '/slice/colleagues', wanted))).toEqual(['person-refused person'])
    expect(await wang('POST', '/slice/colleagues', { ...wanted, after: '0' })).toEqual(recorded)
    const { people } = (await wang('GET', '/slice/colleagues')).json
    expect(people.at(-1)).toEqual({ id: expect.stringMatching(/^p-/), name: '林佳', added: true })
    const remove = people.at(-1).id
    expect(codes(await wang('POST', '/slice/colleagues', { remove }))).toEqual(['choice-missing sure'])
    expect(await wang('POST', '/slice/colleagues', { remove, sure: 'yes' })).toEqual(recorded)
    expect(await facts('colleague')).toHaveLength(2)
  })

  test.each([
    ['POST', '/confirmation', 'slice'],
    ['GET', '/confirmation', 'slice'],
    ['POST', '/slice/asks', 'confirmation'],
    ['POST', '/slice/colleagues', 'confirmation'],
    ['POST', '/receipt', 'confirmation'],
  ] as const)('%s %s is not opened by a link of another kind (%s)', async (method, path, purpose) => {
    const other = await machine(purpose === 'slice' ? 'wang' : 'zhao', purpose)
    const before = await door.facts()
    expect(codes(await other(method, path, method === 'POST' ? {} : undefined))).toEqual(['purpose-refused'])
    expect(await door.facts()).toEqual(before)
  })

  test.each(['/confirmation', '/receipt', '/slice/asks', '/slice/colleagues'])(
    'POST %s says everything that is not as it must be',
    async (path) => {
      const who = await (path === '/confirmation' ? machine('zhao', 'confirmation') : machine('wang'))
      const answer = await who('POST', path, { colour: 'red', after: 5, revision: 1 })
      expect(answer.status).toBe(422)
      expect(codes(answer)).toContain('field-unknown colour')
      expect(codes(await who('POST', path, []))).toEqual(['field-malformed'])
    },
  )
})

test('the sessions of the cycle have no part in it: a cookie beside a token is not looked at', async () => {
  const liu = await door.browser('liu')
  const { link } = await door.browser('wang')
  const headers = { authorization: `Bearer ${link.token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ ask: 'question', text: '谁在问？' })
  await door.ask('POST', '/slice/asks', { headers, body, cookies: liu.cookies })
  expect(await facts('ask')).toMatchObject([{ cycle, by: 'wang' }])
})

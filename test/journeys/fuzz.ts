import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decisionCodeIn, linkIn, newestMail, pasteCodeIn } from '../../infra/local/demo/visitor.ts'
import { routes } from '../../shared/contract/routes.ts'
import { accepted, file, type JourneySystem, type OpenJourney, requestTo, submit } from './journey.ts'
import { openSession, type RawRequest, send } from './raw-request.ts'
import { compiled } from './small-cycle.ts'

const requests = 2000
const seed = 20210125

/** A few thousand requests of nobody's making. None is answered with a 5xx, and nothing has happened afterwards. */
export function fuzz(open: OpenJourney): void {
  describe('requests of nobody’s making', () => {
    let journey: JourneySystem
    /** Pieces of real requests, so that the noise gets past the first gate. */
    let cookies: string[]
    let tokens: string[]
    let codes: string[]
    let fields: [string, string][]
    beforeAll(async () => {
      journey = await open({ name: 'fuzz' })
      const { door, cast } = journey
      for (const id of ['office', 'finance', 'qingquan'] as const) await file(journey, id)
      accepted(await submit(journey, 'finance', { figures: { 't2.procurement.amount': '1' } }))
      const mails = [
        await newestMail(door, cast.units.qingquan.contact.address, /填报/),
        await newestMail(door, cast.units.finance.leader.address, /确认/),
        await requestTo(journey, 'disclosure-office'),
        await newestMail(door, cast.clerk.address, /工作台/),
      ]
      const sessions = []
      for (const mail of mails) sessions.push(await openSession(door, mail))
      cookies = sessions.map(({ cookie }) => cookie)
      tokens = mails.map((mail) => linkIn(mail).token)
      codes = [pasteCodeIn(mails[0]!), decisionCodeIn(mails[1]!)]
      fields = sessions.flatMap(({ fields }) => Object.entries(fields)).filter(([name]) => !name.startsWith('cell:'))
    })
    afterAll(() => journey?.stop())

    it(`${requests} of them`, async () => {
      const before = await journey.facts()
      const mails = (await journey.door.mails()).length
      const made = fc.sample(anyRequest(), { numRuns: requests, seed })
      const statuses = new Map<number, number>()
      for (let at = 0; at < made.length; at += 16) {
        await Promise.all(
          made.slice(at, at + 16).map(async (request) => {
            const { status } = await send(journey.door, request)
            statuses.set(status, (statuses.get(status) ?? 0) + 1)
            expect([request, status]).toEqual([request, expect.toSatisfy((s: number) => s < 500)])
          }),
        )
      }
      await journey.settled()
      expect(await journey.facts()).toEqual(before)
      expect((await journey.door.mails()).length).toBe(mails)
      // The noise reached what lies behind the first gate.
      for (const status of [200, 400, 401, 403, 404, 405, 409, 413, 415, 422]) {
        expect([status, statuses.has(status)]).toEqual([status, true])
      }
    })

    function anyRequest(): fc.Arbitrary<RawRequest> {
      const odd = fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom('', '0', '-1', '1e9', '9'.repeat(30), 'NaN', '联报', '<b>', "'; --", '\u0000', '../..', '%00'),
      )
      const real = fc.constantFrom(
        ...codes,
        'approve',
        'return',
        'confirm',
        'agreed',
        'yes',
        'check',
        'zero:t3',
        'office',
      )
      const value = fc.oneof({ arbitrary: odd, weight: 4 }, { arbitrary: real, weight: 1 })
      const cell = fc.constantFrom(...compiled.cells.map(({ id }) => id))
      const name = fc.oneof(
        odd,
        cell.map((id) => `cell:${id}`),
        fc.constantFrom(
          ...['text:overview', 'why:x', 'for:x', 'nil', 'choice', 'reason', 'attestation', 'code', 'token', 'draft'],
          ...['target-0', 'cell-0', 'reason-0', 'more', 'comment', 'unit', 'until', 'person', 'revision', 'digest'],
        ),
      )
      const field = fc.oneof(fc.tuple(name, value), fc.constantFrom(...fields))
      const text = (pairs: [string, string][]) => new URLSearchParams(pairs).toString()
      const mangled = fc
        .tuple(fc.constantFrom(...tokens), fc.nat(140), fc.constantFrom('', 'A', '.', '联'))
        .map(([token, at, put]) => token.slice(0, at) + put + token.slice(at + 2))
      const body = fc.oneof(
        fc.array(field, { maxLength: 12 }).map(text),
        mangled.map((token) => text([['token', token]])),
        // Nobody who sends noise knows the office's form token together with an act and a reason.
        fc.constantFrom(...fields).map(([n, v]) => text([[n, v]])),
        fc.json({ maxDepth: 4 }),
        fc
          .dictionary(fc.oneof(cell, odd), fc.oneof(value, fc.double(), fc.constant(null)), { maxKeys: 8 })
          .map((figures) => JSON.stringify({ figures, check: true })),
        odd,
        fc.constantFrom('{"a":1,"a":2}', '{"__proto__":{}}', '['.repeat(5000), 'x'.repeat(1_200_000), '%', 'a=%zz&b'),
      )
      const place = fc.oneof(
        { arbitrary: fc.constantFrom(...routes.map(({ path }) => path)), weight: 8 },
        {
          arbitrary: fc.webPath().filter((path) => !/^\/(clock|public|outbox)?$/.test(path) && path !== ''),
          weight: 1,
        },
      )
      const query = fc.oneof(
        fc.constantFrom('', '', '?lang=en', '?unit=finance', '?revision=9', '?rows=a~b', '?format=csv', '?done=x'),
        fc.webQueryParameters().map((q) => `?${q}`),
      )
      const headers = fc.record(
        {
          accept: fc.constantFrom('text/html', 'application/json', '*/*', ''),
          'accept-language': fc.constantFrom('zh', 'en', 'en;q=x, zh;q=9', ';;;'),
          'content-type': fc.constantFrom(
            ...['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded', 'application/json'],
            ...['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', ';'],
          ),
          'sec-fetch-site': fc.constantFrom('same-origin', 'same-origin', 'none', 'cross-site', 'x'),
          cookie: fc.oneof(
            fc.constantFrom(...cookies, cookies.join('; ')),
            fc.constantFrom('', 'lianbao-slice=x', 'lianbao-board', '=;=', 'lang=en'),
          ),
          authorization: fc.oneof(
            mangled.map((token) => `Bearer ${encodeURIComponent(token)}`),
            fc.constantFrom('Bearer', 'Basic eDp5', 'Bearer  x y', `Bearer ${tokens[0]}`),
          ),
        },
        { requiredKeys: [] },
      )
      return fc
        .tuple(
          fc.constantFrom('GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
          place,
          query,
          headers,
          body,
        )
        .map(([method, path, search, named, sent]) => {
          const { authorization, ...others } = named
          return {
            method,
            path: path + search,
            // With a bearer the cookie does not count; most noise should meet the sessions.
            headers: authorization && sent.length % 3 === 0 ? { ...others, authorization } : others,
            ...(method !== 'GET' && method !== 'HEAD' && { body: sent }),
          }
        })
    }
  })
}

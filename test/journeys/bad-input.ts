import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirm } from '../../infra/local/demo/people.ts'
import { decisionCodeIn, linkIn, newestMail, pasteCodeIn, type ReadMail } from '../../infra/local/demo/visitor.ts'
import { routes } from '../../shared/contract/routes.ts'
import { factKey } from '../../shared/cycle/fact-key.ts'
import { accepted, atTen, file, type JourneySystem, type OpenJourney, requestTo, submit } from './journey.ts'
import {
  byMachine,
  openSession,
  posted,
  type RawAnswer,
  type RawRequest,
  type RawSession,
  send,
} from './raw-request.ts'
import { filled } from './small-cycle.ts'

type Made = RawRequest | Promise<RawRequest>
type Case = [name: string, make: () => Made, status: number, code?: string]

/** Everything that may come in at the front door and must not: each gets a clear answer, and nothing is different afterwards. */
export function badInput(open: OpenJourney): void {
  describe('bad input', () => {
    let journey: JourneySystem
    let invitation: ReadMail
    let token: string
    let finance: RawSession
    let board: RawSession
    beforeAll(async () => {
      journey = await open({ name: 'bad-input' })
      const { door, cast } = journey
      await file(journey, 'office')
      accepted(await submit(journey, 'qingquan'))
      invitation = await newestMail(door, cast.units.finance.contact.address, /填报/)
      token = linkIn(invitation).token
      finance = await openSession(door, invitation)
      board = await openSession(door, await newestMail(door, cast.clerk.address, /工作台/))
    })
    afterAll(() => journey?.stop())

    const good = filled('finance')
    const goodForm = Object.fromEntries(Object.entries(good).map(([cell, figure]) => [`cell:${cell}`, String(figure)]))
    const machine = (json: unknown) => byMachine('/slice', token, json)
    const figures = (changes: Record<string, unknown>) => machine({ figures: { ...good, ...changes } })
    /** The form of the finance bureau's session, with changes; an undefined field is left out. */
    const form = (changes: Record<string, string | undefined>, headers: Record<string, string> = {}) => {
      const fields = { ...finance.fields, seen: undefined, ...goodForm, nil: '', do: 'submit', ...changes }
      const present = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
      return posted('/slice', Object.fromEntries(present), { cookie: finance.cookie, ...headers })
    }
    const cell = (figure: string) => () => form({ 'cell:t3.new.natural': figure })
    const cellByMachine = (figure: unknown) => () => figures({ 't3.new.natural': figure })

    describe('a link', () => {
      /** Somebody else's MAC on the same shape: the last letter is another. */
      const forged = () => token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
      const neverMade = () => token.replace(/^(v1\.[^.]+\.)[^.]+/, `$1${'x'.repeat(43)}`)
      const tokens: [string, () => string][] = [
        ['empty of sense', () => 'v1'],
        ['not ASCII', () => '联报'],
        ['of five thousand letters', () => 'x'.repeat(5_000)],
        ['cut in half', () => token.slice(0, 60)],
        ['forged', forged],
        ['never made', neverMade],
        ['with its purpose changed', () => token.replace('.slice.', '.board.')],
        ['with its date changed', () => token.replace(/^(v1\.[^.]+\.[^.]+\.)[^.]+/, '$1zzzzzz')],
        ['of another version', () => token.replace('v1.', 'v2.')],
      ]
      refused([
        ...tokens.flatMap(([name, made]): Case[] => [
          [`${name}, opened`, () => posted('/open', { token: made() }), 404],
          ...(/^\p{ASCII}*$/u.test(name) && name !== 'not ASCII'
            ? ([[`${name}, as bearer`, () => byMachine('/slice', made(), {}), 401, 'token-unknown']] as Case[])
            : []),
          [`${name}, to be renewed`, () => posted('/open/renew', { token: made() }), 404, 'link-unknown'],
        ]),
        ['no token and no code', () => posted('/open', {}), 422],
        ['a paste code that is none', () => posted('/open', { code: 'AAAA-BBBB-CCCC-DDDD' }), 404],
        ['a paste code of another shape', () => posted('/open', { code: '7K2M' }), 404],
        ['a link for something else', () => byMachine('/board', token, {}), 403, 'purpose-refused'],
        [
          'a session for something else',
          () => ({ path: '/sign-off', headers: { cookie: finance.cookie } }),
          401,
          'session-missing',
        ],
        [
          'a session under another name',
          () => ({ path: '/board', headers: { cookie: finance.cookie.replace('slice', 'board') } }),
          401,
          'session-missing',
        ],
        [
          'no bearer token',
          () => ({ ...machine({}), headers: { ...machine({}).headers, authorization: 'Bearer' } }),
          401,
          'token-unknown',
        ],
      ])

      it('unknown and forged look the same to the last byte', async () => {
        const answers = await Promise.all(
          [forged(), neverMade(), 'v1', 'x'.repeat(20_000)].map(async (made) => {
            const { status, body } = await send(journey.door, posted('/open', { token: made }, { accept: 'text/html' }))
            return JSON.stringify([status, body])
          }),
        )
        expect(new Set(answers).size).toBe(1)
      })

      it('a GET or HEAD of any address in any mail changes nothing', async () => {
        const before = await journey.facts()
        for (const mail of await journey.door.mails()) {
          for (const [url = ''] of mail.text.matchAll(/https?:\/\/[^\s#]+/g)) {
            for (const method of ['GET', 'HEAD']) {
              const path = new URL(url).pathname
              if (url.startsWith(journey.door.baseUrl) && !path.startsWith('/public')) {
                const { status } = await send(journey.door, { method, path })
                expect([path, status < 500]).toEqual([path, true])
              }
            }
          }
        }
        expect(await journey.facts()).toEqual(before)
      })
    })

    describe('a slice', () => {
      refused([
        ['a figure missing', () => form({ 'cell:t3.new.natural': undefined }), 422],
        ['a figure missing (JSON)', () => figures({ 't3.new.natural': undefined }), 422, 'figure-missing'],
        ['a blank figure', cell(' '), 422],
        ['a blank figure (JSON)', cellByMachine(null), 422, 'figure-missing'],
        ['a cell there is not', () => form({ 'cell:t9.new.natural': '1' }), 422],
        ['a cell there is not (JSON)', () => figures({ 't9.new.natural': '1' }), 422, 'figure-unknown'],
        ['a text of another unit', () => form({ 'text:overview': '我们写' }), 422],
        [
          'a text of another unit (JSON)',
          () => machine({ figures: good, texts: { overview: '我们写' } }),
          422,
          'field-unknown',
        ],
        ['a negative figure', cell('-1'), 422],
        ['a negative figure (JSON)', cellByMachine(-1), 422, 'figure-negative'],
        ['a fraction of a request', cell('1.5'), 422],
        ['a fraction of a request (JSON)', cellByMachine(1.5), 422, 'figure-fractional'],
        ['an enormous figure', cell('9'.repeat(40)), 422],
        ['an enormous figure (JSON)', cellByMachine('9'.repeat(40)), 422, 'figure-too-large'],
        ['an exponent', cellByMachine('1e999999'), 422],
        ['a figure of two meanings', cell('1,5'), 422],
        ['a figure of two meanings (JSON)', cellByMachine('1,5'), 422, 'figure-ambiguous'],
        ['no figure', cell('很多'), 422],
        ['no figure (JSON)', cellByMachine('很多'), 422],
        ['a script for a figure', cell('<script>alert(1)</script>'), 422],
        [
          'a figure that a float cannot hold',
          () => machine(`{"figures":{"t3.new.natural":0.1000000000000000055}}`),
          422,
        ],
        ['figures that do not add up', cell('9'), 422],
        ['figures that do not add up (JSON)', cellByMachine('9'), 422, 'relation-broken'],
        ['a total that is not the sum (JSON)', () => figures({ 't3.new.total': '99' }), 422, 'total-differs'],
        ['nothing to report, and figures', () => form({ nil: 'yes' }), 422],
        ['a text that is too long', () => form({ 'text:overview': '长'.repeat(30_000) }), 422],
        ['the page of another unit', () => form({ unit: 'office' }), 409],
        ['the page of another cycle', () => form({ cycle: 'another' }), 409],
        ['another unit (JSON)', () => machine({ figures: good, unit: 'office' }), 422, 'field-unknown'],
        ['no form token', () => form({ 'form-token': undefined }), 409],
        ['the form token of another session', () => form({ 'form-token': board.fields['form-token']! }), 409],
        ['no session', () => form({}, { cookie: '' }), 401],
        ['a session nobody opened', () => form({}, { cookie: `lianbao-slice=${'x'.repeat(43)}` }), 401],
        ['another site', () => form({}, { 'sec-fetch-site': 'cross-site' }), 403, 'origin-refused'],
        [
          'another origin',
          () => ({ ...machine({}), headers: { ...machine({}).headers, origin: 'https://evil.example' } }),
          403,
          'origin-refused',
        ],
        ['not JSON', () => machine('{"figures":'), 400, 'body-malformed'],
        ['nothing', () => machine(''), 422],
        ['a list', () => machine([]), 422, 'field-malformed'],
        ['null', () => machine('null'), 422, 'field-malformed'],
        ['a thousand lists in each other', () => machine('['.repeat(1000) + ']'.repeat(1000)), 400, 'body-malformed'],
        ['a name given twice', () => machine('{"nil":false,"nil":true}'), 422, 'field-malformed'],
        ['a name given twice, deep', () => machine('{"figures":{"a":"1","a":"2"}}'), 422, 'field-malformed'],
        ['__proto__', () => machine('{"__proto__":{"nil":true}}'), 422, 'field-unknown'],
        ['constructor', () => machine('{"figures":{"constructor":"1"}}'), 422, 'field-unknown'],
        ['prototype in a form', () => form({ __proto: '1', constructor: '1' } as Record<string, string>), 422],
        ['wrong types', () => machine({ figures: 'all', nil: 'no', revision: -1 }), 422, 'field-malformed'],
        ['a revision that never was', () => machine({ figures: good, revision: 7 }), 422, 'field-malformed'],
        [
          'another kind of content',
          () => ({ ...machine('a,b'), headers: { ...machine('').headers, 'content-type': 'text/csv' } }),
          415,
          'media-type-refused',
        ],
        [
          'no kind of content',
          () => ({ ...machine('a,b'), headers: { authorization: `Bearer ${token}`, 'content-type': '' } }),
          415,
          'media-type-refused',
        ],
        ['more than a megabyte', () => machine({ texts: { a: 'x'.repeat(1_100_000) } }), 413, 'body-too-large'],
        ['more than a megabyte of form', () => form({ 'text:overview': 'x'.repeat(1_100_000) }), 413, 'body-too-large'],
        [
          'six thousand fields',
          () => form(Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`cell:${n}`, '1']))),
          413,
          'body-too-large',
        ],
      ])
    })

    describe('a leader', () => {
      let leader: RawSession
      let code: string
      beforeAll(async () => {
        const mail = await newestMail(journey.door, journey.cast.units.qingquan.leader.address, /确认/)
        leader = await openSession(journey.door, mail)
        code = decisionCodeIn(mail)
      })
      const confirming = (changes: Record<string, string>) =>
        posted('/confirmation', { ...leader.fields, choice: 'confirm', code, ...changes }, { cookie: leader.cookie })
      refused([
        ['chooses nothing', () => confirming({ choice: '' }), 422],
        ['chooses what there is not', () => confirming({ choice: 'publish' }), 422],
        ['returns without a reason', () => confirming({ choice: 'return' }), 422],
        ['has no code', () => confirming({ code: '' }), 422],
        ['saw another revision', () => confirming({ revision: '9' }), 409],
        ['saw other figures', () => confirming({ digest: '0'.repeat(64) }), 409],
        ['has no form token', () => confirming({ 'form-token': '' }), 409, 'session-mismatch'],
      ])
    })

    describe('the office', () => {
      const acting = (changes: Record<string, string>) => {
        const act = { act: 'extend', unit: 'finance', until: '2021-02-03', reason: '延期' }
        return posted(
          '/board',
          { 'form-token': board.fields['form-token']!, ...act, ...changes },
          { cookie: board.cookie },
        )
      }
      const asMachine = async (changes: Record<string, unknown>) =>
        byMachine('/board', linkIn(await newestMail(journey.door, journey.cast.clerk.address, /工作台/)).token, {
          act: 'extend',
          unit: 'finance',
          until: '2021-02-03',
          reason: '延期',
          ...changes,
        })
      refused([
        ['gives no reason', () => acting({ reason: ' ' }), 422],
        ['gives no reason (JSON)', () => asMachine({ reason: '' }), 422, 'reason-missing'],
        ['does what there is not', () => acting({ act: 'approve' }), 422],
        ['names no unit', () => acting({ unit: 'nobody' }), 422],
        ['names no unit (JSON)', () => asMachine({ unit: 'nobody' }), 422, 'unit-unknown'],
        ['gives a day there is not', () => acting({ until: '2021-02-30' }), 422],
        ['gives a day after the legal date', () => asMachine({ until: '2021-03-30' }), 422, 'date-too-late'],
        ['corrects what is not published', () => asMachine({ act: 'correct' }), 409, 'act-refused'],
        ['sends a list', () => asMachine({ act: ['extend'], reason: { a: 1 } }), 422],
        [
          'asks for a fresh link without the tick',
          () => acting({ act: 'fresh-link', purpose: 'slice', subject: 'finance', person: 'finance-clerk' }),
          422,
        ],
        ['has no form token', () => acting({ 'form-token': 'x' }), 409, 'session-mismatch'],
      ])
    })

    describe('the front door', () => {
      const places = [...new Set(routes.map(({ path }) => path))]
      refused([
        ...places.map((path): Case => [`DELETE ${path}`, () => ({ method: 'DELETE', path }), 405, 'method-refused']),
        ['POST where one only looks', () => posted('/board/figures', { a: '1' }), 405, 'method-refused'],
        ['what is nowhere', () => ({ path: '/nowhere' }), 404, 'not-found'],
        ['a path out of the folder', () => ({ path: '/..%2f..%2fetc/passwd' }), 404, 'not-found'],
        ['a path of nonsense', () => ({ path: '/%00%zz' }), 404],
        ...routes
          .filter(({ method, path }) => method === 'GET' && path !== '/open' && !path.startsWith('/desk/'))
          .map(({ path }): Case => [`${path} without a link`, () => ({ path }), 401, 'session-missing']),
      ])
    })

    describe('an approver', () => {
      let head: RawSession
      let mail: ReadMail
      beforeAll(async () => {
        accepted(await confirm(journey.door, journey.cast.units.qingquan.leader.address))
        await file(journey, 'finance')
        mail = await requestTo(journey, 'disclosure-office')
        head = await openSession(journey.door, mail)
      })
      const agreement = () => ({
        'form-token': head.fields['form-token']!,
        draft: head.fields.draft!,
        choice: 'approve',
        attestation: 'agreed',
        code: decisionCodeIn(mail),
      })
      const deciding = (changes: Record<string, string>, headers: Record<string, string> = {}) =>
        posted('/sign-off', { ...agreement(), ...changes }, { cookie: head.cookie, ...headers })
      const asMachine = (changes: Record<string, unknown>): RawRequest => ({
        method: 'POST',
        path: '/sign-off',
        headers: { 'content-type': 'application/json', cookie: head.cookie },
        body: JSON.stringify({ ...agreement(), attestation: true, ...changes }),
      })
      refused([
        ['chooses nothing', () => deciding({ choice: '' }), 422],
        ['chooses nothing (JSON)', () => asMachine({ choice: undefined }), 422, 'choice-missing'],
        ['does not attest', () => deciding({ attestation: '' }), 422],
        ['does not attest (JSON)', () => asMachine({ attestation: false }), 422, 'attestation-missing'],
        ['has no code', () => deciding({ code: '' }), 422],
        ['has no code (JSON)', () => asMachine({ code: '' }), 422, 'code-missing'],
        ['returns without a reason', () => asMachine({ choice: 'return' }), 422, 'reason-missing'],
        [
          'returns what there is not',
          () => asMachine({ choice: 'return', reasons: [{ unit: 'nobody', text: '改' }] }),
          422,
          'unit-unknown',
        ],
        [
          'agrees and gives reasons',
          () => asMachine({ reasons: [{ unit: 'finance', text: '改' }] }),
          422,
          'field-unknown',
        ],
        ['saw another draft', () => deciding({ draft: '0'.repeat(64) }), 409, 'draft-changed'],
        ['does not say which draft', () => asMachine({ draft: undefined }), 422, 'field-missing'],
        ['sends more than is asked', () => asMachine({ force: true }), 422, 'field-unknown'],
        ['has no form token', () => deciding({ 'form-token': '' }), 409, 'session-mismatch'],
        ['comes from another site', () => deciding({}, { 'sec-fetch-site': 'cross-site' }), 403, 'origin-refused'],
        ['has no session', () => deciding({}, { cookie: '' }), 401, 'session-missing'],
        ['delegates to nobody', () => posted('/delegation', agreement(), { cookie: head.cookie }), 422],
      ])

      it('with wrong codes goes on, is counted and decides nothing', async () => {
        const before = await journey.facts()
        const { door } = journey
        const other = await openSession(door, mail)
        const wrong = { ...agreement(), 'form-token': other.fields['form-token']!, code: '000000' }
        const tried: number[] = []
        for (let n = 0; n < 6; n++) {
          tried.push((await send(door, posted('/sign-off', wrong, { cookie: other.cookie }))).status)
        }
        expect(new Set(tried)).toEqual(new Set([422]))
        const counted = (await journey.facts()).filter((fact) => !before.some((f) => factKey(f) === factKey(fact)))
        expect(counted.map((fact) => fact.kind).sort()).toEqual([
          ...Array.from({ length: 6 }, () => 'code-try'),
          'mail',
          'sending',
        ])
      })

      it('clicks twenty times at once and has decided once', async () => {
        const { door } = journey
        const answers = await Promise.all(Array.from({ length: 20 }, () => send(door, deciding({}))))
        expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
        const bodies = new Set(answers.map(({ body }) => parse(body).querySelector('h1')?.textContent))
        expect(bodies.size).toBe(1)
        await journey.settled()
        const facts = await journey.facts()
        expect(facts.filter(({ kind }) => kind === 'decision')).toHaveLength(1)
        const requests = (await door.mails()).filter(({ subject }) => /审签/.test(subject))
        expect(requests.map(({ to }) => to)).toEqual([
          journey.cast.approver['disclosure-office'].address,
          journey.cast.approver['secrecy-review'].address,
        ])
      })

      refused([
        [
          'decides otherwise after that',
          () => deciding({ choice: 'return', 'target-0': 'finance', 'cell-0': '', 'reason-0': '再想想' }),
          409,
          'decision-stands',
        ],
        [
          'decides otherwise after that (JSON)',
          () => asMachine({ choice: 'return', reasons: [{ unit: 'finance', text: '再想想' }] }),
          409,
          'decision-stands',
        ],
      ])
    })

    describe('a link that has had its time', () => {
      let old: ReadMail
      beforeAll(async () => {
        const { door, cast } = journey
        old = await newestMail(door, cast.units.qingquan.contact.address, /填报/)
        const fresh = {
          act: 'fresh-link',
          purpose: 'slice',
          subject: 'qingquan',
          person: 'qingquan-clerk',
          confirm: 'yes',
        }
        const fields = { 'form-token': board.fields['form-token']!, ...fresh }
        const made = await send(door, posted('/board', fields, { cookie: board.cookie, accept: 'text/html' }))
        expect([made.status, parse(made.body).querySelector('#fresh')?.getAttribute('value')]).toEqual([
          200,
          expect.stringContaining('/open#v1.'),
        ])
      })
      refused([
        ['is superseded by a fresh one', () => posted('/open', { token: linkIn(old).token }), 410],
        ['so is its paste code', () => posted('/open', { code: pasteCodeIn(old) }), 410],
        [
          'so is it for a machine',
          () => byMachine('/slice', linkIn(old).token, { figures: {} }),
          410,
          'link-superseded',
        ],
      ])

      describe('after the legal date', () => {
        beforeAll(() => journey.door.passTime(atTen('2021-02-22')))
        refused([
          ['is expired', () => posted('/open', { token }), 410],
          ['so is its paste code', () => posted('/open', { code: pasteCodeIn(invitation) }), 410],
          ['so is it for a machine', () => machine({ figures: good }), 410, 'link-expired'],
          ['and its session', () => ({ path: '/slice', headers: { cookie: finance.cookie } }), 401, 'session-missing'],
        ])
      })
    })

    /** Each in Chinese and English, for a browser and for a machine. */
    function refused(cases: Case[]): void {
      // Right digits are counted as a try, whatever else is wrong.
      const decided = async () => (await journey.facts()).filter(({ kind }) => kind !== 'code-try')
      it.each(cases)('%s', async (_name, make, status, code) => {
        const before = await decided()
        const made = await make()
        const said: string[] = []
        for (const language of ['zh', 'en'] as const) {
          for (const accept of ['text/html', 'application/json']) {
            const headers = { accept, 'accept-language': language, ...made.headers }
            const answer = await send(journey.door, { ...made, headers })
            expect([accept, language, answer.status, answer.body.slice(0, 300)]).toEqual([
              accept,
              language,
              status,
              expect.anything(),
            ])
            const isPage = answer.headers.get('content-type')?.startsWith('text/html')
            if (accept === 'text/html' && !made.headers?.authorization) expect(isPage).toBe(true)
            said.push(isPage ? readPage(answer, language) : readProblem(answer, language, code))
            expect(answer.headers.get('cache-control')).toBe('no-store')
            expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
          }
        }
        expect(said[0]).not.toBe(said[2])
        expect(await decided()).toEqual(before)
      })
    }

    function readPage({ body }: RawAnswer, language: 'zh' | 'en'): string {
      const page = parse(body)
      expect(page.querySelector('html')?.getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
      const heading = page.querySelector('h1')?.textContent.trim() ?? ''
      expect(heading).not.toBe('')
      expect(/\p{Script=Han}/u.test(heading) || language === 'en').toBe(true)
      // What was sent is never markup of the page.
      expect(body).not.toContain('<script>alert')
      return page.querySelector('main')?.textContent ?? ''
    }

    function readProblem({ body, headers, status }: RawAnswer, language: 'zh' | 'en', code?: string): string {
      expect(headers.get('content-type')).toBe('application/problem+json')
      const problem = JSON.parse(body) as {
        title: string
        status: number
        problems: { code: string; message: string }[]
      }
      expect(problem.status).toBe(status)
      expect(problem.problems.length).toBeGreaterThan(0)
      if (code) expect(problem.problems.map((p) => p.code)).toContain(code)
      for (const { message } of problem.problems) {
        expect([message, /\p{Script=Han}/u.test(message) || language === 'en']).toEqual([message, true])
      }
      return problem.title + problem.problems.map(({ message }) => message).join('')
    }
  })
}

import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerUnknownRoute, type HttpFunction, httpHandler, taskHandler } from '../../../functions/door/handler.ts'
import { keptScript } from '../../../shared/pages/frame/kept-script.ts'
import { landingScript } from '../../../shared/pages/frame/landing-script.ts'
import { pressScript } from '../../../shared/pages/frame/press-script.ts'
import { Refusal } from '../../../shared/report/errors.ts'

const logged: [string, Record<string, unknown>][] = []
const services = {
  log: (code: string, facts: Record<string, string | number | boolean>) => void logged.push([code, facts]),
  settings: {
    baseUrl: 'https://report.example.gov',
    publicUrl: 'https://public.example.gov',
    sender: { name: '政务公开办', address: 'office@example.gov', phone: '0454-1' },
  },
}

type Sent = {
  method?: string
  path?: string
  query?: string
  headers?: Record<string, string>
  cookies?: string[]
  body?: string | Buffer
}
const eventOf = ({ method = 'GET', path = '/slice', query = '', headers = {}, cookies, body }: Sent = {}) =>
  ({
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(cookies ? { cookies } : {}),
    requestContext: { http: { method, sourceIp: '192.0.2.1' } },
    ...(body === undefined
      ? {}
      : { body: body.toString(Buffer.isBuffer(body) ? 'base64' : 'utf8'), isBase64Encoded: Buffer.isBuffer(body) }),
  }) as unknown as APIGatewayProxyEventV2

const echo: HttpFunction<object> = async (request) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(request),
})
const heard = async (sent: Sent) => JSON.parse((await httpHandler(echo, services)(eventOf(sent))).body ?? '')
const answered = (sent: Sent, answer: HttpFunction<object> = echo) => httpHandler(answer, services)(eventOf(sent))
const codes = async (sent: Sent, answer?: HttpFunction<object>) => {
  const { statusCode, body } = await answered(sent, answer)
  return [
    statusCode,
    ...JSON.parse(body ?? '').problems.map((p: { code: string; field?: string }) =>
      p.field ? `${p.code} ${p.field}` : p.code,
    ),
  ]
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json; charset=utf-8' }

describe('a request', () => {
  it('is read with first values, lists, cookies and lower-case headers', async () => {
    const sent = {
      method: 'POST',
      query: 'a=1&a=2&lang=en',
      headers: { ...form, 'X-Thing': 'x' },
      cookies: ['sid=abc', 'sid=second', 'lang=zh'],
    }
    expect(await heard({ ...sent, body: Buffer.from('chosen=1&chosen=2&%E5%90%8D=%E7%8E%8B') })).toEqual({
      about: {},
      method: 'POST',
      path: '/slice',
      query: { a: '1', lang: 'en' },
      headers: { ...form, 'x-thing': 'x' },
      cookies: { sid: 'abc', lang: 'zh' },
      form: { values: { chosen: '1', 名: '王' }, lists: { chosen: ['1', '2'] } },
      body: 'chosen=1&chosen=2&%E5%90%8D=%E7%8E%8B',
      language: 'en',
    })
  })

  it.each([
    ['', undefined, undefined, 'zh'],
    ['lang=en', 'zh', 'zh-CN', 'en'],
    ['lang=fr', 'en', undefined, 'en'],
    ['', undefined, 'en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['', undefined, 'fr,zh-CN;q=0.5,en;q=0.4', 'zh'],
    ['', undefined, 'en;q=0', 'zh'],
    ['', undefined, ';;q=x,', 'zh'],
  ])('with query %j, cookie %j and Accept-Language %j is answered in %s', async (query, cookie, accept, language) => {
    const headers: Record<string, string> = accept ? { 'accept-language': accept } : {}
    expect((await heard({ query, headers, ...(cookie ? { cookies: [`lang=${cookie}`] } : {}) })).language).toBe(
      language,
    )
  })

  it('with the roster of five thousand units is read where a cycle is opened', async () => {
    const roster = Buffer.from(`roster=${'a'.repeat(4 * 1024 * 1024 - 7)}`)
    const sent = { method: 'POST', path: '/cycles', headers: form, body: roster }
    const counted: HttpFunction<object> = async ({ form }) => ({
      status: 200,
      headers: {},
      body: `${form?.values.roster?.length}`,
    })
    expect((await answered(sent, counted)).body).toBe(`${4 * 1024 * 1024 - 7}`)
    expect(await codes({ ...sent, body: Buffer.concat([roster, Buffer.from('a')]) })).toEqual([413, 'body-too-large'])
  })

  it('has no letter under more marks than anybody reads: each would cost their square', async () => {
    const piled = `公${'\u0301\u0316'.repeat(40_000)}开`
    const read = `公${'\u0301\u0316'.repeat(15)}开`
    const typed = await heard({ method: 'POST', headers: form, body: `a=${encodeURIComponent(piled)}` })
    expect(typed.form.values).toEqual({ a: read })
    const sent = await heard({ method: 'POST', headers: json, body: JSON.stringify({ a: [piled], b: { c: piled } }) })
    expect(sent.json).toEqual({ a: [read], b: { c: read } })
  })

  it.each<[string, Sent, unknown[]]>([
    ['larger than 1 MB', { headers: json, body: `"${'a'.repeat(1024 * 1024)}"` }, [413, 'body-too-large']],
    ['larger than 1 MB in base64', { headers: form, body: Buffer.alloc(1024 * 1024 + 1, 97) }, [413, 'body-too-large']],
    ['not UTF-8', { headers: form, body: Buffer.from([0x61, 0xff]) }, [400, 'body-malformed']],
    ['half a character behind a %', { headers: form, body: 'a=100%&b=%e4%b8' }, [400, 'body-malformed']],
    ['a field with two values', { headers: form, body: 'a=1&b=2&a=3&b=2' }, [422, 'field-malformed a']],
    ['half a JSON', { headers: json, body: '{"a":' }, [400, 'body-malformed']],
    [
      'JSON nested a thousand deep',
      { headers: json, body: '['.repeat(1000) + ']'.repeat(1000) },
      [400, 'body-malformed'],
    ],
    ['a name twice', { headers: json, body: '{"a":1,"b":{"a":1},"a":2}' }, [422, 'field-malformed a']],
    ['a prototype', { headers: json, body: '{"__proto__":{"x":1}}' }, [422, 'field-unknown __proto__']],
    ['a prototype in disguise', { headers: json, body: '[{"\\u005f_proto__":1}]' }, [422, 'field-unknown __proto__']],
    ['a number no float holds', { headers: json, body: '{"n":12345678901234567890}' }, [422, 'field-malformed n']],
    ['a number beyond all floats', { headers: json, body: '{"n":1e999}' }, [422, 'field-malformed n']],
    [
      'all problems at once',
      { headers: json, body: '{"a":1,"a":0.12345678901234567891,"constructor":1}' },
      [422, 'field-malformed a', 'field-unknown constructor', 'field-malformed a'],
    ],
    ['a prototype in a form', { headers: form, body: 'a=1&__proto__=2' }, [422, 'field-unknown __proto__']],
    [
      'a form of 5,001 fields',
      { headers: form, body: Array.from({ length: 5001 }, (_, i) => `f${i}=1`).join('&') },
      [413, 'body-too-large'],
    ],
    ['XML', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }, [415, 'media-type-refused']],
    ['of no type', { body: 'a=1' }, [415, 'media-type-refused']],
    [
      'a form in another encoding than it says it could be read in',
      { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=GBK' }, body: 'a=1' },
      [415, 'media-type-refused'],
    ],
    ['packed', { headers: { ...form, 'content-encoding': 'gzip' }, body: 'a=1' }, [415, 'media-type-refused']],
    ['to %zz instead of a cycle', { query: 'cycle=%zz', headers: form, body: 'a=1' }, [404, 'cycle-unknown cycle']],
    ['to a cycle without a name', { query: 'cycle=', headers: form, body: 'a=1' }, [404, 'cycle-unknown cycle']],
    ['to two cycles', { query: 'cycle=a&cycle=b', headers: form, body: 'a=1' }, [404, 'cycle-unknown cycle']],
    [
      'from another site',
      { headers: { ...form, 'sec-fetch-site': 'cross-site' }, body: 'a=1' },
      [403, 'origin-refused'],
    ],
    [
      'from another origin',
      { headers: { ...form, origin: 'https://evil.example' }, body: 'a=1' },
      [403, 'origin-refused'],
    ],
  ])('%s is refused', async (_, sent, expected) => {
    expect(await codes({ method: 'POST', ...sent })).toEqual(expected)
  })

  it.each<Sent>([
    { headers: { 'content-type': 'application/x-www-form-urlencoded;charset="UTF-8"' } },
    { headers: { ...form, 'content-encoding': 'identity' } },
    { query: 'cycle=a&cycle=a&lang=%zz', headers: form },
  ])('as it may be (%j) is read', async (sent) => {
    expect((await heard({ method: 'POST', ...sent, body: 'a=1' })).form.values).toEqual({ a: '1' })
  })

  it.each([
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { origin: 'https://report.example.gov' },
    { origin: 'null' },
    {},
  ])('from our own page or from a machine (%j) is not', async (headers) => {
    expect(
      (await answered({ method: 'POST', headers: { ...form, ...headers } as Record<string, string>, body: 'a=1' }))
        .statusCode,
    ).toBe(200)
  })

  it('in any malformed shape is never our fault', async () => {
    const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', '')
    const bodies = fc.oneof(
      fc.string(),
      fc.json().map((j) => j.replace(':', ',')),
      fc.uint8Array().map((b) => Buffer.from(b)),
    )
    await fc.assert(
      fc.asyncProperty(types, bodies, fc.string(), fc.string(), async (type, body, query, accept) => {
        const { statusCode } = await answered({
          method: 'POST',
          query,
          headers: { 'content-type': type, 'accept-language': accept },
          body,
        })
        expect(statusCode).toBeLessThan(500)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an answer', () => {
  const two: HttpFunction<object> = async () => {
    throw new Refusal([
      { code: 'figure-missing', field: 't3.new.natural', message: { zh: '还没有填。', en: 'Not filled in yet.' } },
      {
        code: 'slice-changed',
        facts: { revision: 2 },
        message: { zh: '<b>已有新版本。', en: '<b>There is a newer one.' },
      },
    ])
  }

  it('that is refused is problem+json for a machine, with all problems', async () => {
    const { statusCode, headers, body } = await answered({ query: 'lang=en' }, two)
    expect([statusCode, headers?.['content-type'], headers?.['content-language']]).toEqual([
      422,
      'application/problem+json',
      'en',
    ])
    expect(JSON.parse(body ?? '')).toEqual({
      type: 'urn:lianbao:problem:figure-missing',
      title: 'Some things need to be corrected',
      status: 422,
      problems: [
        { code: 'figure-missing', field: 't3.new.natural', message: 'Not filled in yet.' },
        { code: 'slice-changed', facts: { revision: 2 }, message: '<b>There is a newer one.' },
      ],
    })
  })

  it('that is refused is a page for a browser, escaped, in Chinese unless asked otherwise', async () => {
    const { statusCode, headers, body } = await answered({ headers: { accept: 'text/html,*/*' } }, two)
    expect([statusCode, headers?.['content-type']]).toEqual([422, 'text/html; charset=utf-8'])
    expect(body).toContain('还没有填。')
    expect(body).toContain('&lt;b&gt;已有新版本。')
  })

  it.each<[string, string, 'decision-stands' | 'session-missing', string | undefined]>([
    ['POST', '/sign-off', 'decision-stands', '/sign-off'],
    ['POST', '/delegation', 'decision-stands', '/sign-off'],
    ['POST', '/slice/asks', 'decision-stands', '/slice/asks'],
    ['POST', '/sign-off', 'session-missing', undefined],
    ['GET', '/sign-off', 'decision-stands', undefined],
  ])('that is refused leads back to the page it came from: %s %s, %s', async (method, path, code, back) => {
    const headers = { accept: 'text/html', ...(method === 'POST' && form) }
    const { body = '' } = await answered({ method, path, headers }, async () => {
      throw new Refusal({ code, message: { zh: '不行', en: 'No' } })
    })
    expect(/<main[\s\S]*<a href="([^"?]*)/.exec(body)?.[1]).toBe(back)
  })

  it('that came too fast says in a header when to come again', async () => {
    const { statusCode, headers } = await answered({}, async () => {
      throw new Refusal({
        code: 'too-many-requests',
        facts: { seconds: 7 },
        message: { zh: '太快了', en: 'Too fast.' },
      })
    })
    expect([statusCode, headers?.['retry-after']]).toEqual([429, '7'])
  })

  it.each([
    ['zh', '系统正忙', '没有等到回应'],
    ['en', 'The system is busy', 'No answer came in time'],
  ])(
    'of a service that is not reached for a moment says so in %s, when to come again, and what was written',
    async (language, title, says) => {
      const passing: HttpFunction<object> = async () => {
        throw Object.assign(new Error('ThrottlingException'), { passing: true })
      }
      const body = new URLSearchParams({ comment: '请核对第三行' }).toString()
      const headers = { ...form, accept: 'text/html', 'accept-language': language, origin: 'null' }
      const answer = await answered({ method: 'POST', headers, body }, passing)
      expect([answer.statusCode, answer.headers?.['retry-after']]).toEqual([503, '30'])
      for (const text of [title, says, '请核对第三行', '<a href="/slice">']) expect(answer.body).toContain(text)
      const asJson = await answered(
        { method: 'POST', headers: { ...headers, accept: 'application/json' }, body },
        passing,
      )
      expect(JSON.parse(asJson.body ?? '')).toMatchObject({ type: 'urn:lianbao:problem:busy', status: 503, title })
    },
  )

  it('of something broken says nothing of what was sent, and neither does the log', async () => {
    logged.length = 0
    const secret = 'v1.token-of-a-link'
    const broken: HttpFunction<object> = async (request) => {
      throw new Error(`cannot read ${request.body}`)
    }
    const sent = { method: 'POST', headers: form, body: `token=${secret}` }
    for (const accept of ['text/html', 'application/json']) {
      const answer = await answered({ ...sent, headers: { ...form, accept } }, broken)
      expect(answer.statusCode).toBe(500)
      expect(JSON.stringify(answer)).not.toContain(secret)
    }
    expect(logged.map(([code]) => code)).toEqual(['request-failed', 'request-failed'])
    expect(logged[0]?.[1]).toMatchObject({ method: 'POST', route: '/slice', error: 'Error' })
    expect(JSON.stringify(logged)).not.toContain(secret)
  })

  it('carries the headers that keep a page to itself', async () => {
    const style = 'body{color:#111}'
    const show: HttpFunction<object> = async () => ({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<style>${style}</style><p>hello`,
      cookies: ['__Host-sid=1; Secure; HttpOnly; SameSite=Lax; Path=/'],
    })
    const { headers, cookies } = await answered({}, show)
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src ${hash(style)}; script-src ${hash(landingScript)} ${hash(pressScript)} ${hash(keptScript)}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Strict-Transport-Security': 'max-age=31536000',
    })
    expect(cookies).toEqual(['__Host-sid=1; Secure; HttpOnly; SameSite=Lax; Path=/'])
    expect((await answered({}, two)).headers).toHaveProperty('Content-Security-Policy')
    const http = { ...services, settings: { ...services.settings, baseUrl: 'http://localhost:8080' } }
    expect((await httpHandler(show, http)(eventOf())).headers).not.toHaveProperty('Strict-Transport-Security')
  })

  it('is compressed for who takes it so, when that is worth it', async () => {
    const show =
      (body: string): HttpFunction<object> =>
      async () => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', vary: 'accept' }, body })
    const long = `<p>${'公开'.repeat(1000)}`
    const of = (accepted: string, body = long) => answered({ headers: { 'accept-encoding': accepted } }, show(body))
    for (const accepted of ['gzip', 'br, gzip', 'deflate, gzip;q=0.5, br', 'GZIP;q=1.0']) {
      const { headers, body, isBase64Encoded } = await of(accepted)
      expect([headers?.['content-encoding'], headers?.vary, isBase64Encoded]).toEqual([
        'gzip',
        'accept, accept-encoding',
        true,
      ])
      expect(gunzipSync(Buffer.from(body ?? '', 'base64')).toString()).toBe(long)
    }
    for (const answer of [await of('br'), await of('gzip;q=0'), await of('gzip', '<p>short')]) {
      expect(answer.headers).not.toHaveProperty('content-encoding')
      expect(answer.body).toContain('<p>')
    }
  })

  it('is refused where it is larger than a function may answer with, and given where it was asked for compressed', async () => {
    const give =
      (body: string | Uint8Array): HttpFunction<object> =>
      async () => ({ status: 200, headers: { 'content-type': 'application/x-ndjson' }, body })
    const asked = { headers: { 'accept-language': 'en' } }
    // As it is sent: in UTF-8, quotes escaped, bytes in base64.
    const [most, ofTooLarge] = [5_900_000, [413, 'body-too-large']]
    for (const [letter, bytes] of [
      ['a', 1],
      ['"', 2],
      ['公', 3],
    ] as const) {
      expect((await answered(asked, give(letter.repeat(most / bytes)))).statusCode).toBe(200)
      expect(await codes(asked, give(letter.repeat(most / bytes + 200_000)))).toEqual(ofTooLarge)
    }
    expect((await answered(asked, give(new Uint8Array((most * 3) / 4)))).statusCode).toBe(200)
    expect(await codes(asked, give(new Uint8Array(most)))).toEqual(ofTooLarge)
    const { body, headers } = await answered(asked, give('a'.repeat(7_000_000)))
    expect([JSON.parse(body ?? '').problems[0].message, headers?.['cache-control']]).toEqual([
      expect.stringContaining('curl --compressed'),
      'no-store',
    ])
    const compressed = { headers: { 'accept-encoding': 'gzip' } }
    expect((await answered(compressed, give('a'.repeat(7_000_000)))).statusCode).toBe(200)
  })

  it('allows a script only where the page names it, by the digest of its bytes', async () => {
    const scripts = { desk: { path: '/desk/desk-1.js', integrity: 'sha256-AAAA' } }
    const policyOf = async (body: string) => {
      const show: HttpFunction<object> = async () => ({ status: 200, headers: { 'content-type': 'text/html' }, body })
      const at = { ...services, settings: { ...services.settings, scripts } }
      return String((await httpHandler(show, at)(eventOf())).headers?.['Content-Security-Policy'])
    }
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const own = `script-src ${hash(landingScript)} ${hash(pressScript)} ${hash(keptScript)}`
    expect(await policyOf('<script defer src="/desk/desk-1.js" integrity="sha256-AAAA"></script>')).toContain(
      `${own} 'sha256-AAAA'; connect-src 'self';`,
    )
    expect(await policyOf(`<script type="module">${pressScript}</script>`)).toContain(`${own}; connect-src 'self';`)
    for (const page of ['<p>plain', '<script src="/desk/desk-1.js" integrity="sha256-BBBB"></script>']) {
      expect(await policyOf(page)).toContain(`${own}; form-action`)
    }
  })

  it('to HEAD is the answer to GET without its body', async () => {
    const { body: _, ...get } = await answered({ method: 'GET' })
    const { body, ...head } = await answered({ method: 'HEAD' })
    expect(body).toBe('')
    expect(head).toEqual(get)
    expect((await answered({ method: 'HEAD' }, two)).body).toBe('')
  })

  it('at an address nobody has is 404', async () => {
    expect(await codes({ path: '/nowhere' }, answerUnknownRoute)).toEqual([404, 'not-found'])
  })

  // Of a page's path the gateway hands on to the page whatever method no other function has.
  it('by a method that its path does not know is 405 with those it does, whoever is asked', async () => {
    for (const asked of [answerUnknownRoute, echo]) {
      expect(await codes({ path: '/slice', method: 'PUT' }, asked)).toEqual([405, 'method-refused'])
      const unclear = { path: '/slice', method: 'TRACE', query: 'cycle=' }
      expect(await codes(unclear, asked)).toEqual([405, 'method-refused'])
      expect(await codes({ path: '/desk/desk-1.js', method: 'DELETE' }, asked)).toEqual([405, 'method-refused'])
      expect((await answered({ path: '/slice', method: 'PUT' }, asked)).headers).toMatchObject({
        allow: 'GET, HEAD, POST',
      })
    }
  })
})

describe('behind a shield', () => {
  const settings = { ...services.settings, shield: 'of-cloudfront' }
  it.each<[string, Record<string, string>, number]>([
    ['what comes by it is answered', { 'Lianbao-Shield': 'of-cloudfront' }, 200],
    ['what comes to the API’s own address is not', {}, 404],
    ['nor who guesses', { 'lianbao-shield': 'of-cloudfron' }, 404],
    ['nor who sends nothing of it', { 'lianbao-shield': '' }, 404],
  ])('%s', async (_, headers, status) => {
    const answer = await httpHandler(echo, { ...services, settings })(eventOf({ headers }))
    expect(answer.statusCode).toBe(status)
    if (status === 404) expect(answer.body).not.toContain('of-cloudfront')
  })
})

describe('from where a request came', () => {
  const from = async (shield: string | undefined, headers: Record<string, string>) => {
    logged.length = 0
    const settings = { ...services.settings, ...(shield && { shield }) }
    await httpHandler(echo, { ...services, settings })(eventOf({ headers }))
    return logged.flatMap(([code, facts]) => (code === 'request-came' ? [facts.from] : []))
  }
  const by = { 'lianbao-shield': 'of-cloudfront' }

  it.each([
    ['is what CloudFront says', by, '198.51.100.10:46532', ['198.51.100.10']],
    ['also of the new addresses', by, '2001:db8:85a3::8a2e:370:7334:46532', ['2001:db8:85a3::8a2e:370:7334']],
    ['and nothing that is no address', by, 'token=v1.secret:1', []],
    ['nor what whoever came past it says', {}, '198.51.100.10:46532', []],
  ])('%s', async (_, headers, said, logs) => {
    expect(await from('of-cloudfront', { ...headers, 'CloudFront-Viewer-Address': said })).toEqual(logs)
  })

  it('is believed of nobody where there is no shield', async () => {
    expect(await from(undefined, { ...by, 'CloudFront-Viewer-Address': '198.51.100.10:46532' })).toEqual([])
  })
})

describe('a state', () => {
  it('answers what its function answers', async () => {
    const work = async ({ cycle }: { cycle: string }) => ({ outcome: cycle })
    expect(await taskHandler('merge-slices', work, services)({ cycle: 'c-1' })).toEqual({ outcome: 'c-1' })
  })

  it('that breaks is logged and fails without quoting anything', async () => {
    logged.length = 0
    const work = async ({ token }: { token: string }) => {
      throw new RangeError(`bad token ${token}`)
    }
    const failing = taskHandler('await-submissions', work, services)({ token: 'secret-token' })
    await expect(failing).rejects.toThrow(/^await-submissions: RangeError$/)
    expect(logged[0]).toMatchObject(['state-failed', { state: 'await-submissions', error: 'RangeError' }])
    expect(JSON.stringify(logged)).not.toContain('secret-token')
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenedSession } from '../../../../functions/door/sessions.ts'
import { loadCycle } from '../../../../functions/kept/load-cycle.ts'
import { issueLink, reissueLink } from '../../../../functions/telling/links.ts'
import { tellWithLink } from '../../../../functions/telling/mails.ts'
import { clearanceView } from '../../../../functions/views/office/clearance-view.ts'
import type { LinkedFrame } from '../../../../shared/mail/layout.ts'
import { pressScript } from '../../../../shared/pages/frame/press-script.ts'
import { clearancePage } from '../../../../shared/pages/office/clearance-page.ts'
import { cycle, filled, type UnitDoor, unitDoor } from '../unit/unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

const wanted = {
  cycle,
  purpose: 'slice',
  subject: 'resources',
  person: 'wang',
  expires: '2021-03-01T00:00:00.000Z',
} as const
const changeContact = () =>
  door.record({
    kind: 'act',
    cycle,
    n: 1,
    id: '1',
    at: door.time.now,
    by: 'clerk-lin',
    reason: '岗位调整',
    act: 'contacts',
    unit: 'resources',
    contacts: [{ id: 'liu', name: '刘洋', address: 'liu@zrzyj.tongjiang.example' }],
  })

describe('a link', () => {
  test('asked for again is the same, and only its hashes are kept', async () => {
    const first = await issueLink(door.services, wanted)
    expect(await issueLink(door.services, { ...wanted, expires: '2022-01-01T00:00:00.000Z' })).toEqual(first)
    expect(first.url).toBe(`https://lianbao.example/open#${first.token}`)
    const stored = JSON.stringify(await door.facts())
    expect(stored).not.toContain(first.token.split('.')[2])
    expect(stored).not.toContain(first.code)
  })

  test('is made again by the secret that made it, and anew when that secret is gone', async () => {
    const first = await issueLink(door.services, wanted)
    door.ring.unshift({ id: 'k2', secret: new Uint8Array(32).fill(9) })
    expect((await issueLink(door.services, wanted)).token).toBe(first.token)
    door.ring.pop()
    const next = await issueLink(door.services, wanted)
    expect(next.fact.generation).toBe(2)
    expect((await door.post('/open', { token: next.token })).status).toBe(303)
  })

  test('made in the same moment by a secret that is not known here yet gives way to the next', async () => {
    const [older] = door.ring
    door.ring.unshift({ id: 'k2', secret: new Uint8Array(32).fill(9) })
    const newer = [...door.ring]
    const elsewhere = { ...door.services, keys: { ...door.services.keys, linkSecrets: async () => newer } }
    door.ring.splice(0, 2, older!)
    const overtaken = {
      ...door.services,
      store: {
        ...door.services.store,
        async factsOf(...asked: Parameters<typeof door.services.store.factsOf>) {
          const made = await door.services.store.factsOf(...asked)
          if (made.length === 0) await issueLink(elsewhere, wanted)
          return made
        },
      },
    } as typeof door.services
    expect((await issueLink(overtaken, wanted)).fact).toMatchObject({ generation: 2, kid: older!.id })
  })

  test('opens a session by token, by code, by the whole link pasted, and again', async () => {
    const { token, code, url } = await issueLink(door.services, wanted)
    for (const given of [
      { token },
      { token },
      { code },
      { code: ` ${code.toLowerCase()} ` },
      { code: url },
      { code: token },
    ]) {
      const opened = await door.post('/open', given as Record<string, string>)
      expect([opened.status, opened.headers.location]).toEqual([303, `/slice?cycle=${cycle}`])
      expect(opened.cookies).toEqual([
        expect.stringMatching(
          new RegExp(
            `^__Host-lianbao-slice-${cycle}=[\\w-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$`,
          ),
        ),
      ])
    }
  })

  test('leads to the page of its purpose', async () => {
    const { link } = await door.browser('zhao', 'confirmation')
    expect((await door.post('/open', { token: link.token })).headers.location).toBe(`/confirmation?cycle=${cycle}`)
  })

  test('is shown by GET and HEAD without anything happening, and the page sends nothing by itself', async () => {
    await issueLink(door.services, wanted)
    const before = await door.facts()
    const page = await door.ask('GET', '/open')
    expect([page.status, page.headers['cache-control'], page.headers['referrer-policy']]).toEqual([
      200,
      'no-store',
      'no-referrer',
    ])
    expect(page.headers['content-security-policy']).toContain("form-action 'self'")
    expect(page.body).toContain('history.replaceState')
    // The script before every button acts on a press alone: test/journeys/browser.test.ts waits, and sees nothing sent.
    expect(String(page.body).replace(pressScript, '')).not.toMatch(/submit\(|fetch\(|onload/)
    expect((await door.ask('HEAD', '/open')).body).toBe('')
    expect(await door.facts()).toEqual(before)
  })

  test('pressed with empty fields, as a scanner does, changes nothing', async () => {
    const before = await door.facts()
    expect((await door.post('/open', { token: '', code: '' })).status).toBe(422)
    expect((await door.post('/open', {})).status).toBe(422)
    expect(await door.facts()).toEqual(before)
  })

  test('that is malformed, forged, unknown or revoked gets one and the same answer', async () => {
    const { token, code } = await issueLink(door.services, wanted)
    await changeContact()
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    const answers = await Promise.all(
      [
        { token: 'x' },
        { token: '链接' },
        { token: forged },
        { token: `${token}${'x'.repeat(100_000)}` },
        { code: 'AAAA-BBBB-CCCC-DDDD' },
        { code: 'nonsense' },
        { token },
        { code },
      ].map((given) => door.post('/open', given as Record<string, string>)),
    )
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([404]))
    expect(new Set(answers.map((a) => a.body)).size).toBe(1)
    expect(answers[0]!.cookies).toEqual([])
  })

  test('that was reissued is superseded, and so are the sessions it opened', async () => {
    const wang = await door.browser('wang')
    expect((await wang.show()).status).toBe(200)
    await reissueLink(door.services, wanted)
    expect((await door.post('/open', { token: wang.link.token })).status).toBe(410)
    expect((await wang.show()).status).toBe(410)
  })

  test('of somebody who is no longer a contact ends in the same moment, with its sessions', async () => {
    const wang = await door.browser('wang')
    await changeContact()
    expect((await wang.show()).status).toBe(404)
    expect((await (await door.browser('liu')).show()).status).toBe(200)
  })

  test('that has expired offers a fresh one by mail, once a day, and never shows it', async () => {
    const old = await issueLink(door.services, wanted)
    door.time.now = '2021-03-02T01:00:00.000Z'
    const page = await door.post('/open', { token: old.token })
    expect(page.status).toBe(410)
    expect(page.body).toContain('action="/open/renew"')
    for (const _ of [1, 2]) {
      const renewed = await door.post('/open/renew', { token: old.token, wanted: 'yes' })
      expect(renewed.status).toBe(200)
      expect(renewed.body).toContain('w***@zrzyj.tongjiang.example')
      expect(renewed.body).not.toMatch(/v1\.k1|open#|([0-9A-Z]{4}-){3}/)
    }
    expect(door.mails.map((m) => m.to.address)).toEqual(['wang@zrzyj.tongjiang.example'])
    const fresh = /open#(\S+)/.exec(door.mails[0]!.text)![1]!
    expect((await door.post('/open', { token: fresh })).status).toBe(303)
    expect((await door.post('/open', { token: old.token })).status).toBe(410)
  })

  test('that was superseded brings the newest one again, and ends nothing', async () => {
    const old = await issueLink(door.services, wanted)
    const newest = await reissueLink(door.services, wanted)
    expect((await door.post('/open/renew', { token: old.token, wanted: 'yes' })).status).toBe(200)
    expect(door.mails[0]!.text).toContain(newest.url)
    expect((await door.post('/open', { token: newest.token })).status).toBe(303)
  })

  test('that cannot be mailed now is asked for again', async () => {
    const old = await issueLink(door.services, wanted)
    door.time.now = '2021-03-02T01:00:00.000Z'
    const renew = () => door.post('/open/renew', { token: old.token, wanted: 'yes' })
    door.mailer.broken = true
    const answer = await renew()
    expect([answer.status, answer.body]).toEqual([503, expect.stringContaining('邮件没有发出去')])
    door.mailer.broken = false
    expect([(await renew()).status, door.mails.length]).toEqual([200, 1])
  })

  test('that another is mailing, or has died over, is not said to have been mailed', async () => {
    const old = await issueLink(door.services, wanted)
    door.time.now = '2021-03-02T01:00:00.000Z'
    const renew = () => door.post('/open/renew', { token: old.token, wanted: 'yes' })
    const { store } = door.services
    const { record } = store
    store.record = async (fact) => {
      const kept = await record(fact)
      if (fact.kind === 'sending') throw new Error('died')
      return kept
    }
    expect((await renew()).status).toBe(500)
    store.record = record
    const again = await renew()
    expect([again.status, again.body]).toEqual([429, expect.stringContaining('邮件正在发出')])
    door.time.now = '2021-03-02T01:03:00.000Z'
    expect([(await renew()).status, door.mails.length]).toEqual([200, 1])
  })

  test('is not renewed for a program that presses the button and ticks nothing', async () => {
    const old = await issueLink(door.services, wanted)
    door.time.now = '2021-03-02T01:00:00.000Z'
    expect((await door.post('/open/renew', { token: old.token })).status).toBe(422)
    expect(door.mails).toEqual([])
  })

  test('cannot be renewed by who never had one', async () => {
    for (const given of [{ token: 'x' }, {}]) expect((await door.post('/open/renew', given)).status).toBe(404)
    expect(door.mails).toEqual([])
  })

  test('leaves no token, code or address in facts or log', async () => {
    const wang = await door.browser('wang')
    await wang.show()
    await door.post('/open', { token: `${wang.link.token}x` })
    const kept = JSON.stringify([(await door.facts()).filter((f) => f.kind !== 'opening'), door.logged])
    for (const secret of [wang.link.token.split('.')[2]!, wang.link.code, wang.cookies[0]!.split('=')[1]!, 'wang@']) {
      expect(kept).not.toContain(secret)
    }
  })
})

test('every opening, refusal, renewal and closing is logged, by ids alone', async () => {
  const wang = await door.browser('wang')
  await door.post('/open', { token: 'x' })
  await reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })
  await door.post('/open', { token: wang.link.token })
  await door.post('/open/renew', { token: wang.link.token, wanted: 'yes' })
  const closed = await wang.post({ purpose: 'slice' }, '/close')
  // The desk's script forgets what it kept of this cycle; another cycle's tab goes on.
  expect(closed.headers['clear-site-data']).toBe('"cache"')
  expect(closed.body).toContain(`{"forget":"lianbao/${cycle}/"}`)
  const said = door.logged.map((line) => JSON.parse(line) as [string, Record<string, unknown>])
  const of = { cycle, purpose: 'slice', person: 'wang' }
  expect(said.filter(([code]) => code !== 'mail-sent')).toEqual([
    ['link-opened', of],
    ['link-refused', { because: 'link-unknown' }],
    ['link-made-by-office', { ...of, by: 'clerk-lin' }],
    ['link-refused', { ...of, because: 'link-superseded' }],
    ['link-renewed', of],
    ['session-closed', { purpose: 'slice' }],
  ])
})

describe('a link that the office had made and read out', () => {
  test('gives way to one that nobody at the office knows, when its holder wants a fresh one; once', async () => {
    const wang = await door.browser('wang')
    await reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })
    for (let n = 0; n < 2; n++) await door.post('/open/renew', { token: wang.link.token, wanted: 'yes' })
    const links = (await door.facts()).filter((fact) => fact.kind === 'link')
    expect(links.map(({ generation, issuedBy }) => [generation, issuedBy])).toEqual([
      [1, undefined],
      [2, 'clerk-lin'],
      [3, undefined],
    ])
    const [mail] = door.mails.filter(({ text }) => text.includes('open#'))
    expect((await door.session(/#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '', '/slice')).opened.status).toBe(303)
  })

  test('says so in the fact made through it, and on the receipt; one that was mailed does not', async () => {
    const { token, fact } = await reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })
    expect(fact).toMatchObject({ kid: 'k1', issuedBy: 'clerk-lin' })
    const wang = await door.session(token, '/slice')
    const receipt = await wang.send({ ...filled(), do: 'submit' })
    expect(receipt.status).toBe(303)
    const [submission] = (await door.facts()).filter((f) => f.kind === 'submission')
    expect(submission).toMatchObject({ by: 'wang', linkIssuedBy: 'clerk-lin' })
    expect((await wang.show('/receipt')).body).toContain('由经办机构（林晓燕）出具的链接办理')
    // Whoever confirms reads it before.
    const leaderSees = async () => (await (await door.browser('zhao', 'confirmation')).show('/confirmation')).body
    expect(await leaderSees()).toContain('由经办机构（林晓燕）出具的链接办理')
    const leaderReads = () => door.mails.findLast(({ to }) => to.name === '赵志强')?.text
    expect(leaderReads()).toContain('怎么报的：由经办机构（林晓燕）出具的链接办理')
    // Who clears the unit's own report reads it too.
    const officeSees = async () => {
      const [holder] = door.opening.office
      const session = {
        ...(await loadCycle(cycle, door.services)),
        person: holder,
        formToken: 't',
      } as unknown as OpenedSession
      return clearanceView(session, 'zh', undefined, door.services)
    }
    const throughs = async () => (await officeSees()).units.map(({ through, barred }) => [through?.zh, barred])
    expect(await throughs()).toEqual([
      ['由经办机构（林晓燕）出具的链接办理', 'madeLink'],
      [undefined, undefined],
    ])
    // What would be refused is not offered: their colleague has to clear it.
    const waiting = await officeSees()
    const units = waiting.units.map((unit) => ({ ...unit, standing: 'to-clear' as const }))
    const page = clearancePage({ ...waiting, units })
    expect(page).toContain('要请另一位经办人核准')
    expect(page).not.toContain('name="clear:resources"')
    expect(clearancePage({ ...waiting, units: units.map(({ barred: _, ...unit }) => unit) })).toContain(
      'name="clear:resources"',
    )
    const liu = await door.browser('liu')
    await liu.send({ ...filled({ 't2.normative.made': '2' }), do: 'submit' })
    expect(await leaderSees()).not.toContain('出具的链接')
    expect(leaderReads()).not.toContain('怎么报的')
    expect((await throughs()).flat().every((said) => said === undefined)).toBe(true)
    const mailed = (await door.facts()).filter((f) => f.kind === 'submission' && f.revision === 2)
    expect(mailed).toEqual([expect.not.objectContaining({ linkIssuedBy: expect.anything() })])
    expect((await liu.show('/receipt')).body).not.toContain('出具的链接')
  })

  test('says so of what was typed through it, though the unit’s lead sent it by a link of their own', async () => {
    const { token } = await reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })
    await (await door.session(token, '/slice')).send({ ...filled(), do: 'save' })
    const liu = await door.browser('liu')
    const stands = '填写时用过经办机构（林晓燕）出具的链接'
    // Also where they have gone over it, figure by figure, and put each back.
    const over = (figure: string) => Object.fromEntries(Object.keys(filled()).map((name) => [name, figure]))
    await liu.send({ ...over('7'), do: 'save' })
    expect((await liu.send({ ...filled(), do: 'review' })).body).toContain(stands)
    expect((await liu.send({ ...filled(), do: 'submit' })).status).toBe(303)
    const [submission] = (await door.facts()).filter((f) => f.kind === 'submission')
    expect(submission).toMatchObject({ by: 'liu', typists: ['wang'], typedThrough: ['clerk-lin'] })
    expect(submission).not.toHaveProperty('linkIssuedBy')
    expect((await liu.show('/receipt')).body).toContain(stands)
    expect((await (await door.browser('zhao', 'confirmation')).show('/confirmation')).body).toContain(stands)
    expect(door.mails.findLast(({ to }) => to.name === '赵志强')?.text).toContain(`怎么报的：${stands}`)
  })

  test('ends with its sessions when they leave the office, and reminders carry another', async () => {
    const known = await reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })
    const session = await door.session(known.token, '/slice')
    await door.record({
      ...{ kind: 'act', cycle, n: 1, id: '1', at: door.time.now, by: 'clerk-zhou', reason: '停职' },
      ...{ act: 'officer', person: 'clerk-lin', to: { id: 'new', name: '韩梅', address: 'han@tongjiang.example' } },
    })
    const opened = await door.post('/open', { token: known.token })
    expect([opened.status, opened.body]).toEqual([410, expect.stringContaining('已不在经办机构')])
    expect((await session.show()).status).toBe(410)
    const bearer = { accept: 'application/json', authorization: `Bearer ${known.token}` }
    expect((await door.ask('GET', '/slice', { headers: bearer })).status).toBe(410)
    // Its holder has another by the button, or by the next mail.
    const { state, definition } = await loadCycle(cycle, door.services)
    const [person] = state.units.flatMap(({ unit }) => unit.contacts.filter(({ id }) => id === 'wang'))
    const duty = { of: 'invite', unit: 'resources', person: 'wang' } as const
    const link = { purpose: 'slice', subject: 'resources' } as const
    const says = ({ link: { url } }: LinkedFrame) => ({ subject: '', text: url, html: '' }) as never
    await tellWithLink({ state, definition }, { duty, person: person!, link }, says, door.services)
    const [, mailed] = door.mails.at(-1)!.text.split('#')
    expect((await door.post('/open', { token: mailed! })).status).toBe(303)
  })

  test('is made only so often: each has tries of its own for the digits of its holder', async () => {
    for (let n = 0; n < 50; n++) await reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })
    await expect(reissueLink(door.services, { ...wanted, issuedBy: 'clerk-lin' })).rejects.toMatchObject({
      status: 429,
    })
    // Their own mailbox gets one still, and so does everybody else.
    expect((await reissueLink(door.services, wanted)).fact.generation).toBe(51)
    await reissueLink(door.services, { ...wanted, person: 'liu', issuedBy: 'clerk-lin' })
  })
})

describe('a ring of secrets that leaked and was replaced', () => {
  const leaked = async () => {
    const wang = await door.browser('wang')
    door.ring.splice(0, 1, { id: 'k2', secret: new Uint8Array(32).fill(8) })
    return wang
  }

  test('ends tokens, paste codes, sessions and bearers alike', async () => {
    const wang = await leaked()
    expect((await door.post('/open', { token: wang.link.token })).status).toBe(410)
    expect((await door.post('/open', { code: wang.link.code })).status).toBe(410)
    expect((await door.post('/open', { code: wang.link.token })).status).toBe(410)
    expect((await wang.show()).status).toBe(410)
    const bearer = { accept: 'application/json', authorization: `Bearer ${wang.link.token}` }
    expect((await door.ask('GET', '/slice', { headers: bearer })).status).toBe(410)
  })

  test.each(['token', 'code'] as const)('whoever has the old %s gets a fresh link to the mailbox only', async (by) => {
    const { link } = await leaked()
    const given = by === 'token' ? { token: link.token } : { code: link.code }
    const renewed = await door.post('/open/renew', { ...given, wanted: 'yes' })
    expect(renewed.status).toBe(200)
    expect(renewed.body).not.toMatch(/v1\.k|open#|([0-9A-Z]{4}-){3}/)
    expect(door.mails.map((m) => m.to.address)).toEqual(['wang@zrzyj.tongjiang.example'])
    const fresh = /open#(\S+)/.exec(door.mails[0]!.text)![1]!
    expect(fresh).toMatch(/^v1\.k2\./)
    expect((await door.post('/open', { token: fresh })).status).toBe(303)
  })

  test('makes a fresh link each time it is replaced, also twice on one day', async () => {
    const { link } = await leaked()
    await door.post('/open/renew', { token: link.token, wanted: 'yes' })
    door.ring.splice(0, 1, { id: 'k3', secret: new Uint8Array(32).fill(9) })
    await door.post('/open/renew', { token: link.token, wanted: 'yes' })
    expect(door.mails.map((m) => /open#v1\.(k\d)/.exec(m.text)![1])).toEqual(['k2', 'k3'])
  })

  test('opens nothing for a token that names a secret nobody has, with the id of a living link', async () => {
    const { token } = await issueLink(door.services, wanted)
    const other = token.replace(/^v1\.k1\./, 'v1.k7.')
    const answer = await door.post('/open', { token: other })
    expect([answer.status, answer.cookies]).toEqual([410, []])
    const bearer = { accept: 'application/json', authorization: `Bearer ${other}` }
    expect((await door.ask('GET', '/slice', { headers: bearer })).status).toBe(410)
  })
})

describe('a session', () => {
  test('ends after eight hours, however busy, and with its link', async () => {
    const wang = await door.browser('wang')
    for (const time of ['02:59', '03:58', '04:57', '05:56', '06:55', '07:54', '08:53', '09:52']) {
      door.time.now = `2021-01-20T${time}:00.000Z`
      expect([time, (await wang.show()).status]).toEqual([time, 200])
    }
    door.time.now = '2021-01-20T10:00:00.000Z'
    expect((await wang.show()).status).toBe(401)
  })

  test('ends after an hour without a request, and what was typed comes back', async () => {
    const wang = await door.browser('wang')
    const form = { ...(await wang.hidden()), 'cell:t2.normative.made': '77', do: 'check' }
    door.time.now = '2021-01-20T02:59:59.000Z'
    expect((await wang.show()).status).toBe(200)
    door.time.now = '2021-01-20T03:59:58.000Z'
    expect((await wang.show()).status).toBe(200)
    door.time.now = '2021-01-20T04:59:58.000Z'
    expect((await wang.show()).status).toBe(401)
    const kept = await wang.post(form)
    expect([kept.status, kept.body.includes('>\n77</textarea>')]).toEqual([401, true])
  })

  test('is closed by the button on every page, for good, and forgets its cookie', async () => {
    const wang = await door.browser('wang')
    const { body } = await wang.show()
    expect(body).toContain('<button form="close">')
    const closing = wang.post({ purpose: 'slice' }, '/close')
    const [closed] = await Promise.all([closing, wang.show(), wang.show()])
    expect(closed.status).toBe(200)
    expect(closed.cookies[0]).toMatch(new RegExp(`^__Host-lianbao-slice-${cycle}=; Path=/; Max-Age=0; `))
    door.time.now = '2021-01-20T02:10:00.000Z'
    expect((await wang.show()).status).toBe(401)
    expect((await wang.post({ purpose: 'slice' }, '/close')).status).toBe(200)
    for (const purpose of ['', '__proto__', 'nothing']) {
      expect((await wang.post({ purpose }, '/close')).status).toBe(200)
    }
  })

  test('of two cycles in two tabs of one browser each stays at its own, and an address that names none is not guessed', async () => {
    const second = { ...door.opening, cycle: 'second-2021', year: 2021 }
    await door.record(second)
    const here = await door.browser('wang')
    const { token } = await issueLink(door.services, { ...wanted, cycle: second.cycle })
    const there = await door.post('/open', { token })
    expect(there.headers.location).toBe('/slice?cycle=second-2021')
    const cookies = [...here.cookies, ...there.cookies].map((each) => each.split(';')[0]!)
    const title = async (address: string) =>
      /<title>([^<]*)/.exec((await door.ask('GET', address, { cookies })).body)?.[1]
    expect(await title(`/slice?cycle=${cycle}`)).toContain('2020年')
    expect(await title('/slice?cycle=second-2021')).toContain('2021年')
    // What the first tab sends goes to the first cycle, although the second was opened later; its page leads on within it.
    const { body } = await door.ask('GET', `/slice?cycle=${cycle}`, { cookies })
    expect(body).toContain(`action="/slice?cycle=${cycle}"`)
    expect(body).not.toMatch(/(href|action)="\/slice["#]/)
    const hidden = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((m) => [m[1], m[2]])
    const fields = { ...Object.fromEntries(hidden), ...filled(), do: 'submit' }
    const sent = (address: string) => door.post(address, fields, cookies)
    expect((await sent('/slice?cycle=second-2021')).status).toBe(409)
    expect((await sent('/slice')).status).toBe(401)
    const answer = await sent(`/slice?cycle=${cycle}`)
    expect([answer.status, answer.headers.location]).toEqual([303, `/receipt?cycle=${cycle}`])
    expect((await door.services.store.factsOf(cycle, 'submission')).length).toBe(1)
    expect(await door.services.store.factsOf('second-2021', 'submission')).toEqual([])
    // One that is closed leaves the other open; another cycle's session under its name opens nothing.
    await door.post(`/close?cycle=${cycle}`, { purpose: 'slice' }, cookies)
    expect((await door.ask('GET', `/slice?cycle=${cycle}`, { cookies })).status).toBe(401)
    expect((await door.ask('GET', '/slice?cycle=second-2021', { cookies })).status).toBe(200)
    const forged = [`__Host-lianbao-slice-${cycle}=${there.cookies[0]!.split(';')[0]!.split('=')[1]}`]
    expect((await door.ask('GET', `/slice?cycle=${cycle}`, { cookies: forged })).status).toBe(401)
  })

  test('is for one purpose', async () => {
    const wang = await door.browser('wang')
    const id = wang.cookies[0]!.split('=')[1]
    for (const cookie of [
      `__Host-lianbao-confirmation-${cycle}=${id}`,
      `lianbao-slice-${cycle}=${id}`,
      `__Host-lianbao-slice-${cycle}=x`,
      `__Host-lianbao-slice-${cycle}=`,
    ]) {
      expect((await door.ask('GET', '/confirmation', { cookies: [cookie] })).status).toBe(401)
    }
    expect((await door.ask('GET', '/slice')).status).toBe(401)
  })
})

describe('a bearer', () => {
  const ask = (token: string, accept = 'application/json', path = '/slice') =>
    door.ask('GET', path, { headers: { accept, authorization: `Bearer ${token}` } })

  test('is answered under an address of its own cycle, and of no other', async () => {
    const { token } = await issueLink(door.services, wanted)
    const answers = [cycle, 'second-2021', '%zz'].map((named) => ask(token, undefined, `/slice?cycle=${named}`))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 404, 404])
  })

  test('with the link’s token reads the slice as JSON', async () => {
    const { token } = await issueLink(door.services, wanted)
    const answer = await ask(token)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json'])
    expect(JSON.parse(answer.body)).toMatchObject({ unit: 'resources', revision: 0, open: true, due: '2021-01-29' })
  })

  test('with anything else is refused with a problem', async () => {
    const { token } = await issueLink(door.services, wanted)
    const { link } = await door.browser('zhao', 'confirmation')
    const codes = async (sent: string) => {
      const { status, body } = await ask(sent)
      return [status, JSON.parse(body).problems[0].code]
    }
    expect(await codes('x')).toEqual([401, 'token-unknown'])
    expect(await codes('')).toEqual([401, 'token-unknown'])
    expect(await codes(link.token)).toEqual([403, 'purpose-refused'])
    await reissueLink(door.services, wanted)
    expect(await codes(token)).toEqual([410, 'link-superseded'])
    door.time.now = '2021-03-02T01:00:00.000Z'
    expect(await codes(token)).toEqual([410, 'link-expired'])
  })
})

import { randomUUID } from 'node:crypto'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import type { FileStore, ReportStore, Workflow } from '../../../functions/services.ts'
import type { Look } from '../../../shared/cycle/clock/timer-note.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { DecisionFact, DraftFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { LinkFact, Session } from '../../../shared/cycle/facts/link-facts.ts'
import type { Fact, Opening, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { linkAmong } from '../../../shared/cycle/links/link-standing.ts'
import type { WorkingCopy } from '../../../shared/draft/working-copy.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

/** Where a table stands that was made by shared/contract/report-table.ts. */
export type TableAt = { client: DynamoDBClient; tableName: string; endpoint: string }

export function keptFiles(): FileStore {
  const bodies = new Map<string, Uint8Array>()
  return { put: async (key, bytes) => void bodies.set(key, bytes), get: async (key) => bodies.get(key) }
}

/** Whoever comes waits until so many have come. */
function barrier(many: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return () => {
    come += 1
    if (come === many) resolve()
    return promise
  }
}

/** What every store must do: SQLite, and DynamoDB as dynalite, DynamoDB Local and an emulator have it. */
export function reportStoreCases(opened: () => ReportStore): void {
  let store: ReportStore
  const cycle = `c-${randomUUID()}`
  beforeAll(() => {
    store = opened()
  })

  describe('a fact', () => {
    it('is read back exactly: blanks, empty texts, nested lists and Chinese', async () => {
      const fact: Fact = {
        kind: 'act',
        cycle,
        n: 1,
        id: '2021-01-05T08:00:00.000Z-1',
        at: '2021-01-05T08:00:00.000Z',
        by: 'office-li',
        reason: '',
        act: 'contacts',
        unit: 'finance',
        contacts: [{ id: 'finance-wang', name: '王芳', address: 'wang@example.org' }],
      }
      const adjust: Fact = {
        ...fact,
        n: 2,
        id: 'b',
        act: 'adjust',
        cell: 't3.new.natural',
        from: null,
        to: '0',
        revision: 2,
      }
      expect(await store.record(fact)).toEqual({ recorded: true, fact })
      expect(await store.record(adjust)).toEqual({ recorded: true, fact: adjust })
      expect((await store.facts(cycle)).filter((f) => f.kind === 'act')).toEqual([fact, adjust])
    })

    it('is found by its kind', async () => {
      const other = `kind-${randomUUID()}`
      const sent = submission(other, 1, 'a'.repeat(64))
      await store.record(sent)
      await store.record(decision(other, 'somebody'))
      expect(await store.factsOf(other, 'submission')).toEqual([sent])
      expect(await store.factsOf(other, 'publication')).toEqual([])
    })

    it('is read alone by what its key goes on with', async () => {
      const other = `${cycle}-under`
      const sent = (unit: string, revision: number) => ({ ...submission(other, revision, 'a'.repeat(64)), unit })
      for (const fact of [sent('office', 1), sent('office', 2), sent('office-2', 1)]) await store.record(fact)
      expect(await store.factsOf(other, 'submission', 'office#')).toEqual([sent('office', 1), sent('office', 2)])
      expect(await store.factsOf(other, 'submission', 'office#0002')).toEqual([sent('office', 2)])
      expect(await store.factsOf(other, 'submission', 'nobody#')).toEqual([])
    })

    it('is never changed: a second one with its key loses and reads the first', async () => {
      const first = submission(cycle, 1, 'a'.repeat(64))
      const second = submission(cycle, 1, 'b'.repeat(64))
      expect(await store.record(first)).toEqual({ recorded: true, fact: first })
      expect(await store.record(second)).toEqual({ recorded: false, fact: first })
      expect(await store.record(first)).toEqual({ recorded: false, fact: first })
    })

    it('has one winner among fifty at once, and all read the same', async () => {
      const racing = Array.from({ length: 50 }, (_, i) => store.record(decision(cycle, `person-${i}`)))
      const answers = await Promise.all(racing)
      const winners = answers.filter((a) => a.recorded)
      expect(winners).toHaveLength(1)
      expect(new Set(answers.map((a) => a.fact.by))).toEqual(new Set([winners[0]?.fact.by]))
    })

    it('is the same fact by its key alone, whatever it is about', async () => {
      const act: Fact = {
        kind: 'act',
        cycle,
        n: 7,
        id: 'same',
        at: '2021-01-05T08:00:00.000Z',
        by: 'li',
        reason: 'r',
        act: 'hold',
      }
      const other: Fact = { ...act, act: 'exempt', unit: 'finance' }
      expect(await store.record(act)).toEqual({ recorded: true, fact: act })
      expect(await store.record(other)).toEqual({ recorded: false, fact: act })
    })

    it('with a figure that is not an integer is refused instead of rounded', async () => {
      await expect(store.record({ ...submission(cycle, 9, 'x'), revision: 1.5 })).rejects.toThrow(TypeError)
    })
  })

  it('facts are read through every page of a cycle, in the order of their keys', async () => {
    const large = `c-${randomUUID()}`
    const at = '2021-01-05T08:00:00.000Z'
    const acts = Array.from({ length: 24 }, (_, i): Fact => {
      const reason = '理由'.repeat(30_000) // 24 × 180 KB: several pages of 1 MB
      return {
        kind: 'act',
        cycle: large,
        n: i + 1,
        id: String(i).padStart(2, '0'),
        at,
        by: 'office-li',
        reason,
        act: 'hold',
      }
    })
    for (const act of acts) await store.record(act)
    expect((await store.facts(large)).map((f) => f.kind === 'act' && f.id)).toEqual(
      acts.map((_, i) => String(i).padStart(2, '0')),
    )
  })

  describe('a unit', () => {
    const own = `c-${randomUUID()}`
    const sent = (unit: string, revision: number) => ({ ...submission(own, revision, 'a'.repeat(64)), unit })
    const at = '2021-01-05T08:00:00.000Z'
    const act = { kind: 'act', cycle: own, at, by: 'li', reason: 'r' } as const
    const reopened: Fact = { ...act, n: 1, id: 'a', act: 'extend', unit: 'office', until: '2021-01-09' }
    const elsewhere: Fact = { ...reopened, n: 2, id: 'b', unit: 'office-2' }
    const held: Fact = { ...act, n: 3, id: 'c', act: 'hold' }
    const mail = {
      kind: 'mail',
      cycle: own,
      duty: 'invite/office/w',
      to: 'w',
      template: 'invitation',
      at,
      messageId: 'm',
    }

    // By their keys: a table may give the fields of a fact in any order.
    const inOrder = (facts: Fact[]) => facts.toSorted((a, b) => (factKey(a) < factKey(b) ? -1 : 1))

    it('is read with what every page reads, and with nothing of another', async () => {
      const spine = [opening(own), decision(own, 'somebody'), reopened, elsewhere, held]
      const others = [sent('office-2', 1), sent('offic', 1), link(own, 1), mail as Fact]
      for (const fact of [...spine, sent('office', 2), sent('office', 1), ...others]) await store.record(fact)
      const read = await store.unitFacts(own, 'office')
      expect(inOrder(read)).toEqual(inOrder([...spine, sent('office', 1), sent('office', 2)]))
      expect(inOrder(await store.unitFacts(own, 'nobody'))).toEqual(inOrder(spine))
      expect(inOrder(await store.unitFacts(own))).toEqual(inOrder(spine))
    })

    it('is read with all other units, and without what anybody was told', async () => {
      const all = (await store.facts(own)).filter(({ kind }) => kind !== 'link' && kind !== 'mail')
      expect(inOrder(await store.decidingFacts(own))).toEqual(inOrder(all))
      expect(all).toHaveLength((await store.facts(own)).length - 2)
    })

    it('is seen on a board with whom its mails reached', async () => {
      const board = await store.boardFacts(own)
      expect(board.filter(({ kind }) => kind === 'mail')).toHaveLength(1)
      expect(inOrder(board)).toEqual(expect.arrayContaining(inOrder(await store.decidingFacts(own))))
    })

    it('is seen there the same way from a copy, with what came after it', async () => {
      const board = `c-${randomUUID()}`
      const told = (n: number) =>
        ({ ...mail, cycle: board, duty: `invite/office/${String(n).padStart(4, '0')}` }) as Fact
      await store.record(opening(board))
      await Promise.all(Array.from({ length: 400 }, (_, n) => store.record(told(n))))
      const all = async () => inOrder(await store.facts(board))
      for (const late of [undefined, told(400), submission(board, 1, 'b'.repeat(64)), { ...held, cycle: board }]) {
        if (late) await store.record(late as Fact)
        expect(inOrder(await store.boardFacts(board))).toEqual(await all())
        await store.keepBoard(board)
        expect(inOrder(await store.boardFacts(board))).toEqual(await all())
      }
    })

    it('has acts among those of the whole', async () => {
      expect((await store.factsOf(own, 'act')).sort((a, b) => a.n - b.n)).toEqual([reopened, elsewhere, held])
    })

    it('has its facts read among those of all units by their kind', async () => {
      expect((await store.factsOf(own, 'submission')).map(({ unit }) => unit).sort()).toEqual([
        'offic',
        'office',
        'office',
        'office-2',
      ])
    })
  })

  it('a hint is the last that was saved of it, and none before', async () => {
    const own = `c-${randomUUID()}`
    expect(await store.hint(own, 'witness')).toBeUndefined()
    for (const hint of ['finance', 'office']) await store.saveHint(own, 'witness', hint)
    expect(await store.hint(own, 'witness')).toBe('office')
    expect(await store.facts(own)).toEqual([])
  })

  describe('what the timer has to know', () => {
    const at = '2021-01-12T02:00:00.000Z'
    const note = (begun: Record<string, string>, look?: Look, newest?: string) => ({
      ...(look && { look }),
      ...(newest && { newest }),
      begun: new Map(Object.entries(begun)),
    })

    it('is nothing, then what was begun and not struck off, then how it left the cycle', async () => {
      const own = `c-${randomUUID()}`
      expect(await store.timerNote(own)).toEqual(note({}))
      for (const id of ['a', 'b', 'c']) await store.noteWork(own, id, at)
      const [later, newest] = ['2021-01-12T02:01:00.000Z', 'b 2021-01-12T02:01:00.000Z']
      await store.noteWork(own, 'b', later)
      expect(await store.timerNote(own)).toEqual(note({ a: at, b: later, c: at }, undefined, newest))
      await store.strikeWork(own, ['b', 'never begun'])
      const look = { at, until: '2021-01-12T16:00:00.000Z', run: own }
      expect((await store.timerNote(own)).newest).toBe('b is done')
      await store.strikeWork(own, ['a'], look)
      // The first is kept as one that is over: what may have been lost before it is not known.
      expect(await store.timerNote(own)).toMatchObject({ look: { ...look, until: at } })
      await store.strikeWork(own, ['a'], look)
      expect(await store.timerNote(own)).toEqual(note({ c: at }, look, 'b is done'))
      const next = { at, until: '2021-01-13T00:00:00.000Z' }
      await store.strikeWork(own, [], next)
      expect(await store.timerNote(own)).toEqual(note({ c: at }, next, 'b is done'))
      expect(await store.facts(own)).toEqual([])
    })

    it('takes any number of works at once, and strikes them off at once', async () => {
      const own = `c-${randomUUID()}`
      const ids = Array.from({ length: 250 }, () => randomUUID())
      const noted = async () => {
        await Promise.all(ids.map((id) => store.noteWork(own, id, at)))
        expect((await store.timerNote(own)).begun.size).toBe(250)
      }
      await noted()
      await store.strikeWork(own, ids, { at, until: at })
      expect(await store.timerNote(own)).toMatchObject({ look: { at, until: at }, begun: new Map() })
      await noted()
      await store.lookAgain(own, ids)
      const { look, begun } = await store.timerNote(own)
      expect({ look, begun }).toEqual({ look: undefined, begun: new Map() })
    })

    it('is forgotten of how it left the cycle where something is open; its next look is one that is over', async () => {
      const own = `c-${randomUUID()}`
      const look = { at, until: '2021-01-12T16:00:00.000Z', since: at }
      for (const id of ['a', 'b']) await store.noteWork(own, id, at)
      for (const _ of [1, 2]) await store.strikeWork(own, [], look)
      expect((await store.timerNote(own)).look).toEqual(look)
      await store.lookAgain(own, ['a'])
      const { begun, ...left } = await store.timerNote(own)
      expect(left.look).toBeUndefined()
      expect([...begun]).toEqual([['b', at]])
      await store.lookAgain(own, [])
      await store.strikeWork(own, [], look)
      expect((await store.timerNote(own)).look).toEqual({ ...look, until: at, since: at })
    })

    it('is not taken for settled by a turn that read it before something was left open, whoever looked in between', async () => {
      const own = `c-${randomUUID()}`
      const until = '2021-01-12T16:00:00.000Z'
      const settled = { at, until, since: at }
      for (const _ of [1, 2]) await store.strikeWork(own, [], settled)
      await store.lookAgain(own, [])
      const between = '2021-01-12T02:15:00.000Z'
      await store.strikeWork(own, [], { at: between, until: between, since: between })
      await store.strikeWork(own, [], settled)
      expect((await store.timerNote(own)).look).toEqual({ at, until: at, since: at })
    })
  })

  it('lists that grow with the units are read back as they were recorded', async () => {
    const own = `c-${randomUUID()}`
    const name = { zh: '某单位', en: 'Some unit' }
    const units = Array.from({ length: 5_000 }, (_, n) => {
      const contacts = [{ id: `clerk-${n}`, name: '王芳', address: `clerk-${n}@example.org`, title: '科员' }]
      return { id: `unit-${n}`, name, kind: 'department' as const, roles: [], contacts }
    })
    const fact = { ...opening(own), units }
    expect(await store.record(fact)).toEqual({ recorded: true, fact })
    expect(await store.record({ ...fact, units: [] })).toEqual({ recorded: false, fact })
    expect(await store.facts(own)).toEqual([fact])
    expect(await store.factsOf(own, 'opening')).toEqual([fact])
  })

  it('a draft of five thousand units, with everybody who had a hand in it, is no larger than a store takes', async () => {
    const fact = draft(`c-${randomUUID()}`, {
      submissions: Array.from({ length: 5_000 }, (_, n) => ({
        unit: `unit-${n}`,
        revision: 1,
        digest: 'a'.repeat(64),
      })),
      hands: Array.from({ length: 10_000 }, (_, n) => `clerk-${n}-`.padEnd(60, 'x')),
    })
    expect(await store.record(fact)).toEqual({ recorded: true, fact })
    expect(await store.factsOf(fact.cycle, 'draft')).toEqual([fact])
  })

  describe('a cycle', () => {
    it('is listed once it is opened, and unknown before', async () => {
      const opened = `c-${randomUUID()}`
      expect(await store.facts(opened)).toEqual([])
      expect(await store.cycles()).not.toContain(opened)
      await store.record(opening(opened))
      expect(await store.cycles()).toContain(opened)
      expect(await store.facts(opened)).toEqual([opening(opened)])
    })
  })

  describe('two openings of one report at once, under different ids', () => {
    /** Both have looked before either writes. */
    const both = () => {
      const looked = barrier(2)
      return {
        async record<F extends Fact>(fact: F) {
          await looked()
          return store.record(fact)
        },
      }
    }
    const services = (over: Partial<ReportStore>, runs: string[] = []) => ({
      clock: { now: () => '2021-01-05T00:00:00.000Z' },
      files: keptFiles(),
      store: { ...store, ...over },
      workflow: { start: async (name: string) => void runs.push(name) } as unknown as Workflow,
      log: () => {},
    })
    const wanted = (of: string, n: number): Opening => {
      const issuer = { id: of, name: { zh: '某县', en: 'A county' }, level: 'county' }
      return { ...opening(`${of}-${n}`), issuer }
    }
    const report = shippedDefinition('gid-2019')
    const standing = async (of: string) => (await store.cycles()).filter((cycle) => cycle.startsWith(of))

    it('leave one, and the other reads which', async () => {
      const of = `r-${randomUUID().slice(0, 8)}`
      const racing = services(both())
      const answers = await Promise.allSettled([1, 2].map((n) => recordOpening(wanted(of, n), report, racing)))
      const [stands] = await standing(of)
      expect(await standing(of)).toHaveLength(1)
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { problems: [{ field: 'year', facts: { cycle: stands } }] },
      })
    })

    it('leave the first where it died before its opening was written; called off, it makes room for one', async () => {
      const of = `r-${randomUUID().slice(0, 8)}`
      const runs: string[] = []
      const dies = services({
        record: async (fact) => (fact.kind === 'opening' ? Promise.reject(new Error('killed')) : store.record(fact)),
      })
      await expect(recordOpening(wanted(of, 1), report, dies)).rejects.toThrow('killed')
      expect(await standing(of)).toEqual([])
      const refused = { problems: [{ field: 'year', facts: { cycle: `${of}-1` } }] }
      await expect(recordOpening(wanted(of, 2), report, services({}, runs))).rejects.toMatchObject(refused)
      expect([await standing(of), runs]).toEqual([[`${of}-1`], [`${of}-1`]])
      expect(await recordOpening(wanted(of, 1), report, services({}))).toMatchObject({ opened: false })

      const cancel = {
        kind: 'act',
        cycle: `${of}-1`,
        n: 1,
        id: 'c',
        at: '',
        by: 'li',
        reason: '',
        act: 'cancel',
      } as const
      await store.record(cancel)
      const racing = services(both())
      const answers = await Promise.allSettled([2, 3].map((n) => recordOpening(wanted(of, n), report, racing)))
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await standing(of)).toHaveLength(2)
    })

    it('do not stand in the way of others where the claimed name went to another body', async () => {
      const of = `r-${randomUUID().slice(0, 8)}`
      const other = { ...wanted(`${of}-other`, 1), cycle: `${of}-1` }
      const late = services({
        async record(fact) {
          if (fact.kind === 'opening' && fact.issuer.id === of) await store.record(other)
          return store.record(fact)
        },
      })
      await expect(recordOpening(wanted(of, 1), report, late)).rejects.toMatchObject({ problems: [{ field: 'cycle' }] })
      expect(await recordOpening(wanted(of, 2), report, services({}))).toMatchObject({ opened: true })
    })
  })

  describe('a link', () => {
    it('is found by the hash of its id and of its paste code', async () => {
      const fact = link(cycle, 1)
      await store.record(fact)
      const { purpose, subject, person } = fact
      for (const hash of [fact.hash, fact.codeHash])
        expect(await store.linkHolder(hash)).toEqual({ cycle, purpose, subject, person })
      expect(await store.linkHolder('0'.repeat(64))).toBeUndefined()
    })

    const found = async (hash: string) => {
      const holder = await store.linkHolder(hash)
      const family = holder && `${holder.purpose}#${holder.subject}#${holder.person}#`
      return holder && linkAmong(await store.factsOf(holder.cycle, 'link', family), hash)
    }

    it('that lost the race for its generation leads nowhere', async () => {
      const [winner, loser] = [link(cycle, 2), link(cycle, 2)]
      await store.record(winner)
      expect(await store.record(loser)).toEqual({ recorded: false, fact: winner })
      expect(await found(loser.hash)).toBeUndefined()
      expect((await found(winner.hash))?.link).toEqual(winner)
    })

    it('is found with the newest of its generations, and with nobody else’s', async () => {
      const own = `c-${randomUUID()}`
      const [first, tenth] = [link(own, 9), link(own, 10)]
      const others = [
        { ...link(own, 11), person: 'finance-wang-2' },
        { ...link(own, 12), purpose: 'confirmation' as const },
      ]
      for (const fact of [tenth, first, ...others]) await store.record(fact)
      expect(await found(first.hash)).toEqual({ link: first, newest: tenth })
      expect(await found(tenth.codeHash)).toEqual({ link: tenth, newest: tenth })
    })

    it('has the digits that were mailed and typed on it, and no other link’s', async () => {
      const own = `c-${randomUUID()}`
      const [at, expires] = ['2021-01-05T08:00:00.000Z', '2021-01-05T08:10:00.000Z']
      const of = { cycle: own, link: 'a'.repeat(64), about: 'ab12', n: 1, at }
      const code = { kind: 'code', ...of, expires } as const
      const tried = { kind: 'code-try', ...of } as const
      const used = { kind: 'code-use', ...of, use: 'approve' } as const
      const foreign = { ...tried, link: 'b'.repeat(64) }
      for (const fact of [code, tried, used, foreign]) await store.record(fact)
      expect(await store.codes(own, of.link)).toEqual({ asked: [code], tries: [tried], uses: [used] })
    })
  })

  describe('a callback', () => {
    it('is the latest one, with a token as long and as odd as they come', async () => {
      const token = '+/='.repeat(683).slice(0, 2048)
      const at = '2021-01-05T08:00:00.000Z'
      expect(await store.callback(cycle, 'sign-off')).toBeUndefined()
      const old = { cycle, wait: 'sign-off', token: 'old', execution: 'e-1', at, seen: 0 } as const
      const newer = { ...old, token, execution: 'e-2' }
      expect(await store.saveCallback(old)).toBe(true)
      expect(await store.saveCallback(newer, old)).toBe(true)
      expect(await store.saveCallback(newer, old)).toBe(true) // its answer was lost, it is asked again
      expect(await store.saveCallback({ ...old, token: 'late' }, old)).toBe(false)
      expect(await store.saveCallback({ ...old, token: 'late' })).toBe(false)
      expect(await store.callback(cycle, 'sign-off')).toEqual({
        cycle,
        wait: 'sign-off',
        token,
        execution: 'e-2',
        at,
        seen: 0,
      })
      expect(await store.callback(cycle, 'submissions')).toBeUndefined()
    })
  })

  describe('a session', () => {
    it('is kept, overwritten and read back with its expiry', async () => {
      const session = someSession(cycle)
      await store.saveSession(session)
      expect(await store.session(session.hash)).toEqual(session)
      const longer = { ...session, expires: '2021-01-06T08:00:00.000Z' }
      await store.saveSession(longer)
      expect(await store.session(session.hash)).toEqual(longer)
      expect(await store.session('f'.repeat(64))).toBeUndefined()
    })

    it('is marked as used and as closed, each without the other', async () => {
      const session = someSession(cycle)
      await store.saveSession(session)
      await Promise.all([
        store.markSession(session.hash, 'ended', '2021-01-05T08:30:00.000Z'),
        store.markSession(session.hash, 'seen', '2021-01-05T08:31:00.000Z'),
      ])
      const marked = { ...session, ended: '2021-01-05T08:30:00.000Z', seen: '2021-01-05T08:31:00.000Z' }
      expect(await store.session(session.hash)).toEqual(marked)
    })

    it('that is not there is not made by a mark', async () => {
      const hash = randomUUID()
      await store.markSession(hash, 'seen', '2021-01-05T08:30:00.000Z')
      expect(await store.session(hash)).toBeUndefined()
    })
  })

  describe('a working copy', () => {
    it('is overwritten by the one that was made from it, and by no other', async () => {
      const own = `c-${randomUUID()}`
      expect(await store.workingCopy(own, 'finance')).toBeUndefined()
      expect(await store.saveWorkingCopy(workingCopy(own, 1))).toBe(true)
      expect(await store.saveWorkingCopy(workingCopy(own, 2, '4'))).toBe(true)
      for (const late of [1, 2, 4]) expect(await store.saveWorkingCopy(workingCopy(own, late, '9'))).toBe(false)
      expect(await store.workingCopy(own, 'finance')).toEqual(workingCopy(own, 2, '4'))
    })

    it('has one winner among twenty who save at once', async () => {
      const own = `c-${randomUUID()}`
      const saves = Array.from({ length: 20 }, (_, i) => store.saveWorkingCopy(workingCopy(own, 1, String(i))))
      const won = (await Promise.all(saves)).flatMap((saved, i) => (saved ? [String(i)] : []))
      expect(won).toHaveLength(1)
      expect(await store.workingCopy(own, 'finance')).toEqual(workingCopy(own, 1, won[0]))
    })

    it('is no fact, and is found with those of the other units of its cycle alone', async () => {
      const own = `c-${randomUUID()}`
      for (const unit of ['water', 'finance']) await store.saveWorkingCopy(workingCopy(own, 1, '1', unit))
      await store.saveWorkingCopy(workingCopy(`${own}-2`, 1))
      expect((await store.workingCopies(own)).map(({ unit }) => unit)).toEqual(['finance', 'water'])
      expect(await store.facts(own)).toEqual([])
    })
  })
}

const workingCopy = (cycle: string, version: number, value = '3', unit = 'finance'): WorkingCopy => ({
  cycle,
  unit,
  version,
  base: 0,
  fields: { 'cell:t3.new.natural': { value, by: 'finance-wang/ab12', origin: 'zero', gave: { value: '', by: 'x/' } } },
  at: '2021-01-05T08:00:00.000Z',
  by: 'finance-wang',
  expires: '2021-03-31T16:00:00.000Z',
})

const submission = (cycle: string, revision: number, digest: string): SubmissionFact => ({
  kind: 'submission',
  cycle,
  unit: 'finance',
  revision,
  digest,
  at: '2021-01-05T08:00:00.000Z',
  by: 'finance-wang',
  channel: 'form',
  nil: false,
})

const decision = (cycle: string, by: string): DecisionFact => ({
  kind: 'decision',
  cycle,
  round: 1,
  stage: 'leader',
  seat: 'mayor-zhao',
  by,
  choice: 'approve',
  draft: 'd'.repeat(64),
  scope: 'd'.repeat(64),
  reasons: [],
  attestation: { zh: '同意', en: '同意' },
  definition: 'e'.repeat(64),
  at: '2021-01-05T08:00:00.000Z',
})

const draft = (cycle: string, lists: Pick<DraftFact, 'submissions' | 'hands'>): DraftFact => ({
  kind: 'draft',
  cycle,
  round: 2,
  digest: 'd'.repeat(64),
  at: '2021-01-05T08:00:00.000Z',
  acts: 0,
  gaps: [],
  stages: [],
  ...lists,
})

const opening = (cycle: string): Opening => ({
  kind: 'opening',
  cycle,
  at: '2021-01-04T00:00:00.000Z',
  by: 'office-li',
  definition: { id: 'annual-report-2019', version: 1, digest: 'd'.repeat(64) },
  issuer: { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang City' }, level: 'county' },
  year: 2020,
  timetable: { submissions: '2021-01-15', legal: '2021-03-31' },
  zone: 'Asia/Shanghai',
  units: [],
  route: [],
  office: [],
  policy: { missing: 'hold' },
})

const link = (cycle: string, generation: number): LinkFact => ({
  kind: 'link',
  cycle,
  purpose: 'slice',
  subject: 'finance',
  person: 'finance-wang',
  generation,
  kid: '1',
  hash: randomUUID(),
  codeHash: randomUUID(),
  issued: '2021-01-04T00:00:00.000Z',
  expires: '2021-03-31T16:00:00.000Z',
})

const someSession = (cycle: string): Session => ({
  hash: randomUUID(),
  cycle,
  purpose: 'sign-off',
  subject: 'leader/mayor-zhao',
  person: 'mayor-zhao',
  link: 'a'.repeat(64),
  opened: '2021-01-05T08:00:00.000Z',
  expires: '2021-01-05T16:00:00.000Z',
  seen: '2021-01-05T08:00:00.000Z',
})

/** A network that carries the first request and drops its answer. */
async function losingFirstAnswer(endpoint: string) {
  let lost = 0
  const server = createServer((incoming, outgoing) => {
    const to = new URL(endpoint)
    const options = {
      host: to.hostname,
      port: to.port,
      method: incoming.method,
      headers: incoming.headers,
      path: incoming.url,
    }
    const passed = httpRequest(options, (answer) => {
      if (lost === 0) {
        lost += 1
        answer.resume().once('end', () => outgoing.destroy())
      } else {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      }
    })
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lost: () => lost, stop }
}

/** Registers the cases of a table of DynamoDB; kept here so that another endpoint's suite reads the same. */
export function describeReportStore(name: string, open: () => Promise<TableAt & { stop(): Promise<void> }>): void {
  describe(name, () => {
    let opened: TableAt & { stop(): Promise<void> }
    const table = () => opened
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.stop())
    reportStoreCases(() => reportStore(opened.client, opened.tableName, keptFiles()))

    it('a put whose answer was lost and that the client repeats is still the winner', async () => {
      const losing = await losingFirstAnswer(table().endpoint)
      const { credentials, region } = table().client.config
      const client = new DynamoDBClient({ endpoint: losing.endpoint, credentials, region, maxAttempts: 3 })
      const fact = submission(`c-${randomUUID()}`, 20, 'c'.repeat(64))
      expect(await reportStore(client, table().tableName).record(fact)).toEqual({ recorded: true, fact })
      expect(losing.lost()).toBe(1)
      await losing.stop()
    })
  })
}

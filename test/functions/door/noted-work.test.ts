import { beforeEach, describe, expect, it } from 'vitest'
import { notedWork } from '../../../functions/door/noted-work.ts'
import type { MailMessage, Services, ToldLater } from '../../../functions/services.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

const at = '2021-01-12T02:00:00.000Z'
const slice = { kind: 'submission', cycle: 'c', unit: 'u', at } as Fact
const link = { kind: 'link', cycle: 'c' } as Fact
const act = { kind: 'act', cycle: 'c', at } as Fact
const mail = { cycle: 'c', date: at } as MailMessage

describe('work on a cycle', () => {
  let done: string[]
  let begun: Map<string, string>
  const services = {
    store: {
      record: async (fact: Fact) => {
        done.push(`${fact.kind} with ${begun.size} begun`)
        return { recorded: true, fact }
      },
      noteWork: async (_: string, id: string, at: string) => void begun.set(id, at),
      strikeWork: async (_: string, ids: string[]) => void ids.map((id) => begun.delete(id)),
      lookAgain: async () => void done.push('looks again'),
    },
    mailer: { send: (message: MailMessage) => Promise.reject(new Error(`no way to ${message.to}`)) },
  } as unknown as Pick<Services, 'store' | 'mailer'>
  beforeEach(() => {
    done = []
    begun = new Map()
  })
  const recording = (...facts: Fact[]) =>
    notedWork(services, async ({ store }) => {
      for (const fact of facts) await store.record(fact)
    })

  it('is noted before its first fact that has consequences, and struck off when it is done', async () => {
    await recording(link, slice, slice)
    expect(done).toEqual(['link with 0 begun', 'submission with 1 begun', 'submission with 1 begun'])
    expect(begun.size).toBe(0)
  })

  it('stays noted where it breaks, since its newest fact', async () => {
    const later = { ...slice, at: '2021-01-12T02:01:00.000Z' } as Fact
    const breaking = notedWork(services, async ({ store }) => {
      for (const fact of [slice, later]) await store.record(fact)
      throw new Error('killed')
    })
    await expect(breaking).rejects.toThrow('killed')
    expect([...begun.values()]).toEqual(['2021-01-12T02:01:00.000Z'])
  })

  it('stays noted where a date may have been moved', async () => {
    await recording(act, slice)
    expect([...begun.values()]).toEqual([at])
  })

  it('stays noted where a service failed it, though whoever asked went on', async () => {
    const workflow = { resume: () => Promise.reject(new Error('throttled')), running: async () => true }
    const failing = { ...services, workflow } as unknown as Pick<Services, 'store' | 'workflow'>
    await notedWork(failing, async ({ store, workflow }) => {
      await store.record(slice)
      await workflow.running('c')
    })
    expect(begun.size).toBe(0)
    await notedWork(failing, async ({ store, workflow }) => {
      await store.record(slice)
      await workflow.resume('token', {}).catch(() => undefined)
    })
    expect(begun.size).toBe(1)
  })

  it('stays noted where nobody heard that a fact was kept', async () => {
    const unheard = {
      ...services.store,
      async record(fact: Fact) {
        await services.store.record(fact)
        throw new Error('no answer')
      },
    } as Services['store']
    await notedWork({ store: unheard }, ({ store }) => store.record(slice).catch(() => undefined))
    expect(begun.size).toBe(1)
  })

  it('what is handed on stays noted until whoever tells it strikes it off', async () => {
    const handed: (string | undefined)[] = []
    const clock = { now: () => at }
    const later = { tell: async ({ note }: ToldLater) => void handed.push(note) }
    await notedWork({ ...services, clock, later }, async ({ store, later }) => {
      await store.record(slice)
      await later.tell({ cycle: 'c', unit: 'u' })
    })
    expect([...begun.keys()]).toEqual(handed)
    expect(handed[0]).toBeDefined()
  })

  it('of a mail that cannot be sent nothing is noted: the timer looks again, also where whoever sends it goes on', async () => {
    for (const messageId of ['one@office', 'two@office'])
      await notedWork(services, async ({ store, mailer }) => {
        await store.record(slice)
        await mailer.send({ ...mail, messageId }).catch(() => undefined)
      })
    expect(begun.size).toBe(0)
    expect(done.filter((each) => each === 'looks again')).toHaveLength(2)
  })

  it('what has no store is left alone', async () => {
    expect(await notedWork({ settings: 1 }, async (own) => own)).toEqual({ settings: 1 })
  })
})

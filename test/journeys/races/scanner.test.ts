import { cp, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { approve, confirm, returnDraft } from '../../../infra/local/demo/people.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import { hasBrowser } from '../../fixtures/chromium.ts'
import { fetcher, presser, type Scanner, sandbox, thorough } from './scanner.ts'
import { clerkOf, people, requestsSince, type SmallCycle, sliceOf, startSmallCycle } from './small-cycle.ts'

/**
 * A mail scanner visits every link of every mail before its reader does, and again after the reader acted. Nothing changes, and the
 * cycle ends the same, byte for byte, as the one nobody scanned: same facts, same published files. For that the two have the same
 * keys, the same address and a clock that stands; only the signature of the manifest differs, as every ECDSA signature does.
 * With LIANBAO_SCANNER=all they press deeper, come back to every mail after every step, and the real browser visits every mail
 * instead of one of each kind; that takes some minutes.
 */

type Ended = { facts: Fact[]; files: Record<string, string>; mails: string[] }

const patience = thorough ? 1_800_000 : 300_000
let unscanned: Ended
let model: { folder: string; port: number }
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-unscanned-'))
  const small = await startSmallCycle({}, { folder })
  model = { folder, port: Number(new URL(small.local.baseUrl).port) }
  unscanned = await play(small)
})

describe('a cycle whose every link is visited first ends as if nobody had', () => {
  // One that is broken off leaves its system, and the next finds the address taken: a loaded machine is not a failure.
  test('by a program that fetches', () => sameAsUnscanned(fetcher), patience)
  test('by a program that presses buttons', () => sameAsUnscanned(presser), patience)
  test.skipIf(!hasBrowser)(
    'by a browser in a sandbox',
    async () => {
      const scanner = await sandbox()
      try {
        await sameAsUnscanned(scanner)
      } finally {
        await scanner.stop?.()
      }
    },
    patience,
  )
})

async function sameAsUnscanned(scanner: Scanner): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-scanned-'))
  await cp(join(model.folder, 'keys'), join(folder, 'keys'), { recursive: true })
  const ended = await play(await startSmallCycle({}, { folder, port: model.port }), scanner)
  expect(ended.mails).toEqual(unscanned.mails)
  expect(ended.facts).toEqual(unscanned.facts)
  expect(ended.files).toEqual(unscanned.files)
}

/** The small cycle with one return, every step a minute after the one before. */
async function play(small: SmallCycle, scanner?: Scanner): Promise<Ended> {
  const { door, local } = small
  const scanned = new Set<string>()
  try {
    await step(() => clerkOf(door, 'office').submit(sliceOf('office')))
    await step(() => clerkOf(door, 'housing').submit(sliceOf('housing')))
    await step(() => confirm(door, people.chief.address))
    const answered = new Set<string>()
    const sentBack = await answerAll(answered, true)
    expect(sentBack).toBe(true)
    await step(() => clerkOf(door, 'housing').submit(sliceOf('housing', '1', '本季度检查了全部在建工地。')))
    await step(() => confirm(door, people.chief.address))
    for (let turn = 0; turn < 3; turn++) await answerAll(answered, false)
    await scan(true)
    expect((await small.state()).publications).toHaveLength(1)
    return {
      facts: await withoutVisits(small),
      files: await publishedIn(join(local.folder, 'public')),
      mails: (await door.mails()).map(({ to, subject, text, date }) => `${date} ${to} ${subject}\n${text}`),
    }
  } finally {
    await local.stop()
  }

  async function step(act: () => Promise<{ status: number }>): Promise<void> {
    await scan()
    const { status } = await act()
    expect(status).toBe(200)
    await local.settled()
    await scan(true)
    await small.pass(1)
  }

  /** Whoever is asked approves; the director sends one slice back, when told to. */
  async function answerAll(answered: Set<string>, sendsBack: boolean): Promise<boolean> {
    let sent = false
    for (
      let asked = await requestsSince(door, answered);
      asked.length > 0;
      asked = await requestsSince(door, answered)
    ) {
      const [one] = asked
      answered.add(one!.mail.id)
      if (sendsBack && one!.address === people.shao.address) {
        await step(() => returnDraft(door, one!, { target: 'housing', reason: '请补充在建工地的检查情况。' }))
        sent = true
      } else await step(() => approve(door, one!))
    }
    return sent
  }

  async function standing() {
    return { facts: await withoutVisits(small), mails: (await door.mails()).length }
  }

  /** Visits what is new; `again`, what was delivered last as well, now that its reader has acted on it. */
  async function scan(again = false): Promise<void> {
    if (!scanner) return
    const mails = await door.mails()
    const last = thorough ? 0 : mails.length - lastDelivered
    for (const [index, mail] of mails.entries()) {
      if (scanned.has(mail.id) && !(again && scanner.replays && index >= last)) continue
      scanned.add(mail.id)
      const before = await standing()
      await scanner.visit(door, mail)
      await local.settled()
      expect(await standing(), `${mail.to} ${mail.subject}`).toEqual(before)
    }
  }
}
/** All but that somebody pressed a link's button, which is all that a `visit` says. */
const withoutVisits = async (small: SmallCycle) => (await small.facts()).filter(({ kind }) => kind !== 'visit')

const lastDelivered = 3

async function publishedIn(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'manifest.sig.json') continue
    const path = join(entry.parentPath, entry.name)
    files[path.slice(folder.length + 1)] = digestOf(await readFile(path))
  }
  return files
}

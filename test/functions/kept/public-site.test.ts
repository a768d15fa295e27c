import { beforeEach, expect, test, vi } from 'vitest'
import { refreshSite } from '../../../functions/kept/published/public-site.ts'
import type { Services } from '../../../functions/services.ts'
import { publishReport } from '../../../functions/workflow/publish-report.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, type Variation } from '../../fixtures/tongjiang-2020.ts'

let services: Services
let published: Map<string, Uint8Array>
let written: string[]

beforeEach(() => publish({}))

async function publish(variation: Variation): Promise<void> {
  const kept = keptServices('2021-02-10T03:00:00.000Z').services
  published = new Map()
  written = []
  const put = async (path: string, bytes: Uint8Array) => {
    written.push(path)
    published.set(path, bytes)
  }
  const sign = async () => ({ key: 'k', signature: new Uint8Array(64), publicKey: 'pem' })
  services = {
    ...kept,
    published: { put, get: async (path) => published.get(path), movePointer: put },
    keys: { ...kept.keys, sign },
  }
  const { facts, submissions, draft, draftDigest } = cycleWith({ approved: 4, ...variation })
  for (const fact of facts) await services.store.record(fact)
  for (const document of submissions) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
  await services.files.put(draftFile(draftDigest), canonicalBytes(draft))
  await publishReport({ cycle: 'tongjiang-2020' }, services)
  written = []
}

/** How many pages are composed meanwhile. */
async function pagesMade(work: () => Promise<void>): Promise<number> {
  const encode = vi.spyOn(TextEncoder.prototype, 'encode')
  await work()
  const made = encode.mock.calls.filter(([text]) => text?.startsWith('<!doctype html>')).length
  encode.mockRestore()
  return made
}

test('pages that are there as they were made are read, and not made again', async () => {
  expect(await pagesMade(() => refreshSite(services))).toBe(0)
  expect(written).toEqual([])
})

test('a page that is there otherwise, or not any more, is put right', async () => {
  const [home, years] = ['index.html', 'b/tongjiang/index.html'].map((path) => [path, published.get(path)] as const)
  published.set('index.html', new TextEncoder().encode('<p>not ours</p>'))
  published.delete('b/tongjiang/index.html')
  expect(await pagesMade(() => refreshSite(services))).toBe(2)
  expect(written.sort()).toEqual(['b/tongjiang/index.html', 'index.html'])
  expect([published.get(home![0]), published.get(years![0])]).toEqual([home![1], years![1]])
})

test('what a trial shows has its mark, whatever else was made in the process', async () => {
  const trial = { ...services, settings: { ...services.settings, trial: true } } as Services
  await refreshSite(trial)
  const pages = [...published.keys()].filter((path) => /^(index|404|[by]\/.*)(\.en)?\.html$/.test(path))
  expect(written.filter((path) => path.endsWith('.html')).length).toBeGreaterThanOrEqual(pages.length)
  await refreshSite(services)
  const [marked] = written
  expect(written.filter((path) => path === marked)).toHaveLength(2)
})

test('whom a correction exempts is missing from the version before it, while it is under way and when it is given up', async () => {
  await publish({ missing: ['market'] })
  const act = async (n: number, of: Record<string, unknown>) => {
    const said = { kind: 'act', cycle: 'tongjiang-2020', n, id: `a${n}`, at: '2021-02-11T03:00:00.000Z', by: 'feng' }
    await services.store.record({ ...said, reason: '无此项业务', ...of } as Fact)
    await refreshSite(services)
    return Buffer.from(published.get('y/2020/index.html')!).toString()
  }
  const before = await act(1, { act: 'correct', version: 1 })
  expect(before).toContain('没有加进去的是：同江市市场监督管理局')
  expect(await act(2, { act: 'exempt', unit: 'market' })).toBe(before)
  expect(await act(3, { act: 'abandon', correction: 1 })).toBe(before)
})

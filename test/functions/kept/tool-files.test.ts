import { expect, test } from 'vitest'
import { taskHandler } from '../../../functions/door/handler.ts'
import { publishUnitReports } from '../../../functions/schedule/publish-unit-reports.ts'
import type { LogCode } from '../../../shared/contract/log-messages.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function aRelease(site: Map<string, Uint8Array>, pages: Record<string, string>) {
  const written: string[] = []
  const looked: string[] = []
  const logged: LogCode[] = []
  const services = {
    store: { cycles: async () => [] },
    published: {
      async get(path: string) {
        if (path.startsWith('tools/')) looked.push(path)
        return site.get(path)
      },
      async movePointer(path: string, made: Uint8Array) {
        if (path.startsWith('tools/')) written.push(path)
        site.set(path, made)
      },
    },
    settings: { publicUrl: 'https://public.example' },
    tools: async () => new Map(Object.entries(pages).map(([path, text]) => [path, bytes(text)])),
    log: (code: LogCode) => void logged.push(code),
    clock: { now: () => '2026-03-01T00:00:00.000Z' },
  } as unknown as Parameters<typeof publishUnitReports>[1]
  return { services, written, looked, logged, turn: taskHandler('publish-unit-reports', publishUnitReports, services) }
}

test('the schedule puts the pages of its release beside the reports, once, and only those that are others', async () => {
  const site = new Map<string, Uint8Array>()
  const first = aRelease(site, { 'tools/check.html': 'one', 'tools/verify.html': 'one' })
  await first.turn({})
  await first.turn({})
  expect(first.written.sort()).toEqual(['tools/check.html', 'tools/verify.html'])
  expect(first.looked.sort()).toEqual(['tools/check.html', 'tools/verify.html'])
  const next = aRelease(site, { 'tools/check.html': 'two', 'tools/verify.html': 'one' })
  await next.turn({})
  expect(next.written).toEqual(['tools/check.html'])
  expect(site.get('tools/check.html')).toEqual(bytes('two'))
})

test('reports go out where the pages cannot be put, and the next turn tries again', async () => {
  const site = new Map<string, Uint8Array>()
  const { services, written, logged } = aRelease(site, { 'tools/check.html': 'one' })
  const { get } = services.published
  services.published.get = () => Promise.reject(new Error('away'))
  await expect(publishUnitReports({}, services)).rejects.toThrow('away')
  expect(logged).toContain('site-not-refreshed')
  services.published.get = get
  await publishUnitReports({}, services)
  expect(written).toEqual(['tools/check.html'])
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSystem, type System } from '../../../../infra/local/engine/system.ts'

let folder: string
let system: System
const heard: string[] = []
beforeEach(async () => {
  heard.length = 0
  folder = await mkdtemp(join(tmpdir(), 'lianbao-checkpoint-'))
  system = await openSystem({
    folder,
    clock: { now: () => '2021-01-12T02:00:00.000Z' },
    log: (code) => void heard.push(code),
    mailer: { send: async () => {} },
    settings: {
      baseUrl: 'https://office.example',
      publicUrl: 'https://public.office.example',
      sender: { name: '政务公开办', address: 'office@office.example', phone: '0454-1' },
    },
    damaged: () => void heard.push('damaged'),
  })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await system.begin(2 ** 30)
})
afterEach(async () => {
  vi.useRealTimers()
  await system.stop()
  await rm(folder, { recursive: true })
})
const checkpointThrows = (errcode: number) =>
  Object.assign(system.services.store, {
    checkpoint() {
      throw Object.assign(new Error('no'), { errcode })
    },
  })

it('that finds the disk full is tried again after an hour', () => {
  checkpointThrows(13)
  vi.advanceTimersByTime(2 * 3_600_000)
  expect(heard).toEqual(['checkpoint-failed', 'checkpoint-failed'])
})

it('that finds the file damaged ends the system', () => {
  checkpointThrows(11)
  vi.advanceTimersByTime(3_600_000)
  expect(heard).toEqual(['damaged'])
})

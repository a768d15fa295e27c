import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { openFrontDoor } from '../../../../infra/local/door/front-door.ts'
import {
  backupFinding,
  daysFinding,
  diskFinding,
  systemFinding,
  troubleSaid,
} from '../../../../infra/local/serve/doctor.ts'

const now = '2026-12-01T08:00:00.000Z'

it.each<[string, { standing: string }, string]>([
  ['a full disk', diskFinding(499), 'bad'],
  ['a disk that fills', diskFinding(1_999), 'warn'],
  ['room', diskFinding(2_000), 'good'],
  ['a certificate about to end', daysFinding(2.9, now), 'bad'],
  ['a certificate that should have been renewed', daysFinding(13, now), 'warn'],
  ['a fresh certificate', daysFinding(60, now), 'good'],
  ['no place for backups', backupFinding(undefined, [], now), 'warn'],
  ['no backup', backupFinding('/backups', [], now), 'bad'],
  ['a backup of the day before yesterday', backupFinding('/backups', [{ at: '2026-11-29T08:00:00.000Z' }], now), 'bad'],
  ['a backup of last night', backupFinding('/backups', [{ at: '2026-11-30T18:00:00.000Z' }], now), 'good'],
])('%s', (_, { standing }, expected) => expect(standing).toBe(expected))

it.each([
  [{ code: 'ENOTFOUND' }, '找不到这个主机名 / no such host name（ENOTFOUND）'],
  [{ code: 'ESOCKET', message: 'connect ECONNREFUSED' }, '连不上 / nobody answers there（ESOCKET）'],
  [
    { authenticationFailed: true, message: 'Command failed' },
    '用户名或密码不被接受 / user name or password refused（EAUTH）',
  ],
  [
    { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    '它的证书不被信任 / its certificate is not trusted（DEPTH_ZERO_SELF_SIGNED_CERT）',
  ],
  [{ message: 'timeout' }, '没有回应 / no answer in time（timeout）'],
  [{ message: 'what nobody knows' }, 'what nobody knows'],
  [{ code: 'ERR_SQLITE_ERROR', message: 'unable to open database file' }, 'unable to open database file'],
])('the doctor says in words what stands in the way: %o', (error, says) => {
  expect(troubleSaid(error)).toBe(says)
})

const baseUrl = 'https://report.example'

it.each(['127.0.0.1', '127.0.0.2', '::1'])('a system that listens on %s alone is found there', async (address) => {
  const door = await openFrontDoor({ port: 0, address, hosts: ['report.example'] })
  const ask = () => systemFinding({ listen: { address, port: door.port }, baseUrl })
  expect((await ask()).says, 'before it is opened').toMatch(/^HTTP 503/)
  let problems: string[] = []
  const healthAnswer = () => ({
    status: 200,
    headers: {},
    body: JSON.stringify({ ok: problems.length === 0, problems }),
  })
  door.open(async () => healthAnswer())
  expect((await ask()).says).toBe('运行正常 / runs')
  problems = ['disk-full', 'timer-late']
  expect(await ask()).toEqual({ standing: 'bad', says: 'disk-full; timer-late' })
  door.open(async () => ({ status: 404, headers: {}, body: JSON.stringify({ problems: [{ code: 'not-found' }] }) }))
  expect((await ask()).says, 'somebody else').toMatch(/^HTTP 404/)
  await door.close()
})

it('a system that does not answer in time is not called one that does not run', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const listen = { address: '127.0.0.1', port }
  const late: unknown = await systemFinding({ listen, baseUrl }, 100).catch((error: unknown) => error)
  expect(troubleSaid(late)).toBe('没有回应 / no answer in time（timeout）')
  silent.closeAllConnections()
  silent.close()
  await once(silent, 'close')
  expect((await systemFinding({ listen, baseUrl })).says).toBe('没有运行 / does not run')
})

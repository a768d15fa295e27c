import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { faultSentence } from '../../../../infra/local/serve/fault-sentence.ts'

const ofSystem = (code: string, path?: string) => Object.assign(new Error(code), { code, ...(path && { path }) })

test.each<[string, unknown, string | undefined]>([
  [
    'a file in the folder’s place',
    ofSystem('EEXIST', '/srv/a'),
    '已经有同名的文件 / a file of that name is there: /srv/a',
  ],
  ['a disk that can only be read', ofSystem('EROFS', '/srv/a'), '只能读 / can only be read: /srv/a'],
  ['no settings', ofSystem('ENOENT', '/srv/a/settings.json'), expect.stringContaining('docs/serve.zh.md')],
  ['what is ours to mend', new TypeError('x is not a function'), undefined],
])('%s', (_, error, said) => expect(faultSentence('/srv/a', error)).toEqual(said))

describe('systemd', () => {
  const unit = readFileSync('infra/machine/lianbao.service', 'utf8')
  const settings = JSON.stringify({
    baseUrl: 'https://report.example',
    listen: { port: 1 },
    sender: { name: '政务公开办', address: 'report@office.example', phone: '0454-1' },
    smtp: { host: '127.0.0.1', port: 1 },
  })

  it.each([
    ['does not start again what is damaged', { 'facts.sqlite': 'x'.repeat(4096) }, settings, true],
    ['does not start again what has wrong settings', {}, '{}', true],
    ['starts again what could not write, for as long as it takes', { 'heads.log/x': '' }, settings, false],
  ])('%s', (_, store, said, isForAPerson) => {
    const folder = mkdtempSync(join(tmpdir(), 'lianbao-fault-'))
    writeFileSync(join(folder, 'settings.json'), said)
    for (const [name, text] of Object.entries(store)) {
      mkdirSync(join(folder, 'store', name, '..'), { recursive: true })
      writeFileSync(join(folder, 'store', name), text)
    }
    const { status } = spawnSync(process.execPath, ['infra/run.mjs', 'infra/local/serve.ts', '--folder', folder])
    rmSync(folder, { recursive: true })
    expect(unit).toMatch(/^Restart=on-failure$/m)
    expect(unit).toMatch(/^StartLimitIntervalSec=0$/m)
    expect(status).not.toBe(0)
    expect(unit.includes(`\nRestartPreventExitStatus=${status}\n`)).toBe(isForAPerson)
  })
})

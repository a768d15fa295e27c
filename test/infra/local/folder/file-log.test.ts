import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fileLog } from '../../../../infra/local/folder/file-log.ts'

it('that cannot be written breaks nothing of who logs, and says so once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-log-'))
  const file = join(folder, 'lianbao.log')
  const told: string[] = []
  const log = fileLog(file, { now: () => '2021-01-04T00:00:00.000Z' }, (line) => told.push(JSON.parse(line).code))
  const times = (n: number) => {
    for (let i = 0; i < n; i++) log('mail-sent', {})
  }
  mkdirSync(file) // what is no file takes no line, whoever runs this
  times(3)
  log('mail-not-sent', {})
  expect(told).toEqual(['log-not-written', 'mail-not-sent'])

  rmdirSync(file)
  times(1)
  expect(readFileSync(file, 'utf8').match(/"code":"[\w-]+"/g)).toEqual(['"code":"mail-sent"'])
  rmSync(file)
  mkdirSync(file)
  times(2)
  expect(told).toEqual(['log-not-written', 'mail-not-sent', 'log-not-written'])
  rmSync(folder, { recursive: true })
})

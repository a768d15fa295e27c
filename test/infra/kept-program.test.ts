import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { sourcePosition } from '../../functions/aws/source-position.ts'
import { keptProgram } from '../../infra/kept-program/kept-program.mjs'

const folder = mkdtempSync(join(tmpdir(), 'lianbao-program-'))
const label = join(folder, 'made.json')
afterAll(() => rmSync(folder, { recursive: true }))

it('the program is made once, again where a source is another, and by nothing but its sources', {
  timeout: 120_000,
}, () => {
  const entry = keptProgram(folder)
  const made = statSync(label).mtimeMs
  expect([keptProgram(folder), statSync(label).mtimeMs]).toEqual([entry, made])
  expect(readdirSync(folder).sort()).toEqual([basename(dirname(entry!)), 'made.json'].sort())

  const { made: sources, ...rest } = JSON.parse(readFileSync(label, 'utf8'))
  expect(Object.keys(sources)).toEqual(
    expect.arrayContaining(['shared/contract/routes.ts', 'functions/http/office/show-board.ts']),
  )
  sources['shared/contract/routes.ts'] = 'of another version'
  writeFileSync(label, JSON.stringify({ ...rest, made: sources }))
  expect(keptProgram(folder)).toBe(entry)
  expect(JSON.parse(readFileSync(label, 'utf8')).made['shared/contract/routes.ts']).not.toBe('of another version')

  // Where something broke in it is told by a source's name and line.
  const program = readFileSync(entry!, 'utf8').split('\n')
  const line = program.findIndex((each) => each.includes('request-failed'))
  const where = `index:${line + 1}:${program[line]!.indexOf('request-failed')}`
  expect(sourcePosition(where, new URL(`file://${dirname(entry!)}/`))).toMatch(/^(functions|shared)\/.*\.ts:\d+$/)
})

it('where it cannot be kept there is none, and the start says why', () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {})
  expect(keptProgram(join(label, 'program'))).toBeUndefined()
  expect(keptProgram(join(folder, 'too-slow'), 0.001)).toBeUndefined()
  expect(said.mock.calls).toEqual([[expect.stringMatching(/: .*ENOTDIR/)], [expect.stringMatching(/ 0\.001 minutes$/)]])
  said.mockRestore()
})

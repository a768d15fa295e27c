import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const run = (program: string, ...args: string[]) =>
  spawnSync(process.execPath, ['infra/run.mjs', program, ...args], { encoding: 'utf8', timeout: 60_000 })

describe.each(['infra/local/start.ts', 'infra/local/serve.ts', 'infra/local/demo/demo.ts'])('%s', (program) => {
  it('says at once all that is wrong with how it was called', () => {
    const { status, stdout, stderr } = run(program, '--nosuch', '--folder', '--lang', 'fr', 'one', 'two')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('there is no --nosuch')
    expect(stderr).toContain('“two” is too much')
    expect(stderr).toMatch(/usage: npm .*\[--/)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it('answers --help', () => {
    const { status, stdout, stderr } = run(program, '--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/usage: npm .*\[--/)
  })
})

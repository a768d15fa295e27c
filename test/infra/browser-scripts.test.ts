import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { bundleForBrowser } from '../../infra/browser-bundle.ts'
import { browserScripts, buildScript, refuseHeavyScripts } from '../../infra/browser-scripts.ts'
import { heavyTools } from '../../infra/tool-script.ts'
import { scriptNames } from '../../shared/contract/browser-scripts.ts'

describe.each(scriptNames)('the script %s', (name) => {
  const script = browserScripts().find((one) => one.name === name)!

  it('has the same bytes whenever it is built, and is named by them', () => {
    expect(buildScript(name)).toEqual(script)
    expect(script.file).toMatch(new RegExp(`^${name}-[0-9a-f]{16}\\.js$`))
  })

  it('is made of functions/desk and shared, and of nothing that a browser has not', () => {
    const ours = script.inputs.filter((input) => !input.startsWith('node_modules/'))
    expect(ours.filter((input) => !/^(functions\/desk|shared)\//.test(input))).toEqual([])
    expect(script.inputs.filter((input) => /zod|canonicalize|node:|\.json$/.test(input))).toEqual([])
  })

  it('names no place and reads nothing that a policy would have to allow', () => {
    expect(script.text).not.toMatch(/\beval\(|new Function\(|https?:\/\//)
  })
})

it('no script is heavier than an office’s line and computer bear', () => {
  expect(refuseHeavyScripts).not.toThrow()
  expect(heavyTools()).toEqual([])
})

describe('where a compile cache is named', () => {
  it('a script is built once, and anew when one of its sources is another', () => {
    const cache = mkdtempSync(join(tmpdir(), 'lianbao-scripts-'))
    const place = join(cache, 'scripts', 'chooser.json')
    vi.stubEnv('NODE_COMPILE_CACHE', cache)
    try {
      const built = bundleForBrowser('chooser')
      const kept = JSON.parse(readFileSync(place, 'utf8'))
      writeFileSync(place, JSON.stringify({ ...kept, text: 'kept' }))
      expect(bundleForBrowser('chooser')).toEqual({ contents: Buffer.from('kept'), text: 'kept', inputs: built.inputs })
      writeFileSync(place, JSON.stringify({ text: 'kept', made: { ...kept.made, [built.inputs[0] ?? '']: 'other' } }))
      expect(bundleForBrowser('chooser').text).toBe(built.text)
      writeFileSync(place, 'half of a fi')
      expect(bundleForBrowser('chooser').text).toBe(built.text)
    } finally {
      vi.unstubAllEnvs()
      rmSync(cache, { recursive: true })
    }
  })
})

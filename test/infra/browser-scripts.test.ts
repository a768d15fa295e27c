import { describe, expect, it } from 'vitest'
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

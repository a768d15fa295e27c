import { describe, expect, it } from 'vitest'
import { readTarget, type Target } from '../../../infra/command-line/target.ts'

const on = (target: Target, rest: string[]) => ({ target, given: target, rest })

describe('readTarget', () => {
  it.each([
    ['nothing named: the usual folder', ['board'], { target: { folder: '.lianbao' }, rest: ['board'] }],
    ['a stage, at the end', ['board', 'c', '--stage', 'trial'], on({ stage: 'trial' }, ['board', 'c'])],
    ['a stage, in front', ['--stage=trial', 'board', '--csv'], on({ stage: 'trial' }, ['board', '--csv'])],
    ['a folder', ['audit', '--folder', '/srv/l', 'c'], on({ folder: '/srv/l' }, ['audit', 'c'])],
    ['a stage without a name', ['board', '--stage'], undefined],
    ['an option where the name should be', ['board', '--stage', '--csv'], undefined],
    ['both', ['board', '--stage', 'trial', '--folder', 'x'], undefined],
  ])('%s', (_name, args, read) => {
    expect(readTarget(args, '.lianbao')).toEqual(read)
  })
})

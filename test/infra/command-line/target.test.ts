import { describe, expect, it } from 'vitest'
import { readTarget } from '../../../infra/command-line/target.ts'

describe('readTarget', () => {
  it.each([
    ['nothing named: the usual folder', ['board'], { target: { folder: '.lianbao' }, rest: ['board'] }],
    ['a stage, at the end', ['board', 'c', '--stage', 'trial'], { target: { stage: 'trial' }, rest: ['board', 'c'] }],
    [
      'a stage, in front',
      ['--stage=trial', 'board', '--csv'],
      { target: { stage: 'trial' }, rest: ['board', '--csv'] },
    ],
    ['a folder', ['audit', '--folder', '/srv/l', 'c'], { target: { folder: '/srv/l' }, rest: ['audit', 'c'] }],
    ['a stage without a name', ['board', '--stage'], undefined],
    ['an option where the name should be', ['board', '--stage', '--csv'], undefined],
    ['both', ['board', '--stage', 'trial', '--folder', 'x'], undefined],
  ])('%s', (_name, args, read) => {
    expect(readTarget(args, '.lianbao')).toEqual(read)
  })
})

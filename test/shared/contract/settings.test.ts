import { describe, expect, it } from 'vitest'
import { readSettings, SettingsProblem } from '../../../shared/contract/settings.ts'

describe('readSettings', () => {
  it('reads the named settings and no others', () => {
    const source = { TABLE: 'reports', MAILS_PER_SECOND: '5', BASE_URL: 'https://bao.example.gov.cn', OTHER: 'x' }
    expect(readSettings(['TABLE', 'MAILS_PER_SECOND', 'BASE_URL'], source)).toEqual({
      TABLE: 'reports',
      MAILS_PER_SECOND: 5,
      BASE_URL: 'https://bao.example.gov.cn',
    })
  })

  it('reports everything that is missing or malformed at once, by name and without values', () => {
    const source = { TABLE: '', BASE_URL: 'https://bao.example.gov.cn/', SENDER_ADDRESS: 'secret-like-thing' }
    const problem = caught(() => readSettings(['STAGE', 'TABLE', 'BASE_URL', 'SENDER_ADDRESS'], source))
    expect(problem).toBeInstanceOf(SettingsProblem)
    expect((problem as SettingsProblem).problems.map(({ setting }) => setting)).toEqual([
      'STAGE',
      'TABLE',
      'BASE_URL',
      'SENDER_ADDRESS',
    ])
    expect(String(problem)).not.toContain('secret-like-thing')
  })
})

function caught(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

import { describe, expect, test } from 'vitest'
import { type MailDuty, type MailDutyKind, mailKey, readMailKey } from '../../../shared/cycle/mail-duty.ts'

/** Keys as they stand in the facts of cycles that are running: another key would send the mail again. */
const kept: Record<MailDutyKind, [MailDuty, string]> = {
  invite: [{ of: 'invite', unit: 'police', person: 'wang' }, 'invite/police/wang'],
  board: [{ of: 'board', person: 'feng' }, 'board/feng'],
  confirm: [{ of: 'confirm', unit: 'police', revision: 2, person: 'li' }, 'confirm/police/2/li'],
  receipt: [{ of: 'receipt', unit: 'police', revision: 2, person: 'wang' }, 'receipt/police/2/wang'],
  returned: [
    { of: 'returned', unit: 'police', by: 'leader', revision: 2, person: 'wang' },
    'returned/police/leader/2/wang',
  ],
  colleague: [{ of: 'colleague', unit: 'police', n: 1, person: 'police-c-1' }, 'colleague/police/1/police-c-1'],
  asked: [{ of: 'asked', unit: 'police', n: 1, person: 'feng' }, 'asked/police/1/feng'],
  'taken-back': [{ of: 'taken-back', unit: 'police', revision: 2, person: 'zhao' }, 'taken-back/police/2/zhao'],
  return: [{ of: 'return', round: 1, unit: 'police', person: 'wang' }, 'return/1/police/wang'],
  request: [{ of: 'request', round: 1, stage: 'leader', seat: 'sun', person: 'zhou' }, 'request/1/leader/sun/zhou'],
  copy: [{ of: 'copy', round: 1, stage: 'leader', person: 'he' }, 'copy/1/leader/he'],
  void: [{ of: 'void', round: 1, stage: 'leader', seat: 'sun' }, 'void/1/leader/sun'],
  told: [{ of: 'told', owed: 'submit/police/1/wang' }, 'told/submit/police/1/wang'],
  remind: [{ of: 'remind', person: 'wang', date: '2021-01-20' }, 'remind/wang/2021-01-20'],
  escalate: [{ of: 'escalate', unit: 'police', revision: 1, person: 'li' }, 'escalate/police/1/li'],
  alarm: [{ of: 'alarm', alarm: 'at-risk', about: '2021-01-31', person: 'feng' }, 'alarm/at-risk/2021-01-31/feng'],
  digest: [{ of: 'digest', person: 'feng', date: '2021-01-20' }, 'digest/feng/2021-01-20'],
  act: [{ of: 'act', act: '0001-abc', person: 'wang' }, 'act/0001-abc/wang'],
  consent: [{ of: 'consent', proposal: 1, person: 'qin' }, 'consent/1/qin'],
  'consent-answer': [{ of: 'consent-answer', proposal: 1, person: 'feng' }, 'consent-answer/1/feng'],
  objected: [{ of: 'objected', unit: 'police', n: 1, person: 'sun' }, 'objected/police/1/sun'],
  moved: [{ of: 'moved', act: 'act-1', person: 'sun' }, 'moved/act-1/sun'],
  ousted: [{ of: 'ousted', act: 'proposal-1', person: 'sun' }, 'ousted/proposal-1/sun'],
  cancelled: [{ of: 'cancelled', person: 'wang' }, 'cancelled/wang'],
  abandoned: [{ of: 'abandoned', act: '0003-ab', person: 'sun' }, 'abandoned/0003-ab/sun'],
  withdrawn: [{ of: 'withdrawn', act: 'proposal-1', person: 'sun' }, 'withdrawn/proposal-1/sun'],
  published: [{ of: 'published', version: 1, person: 'wang' }, 'published/1/wang'],
  'unit-waits': [
    { of: 'unit-waits', unit: 'police', revision: 2, from: '2021-01-29T01:00:00.000Z', person: 'wang' },
    'unit-waits/police/2/2021-01-29T01:00:00.000Z/wang',
  ],
  'unit-published': [
    { of: 'unit-published', unit: 'police', version: 1, person: 'wang' },
    'unit-published/police/1/wang',
  ],
  code: [{ of: 'code', link: 'ab12', about: 'cd34', n: 1 }, 'code/ab12/cd34/1'],
  'wrong-codes': [{ of: 'wrong-codes', link: 'ab12', about: 'cd34', tries: 3 }, 'wrong-codes/ab12/cd34/3'],
  'fresh-link': [
    { of: 'fresh-link', purpose: 'sign-off', subject: 'leader/sun', person: 'zhou', generation: 2, date: '2021-01-20' },
    'fresh-link/sign-off/leader/sun/zhou/2/2021-01-20',
  ],
}

describe('the key of a mail', () => {
  test.each(Object.entries(kept))('%s is written and read', (_, [duty, key]) => {
    expect(mailKey(duty)).toBe(key)
    const read = readMailKey(key)
    expect(read && mailKey(read)).toBe(key)
    expect(read).toEqual(Object.fromEntries(Object.entries(duty).map(([name, value]) => [name, String(value)])))
  })

  test.each([
    '',
    'invite',
    'invite/police',
    'invite/police/wang/more',
    'nothing/a',
    'toString/a',
    'told',
    'fresh-link/a/b/c',
  ])('%j is none', (key) => {
    expect(readMailKey(key)).toBeUndefined()
  })
})

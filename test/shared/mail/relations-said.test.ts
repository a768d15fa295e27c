import { expect, test } from 'vitest'
import { signOffRequestMail } from '../../../shared/mail/sign-off/signer-mails.ts'

type Given = Parameters<typeof signOffRequestMail>[0]
const market = { unit: 'market', name: { zh: '市场局', en: 'Market' }, reason: 'missing' } as const

const asked = (given: Pick<Given, 'gaps' | 'leftOut' | 'remarks'>) =>
  signOffRequestMail({
    ...{ language: 'zh', report: '年度报告', short: '年报', zone: 'Asia/Shanghai' },
    ...{ person: { name: '郑国强' }, requester: { name: '冯娟', phone: '1' }, sender: '政务公开办' },
    ...{ link: { url: 'https://x.example/open#t', code: 'c' }, stage: { zh: '审定', en: 'Approval' }, round: 1 },
    ...{ due: '2021-02-09', legal: '2021-02-20', units: 5, nil: 0, adjustments: 0, confirms: [] },
    ...{ draft: 'a'.repeat(64), signed: [], stillSigned: [] },
    ...{ calendar: { uid: 'u', stamp: '2021-02-01T00:00:00.000Z' }, ...given },
  } as unknown as Given).text

test.each<[string, Pick<Given, 'gaps' | 'leftOut' | 'remarks'>, string]>([
  ['all units and figures', { gaps: [], leftOut: { open: 0, missing: false }, remarks: 0 }, '勾稽关系都成立'],
  ['with remarks', { gaps: [], leftOut: { open: 0, missing: false }, remarks: 2 }, '勾稽关系都成立；2条提示，已附说明'],
  [
    'a unit is missing',
    { gaps: [market], leftOut: { open: 0, missing: true }, remarks: 0 },
    '缺的单位不在内；已收到的数据，勾稽关系都成立',
  ],
  [
    'cells have no figure',
    { gaps: [], leftOut: { open: 3, missing: false }, remarks: 0 },
    '有3格没有数，涉及它们的勾稽关系无法核对；其余都成立',
  ],
  [
    'both',
    { gaps: [market], leftOut: { open: 3, missing: true }, remarks: 0 },
    '缺的单位不在内；有3格没有数，涉及它们的勾稽关系无法核对；其余都成立',
  ],
])('the request to sign says how the relations stand: %s', (_, given, said) => {
  expect(asked(given)).toMatch(new RegExp(`勾稽核对[：:\\s]*${said}\\n`))
})

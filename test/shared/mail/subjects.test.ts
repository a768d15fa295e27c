import { describe, expect, test } from 'vitest'
import { shortDate } from '../../../shared/calendar/civil-date.ts'
import { shippedDefinition, shippedDefinitionIds } from '../../../shared/report/definitions/shipped.ts'
import { shortReportName } from '../../../shared/report/report-name.ts'
import { clerkMails } from '../../../shared/words/mails/clerk-mails.ts'
import { everybodyMails } from '../../../shared/words/mails/everybody-mails.ts'
import { leaderMails } from '../../../shared/words/mails/leader-mails.ts'
import { linkMails } from '../../../shared/words/mails/link-mails.ts'
import { officeMails } from '../../../shared/words/mails/office-mails.ts'
import { proposalMails } from '../../../shared/words/mails/proposal-mails.ts'
import { signerMails } from '../../../shared/words/mails/signer-mails.ts'
import { matterTitle, type ProposedMatter } from '../../../shared/words/office/consent-texts.ts'
import { wordsIn } from '../../../shared/words/words-in.ts'

/** The longest that is met: a December date, nine revisions, names as long as they come. */
const due = shortDate('2021-12-31', 'zh')
const longName = '平潭综合实验区自然资源与生态环境局（海洋与渔业局）苏澳片区服务中心'
const owed = wordsIn(everybodyMails.owed, 'zh')
const owing = Object.values(owed.what).flatMap((what) => [
  `${what}，${owed.left(30)}`,
  `${what}，${owed.today}`,
  `${what}，${owed.late(99)}`,
])
const many = `，${owed.several(12)}`

const mails = {
  ...{ ...clerkMails, ...leaderMails, ...signerMails, ...officeMails },
  ...{ ...proposalMails, ...everybodyMails, ...linkMails },
}
type Measured<T> = T extends (...given: infer G) => unknown ? G[] : { [K in keyof T]: Measured<T[K]> }
/** A mail whose subject is not measured does not compile. */
const given = (report: string): { [Mail in keyof typeof mails]: Measured<(typeof mails)[Mail]['subject']> } => ({
  invitation: [
    [report, due],
    [report, undefined],
  ],
  colleague: [[report, due]],
  receipt: [[report]],
  reportWaits: [[report]],
  returnedSlice: [
    [report, due],
    [report, undefined],
  ],
  confirmationRequest: [
    [report, due],
    [report, undefined],
  ],
  escalation: [[report, 12]],
  takenBack: [[report]],
  signOffRequest: { asked: [[report, due]], correction: [[report, 166]] },
  observerCopy: [[report]],
  objected: [[report]],
  decisionVoid: [[report]],
  returnedNotice: [[report]],
  boardLink: { begun: [[report]], after: [[report]] },
  officeDigest: [[report, 12]],
  alarm: {
    held: [[report]],
    'at-risk': [
      [report, due, 'behind'],
      [report, due, 'on plan'],
    ],
    'legal-date': [[report, due]],
    missed: [[report]],
    untold: [[report]],
    idle: [[report]],
  },
  unitAsked: { time: [[longName]], question: [[longName]], objection: [[longName]] },
  officeAct: {
    reopen: [[report]],
    extend: [[report]],
    answer: [[report]],
    adjust: [[report]],
    nil: [[report]],
    exempt: [[report]],
    leave: [[report]],
    rename: [[report]],
  },
  consentRequest: [[longName, due]],
  consentAnswer: { consent: [[longName]], overtaken: [[longName]], decline: [[longName]] },
  ousted: { officer: [[report]], signer: [[report]], ofUnit: [[longName]] },
  owed: {
    first: [...owing, many].map((what) => [report, what]),
    again: [...owing, many].map((what) => [report, what]),
  },
  published: { first: [[longName, report]], corrected: [[longName, report, 9]], tested: [[report]] },
  moved: [[report, '12月31日']],
  cancelled: [[report]],
  withdrawn: [[longName, report, 9]],
  abandoned: [[longName, report, 9]],
  freshLink: { asked: [[report]], ended: [[report]] },
  decisionCode: [[report]],
  wrongCodes: [[report]],
})

/** Every subject with what it is called. */
function subjects(texts: object, samples: object, path = ''): [string, { zh: string; en: string }][] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const called: unknown = samples[name as keyof typeof samples]
    const at = path ? `${path}.${name}` : name
    if (typeof text !== 'function') return subjects(text as object, called as object, at)
    return (called as unknown[][]).map((sample): [string, { zh: string; en: string }] => [at, text(...sample)])
  })
}

const subjectsOf = Object.fromEntries(Object.entries(mails).map(([mail, { subject }]) => [mail, subject]))

describe.each(shippedDefinitionIds)('subjects of %s', (id) => {
  const definition = shippedDefinition(id)
  if (!definition) throw new Error(id)
  const report = shortReportName(definition, 2020, 'zh')
  test.each(subjects(subjectsOf, given(report)))('%s is read whole in a list of mails on a phone', (_, { zh }) => {
    expect(zh).toMatch(/^.{13,26}$/u)
  })
  test.each(subjects(subjectsOf, given(report)))('%s begins with what it wants', (_, { zh, en }) => {
    expect(zh.startsWith('20')).toBe(false)
    expect(en).toMatch(/^(Please|Your|For you|The|Nothing|[A-Z][a-z]+)/)
  })
})

const verbs: Record<ProposedMatter['act'], RegExp> = {
  ...{
    skip: /跳过/,
    force: /不等/,
    reassign: /改由/,
    leader: /换负责人/,
    nil: /代报零/,
    exempt: /不等/,
    leave: /退出/,
  },
  ...{ gap: /不再等缺报/, officer: /接替|去掉/, withdraw: /撤回/, abandon: /放弃更正/, readdress: /改寄/ },
}
describe('a subject that asks for a consent says to what', () => {
  const holder = '党组成员、副市长欧阳振华'
  const acts = Object.keys(verbs) as ProposedMatter['act'][]
  const about = (act: string) => ({ zh: act === 'officer' ? '经办机构' : longName, en: 'Harbour Bureau' })
  test.each(
    acts.flatMap((act) => [
      { act, to: '' },
      { act, to: '汤敏' },
    ]),
  )('$act to “$to”', ({ act, to }) => {
    const { zh } = matterTitle({ act, about: about(act), holder, to })
    expect(proposalMails.consentRequest.subject(zh, due).zh).toMatch(verbs[act])
    expect(proposalMails.consentAnswer.subject.consent(zh).zh).toMatch(verbs[act])
  })
})

import { describe, expect, test } from 'vitest'
import { shortDate } from '../../../shared/calendar/civil-date.ts'
import { shippedDefinition, shippedDefinitionIds } from '../../../shared/report/definitions/shipped.ts'
import { shortReportName } from '../../../shared/report/report-name.ts'
import { mailTexts } from '../../../shared/words/mails/everybody-mails.ts'
import { subjectTexts } from '../../../shared/words/subjects.ts'
import { wordsIn } from '../../../shared/words/words-in.ts'

/** The longest that is met: a December date, nine revisions, names as long as they come. */
const due = shortDate('2021-12-31', 'zh')
const longName = '平潭综合实验区自然资源与生态环境局（海洋与渔业局）苏澳片区服务中心'
const owed = wordsIn(mailTexts.owed, 'zh')
const owing = Object.values(owed.what).flatMap((what) => [
  `${what}${owed.comma}${owed.left(30)}`,
  `${what}${owed.comma}${owed.today}`,
  `${what}${owed.comma}${owed.late(99)}`,
])
const many = `${owed.comma}${owed.several(12)}`

type Texts = typeof subjectTexts
type Measured<T> = { [K in keyof T]: T[K] extends (...given: infer G) => unknown ? G[] : Measured<T[K]> }
/** A mail whose subject is not measured does not compile. */
const given = (report: string): Measured<Texts> => ({
  invitation: [[report, due]],
  colleague: [[report, due]],
  receipt: [[report]],
  takenBack: [[report]],
  returnedSlice: [
    [report, due],
    [report, undefined],
  ],
  confirmationRequest: [
    [report, due],
    [report, undefined],
  ],
  escalation: [[report, 12]],
  signOffRequest: [[report, due]],
  correctionRequest: [[report, 166]],
  observerCopy: [[report]],
  decisionVoid: [[report]],
  returnedNotice: [[report]],
  decisionCode: [[report]],
  wrongCodes: [[report]],
  freshLink: [[report]],
  remind: [...owing, many].map((what) => [report, what]),
  owed: [...owing, many].map((what) => [report, what]),
  published: [[longName, report]],
  reportWaits: [[report]],
  corrected: [[longName, report, 9]],
  tested: [[report]],
  withdrawn: [[longName, report, 9]],
  cancelled: [[report]],
  boardLink: [[report]],
  alarm: {
    held: [[report]],
    'at-risk': [[report, due]],
    'legal-date': [[report, due]],
    missed: [[report]],
    untold: [[report]],
  },
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
  unitAsked: { time: [[longName]], question: [[longName]], objection: [[longName]] },
  officeDigest: [[report, 12]],
  consentRequest: [[longName, due]],
  consentAnswer: [[longName, true]],
  officerGone: [[report]],
  objected: [[report]],
  moved: [[report, '12月31日']],
  ousted: [[report]],
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

describe.each(shippedDefinitionIds)('subjects of %s', (id) => {
  const definition = shippedDefinition(id)
  if (!definition) throw new Error(id)
  const report = shortReportName(definition, 2020, 'zh')
  test.each(subjects(subjectTexts, given(report)))('%s is read whole in a list of mails on a phone', (_, { zh }) => {
    expect(zh).toMatch(/^.{13,26}$/u)
  })
  test.each(subjects(subjectTexts, given(report)))('%s begins with what it wants', (_, { zh, en }) => {
    expect(zh.startsWith('20')).toBe(false)
    expect(en).toMatch(/^(Please|Your|For you|The|Nothing|[A-Z][a-z]+)/)
  })
})

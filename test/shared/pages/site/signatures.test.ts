import { expect, test } from 'vitest'
import type { DecisionFact } from '../../../../shared/cycle/facts/draft-facts.ts'
import type { Fact, OfficeAct, OfficeActFact } from '../../../../shared/cycle/facts.ts'
import { foldCycle, theCycle } from '../../../../shared/cycle/fold.ts'
import type { AllUnits } from '../../../../shared/cycle/reporting-cycle.ts'
import { situationOf } from '../../../../shared/draft/sign-off.ts'
import { decidedPage } from '../../../../shared/pages/sign-off/decided-page.ts'
import { signOffPage } from '../../../../shared/pages/sign-off/sign-off-page.ts'
import { signOffSheet } from '../../../../shared/pages/sign-off/sign-off-sheet.ts'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import { ZipFile } from '../../../../shared/printed/files/zip.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import {
  type Cycle,
  cycleWith,
  decisionOf,
  definition,
  persons,
  substitutedAt,
} from '../../../fixtures/tongjiang-2020.ts'

/** The same seat in every way it can be signed or passed: the public page, the office’s sheet, the page of who decided and of who signs next say one thing. */
const cycle = 'tongjiang-2020'
const at = '2021-01-28T02:00:00.000Z'
const { deputy: sun, substitute: he, delegate: liang } = persons
const stage = 'responsible-leader'
const compiled = compileDefinition(definition)
const contact = { name: '冯娟', phone: '0454-0000000' }
const plain = (markup: string) => markup.replace(/<[^>]+>|\s+/g, '')

const act = (n: number, what: OfficeAct, reason: string) =>
  ({
    ...{ kind: 'act', cycle, n, id: `a${n}`, at, by: 'feng', reason, consent: { proposal: n, by: 'zhou' } },
    ...what,
  }) as OfficeActFact
const given = (to: typeof he) => act(1, { act: 'reassign', stage, seat: 'sun', to, round: 1 }, '已调离')
const named = (by: string, to: typeof he): Fact => ({
  ...{ kind: 'delegation', cycle, round: 1, stage, seat: 'sun', by, to, reason: '我出差', at },
  ...(by !== 'sun' && { reassigned: true as const }),
})
const silent = (to: typeof he) => ({ ...substitutedAt(at), to }) as Fact
const force = act(2, { act: 'force', stage, seat: 'sun', round: 1 }, '不在')
const skip = act(2, { act: 'skip', stage, round: 1 }, '在外')
const asked = (draft: string): Fact => ({
  ...{ kind: 'request', cycle, round: 1, stage: 'principal-leader', draft, at, due: '2021-02-09' },
})
const signed =
  (by: string, isGiven = false) =>
  (draft: string) => ({
    ...decisionOf(stage, 'sun', draft, 2, by),
    ...(isGiven && { given: 1 }),
  })

type Case = {
  facts: readonly Fact[]
  by?: (draft: string) => DecisionFact
  /** A second approver of the stage, who is silent. */
  second?: true
}
function said({ facts, by, second }: Case) {
  const made = cycleWith({
    approved: 2,
    facts: (draft) => [
      ...(by ? [by(draft)] : []),
      ...facts,
      asked(draft),
      decisionOf('principal-leader', 'zheng', draft, 3),
    ],
  })
  const liu = { id: 'liu', name: '刘强', title: '副市长', address: 'liu@tongjiang.example' }
  const withSecond = made.facts.map((fact) =>
    fact.kind === 'opening' && second
      ? { ...fact, route: fact.route.map((one) => (one.stage === stage ? { ...one, approvers: [sun, liu] } : one)) }
      : fact,
  )
  const state = foldCycle(withSecond)!
  const files = publicationFiles({
    ...{ ...made, state, definition, findings: [], version: 1, publishedAt: '2021-02-03T08:00:00.000Z' },
  })
  const page = new TextDecoder().decode(files.get(`r/${cycle}/v1/index.html`))
  const table = page.slice(page.indexOf('class="list signatures"')).split('</table>')[0] ?? ''
  const title = definition.signOff.stages.find(({ id }) => id === stage)!.title.zh
  const rows = table.split('<tr>').map(plain)
  const zip = ZipFile.open(signOffSheet(state, definition, {})!)
  if ('problem' in zip) throw new Error(zip.problem.en)
  const sheet = zip.text('word/document.xml')!.split('</w:tr>').map(plain)
  const asking = theCycle(withSecond.filter((fact) => fact.kind !== 'decision' || fact.seat !== 'zheng'))
  const decision = by?.(made.draftDigest)
  const decided =
    decision &&
    decidedPage({
      ...{ language: 'zh', state, compiled, person: sun },
      situation: { is: 'decided', round: state.rounds[0]!, decision, carried: false },
      contact,
      publicUrl: 'https://public.example',
    })
  return {
    page: rows.filter((row) => row.startsWith(title)).join('\n'),
    counted: /经(\d)人审签/.exec(page)?.[1],
    sheet: sheet.find((row) => row.startsWith(title))!,
    decided: decided && plain(decided),
    next: plain(nextPage(asking, made)),
  }
}

/** What whom the next stage asks is shown. */
function nextPage(state: AllUnits, { draft, submissions }: Pick<Cycle, 'draft' | 'submissions'>): string {
  const situation = situationOf(
    state,
    compiled,
    { stage: 'principal-leader', seat: 'zheng', person: 'zheng' },
    '2021-01-30T03:00:00.000Z',
  )
  if (situation.is !== 'asked') throw new Error(situation.is)
  const page = signOffPage({
    ...{ language: 'zh', state, compiled, situation, draft, submissions, contact, person: persons.mayor },
    ...{ findings: [], formToken: 'x', code: { fresh: false } },
  })
  return page.slice(page.indexOf('id="signed"'))
}

const two = '政务公开办冯娟提议、政务公开办主任周敏同意，'
const reassignedTo = (name: string) => `原由副市长孙丽华签批，${two}改派给${name}：已调离`
const toHe = reassignedTo('常务副市长何志远')
const toLiang = reassignedTo('市政府党组成员梁文')

test.each<[string, Case, string[], string[]]>([
  ['by whom the route names', { facts: [], by: signed('sun') }, ['副市长孙丽华'], ['代副市长', '改派', '替代人']],
  [
    'by a delegate',
    { facts: [named('sun', liang)], by: signed('liang') },
    ['市政府党组成员梁文', '受副市长孙丽华委托代签：我出差'],
    ['改派'],
  ],
  [
    'by a delegate who was named through a link of the office',
    { facts: [{ ...named('sun', liang), linkIssuedBy: 'feng' } as Fact], by: signed('liang') },
    ['受副市长孙丽华委托代签：我出差（委托由经办机构（政务公开办冯娟）出具的链接办理）'],
    ['改派'],
  ],
  [
    'by the substitute',
    { facts: [silent(he)], by: signed('he') },
    ['常务副市长何志远', '副市长孙丽华未在限期内答复，由规定的替代人签批'],
    ['改派'],
  ],
  ['by whom it was given to', { facts: [given(he)], by: signed('he', true) }, ['常务副市长何志远', toHe], ['代副市长']],
  [
    'by a delegate of whom it was given to',
    { facts: [given(he), named('he', liang)], by: signed('liang', true) },
    ['市政府党组成员梁文', '受常务副市长何志远委托代签：我出差', toHe],
    ['受副市长孙丽华委托'],
  ],
  [
    'by whom it was given to, whom its approver had named before',
    { facts: [named('sun', liang), given(liang)], by: signed('liang', true) },
    [toLiang],
    ['委托代签'],
  ],
  // Who was silent, the approver or whom it was given to, no reference says.
  [
    'by the substitute after it was given to another',
    { facts: [given(liang), silent(he)], by: signed('he', true) },
    ['常务副市长何志远', '该席位未在限期内答复，由规定的替代人签批', toLiang],
    ['孙丽华未在限期内答复'],
  ],
])('a seat that is signed %s', (_, given, says, never) => {
  const { page, sheet, decided, next } = said(given)
  for (const place of [page, sheet, decided, next]) {
    for (const sentence of says) expect(place).toContain(sentence)
    for (const sentence of never) expect(place).not.toContain(sentence)
  }
})

test.each<[string, Case, string[], string[]]>([
  ['forced', { facts: [force] }, [`副市长孙丽华未签批。${two}决定不再等待：不在`], ['改派']],
  [
    'given to another and then forced',
    { facts: [given(he), force] },
    [`常务副市长何志远未签批。${two}决定不再等待：不在`, toHe],
    ['孙丽华未签批'],
  ],
  ['skipped with its stage', { facts: [skip] }, [`本环节未进行。${two}决定跳过：在外`], ['没有进行完']],
  [
    'given to another and then skipped with its stage',
    { facts: [given(he), skip] },
    [`本环节未进行。${two}决定跳过：在外`, toHe],
    ['没有进行完'],
  ],
])('a seat that is %s', (_, given, says, never) => {
  const { page, sheet, next } = said(given)
  for (const place of [page, sheet, next]) {
    for (const sentence of says) expect(place).toContain(sentence)
    for (const sentence of never) expect(place).not.toContain(sentence)
  }
})

test('a stage that is skipped after one of its two has signed says so, with the signature, and counts it', () => {
  const { page, sheet, next, counted } = said({ facts: [skip], by: signed('sun'), second: true })
  for (const place of [page, sheet, next]) {
    expect(place).toContain(`本环节没有进行完。${two}决定跳过：在外`)
    expect(place).toContain('副市长孙丽华')
    expect(place).not.toContain('本环节未进行')
  }
  for (const place of [page, sheet]) expect(place).not.toContain('刘强')
  expect(page.split('\n')).toHaveLength(2)
  expect(counted).toBe('4')
})

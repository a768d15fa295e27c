import { describe, expect, test } from 'vitest'
import { chineseCalendar } from '../../../shared/calendar/working-days.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { type OpeningWanted, planOpening } from '../../../shared/cycle/opening/opening.ts'
import { cellsConfirmed, stagesOf } from '../../../shared/draft/sign-off-route.ts'
import { publishedReportOf } from '../../../shared/published/publication.ts'
import { checkDefinition } from '../../../shared/report/definition/definition-check.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { stageOf } from '../../../shared/report/stages.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const form = shippedDefinition('gid-2021')!
const person = (name: string) => ({ name, address: `${name}@test.example` })
const bureau = { stage: 'justice-bureau', approvers: [person('justice')] }
const plan = (route: OpeningWanted['route']) =>
  planOpening(
    {
      issuer: { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang' }, level: 'county' },
      year: 2021,
      units: [
        {
          id: 'office',
          name: { zh: '办公室', en: 'Office' },
          kind: 'office',
          roles: ['office', 'finance'],
          contacts: [person('wang')],
          leader: person('li'),
        },
      ],
      route: [
        ...form.signOff.stages
          .filter(({ optional }) => !optional)
          .map(({ id }) => ({ stage: id, approvers: [person(id)] })),
        ...route,
      ],
      office: [person('feng')],
      policy: { missing: 'gap' },
    },
    form,
    chineseCalendar,
    '2022-01-04T01:00:00.000Z',
    'feng',
  )
const without = plan([])
const { draft } = cycleWith()
const asked = (opening: typeof without, figures = draft.figures) =>
  stagesOf(form, { ...draft, figures }, 'whole', foldCycle([opening])!)

describe('cells that a second contributor confirms', () => {
  test('are asked for where the route names somebody, first, with a date of their own', () => {
    const opening = plan([bureau])
    expect(asked(opening)[0]?.stage).toBe('justice-bureau')
    expect(opening.timetable['justice-bureau']! <= opening.timetable['disclosure-office']!).toBe(true)
    expect(opening.timetable['justice-bureau']! >= opening.timetable.submissions!).toBe(true)
  })

  test.each([
    ['nobody', []],
    ['a stage with nobody in it', [{ stage: 'justice-bureau', approvers: [] }]],
  ])('with %s the cycle is what it was: no stage, no date', (_, route) => {
    const opening = plan(route)
    expect(opening.route.map(({ stage }) => stage)).not.toContain('justice-bureau')
    expect(opening.timetable).not.toHaveProperty('justice-bureau')
    expect(asked(opening).map(({ stage }) => stage)).not.toContain('justice-bureau')
  })

  test('who fills in does not confirm', () => {
    expect(() => plan([{ stage: 'justice-bureau', approvers: [person('wang')] }])).toThrow(Refusal)
  })

  test('the decision rests on these cells and on no other', () => {
    const opening = plan([bureau])
    const scope = (changes: Record<string, string>) => asked(opening, { ...draft.figures, ...changes })[0]?.scope
    const cells = cellsConfirmed(form, stageOf(form, 'justice-bureau'))
    expect(cells).toHaveLength(6)
    for (const cell of cells) expect(scope({ [cell]: '4711' }), cell).not.toBe(scope({}))
    expect(scope({ 't3.new.natural': '4711', 't2.licences.decisions': '4711' })).toBe(scope({}))
  })

  test.each<[string, object, RegExp]>([
    ['a cell that is not there', { confirms: ['t2.rules.nowhere'] }, /confirms/],
    ['optional and indispensable', { optional: true, indispensable: true }, /optional/],
  ])('a definition is refused: %s', (_, changes, path) => {
    const wrong = {
      ...form,
      signOff: {
        ...form.signOff,
        stages: form.signOff.stages.map((stage, n) => (n === 1 ? { ...stage, ...changes } : stage)),
      },
    }
    expect(checkDefinition(wrong).some((fault) => path.test(fault.path))).toBe(true)
  })

  const confirming = {
    ...definition,
    signOff: {
      ...definition.signOff,
      stages: definition.signOff.stages.map((stage) =>
        stage.id === 'disclosure-office' ? { ...stage, confirms: ['t3.new.natural'] } : stage,
      ),
    },
  }
  const published = (approved: number) => {
    const cycle = cycleWith({ approved })
    return publishedReportOf({
      ...cycle,
      definition: confirming,
      findings: [],
      version: 1,
      publishedAt: '2021-02-03T08:00:00.000Z',
    })
  }
  test('the published provenance names the stage that has confirmed a cell, and none that has not', () => {
    const stage = 'disclosure-office'
    const report = published(4)
    expect(report.provenance['t3.new.natural']?.confirmed).toBe(stage)
    expect(report.provenance['t3.new.total']?.confirmed).toBeUndefined()
    expect(report.signatures[0]?.confirms).toEqual(['t3.new.natural'])
    expect(published(0).provenance['t3.new.natural']?.confirmed).toBeUndefined()
  })
})

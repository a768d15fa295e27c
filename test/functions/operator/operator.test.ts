import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { operatorHandler } from '../../../functions/door/handler.ts'
import { actForOperator } from '../../../functions/operator/act-for-operator.ts'
import { openForOperator } from '../../../functions/operator/open-for-operator.ts'
import { readRoster } from '../../../shared/cycle/opening/roster.ts'
import { keptServices } from '../../fixtures/kept-services.ts'

// What an operator's command asks of a deployed stage, as it comes out of an invocation: anything, by whoever may invoke.
let kept: ReturnType<typeof keptServices>
beforeAll(async () => {
  kept = keptServices('2027-01-04T01:00:00.000Z')
})

const { units } = readRoster(readFileSync('docs/first-cycle/roster.csv'))
const document = { ...JSON.parse(readFileSync('docs/first-cycle/cycle.json', 'utf8')), units }
const open = (given: unknown) => operatorHandler('open-for-operator', openForOperator, kept.services)(given as never)
const act = (given: unknown) => operatorHandler('act-for-operator', actForOperator, kept.services)(given as never)
const codes = (said: object) =>
  'problems' in said ? (said.problems as { code: string }[]).map(({ code }) => code) : said

it('opens a cycle, and finds it open', async () => {
  const first = await open({ document })
  expect(first).toMatchObject({
    answer: { cycle: 'first-cycle', opened: true, board: expect.stringContaining('/open#') },
  })
  expect(await open({ document })).toEqual({ answer: { ...(first as { answer: object }).answer, opened: false } })
})

it('says of a cycle whose date for submissions is over that every form is shut', async () => {
  const late = keptServices('2027-01-14T01:00:00.000Z')
  const opened = (changes: object) =>
    operatorHandler('open-for-operator', openForOperator, late.services)({ document: { ...document, ...changes } })
  expect(await opened({})).toMatchObject({ answer: { opened: true, over: '2027-01-12' } })
  const given = await opened({ cycle: 'second-cycle', year: 2025, dates: { submissions: '2027-01-20' } })
  expect(given).toMatchObject({ answer: { opened: true } })
  expect(given).not.toHaveProperty('answer.over')
})

it.each([
  ['nothing', {}, ['field-malformed']],
  ['a report that there is not', { document: { ...document, definition: 'none' } }, ['field-unknown']],
  ['a definition that is none', { document, definition: {} }, expect.arrayContaining(['definition-invalid'])],
  ['figures of no year', { document, previous: { figures: 1 } }, ['field-malformed']],
  ['figures that nobody has', { document: { ...document, previous: 'a'.repeat(64) } }, ['field-malformed']],
  [
    'figures of another year and other units, beside what else is wrong',
    {
      document: { ...document, office: [] },
      previous: {
        ...{ document: 'lianbao/last-year/1', year: 2020 },
        units: { elsewhere: { definition: 'gid-2021', figures: {} } },
      },
    },
    ['field-malformed', 'field-malformed', 'field-missing'],
  ],
])('refuses %s, with every problem', async (_, given, problems) => {
  const cycles = await kept.services.store.cycles()
  expect(codes(await open(given))).toEqual(problems)
  expect(await kept.services.store.cycles()).toEqual(cycles)
})

it('acts for the first of the office, or whom it names; anything else is refused', async () => {
  const extend = { act: 'extend', after: '0', unit: 'first-unit', until: '2027-01-13', reason: '试用' }
  const cycle = 'first-cycle'
  expect(await act({ cycle, typed: extend })).toMatchObject({ answer: { done: 'recorded' } })
  expect(await act({ cycle, typed: extend })).toMatchObject({ answer: { done: 'stood' } })
  expect(await kept.services.store.factsOf(cycle, 'act')).toMatchObject([{ act: 'extend', byCommand: true }])
  expect(codes(await act({ cycle, by: 'nobody', typed: extend }))).toEqual(['field-unknown'])
  expect(codes(await act({ cycle: { S: 'first-cycle' }, typed: extend }))).toEqual(['cycle-unknown'])
  expect(codes(await act({ cycle, typed: { ...extend, until: ['2027-01-14'] } }))).toEqual(['field-missing'])
})

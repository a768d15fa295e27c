import { expect, test } from 'vitest'
import type { ListedVersion, SiteReport } from '../../../shared/published/site-report.ts'
import { type Standing, standingCsv, standingOf, standingRows } from '../../../shared/published/standing.ts'
import { formOfReports } from '../../fixtures/site-bytes.ts'

const version = (n: number, publishedAt: string, more: Partial<ListedVersion> = {}): ListedVersion => ({
  ...{ version: n, publishedAt, manifest: String(n).repeat(64) },
  ...more,
})
const withdrawn = (at: string) => ({ withdrawn: { at, reason: '数据有误' } })
const legal = '2021-01-31'
const report = (versions: readonly ListedVersion[], more: Partial<SiteReport> = {}): SiteReport => ({
  ...{ cycle: 'tongjiang-2020', year: 2020, zone: 'Asia/Shanghai', legal, versions },
  issuer: { id: 'tongjiang', name: { zh: '同江市人民政府', en: 'Tongjiang' } },
  title: { zh: '同江市人民政府2020年报告', en: 'Report' },
  form: formOfReports,
  ...more,
})
const unit = (more: Partial<NonNullable<SiteReport['unit']>> = {}): Pick<SiteReport, 'unit'> => ({
  unit: { id: 'police', name: { zh: '同江市公安局', en: 'Police' }, kind: 'department', ...more },
})
const inTime = version(1, '2021-01-20T02:00:00.000Z')

test.each<[string, SiteReport, string, Standing]>([
  ['is due while its date has not come', report([]), '2021-01-01', { is: 'due' }],
  ['is due on its last day', report([]), legal, { is: 'due' }],
  ['is missing from the day after', report([]), '2021-02-01', { is: 'missing', daysLate: 1 }],
  ['is missing by as many days as have passed, over months', report([]), '2021-03-31', { is: 'missing', daysLate: 59 }],
  ['is on time before its date', report([inTime]), '2021-02-01', { is: 'on-time', published: '2021-01-20' }],
  [
    'is on time to the last minute of its day, in the zone of the report',
    report([version(1, '2021-01-31T15:59:59.999Z')]),
    '2021-02-01',
    { is: 'on-time', published: legal },
  ],
  [
    'is a day late a moment afterwards',
    report([version(1, '2021-01-31T16:00:00.000Z')]),
    '2021-02-01',
    { is: 'late', published: '2021-02-01', daysLate: 1 },
  ],
  [
    'is on time in a zone where that day is not over',
    report([version(1, '2021-01-31T16:00:00.000Z')], { zone: 'Europe/Berlin' }),
    '2021-02-01',
    { is: 'on-time', published: legal },
  ],
  [
    'stays as late as its first version was, however long ago',
    report([version(1, '2021-02-20T02:00:00.000Z')]),
    '2030-01-01',
    { is: 'late', published: '2021-02-20', daysLate: 20 },
  ],
  [
    'is on time by its first version, when a correction comes after the date',
    report([inTime, version(2, '2021-05-01T02:00:00.000Z', { reason: '更正' })]),
    '2021-06-01',
    { is: 'on-time', published: '2021-01-20' },
  ],
  [
    'is withdrawn as long as its newest version is, by the day in its zone',
    report([version(1, inTime.publishedAt, withdrawn('2021-02-10T16:30:00.000Z'))]),
    '2021-03-01',
    { is: 'withdrawn', published: '2021-01-20', withdrawn: '2021-02-11' },
  ],
  [
    'is withdrawn, and not late, when what is withdrawn had been late',
    report([version(1, '2021-02-20T02:00:00.000Z', withdrawn('2021-03-01T02:00:00.000Z'))]),
    '2021-03-02',
    { is: 'withdrawn', published: '2021-02-20', withdrawn: '2021-03-01' },
  ],
  [
    'stands again when another version takes the place of the withdrawn one',
    report([
      version(1, inTime.publishedAt, withdrawn('2021-02-10T02:00:00.000Z')),
      version(2, '2021-03-01T02:00:00.000Z'),
    ]),
    '2021-03-02',
    { is: 'on-time', published: '2021-01-20' },
  ],
  [
    'is withdrawn when a later version is, though the first one was not',
    report([inTime, version(2, '2021-03-01T02:00:00.000Z', withdrawn('2021-04-01T02:00:00.000Z'))]),
    '2021-05-01',
    { is: 'withdrawn', published: '2021-01-20', withdrawn: '2021-04-01' },
  ],
  [
    'is excused where its unit was let off, also after the date',
    report([], unit({ excused: 'exempt' })),
    '2022-01-01',
    { is: 'excused', why: 'exempt' },
  ],
  [
    'is excused where its unit left',
    report([], unit({ excused: 'left' })),
    '2020-12-01',
    { is: 'excused', why: 'left' },
  ],
  [
    'is what it is where the unit was let off after it had published',
    report([inTime], unit({ excused: 'exempt' })),
    '2021-02-01',
    { is: 'on-time', published: '2021-01-20' },
  ],
  ['of a unit is missing as any other', report([], unit()), '2021-02-02', { is: 'missing', daysLate: 2 }],
])('a report %s', (_, given, today, standing) => {
  expect(standingOf(given, today)).toEqual(standing)
})

const corrected = report([inTime, version(2, '2021-03-18T08:00:00.000Z', { reason: '更正' })], {
  statutory: '2021-03-31',
})
const taken = report([version(1, '2021-02-02T02:00:00.000Z', withdrawn('2021-03-01T02:00:00.000Z'))], unit())
const absent = report([], unit({ id: 'town', name: { zh: '=青河镇, "镇"', en: 'Town' }, kind: 'township' }))
const line = report([version(1, '2021-02-02T02:00:00.000Z')], unit({ countedAbove: 'own-line' }))

const rowOf = (given: SiteReport) => standingRows([given], '2021-03-20')[0]
test.each<[string, SiteReport, Partial<ReturnType<typeof standingRows>[number]>]>([
  [
    'an issuer’s report: no unit, its newest version, both of its dates',
    corrected,
    {
      ...{ issuer: 'tongjiang', unit: '', kind: 'issuer', name: '同江市人民政府', year: 2020, due: legal },
      ...{ statutory: '2021-03-31', published: '2021-01-20', standing: 'on-time', daysLate: null, version: 2 },
      ...{ path: 'r/tongjiang-2020/v2', counted: 'here' },
    },
  ],
  [
    'a withdrawn one: its number, and no address',
    taken,
    { unit: 'police', standing: 'withdrawn', published: '2021-02-02', daysLate: null, version: 1, path: null },
  ],
  [
    'a missing one: how late, and nothing of a version',
    absent,
    {
      ...{ unit: 'town', kind: 'township', standing: 'missing', daysLate: 48 },
      ...{ published: null, version: null, path: null, statutory: legal },
    },
  ],
  [
    'a late one that is counted on a line of its own above',
    line,
    { standing: 'late', daysLate: 2, path: 'r/tongjiang-2020/units/police/v1', counted: 'own-line' },
  ],
])('a row of %s', (_, given, row) => {
  expect(rowOf(given)).toMatchObject(row)
})

test('the CSV names its columns once, has a line a report in the given order, and an empty cell for what is not', () => {
  const lines = standingCsv(standingRows([corrected, taken, absent, line], '2021-03-20')).split('\r\n')
  expect(lines).toEqual([
    '\ufeffissuer,unit,kind,name,year,due,statutory,published,standing,daysLate,version,path,counted',
    'tongjiang,,issuer,同江市人民政府,2020,2021-01-31,2021-03-31,2021-01-20,on-time,,2,r/tongjiang-2020/v2,here',
    'tongjiang,police,department,同江市公安局,2020,2021-01-31,2021-01-31,2021-02-02,withdrawn,,1,,here',
    // A name that a spreadsheet would take for a formula is text.
    `tongjiang,town,township,"'=青河镇, ""镇""",2020,2021-01-31,2021-01-31,,missing,48,,,here`,
    'tongjiang,police,department,同江市公安局,2020,2021-01-31,2021-01-31,2021-02-02,late,2,1,r/tongjiang-2020/units/police/v1,own-line',
    '',
  ])
})

test('the CSV’s head names what its rows have, in their order', () => {
  const [head = '', first = ''] = standingCsv(standingRows([line], '2021-03-20'))
    .slice(1)
    .split('\r\n')
  const row = rowOf(line)
  expect(Object.keys(row ?? {}).toSorted()).toEqual(head.split(',').toSorted())
  expect(Object.fromEntries(head.split(',').map((name, at) => [name, first.split(',')[at]]))).toEqual(
    Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, String(value)])),
  )
})

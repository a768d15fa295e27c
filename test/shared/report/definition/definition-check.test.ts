import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkDefinition, reportDefinitionSchema } from '../../../../shared/report/definition/definition-check.ts'

const folder = new URL('../../../../shared/report/definitions/', import.meta.url)
const document = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const small = () => document('safety-inspection.json')
const faults = (change: (definition: ReturnType<typeof small>) => void) => {
  const definition = small()
  change(definition)
  return checkDefinition(definition).map(({ path, message }) => `${path}: ${message.en}`)
}

const measure = (...terms: string[]) => ({ id: 'staff', title: { zh: '人员', en: 'Staff' }, terms })
const amount = (scale: number) => ({ kind: 'amount', unit: { zh: '万元', en: 'wan' }, scale })

test.each([
  'government-information-disclosure-2019.json',
  'government-information-disclosure-2021.json',
  'safety-inspection.json',
])('%s is sound', (name) => {
  expect(checkDefinition(document(name))).toEqual([])
})

test('the JSON Schema beside the definitions is current', () => {
  expect(document('report-definition.schema.json')).toEqual(JSON.parse(JSON.stringify(reportDefinitionSchema())))
})

test('docs/relations.md lists every relation with its severity', () => {
  const page = readFileSync(new URL('../../../../docs/relations.md', import.meta.url), 'utf8')
  for (const name of ['government-information-disclosure-2019.json', 'government-information-disclosure-2021.json']) {
    for (const { id, severity } of document(name).relations) {
      const line = page.split('\n').find((one) => one.startsWith(`| \`${id}\` |`))
      expect(line, id).toContain(`| ${severity} |`)
    }
  }
})

describe('what is refused, with its place', () => {
  test.each<[string, Parameters<typeof faults>[0], string]>([
    [
      'no stage that is indispensable',
      (d) => delete d.signOff.stages[1].indispensable,
      'signOff.stages: no stage is indispensable: at least one without a condition must be, so that nothing is published unsigned',
    ],
    [
      'an id that every object knows',
      (d) => {
        d.parts[0].id = 'constructor'
      },
      'parts[0].id: another name: every object of the language knows this one',
    ],
    [
      'an unknown cell',
      (d) => d.relations[2].left.splice(0, 1, 'key.nothing.figure'),
      'relations[2].left[0]: there is no cell key.nothing.figure',
    ],
    [
      'an unknown cell in a family',
      (d) => {
        d.relations[0].each = { sector: ['fire', 'water'] }
      },
      'relations[0].left[0]: there is no cell inspections.water.fixed',
    ],
    [
      'a family of families that nobody could work out',
      (d) => {
        d.sets.many = Array.from({ length: 300 }, (_, n) => `c${n}`)
        d.relations[0].each = { sector: 'many', a: 'many', b: 'many' }
      },
      'relations[0].each: 27000000 cases, where a relation may have 10000',
    ],
    [
      'a factor that is no number',
      (d) => {
        d.tables[0].blocks[0].columns[0].type = {
          ...{ kind: 'amount', unit: { zh: '万元', en: 'wan' }, scale: 2 },
          accepts: [{ unit: '元', factor: 'abc' }],
        }
      },
      'tables[0].blocks[0].columns[0].type.accepts[0].factor: a decimal, e.g. 0.0001',
    ],
    [
      'a set that bears a name of the language',
      (d) => (d.relations[0].each = { sector: 'constructor' }),
      'relations[0].each.sector: there is no set named constructor',
    ],
    [
      'a variable that bears a name of the language',
      (d) => (d.relations[0].where = '{constructor}'),
      'relations[0].where: {constructor} is not a variable of each',
    ],
    [
      'a text that turns the direction of writing',
      (d) => (d.signOff.stages[1].attestation.zh = '同意\u202E不'),
      'signOff.stages[1].attestation.zh: the text has characters that nobody sees',
    ],
    [
      'a title of two lines',
      (d) => (d.title.en = 'a\r\nBcc: x@y.cn'),
      'title.en: the text has characters that nobody sees',
    ],
    [
      'an unknown set',
      (d) => (d.relations[0].each = { sector: 'nobody' }),
      'relations[0].each.sector: there is no set named nobody',
    ],
    [
      'a circular total',
      (d) =>
        d.relations.push({
          ...d.relations[2],
          id: 'circle',
          left: ['inspections.total.found', 'inspections.fire.visits'],
          operator: '=',
          right: ['inspections.fire.fixed'],
          derives: 'right',
        }),
      'relations[4].derives: the total inspections.fire.fixed is computed from itself',
    ],
    [
      'an unowned cell',
      (d) => delete d.tables[0].owner,
      'tables[0].blocks[0].rows[0] / columns[0]: the cell inspections.industry.visits has no owner',
    ],
    [
      'a single-owner cell that every unit fills',
      (d) => (d.tables[1].blocks[0].rows[1].owner = 'each'),
      'tables[1].blocks[0].rows[1] / columns[0]: the cell key.fines.figure is for a single owner but every unit fills it',
    ],
    [
      'an unreachable relation',
      (d) => (d.relations[0].each = { sector: [] }),
      'relations[0]: the relation hazards.found reaches no cell',
    ],
    [
      'a total with fewer decimals than what it adds',
      (d) => {
        for (const row of d.tables[0].blocks[0].rows) if (row.id !== 'total') row.type = amount(4)
        d.tables[0].blocks[0].rows.find(({ id }: { id: string }) => id === 'total').type = amount(2)
        for (const column of d.tables[0].blocks[0].columns) delete column.type
      },
      'relations[1].derives: the total inspections.total.visits has 2 decimals at most, but inspections.industry.visits, which it adds, has 4',
    ],
    [
      'a total of amounts that is a count by default',
      (d) => {
        for (const row of d.tables[0].blocks[0].rows) if (row.id !== 'total') row.type = amount(1)
        for (const column of d.tables[0].blocks[0].columns) delete column.type
      },
      'relations[1].derives: the total inspections.total.visits has 0 decimals at most, but inspections.industry.visits, which it adds, has 1',
    ],
    [
      'a total of last year’s figures',
      (d) => (d.relations[1].left = ['previous:inspections.[sectors].{column}']),
      'relations[1].left[0]: previous:inspections.[sectors].{column}: only a cell of this draft may stand here, without previous: or units:',
    ],
    [
      'an example with more decimals than its cell',
      (d) => (d.relations[2].examples.holds.figures = { 'key.staff.figure': '0.5' }),
      'relations[2].examples.holds.figures.key.staff.figure: 0.5 has more decimals than its cell, which has 0',
    ],
    [
      'a unit’s example with more decimals than its cell',
      (d) => (d.relations[2].examples.holds.units = [{ 'key.fines.figure': '0.0000001' }]),
      'relations[2].examples.holds.units[0].key.fines.figure: 0.0000001 has more decimals than its cell, which has 6',
    ],
    [
      'a day that a date must not pass, and that not every year has',
      (d) => (d.timetable.milestones.find(({ id }: { id: string }) => id === 'submissions').notAfter = '02-29'),
      'timetable.submissions: The timetable of the report definition is wrong: 02-29 is not a day of every year.',
    ],
    [
      'unit reports by a date that there is not',
      (d) =>
        (d.unitReports = {
          legal: 'moon',
          texts: [{ part: 'work', required: false, guidance: { zh: '写', en: 'Do' } }],
        }),
      'unitReports.legal: there is no legal date for the level moon',
    ],
    [
      'bodies by a pattern that is none',
      (d) => (d.tables[0].blocks[0].rows[0].power = { without: '(', advice: { zh: '零', en: 'Zero' } }),
      'tables[0].blocks[0].rows[0].power.without: this is not a regular expression',
    ],
    [
      'a family member without cells',
      (d) => d.relations[3].each.column.push('weather'),
      'relations[3].each.column: no cell belongs to weather',
    ],
    [
      'no example',
      (d) => delete d.relations[1].examples,
      'relations[1].examples: a relation needs one passing and one failing example',
    ],
    [
      'no failing example',
      (d) => delete d.relations[1].examples.broken,
      'relations[1].examples.broken: a relation needs one passing and one failing example',
    ],
    [
      'a passing example that does not hold',
      (d) => (d.relations[2].examples.holds = d.relations[2].examples.broken),
      'relations[2].examples.holds: this example should hold but is found broken',
    ],
    [
      'a failing example that holds',
      (d) => (d.relations[2].examples.broken = d.relations[2].examples.holds),
      'relations[2].examples.broken: this example should be found broken but is not',
    ],
    [
      'an example with an unknown cell',
      (d) => (d.relations[2].examples.holds.figures = { 'a.b.c': '1' }),
      'relations[2].examples.holds.figures: there is no cell a.b.c',
    ],
    ['a missing translation', (d) => delete d.title.en, 'title.en: the English text is missing'],
    [
      'a text that was not translated',
      (d) => (d.tables[0].blocks[0].rows[0].label.en = '工矿商贸'),
      'tables[0].blocks[0].rows[0].label.en: the English text still has Chinese characters',
    ],
    [
      'a variable from nowhere',
      (d) => (d.relations[0].where = '{row}'),
      'relations[0].where: {row} is not a variable of each',
    ],
    [
      'a table in no part',
      (d) => d.parts.splice(0, 1),
      'tables[0]: the table inspections must stand in exactly one part',
    ],
    ['a part without its table', (d) => (d.parts[0].body.table = 'x'), 'parts[0].body.table: there is no table x'],
    [
      'a stage without a time',
      (d) => d.timetable.milestones.splice(0, 1),
      'timetable.director: The timetable of the report definition is wrong: the milestone “director” is missing.',
    ],
    [
      'a milestone that leads nowhere',
      (d) => (d.timetable.milestones[0].before = 'submissions'),
      'timetable.director: The timetable of the report definition is wrong: it comes before “submissions”, which leads back to itself.',
    ],
    [
      'an unknown time zone',
      (d) => (d.timetable.zone = 'Asia/Beijin'),
      'timetable.zone: The timetable of the report definition is wrong: there is no time zone named “Asia/Beijin”.',
    ],
    [
      'a scope without its part',
      (d) => (d.signOff.stages[0].scope = ['x']),
      'signOff.stages[0].scope[0]: there is no part x',
    ],
    ...(['n/a', '', '1,000', '1e2'] as const).map((figure): [string, Parameters<typeof faults>[0], string] => [
      `a threshold of ${figure}`,
      (d) => (d.signOff.stages[0].when = { terms: ['key.staff.figure'], operator: '>=', figure }),
      'signOff.stages[0].when.figure: not a figure',
    ]),
    [
      'a condition on last year’s figure',
      (d) => (d.signOff.stages[0].when = { terms: ['previous:key.staff.figure'], operator: '>', figure: '1' }),
      'signOff.stages[0].when.terms[0]: previous:key.staff.figure: only a cell of this draft may stand here, without previous: or units:',
    ],
    [
      'a condition on the units’ own figures',
      (d) =>
        (d.signOff.stages[0].when = {
          terms: ['key.staff.figure', '-units:key.staff.figure'],
          operator: '>',
          figure: '1',
        }),
      'signOff.stages[0].when.terms[1]: -units:key.staff.figure: only a cell of this draft may stand here, without previous: or units:',
    ],
    [
      'a confirmation of last year’s figure',
      (d) => (d.signOff.stages[0].confirms = ['previous:key.staff.figure']),
      'signOff.stages[0].confirms[0]: previous:key.staff.figure: only a cell of this draft may stand here, without previous: or units:',
    ],
    [
      'a confirmation of a cell that is not there, beside some that are',
      (d) => (d.signOff.stages[0].confirms = ['key.staff.figure', 'inspections.[sectors].nothing']),
      'signOff.stages[0].confirms[1]: there is no cell inspections.industry.nothing',
    ],
    [
      'a confirmation that subtracts',
      (d) => (d.signOff.stages[0].confirms = ['-key.staff.figure']),
      'signOff.stages[0].confirms[0]: -key.staff.figure: nothing is subtracted here',
    ],
    [
      'a measure of an unknown cell',
      (d) => (d.measures = [measure('key.nothing.figure')]),
      'measures[0].terms[0]: there is no cell key.nothing.figure',
    ],
    [
      'a measure of last year’s figure',
      (d) => (d.measures = [measure('previous:key.staff.figure')]),
      'measures[0].terms[0]: previous:key.staff.figure: only a cell of this draft may stand here, without previous: or units:',
    ],
    [
      'a measure that subtracts',
      (d) => (d.measures = [measure('key.staff.figure', '-key.staff.figure')]),
      'measures[0].terms[1]: -key.staff.figure: nothing is subtracted here',
    ],
    [
      'a measure twice',
      (d) => (d.measures = [measure('key.staff.figure'), measure('key.staff.figure')]),
      'measures[1].id: staff stands there already',
    ],
    ['an id twice', (d) => d.relations.push(d.relations[0]), 'relations[4].id: hazards.found stands there already'],
    [
      'a pattern without the number',
      (d) => (d.quotes[0].patterns = ['隐患']),
      'quotes[0].patterns[0]: exactly one group is needed: the number',
    ],
    [
      'a pattern that is none',
      (d) => (d.quotes[0].patterns = ['(']),
      'quotes[0].patterns[0]: this is not a regular expression',
    ],
    [
      'two usual readings',
      (d) => (d.quotes[0].readings[1].usual = true),
      'quotes[0].readings: exactly one reading must be the usual one',
    ],
  ])('%s', (_, change, fault) => {
    expect(faults(change)).toContain(fault)
  })

  test('all at once', () => {
    const list = faults((d) => {
      delete d.title.en
      delete d.relations[1].examples
      delete d.tables[0].owner
      d.relations[2].left = ['key.nothing.figure']
      d.signOff.stages[0].scope = ['x']
    })
    expect(list).toEqual(
      expect.arrayContaining([
        'title.en: the English text is missing',
        'relations[1].examples: a relation needs one passing and one failing example',
        'relations[2].left[0]: there is no cell key.nothing.figure',
        'signOff.stages[0].scope[0]: there is no part x',
      ]),
    )
    expect(list.filter((fault) => fault.includes('has no owner')).length).toBeGreaterThan(4)
  })

  test.each([[null], [[]], ['text'], [{}]])('%j is no definition', (value) => {
    expect(checkDefinition(value).length).toBeGreaterThan(0)
  })
})

describe('rows and columns that a total leaves out', () => {
  type Altered = {
    tables: { blocks: { rows: { id: string }[]; columns: { id: string }[] }[] }[]
    sets: Record<string, string[]>
  }
  const altered = (change: (document: Altered) => void) => {
    const definition = document('government-information-disclosure-2021.json') as Altered
    change(definition)
    return checkDefinition(definition).map(({ path, message }) => `${path}: ${message.zh}`)
  }
  const addRow = (definition: Altered) => {
    const { rows } = definition.tables[1]!.blocks[0]!
    rows.splice(4, 0, { ...rows[4]!, id: 'new-reason' })
  }
  test('as it is shipped: none', () => {
    expect(altered(() => {})).toEqual([])
  })
  test('a row that no set knows', () => {
    expect(altered(addRow)).toEqual([
      'tables[1].blocks[0].rows[4]: 没有一个总计算到“1.属于国家秘密”；加行加列要同时加进 sets',
    ])
  })
  test('a row that adds up by itself but not into the total of its column', () => {
    const faults = altered((document) => {
      addRow(document)
      document.sets['request-rows']!.push('new-reason')
    })
    expect(faults).toEqual([
      'tables[1].blocks[0].rows[4]: “（七）总计”没有把“1.属于国家秘密”算进去；加行加列要同时加进 sets',
    ])
  })
  test('a row in all of its sets', () => {
    const faults = altered((document) => {
      addRow(document)
      for (const set of ['request-rows', 'results']) document.sets[set]!.push('new-reason')
    })
    expect(faults).toEqual([])
  })
  test('a column that the totals of rows leave out', () => {
    const faults = altered((document) => {
      const { columns } = document.tables[1]!.blocks[0]!
      columns.splice(1, 0, { ...columns[1]!, id: 'foreign' })
      document.sets['request-columns']!.push('foreign')
    })
    expect(faults).toEqual(['tables[1].blocks[0].columns[1]: 没有一个总计算到“商业企业”；加行加列要同时加进 sets'])
  })
})

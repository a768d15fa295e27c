import { describe, expect, test } from 'vitest'
import { pinDefinition } from '../../../functions/kept/definitions.ts'
import { tellAct } from '../../../functions/telling/act-mails.ts'
import type { Fact, OfficeAct, OfficeActFact } from '../../../shared/cycle/facts.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const act = (n: number, what: OfficeAct): Fact =>
  ({
    ...{ kind: 'act', cycle, n, id: `act-${n}`, by: 'feng', reason: '核对', at: '2021-01-26T02:00:00.000Z' },
    ...what,
  }) as OfficeActFact
const adjust = act(1, { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '9', revision: 1 })
const newcomer = { id: 'new', name: '新人', address: 'new@tongjiang.example' }
const contacts = (...all: (typeof newcomer)[]) => act(2, { act: 'contacts', unit: 'police', contacts: all })
const clerk = { id: 'police-clerk', name: '同江市公安局经办', address: 'police-clerk@tongjiang.example' }
const heard: Fact = {
  ...{ kind: 'mail', cycle, duty: 'act/act-1/police-clerk', to: 'police-clerk', template: 'office-act' },
  ...{ at: '2021-01-26T02:01:00.000Z', messageId: 'x' },
}

describe('what the office did with a unit’s slice is told', () => {
  test.each<[string, Fact[], string[]]>([
    ['to who fills in', [], ['police-clerk@tongjiang.example']],
    ['to nobody who came since', [contacts(clerk, newcomer)], ['police-clerk@tongjiang.example']],
    ['to who came since where all before them were replaced unheard', [contacts(newcomer)], ['new@tongjiang.example']],
    ['to nobody else where one of them had heard', [contacts(newcomer), heard], []],
  ])('%s', async (_, since, told) => {
    const { services, kept } = keptServices('2021-01-26T03:00:00.000Z')
    for (const fact of [...cycleWith({}).facts, adjust, ...since]) await services.store.record(fact)
    await pinDefinition(definition, services.files)
    await tellAct(cycle, 'act-1', services)
    expect(kept.mails.filter(({ duty }) => duty?.startsWith('act/act-1/')).map(({ to }) => to.address)).toEqual(told)
  })
})

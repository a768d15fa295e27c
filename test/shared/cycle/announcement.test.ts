import { expect, test } from 'vitest'
import { stillToHear } from '../../../shared/cycle/announcement.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { theCycle } from '../../../shared/cycle/fold.ts'
import { mailKey } from '../../../shared/cycle/mail-duty.ts'
import { partakers } from '../../../shared/cycle/people.ts'
import { cycleWith } from '../../fixtures/tongjiang-2020.ts'

const signed = cycleWith({ approved: 4 })
const cycle = 'tongjiang-2020'
const at = '2021-02-03T08:00:00.000Z'
const everybody = partakers(theCycle(signed.facts)).map(({ id }) => id)
const out = (version: number): Fact[] => [
  { kind: 'release', cycle, n: version, version, round: 1, draft: signed.draftDigest, evidence: [], at },
  { kind: 'departure', cycle, release: version, goes: true, at },
  { kind: 'publication', cycle, version, round: 1, draft: signed.draftDigest, manifest: 'm', at },
]
const told = (version: number, ...people: string[]): Fact[] =>
  people.map((person) => {
    const duty = mailKey({ of: 'published', version, person })
    return { kind: 'mail', cycle, duty, to: person, template: 'published', at, messageId: duty }
  })
const refused = (version: number, person: string): Fact => ({
  ...{ kind: 'delivery', cycle, duty: mailKey({ of: 'published', version, person }), event: 'bounced', at },
})
const withdrawn = (version: number, unit?: string): Fact => ({
  ...{ kind: 'act', cycle, n: 1, id: 'w', at, by: 'feng', reason: '误公开' },
  ...{ act: 'withdraw', version, ...(unit && { unit }), consent: { proposal: 1, by: 'qin' } },
})
const others = everybody.filter((id) => id !== 'feng')

test.each<[string, Fact[], string[]]>([
  ['nobody before it is public', [], []],
  ['everybody who had a part when it is', out(1), everybody],
  ['whoever has had no mail of it', [...out(1), ...told(1, ...others)], ['feng']],
  ['nobody once all had it', [...out(1), ...told(1, ...everybody)], []],
  ['not again whoever’s mailbox refused it for good', [...out(1), ...told(1, ...everybody), refused(1, 'feng')], []],
  ['everybody of the next version', [...out(1), ...told(1, ...everybody), ...out(2)], everybody],
  ['nobody once it is withdrawn', [...out(1), withdrawn(1)], []],
  ['everybody where a unit’s own report was withdrawn', [...out(1), withdrawn(1, 'police')], everybody],
  ['everybody where the version before was withdrawn', [...out(1), withdrawn(1), ...out(2)], everybody],
])('that the newest version is public is still to be heard by %s', (_, facts, expected) => {
  expect(stillToHear(theCycle([...signed.facts, ...facts])).map(({ person }) => person.id)).toEqual(expected)
})

import { expect, test } from 'vitest'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { foldUnitCycle, theCycle } from '../../../shared/cycle/fold.ts'
import { lentOf } from '../../../shared/cycle/hand-in-draft.ts'
import { knownUnit } from '../../../shared/cycle/reporting-cycle.ts'
import { officeLinksOf } from '../../../shared/pages/frame/office-link.ts'
import { publicationFiles, unitPublicationFiles } from '../../../shared/pages/site/publication-files.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { cycleWith, submissionOf, definition as whole } from '../../fixtures/tongjiang-2020.ts'

/** Where a link that the office had made and read out was used, the page and its report.json say so: of what is sent, typed, confirmed. */
const definition = { ...whole, unitReports: shippedDefinition('gid-2021')!.unitReports }
type Lent = { sent?: object; confirmed?: object }
const lent = ({ sent, confirmed }: Lent): Fact[] =>
  cycleWith({ approved: 4 }).facts.map((fact) =>
    (fact.kind === 'submission' && fact.unit === 'police') || (fact.kind === 'confirmation' && fact.unit === 'police')
      ? ({ ...fact, ...(fact.kind === 'submission' ? sent : confirmed) } as Fact)
      : fact,
  )
function read(files: ReadonlyMap<string, Uint8Array>) {
  const text = (end: string) => new TextDecoder().decode([...files].find(([path]) => path.endsWith(end))![1])
  return { page: text('/index.html').replace(/<[^>]+>/g, ''), report: JSON.parse(text('/report.json')) }
}
function unitReport(given: Lent) {
  const facts = lent(given).filter((fact) => fact.kind === 'opening' || ('unit' in fact && fact.unit === 'police'))
  const submission = facts.find((fact) => fact.kind === 'submission')!
  const release = {
    ...({ kind: 'unit-release', cycle: 'tongjiang-2020', unit: 'police', n: 1, version: 1, revision: 1 } as const),
    ...{ submission: submission.digest, evidence: [], at: '2021-01-28T02:00:00.000Z' },
  }
  const state = foldUnitCycle(facts, 'police')!
  return read(
    unitPublicationFiles({
      definition,
      state,
      release,
      publishedAt: release.at,
      submission: submissionOf('police'),
      findings: [],
    }),
  )
}
function wholeReport(given: Lent) {
  const made = cycleWith({ approved: 4 })
  const files = publicationFiles({
    ...{ ...made, state: theCycle(lent(given)), definition: whole, findings: [] },
    ...{ version: 1, publishedAt: '2021-02-03T08:00:00.000Z' },
  })
  return read(files)
}

const by = '经办机构（政务公开办冯娟）出具的链接'
const feng = { name: '冯娟', title: '政务公开办' }
const sent = `由${by}办理`
const typed = `填写时用过${by}`
const confirmed = `负责人的确认由${by}办理`

test.each<[string, Lent, string[]]>([
  ['nothing', {}, []],
  ['what was sent', { sent: { linkIssuedBy: 'feng' } }, [sent]],
  ['what was typed', { sent: { typedThrough: ['feng'] } }, [typed]],
  ['the confirmation', { confirmed: { linkIssuedBy: 'feng' } }, [confirmed]],
])('a link of the office was used for %s', (_, given, says) => {
  const state = theCycle(lent(given))
  expect(officeLinksOf(state, lentOf(knownUnit(state, 'police')!, 1))?.zh).toEqual(says[0])
  const [own, page] = [unitReport(given).page, wholeReport(given).page]
  for (const sentence of says) {
    expect(page).toContain(sentence)
    // There the leader's signature is a row of its own.
    expect(own).toContain(sentence.replace('负责人的确认', ''))
  }
  if (says.length === 0) expect(`${own}${page}`).not.toContain(by)
})

test('a unit’s own report says in its data whose links it was sent, typed and signed by', () => {
  const { report } = unitReport({
    sent: { linkIssuedBy: 'feng', typedThrough: ['feng'] },
    confirmed: { linkIssuedBy: 'feng' },
  })
  expect(report).toMatchObject({ linkIssuedBy: feng, typedThrough: [feng] })
  expect(report.signatures[0].seats[0].decision).toMatchObject({ linkIssuedBy: feng })
  expect(unitReport({}).report).not.toHaveProperty('linkIssuedBy')
})

test('the whole says of a unit by whose link its leader confirmed', () => {
  const unitOf = (given: Lent) => wholeReport(given).report.units.find(({ id }: { id: string }) => id === 'police')
  expect(unitOf({ confirmed: { linkIssuedBy: 'feng' } })).toMatchObject({ confirmedThrough: feng })
  expect(unitOf({})).not.toHaveProperty('confirmedThrough')
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { situationOf } from '../../shared/draft/sign-off.ts'
import { decidedPage } from '../../shared/pages/sign-off/decided-page.ts'
import { signOffPage } from '../../shared/pages/sign-off/sign-off-page.ts'
import { bodiesPage } from '../../shared/pages/site/bodies-page.ts'
import { bodyPage } from '../../shared/pages/site/body-page.ts'
import { homePage } from '../../shared/pages/site/home-page.ts'
import { reportPage } from '../../shared/pages/site/report-page.ts'
import { standingPage } from '../../shared/pages/site/standing-page.ts'
import { versionsPage } from '../../shared/pages/site/versions-page.ts'
import { publishedReportOf } from '../../shared/published/publication.ts'
import { siteReportsOf } from '../../shared/published/site-reports.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { axeViolations } from '../fixtures/looks-right.ts'
import { cycleWith, definition, persons } from '../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const contact = { name: '同江市政务公开办', phone: '0454-0000000' }
const now = '2021-01-28T03:00:00.000Z'
const asked = cycleWith({ approved: 2, missing: ['market'] })
const signed = cycleWith({ approved: 4 })
const place = { stage: 'responsible-leader', seat: 'sun', person: 'sun' }

function pages(language: Language): Record<string, string> {
  const situation = situationOf(asked.state, compiled, place, now)
  if (situation.is !== 'asked') throw new Error(situation.is)
  const decided = situationOf(signed.state, compiled, place, now)
  if (decided.is === 'asked' || decided.is === 'barred') throw new Error(decided.is)
  const { state, draft, draftDigest, submissions } = signed
  const report = publishedReportOf({
    ...{ definition, state, draft, draftDigest, submissions },
    findings: [],
    version: 1,
    publishedAt: '2021-02-03T08:00:00.000Z',
  })
  const publication = {
    kind: 'publication',
    cycle: draft.cycle,
    round: 1,
    draft: draftDigest,
    manifest: draftDigest,
  } as const
  const publications = [1, 2].map((version) => ({
    ...publication,
    version,
    at: '2021-02-03T08:00:00.000Z',
    reason: '更正',
  }))
  const reports = siteReportsOf(definition, {
    opening: state.opening,
    publications,
    unitPublications: [],
    withdrawals: [],
    added: {},
    excused: {},
  })
  const open = reports.filter(({ versions }) => versions.length > 0)
  const figures = open.map((report) => ({
    report,
    definition: draft.definition.digest,
    compiled,
    figures: draft.figures,
  }))
  return {
    'sign-off': signOffPage({
      language,
      ...{ state: asked.state, compiled, situation, draft: asked.draft, submissions: asked.submissions },
      person: persons.deputy,
      findings: [],
      lastYear: { ...asked.draft.figures, 't2.normative.available': '109' },
      formToken: 'x',
      code: { fresh: false },
      contact,
      form: { choice: 'return', attested: false, reasons: [{ unit: 'police' }] },
      problems: [{ code: 'reason-missing', field: 'reasons.0', message: { zh: '没有写原因', en: 'no reason' } }],
    }),
    decided: decidedPage({
      ...{ language, state, compiled, situation: decided, contact },
      person: persons.deputy,
      publicUrl: 'https://public.example',
    }),
    report: reportPage(definition, draft, report, language),
    versions: versionsPage(reports[0]!, language),
    home: homePage(reports, figures, language),
    standing: standingPage(reports, 2020, '2021-02-03', language),
    bodies: bodiesPage(figures, 2020, language),
    body: bodyPage(open, figures, language),
    empty: homePage([], [], language),
  }
}

describe.skipIf(!hasBrowser)('pages in a real browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  const all = (['zh', 'en'] as const).flatMap((language) =>
    Object.entries(pages(language))
      .filter(([name]) => language === 'zh' || name === 'sign-off')
      .map(([name, html]) => [`${name} (${language})`, html] as const),
  )
  test.each(all)('%s: nothing serious for axe, nothing wider than a phone', async (_, html) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.setContent(html)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    const serious = (await axeViolations(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await page.close()
  })
})

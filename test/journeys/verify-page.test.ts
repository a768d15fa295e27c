import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trialTexts } from '../../shared/words/trial-texts.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { asChrome69 } from '../fixtures/old-browser.ts'
import { openEmbedded } from './embedded.ts'
import { fileAll, type JourneySystem, published, publishedJson, signFrom } from './journey.ts'

const at = 'r/verified/v1/'
const names = ['manifest.json', 'manifest.sig.json', 'report.json', 'report.schema.json', 'index.html', 'index.en.html']
const all = [...names, 'report.docx', 'figures.csv', 'cells.csv']

describe.skipIf(!hasBrowser)('the page that verifies, in a real browser', () => {
  let journey: JourneySystem
  let browser: Browser
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'verified' })
    await fileAll(journey)
    await signFrom(journey)
    await journey.settled()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await journey?.stop()
  })

  /** What the page says of an address or of files, with files of the site exchanged on their way. */
  async function said(
    given: { at: string } | { files: string[]; without?: RegExp },
    {
      exchanged = {},
      path = 'tools/verify.html',
      host = 'localhost',
    }: { exchanged?: Record<string, string | undefined>; path?: string; host?: string } = {},
  ): Promise<{ heading: string; sentences: string[]; notes: string[] }> {
    const page = await browser.newPage()
    const wrong: string[] = []
    page.on('pageerror', ({ message }) => wrong.push(message))
    page.on('console', (line) => void (line.type() === 'error' && !/404/.test(line.text()) && wrong.push(line.text())))
    await page.addInitScript(asChrome69)
    // To a name other than localhost the browser keeps its own digests and signatures to itself; the front door knows localhost alone.
    await page.route('http://plain.test:*/**', async (route) =>
      route.fulfill({ response: await route.fetch({ url: route.request().url().replace('plain.test', 'localhost') }) }),
    )
    for (const [name, body] of Object.entries(exchanged))
      await page.route(`**/${name}`, (route) => route.fulfill(body === undefined ? { status: 404 } : { body }))
    const query = 'at' in given ? `?at=${given.at}` : ''
    await page.goto(`${journey.door.publicUrl.replace('localhost', host)}/${path}${query}`)
    if ('files' in given) {
      const files = await Promise.all(
        given.files.map(async (name) => ({
          name,
          mimeType: '',
          buffer: Buffer.from((await published(journey, at + name))!),
        })),
      )
      await page.setInputFiles('#files', files)
    }
    await page.locator('#status', { hasText: /核验完了|Done|请填本站/ }).waitFor()
    const answer = {
      heading: (await page.locator('.verdict h2').allInnerTexts()).join(),
      sentences: await page.locator('.verdict li').allInnerTexts(),
      notes: await page.locator('.verdict p').allInnerTexts(),
    }
    expect(wrong).toEqual([])
    await page.close()
    return answer
  }

  test('by the address of a report it says five sentences', async () => {
    const { heading, sentences, notes } = await said({ at })
    expect(heading).toBe('✓ 全部核验通过')
    expect(sentences.map((sentence) => sentence.slice(0, 9))).toEqual([
      '✓ 文件没有被改动',
      '✓ 清单由本站公布',
      '✓ 公布的就是审签',
      '✓ 这是最新一版。',
      '✓ 登记没有断开：',
    ])
    const english = await said({ at }, { path: 'tools/verify.en.html' })
    expect(english.heading).toBe('✓ Everything is verified')
    expect(english.notes).toEqual([
      trialTexts.page.en,
      'Annual report on government information disclosure of Qinghe County Government, 2020, version 1, published 25 January 2021',
    ])
    expect(notes).toEqual([trialTexts.page.zh, expect.stringMatching(/^青禾县人民政府.*，第1版，2021年1月25日公布$/)])
    const tool = await (await fetch(`${journey.door.publicUrl}/tools/verify.html`)).text()
    expect(tool).toContain(trialTexts.page.zh)
  })

  test('the downloaded files verify too; what is not of this site is not asked for', async () => {
    const downloaded = await said({ files: all })
    expect(downloaded.heading).toBe('✓ 全部核验通过')
    expect(downloaded.sentences[3]).toBe('✓ 这是最新一版。')
    expect((await said({ files: names })).heading).toBe('✕ 核验不通过，不要使用')
    expect(await said({ at: 'https://elsewhere.example/r/x/v1/' })).toMatchObject({ heading: '', sentences: [] })
  })

  test('what is no address, and a file that cannot be opened, is said and not waited for', async () => {
    for (const given of ['http://', '%25E0%25A4%25A'])
      expect(await said({ at: given })).toMatchObject({ heading: '', sentences: [] })
    const page = await browser.newPage()
    const folder = mkdtempSync(join(tmpdir(), 'lianbao-verify-'))
    const gone = join(folder, 'v1')
    writeFileSync(gone, '')
    await page.route('**/*.js', async (route) => {
      await page.setInputFiles('#files', gone)
      rmSync(gone)
      await route.continue()
    })
    await page.goto(`${journey.door.publicUrl}/tools/verify.html`)
    await page.locator('#status', { hasText: '“v1”打不开。如果是文件夹，请选里面的文件' }).waitFor()
    await page.close()
    rmSync(folder, { recursive: true })
  })

  test('what was superseded or withdrawn is said, of an address and of files', async () => {
    const manifest = (await publishedJson(journey, 'r/verified/latest.json')).manifest
    const withdrawn = {
      version: 1,
      withdrawn: { at: '', reason: '误公开' },
      versions: [{ version: 1, manifest, withdrawn: { reason: '误公开' } }],
    }
    for (const given of [{ at }, { files: all }, { at: 'r/verified/' }]) {
      const gone = await said(given, { exchanged: { 'latest.json': JSON.stringify(withdrawn) } })
      expect(gone.heading).toBe('！ 文件完好，但这一版已经撤回')
      expect(gone.sentences[3]).toBe('✕ 这一版已经撤回。本站登记的理由：误公开。')
      const newer = { version: 2, versions: [{ version: 1, manifest }, { version: 2 }] }
      if ('at' in given && given.at !== at) continue
      const older = await said(given, { exchanged: { 'latest.json': JSON.stringify(newer) } })
      expect(older.sentences.slice(3)).toEqual([
        '✕ 这不是最新一版：第2版是，更正了什么，那一版上有。',
        '✓ 登记没有断开：与本站的版本登记一致。',
      ])
    }
  })

  test('by http it computes by itself, says so, and finds the same', async () => {
    const plain = await said({ at }, { host: 'plain.test' })
    expect(plain.heading).toBe('✓ 全部核验通过')
    expect(plain.notes.join()).toContain('本页不是经 https 打开的')
    expect((await said({ at })).notes.join()).not.toContain('本页不是经 https 打开的')
    const forged = await said({ at }, { host: 'plain.test', exchanged: { 'v1/cells.csv': 'issuer\r\n' } })
    expect(forged.heading).toBe('✕ 核验不通过，不要使用')
  })

  test('a file that was tampered with, a key nobody knows', async () => {
    const tampered = await said({ at }, { exchanged: { 'v1/cells.csv': 'issuer\r\n' } })
    expect(tampered.heading).toBe('✕ 核验不通过，不要使用')
    expect(tampered.sentences[0]).toBe('✕ 有文件被改动、缺少或者多出。')
    const stranger = await said({ at }, { exchanged: { 'publishing-key.pem': undefined } })
    expect(stranger.heading).toBe('？ 文件完好，但不能确认是谁签的')
    expect(stranger.sentences.map(([sign]) => sign).join('')).toBe('✓？？✓？')
    const forged = await said({ at }, { exchanged: { 'publishing-key.pem': '' } })
    expect([forged.heading, forged.sentences[1]]).toEqual(['✕ 核验不通过，不要使用', '✕ 清单的签名不成立。'])
  })
})

import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { auditFile } from '../../../shared/cycle/audit.ts'
import { publicationFiles } from '../../../shared/pages/site/publication-files.ts'
import { bytesToSign, signatureEnvelope } from '../../../shared/published/manifest.ts'
import {
  fiveSentences,
  keysKnown,
  type VersionGiven,
  verdictOfVersion,
  verifyVersion,
} from '../../../shared/published/verification.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import { sentencesOf } from '../../../shared/words/public/verify-texts.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
const keyid = createHash('sha256')
  .update(publicKey.export({ format: 'der', type: 'spki' }))
  .digest('hex')
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const strangersPem = stranger.publicKey.export({ format: 'pem', type: 'spki' }).toString()
const utf8 = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

const cycle = cycleWith({ approved: 4 })
const audit = utf8(auditFile(cycle.state ? cycle.facts.slice(0, 9) : [], []))
const mark = JSON.parse(textOf(audit).split('\n')[5]!)
const made = publicationFiles({
  ...cycle,
  definition,
  findings: [],
  version: 1,
  publishedAt: '2021-02-03T08:00:00.000Z',
  audit: { entries: mark.sequence, head: mark.hash, facts: '' },
})
const folder = 'r/tongjiang-2020/v1/'
const manifest = made.get(`${folder}manifest.json`)!
const signature = sign('sha256', bytesToSign(manifest), privateKey)
made.set(`${folder}manifest.sig.json`, signatureEnvelope(manifest, { key: keyid, signature, publicKey: pem }))
const latest = (changes: object) =>
  utf8(JSON.stringify({ version: 1, manifest: digestOf(manifest), path: 'r/tongjiang-2020/v1', ...changes }))

type Changes = Partial<VersionGiven> & { files?: Record<string, Uint8Array | undefined> }
const verify = ({ files = {}, ...changes }: Changes) =>
  verifyVersion({
    read: async (path) => {
      if (path in files) return files[path]
      return path === '../latest.json' ? latest({}) : made.get(folder + path)
    },
    key: pem,
    ...changes,
  })
const listed = (changes: object) => ({ '../latest.json': latest(changes) })
const here = { version: 1, manifest: digestOf(manifest) }
const withdrawn = { at: '2021-04-01T00:00:00.000Z', reason: '误公开了个人信息。' }
const offline = { '../latest.json': undefined }

describe('what a verification says', () => {
  test.each<[string, Changes, string, string]>([
    ['a site as it is', {}, 'all', 'holds holds holds holds holds'],
    ['and its audit', { audit }, 'all', 'holds holds holds holds holds'],
    ['a folder off the site', { files: offline }, 'whole', 'holds holds holds unknown unknown'],
    ['the same with its audit', { files: offline, audit }, 'whole', 'holds holds holds unknown holds'],
    ['no key', { key: undefined }, 'stranger', 'holds unknown unknown holds unknown'],
    ['another’s key', { key: strangersPem }, 'broken', 'holds broken unknown holds unknown'],
    ['a changed page', { files: { 'index.html': utf8('x') } }, 'broken', 'broken holds unknown holds holds'],
    ['a page that is gone', { files: { 'index.html': undefined } }, 'broken', 'broken holds unknown holds holds'],
    ['one too many', { names: ['extra.html'] }, 'broken', 'broken holds unknown holds holds'],
    [
      'what a desktop leaves',
      { names: ['.DS_Store', 'Desktop.ini', 'paper/Thumbs.db', '._a'] },
      'all',
      'holds holds holds holds holds',
    ],
    ['no envelope', { files: { 'manifest.sig.json': undefined } }, 'broken', 'broken unknown unknown holds unknown'],
    ['a newer version', { files: listed({ version: 2 }) }, 'older', 'holds holds holds broken unknown'],
    [
      'a withdrawn version',
      { files: listed({ manifest: undefined, withdrawn }) },
      'withdrawn',
      'holds holds holds broken unknown',
    ],
    [
      'a newer version that is withdrawn',
      { files: listed({ version: 2, manifest: undefined, withdrawn }) },
      'older',
      'holds holds holds broken unknown',
    ],
    [
      'superseded, by a list of all versions',
      { files: listed({ version: 2, versions: [here, { version: 2 }] }) },
      'older',
      'holds holds holds broken holds',
    ],
    [
      'withdrawn and replaced since',
      { files: listed({ version: 2, versions: [{ ...here, withdrawn }, { version: 2 }] }) },
      'withdrawn',
      'holds holds holds broken holds',
    ],
    [
      'superseded, listed with another manifest',
      { files: listed({ version: 2, versions: [{ ...here, manifest: 'f'.repeat(64) }] }) },
      'broken',
      'holds holds holds broken broken',
    ],
    [
      'a list put back to before it',
      { files: listed({ version: 0, versions: [] }) },
      'broken',
      'holds holds holds unknown broken',
    ],
    [
      'a list put back, and the version that came next beside it',
      {
        files: {
          '../v2/manifest.json': utf8(JSON.stringify({ previous: { version: 1, manifest: digestOf(manifest) } })),
        },
      },
      'older',
      'holds holds holds broken holds',
    ],
    [
      'the version that came next, and no list',
      {
        files: {
          ...offline,
          '../v2/manifest.json': utf8(JSON.stringify({ previous: { version: 1, manifest: digestOf(manifest) } })),
        },
      },
      'older',
      'holds holds holds broken unknown',
    ],
    [
      'another report’s next version beside it',
      { files: { '../v2/manifest.json': utf8('{"previous":{"version":1,"manifest":"x"}}') } },
      'all',
      'holds holds holds holds holds',
    ],
    [
      'a list that is none',
      { files: { '../latest.json': utf8('{"version":"1e9","versions":[null]}') } },
      'whole',
      'holds holds holds unknown unknown',
    ],
    ['the folder of another version', { at: 'r/tongjiang-2020/v2' }, 'broken', 'holds holds holds holds broken'],
    ['its own folder', { at: 'r/tongjiang-2020/v1' }, 'all', 'holds holds holds holds holds'],
    [
      'another manifest on the site’s list',
      { files: { '../latest.json': latest({ manifest: 'f'.repeat(64) }) } },
      'broken',
      'holds holds holds holds broken',
    ],
    [
      'an audit that was rewritten',
      { audit: utf8(textOf(audit).replace('"sequence":2', '"sequence":3')) },
      'broken',
      'holds holds holds holds broken',
    ],
    ['nothing', { files: { 'manifest.json': undefined } }, 'broken', 'broken unknown unknown unknown unknown'],
  ])('%s', async (_, changes, verdict, sentences) => {
    const verification = await verify(changes)
    const five = fiveSentences(verification)
    expect([verdictOfVersion(verification), Object.values(five).join(' ')]).toEqual([verdict, sentences])
    const said = sentencesOf(verification, five)
    expect(said.map(({ stands }) => stands).join(' ')).toBe(sentences)
  })
})

describe('what the fourth sentence says', () => {
  test.each<[string, object, string]>([
    [
      'of a version that was withdrawn',
      { manifest: undefined, withdrawn },
      '这一版已经撤回。本站登记的理由：误公开了个人信息。',
    ],
    [
      'of one that was withdrawn and replaced',
      { version: 2, versions: [{ ...here, withdrawn }] },
      '这一版已经撤回。本站登记的理由：误公开了个人信息。以后公布的第2版代替了它。',
    ],
    [
      'of one whose successor is withdrawn too',
      { version: 2, withdrawn, versions: [{ ...here, withdrawn }] },
      '这一版已经撤回。本站登记的理由：误公开了个人信息。以后公布的第2版也已撤回。',
    ],
    ['of one that is superseded', { version: 3 }, '这不是最新一版：第3版是，更正了什么，那一版上有。'],
    ['of one whose successor is withdrawn', { version: 2, withdrawn }, '这不是最新一版：第2版是，那一版已经撤回。'],
  ])('%s', async (_, changes, says) => {
    const verification = await verify({ files: listed(changes) })
    expect(sentencesOf(verification, fiveSentences(verification))[3]?.says.zh).toBe(says)
  })
})

test('what it was held together with is named in the language of the sentence', async () => {
  const verification = await verify({ audit })
  const { zh, en } = sentencesOf(verification, fiveSentences(verification))[4]!.says
  expect(zh).toBe('登记没有断开：与本站的版本登记、经办机构导出的审计记录一致。')
  expect(en).toBe(
    'The register is unbroken: it agrees with the site’s list of versions and the audit the office exported.',
  )
})

describe('which keys are known', () => {
  test.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['the site’s', pem, undefined, pem],
    ['none, where the site cannot be asked', undefined, pem, undefined],
    ['one that came along and is the site’s too', `${strangersPem}${pem}`, pem.replaceAll('\n', '\r\n'), pem],
    ['none of a stranger’s that came along', pem, strangersPem, undefined],
  ])('%s', (_, ofSite, alongside, known) => {
    expect(keysKnown(ofSite, alongside)?.replaceAll('\r', '').trim()).toBe(known?.trim())
  })

  test('so files that a stranger signed and brought their key with are a stranger’s', async () => {
    const der = stranger.publicKey.export({ format: 'der', type: 'spki' })
    const forged = signatureEnvelope(manifest, {
      key: createHash('sha256').update(der).digest('hex'),
      publicKey: strangersPem,
      signature: sign('sha256', bytesToSign(manifest), stranger.privateKey),
    })
    const files = { 'manifest.sig.json': forged }
    const verification = await verify({ files, key: keysKnown(pem, strangersPem) })
    expect(verdictOfVersion(verification)).toBe('stranger')
  })
})

describe('a manifest that two programs would read differently', () => {
  const forged = (from: string | RegExp, to: string) => {
    const bytes = utf8(textOf(manifest).replace(from, to))
    const sig = sign('sha256', bytesToSign(bytes), privateKey)
    return {
      'manifest.json': bytes,
      'manifest.sig.json': signatureEnvelope(bytes, { key: keyid, signature: sig, publicKey: pem }),
      ...offline,
    }
  }
  test.each<[string, Record<string, Uint8Array | undefined>, string]>([
    ['a name twice', forged('{"audit"', '{"cycle":"elsewhere","audit"'), 'form'],
    ['a number beyond what is read exactly', forged('"version":1}', '"version":1.00000000000000000001}'), 'form'],
    ['a number without end', forged('"entries":', '"entries":1e400,"entries":'), 'form'],
    ['blanks', forged('{"audit"', '{ "audit"'), 'form'],
    ['a file twice', forged(/"files":\[(\{[^}]*\})/, '"files":[$1,$1'), 'twice'],
    ['no report among the files', forged(/,?\{"path":"report.json"[^}]*\}/, ''), 'extra'],
    ['a file outside', forged('"path":"cells.csv"', '"path":"../v2/cells.csv"'), 'outside'],
    // Behind an address these lead elsewhere, or to the same file by another name.
    ...['%2e%2e/v2/cells.csv', 'http:elsewhere.example', 'data:,1', 'cells.csv?1', 'cells.csv#1', '%63ells.csv'].map(
      (path): [string, Record<string, Uint8Array | undefined>, string] => [
        `a file called ${path}`,
        forged('"path":"cells.csv"', `"path":"${path}"`),
        'outside',
      ],
    ),
  ])('%s is refused, whoever signed it', async (_, files, is) => {
    const verification = await verify({ files })
    expect(verification.faults.map((fault) => fault.is)).toContain(is)
    expect(verdictOfVersion(verification)).toBe('broken')
  })
})

test('a figure by a name that every object knows comes from nowhere, and is in no sum', async () => {
  const report = JSON.parse(textOf(made.get(`${folder}report.json`)!))
  report.figures.toString = '1'
  report.figures.total = '1'
  report.provenance.total = { strategy: 'computed', of: ['constructor'] }
  const { faults } = await verify({ files: { 'report.json': canonicalBytes(report) } })
  expect(faults).toContainEqual({ is: 'no-provenance', cell: 'toString' })
  expect(faults).toContainEqual({ is: 'sum', cell: 'total', figure: '1', gives: null })
})

test('a manifest of very many files is looked through in step with their number', async () => {
  const costOf = async (files: number): Promise<number> => {
    const list = Array.from({ length: files }, (_, n) => ({ path: `${n}.csv`, sha256: '', size: 0 }))
    const hostile = utf8(JSON.stringify({ files: list }))
    const started = process.cpuUsage() // of this process alone, whatever else the machine does
    const { faults } = await verifyVersion({ read: async (path) => (path === 'manifest.json' ? hostile : undefined) })
    expect(faults.length).toBeGreaterThan(files)
    const { user, system } = process.cpuUsage(started)
    return user + system
  }
  await costOf(1000)
  const few = Math.max(await costOf(6000), await costOf(6000))
  const many = Math.min(await costOf(60_000), await costOf(60_000))
  expect(many / few).toBeLessThan(40)
})

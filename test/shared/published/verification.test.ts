import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { auditFile } from '../../../shared/cycle/audit.ts'
import { publicationFiles } from '../../../shared/pages/site/publication-files.ts'
import { bytesToSign, signatureEnvelope } from '../../../shared/published/manifest.ts'
import {
  fiveSentences,
  type VersionGiven,
  verdictOfVersion,
  verifyVersion,
} from '../../../shared/published/verification.ts'
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
    ['no envelope', { files: { 'manifest.sig.json': undefined } }, 'broken', 'broken unknown unknown holds unknown'],
    [
      'a newer version',
      { files: { '../latest.json': latest({ version: 2 }) } },
      'older',
      'holds holds holds broken unknown',
    ],
    [
      'a withdrawn version',
      { files: { '../latest.json': latest({ manifest: undefined, withdrawn: { at: '', reason: '' } }) } },
      'withdrawn',
      'holds holds holds broken unknown',
    ],
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

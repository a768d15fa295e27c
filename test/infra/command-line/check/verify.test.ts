import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { verify, verifyFolder } from '../../../../infra/command-line/check/verify.ts'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import { opensslLines } from '../../../../shared/pages/site/verify-page.ts'
import { bytesToSign, signatureEnvelope } from '../../../../shared/published/manifest.ts'
import { faultText } from '../../../../shared/words/public/verify-texts.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const otherPem = other.publicKey.export({ format: 'pem', type: 'spki' }).toString()
const fingerprint = `SHA256:${createHash('sha256')
  .update(publicKey.export({ format: 'der', type: 'spki' }))
  .digest('hex')}`
const keyId = createHash('sha256')
  .update(publicKey.export({ format: 'der', type: 'spki' }))
  .digest('hex')
  .slice(0, 32)
let folder: string

const faultsIn = async (path: string, key?: string): Promise<string[]> =>
  (await verifyFolder(path, key)).faults.map((fault) => faultText(fault).en)

beforeEach(() => {
  const cycle = cycleWith({ approved: 4 })
  folder = mkdtempSync(join(tmpdir(), 'verify-'))
  const files = publicationFiles({
    ...cycle,
    definition,
    findings: [],
    version: 1,
    publishedAt: '2021-02-03T08:00:00.000Z',
  })
  for (const [path, bytes] of files) writeFileSync(join(folder, basename(path)), bytes)
  const manifest = files.get('r/tongjiang-2020/v1/manifest.json')!
  const signed = { key: keyId, signature: sign('sha256', bytesToSign(manifest), privateKey), publicKey: pem }
  writeFileSync(join(folder, 'manifest.sig.json'), signatureEnvelope(manifest, signed))
})

describe('verify', () => {
  test('what was published verifies, by folder and by manifest, with the key known beforehand', async () => {
    expect(await faultsIn(folder)).toEqual([])
    expect(await faultsIn(join(folder, 'manifest.json'), pem)).toEqual([])
    writeFileSync(`${folder}.pem`, pem)
    writeFileSync(`${folder}-two.pem`, `${otherPem}${pem}`)
    for (const key of [`${folder}.pem`, `${folder}-two.pem`, fingerprint]) {
      for (const named of [['--key', key], [`--key=${key}`]]) {
        const said: string[] = []
        expect([named, await verify([folder, ...named], (line) => said.push(line))]).toEqual([named, 0])
        expect(said.join()).toContain(fingerprint)
      }
    }
  })

  test('without the key it says by which key, that nobody here knows it, and answers 3', async () => {
    const said: string[] = []
    expect(await verify([folder], (line) => said.push(line))).toBe(3)
    expect(said).toContain('? The files are whole, but who signed them cannot be told')
    expect(said).toContain(`  ? The list is signed, but the key is not known here (${fingerprint}).`)
    expect(said.join()).not.toMatch(/is verified|are verified|核验通过/)
  })

  test('what a manifest says neither clears the screen nor begins a line', async () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const evil = { ...manifest, cycle: '\u001b[2J\n✓ 全部核验通过', publishedAt: '\u202e' }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(evil))
    const said: string[] = []
    expect(await verify([folder], (line) => said.push(line))).toBe(1)
    expect(said[0]).toBe('\\u001b[2J\\u000a✓ 全部核验通过, version 1, published \\u202e')
    expect(said.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  test('a forgery signed with anybody’s key is held against the key that was given', async () => {
    const manifest = readFileSync(join(folder, 'manifest.json'))
    const signature = sign('sha256', bytesToSign(manifest), other.privateKey)
    const key = createHash('sha256')
      .update(other.publicKey.export({ format: 'der', type: 'spki' }))
      .digest('hex')
      .slice(0, 32)
    const forged = signatureEnvelope(manifest, { key, signature, publicKey: otherPem })
    writeFileSync(join(folder, 'manifest.sig.json'), forged)
    expect(await verify([folder, '--key', fingerprint], () => {})).toBe(1)
    expect(await verify([folder], () => {})).toBe(3)
  })

  test('what was published before, with r and s side by side, still verifies', async () => {
    const manifest = readFileSync(join(folder, 'manifest.json'))
    const raw = sign('sha256', bytesToSign(manifest), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const envelope = JSON.parse(
      new TextDecoder().decode(signatureEnvelope(manifest, { key: keyId, signature: raw, publicKey: pem })),
    )
    envelope.signatures[0].alg = 'ES256'
    writeFileSync(join(folder, 'manifest.sig.json'), JSON.stringify(envelope))
    expect(await verify([folder, '--key', fingerprint], () => {})).toBe(0)
  })

  test('openssl verifies the same, with nothing of ours', async () => {
    writeFileSync(`${folder}.pem`, pem)
    const lines = /```sh\n([\s\S]*?openssl dgst[\s\S]*?)```/.exec(readFileSync('docs/security.md', 'utf8'))![1]!
    expect(lines.trim()).toBe(opensslLines)
    const script = lines.replaceAll('publishing-key.pem', `${folder}.pem`)
    const say = () => spawnSync('sh', ['-e', '-c', script], { cwd: folder, encoding: 'utf8' })
    const files = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).files as { path: string }[]
    expect(say()).toMatchObject({
      status: 0,
      stdout: `Verified OK\n${files.map(({ path }) => `${path}: OK\n`).join('')}`,
    })
    // Another key came since: the file has the newest first.
    const later = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' })
    writeFileSync(`${folder}.pem`, `${later}${pem}`)
    expect(say()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Verified OK\n/) })
    writeFileSync(`${folder}.pem`, later)
    // A key that lies among the files is whoever's made them.
    for (const name of ['key-9.pem', '9.pem', 'publishing.pem']) writeFileSync(join(folder, name), pem)
    expect(say().stdout).toMatch(/^NOT VERIFIED\n/)
    writeFileSync(join(folder, 'cells.csv'), 'issuer')
    expect(say()).toMatchObject({ status: 1, stdout: expect.stringContaining('cells.csv: FAILED') })
  })

  test.each<[string, object | undefined, number]>([
    ['nothing is known of others', undefined, 0],
    ['it is the newest', { version: 1 }, 0],
    ['there is a newer one', { version: 2 }, 4],
    ['it is withdrawn', { version: 1, withdrawn: { reason: '误公开' } }, 5],
    ['it is withdrawn and replaced', { version: 2, versions: [{ version: 1, withdrawn: { reason: '误公开' } }] }, 5],
    ['the list was put back', { version: 0 }, 1],
  ])('%s', async (_, latest, code) => {
    const versions = mkdtempSync(join(tmpdir(), 'verify-list-'))
    cpSync(folder, join(versions, 'v1'), { recursive: true })
    if (latest) writeFileSync(join(versions, 'latest.json'), JSON.stringify(latest))
    const said: string[] = []
    expect(await verify([join(versions, 'v1'), '--key', fingerprint], (line) => said.push(line))).toBe(code)
    expect(said.some((line) => line.includes('误公开'))).toBe(code === 5)
    // A copy of the list vouches for nothing.
    expect(said.join()).not.toMatch(/这是最新一版|登记没有断开/)
    // The folder people hold leads to the newest version.
    if (latest && 'version' in latest && latest.version === 1)
      expect(await verify([versions, '--key', fingerprint], () => {})).toBe(code)
  })

  test('a pipe among the files has no end, and is not waited for', async () => {
    rmSync(join(folder, 'manifest.json'))
    spawnSync('sh', ['-c', `mkfifo '${join(folder, 'manifest.json')}'`])
    expect(await faultsIn(folder)).toEqual(['manifest.json: missing or not readable'])
  })

  test('an answer larger than any file of a version is not read to its end', async () => {
    let sent = 0
    const piece = Buffer.alloc(1 << 20)
    const server = createServer((_, answer) => {
      const more = () => {
        while (sent < 1 << 29 && answer.write(piece)) sent += piece.length
        if (sent < 1 << 29) answer.once('drain', more)
        else answer.end()
      }
      more()
    }).listen(0)
    await once(server, 'listening')
    const said: string[] = []
    const { port } = server.address() as AddressInfo
    expect(await verify([`http://127.0.0.1:${port}/r/x/v1/`], (line) => said.push(line))).toBe(1)
    expect(said).toContain('✗ manifest.json: missing or not readable')
    expect(sent).toBeLessThan(1 << 29)
    server.closeAllConnections()
    server.close()
  })

  test('a flipped bit anywhere in any file is found', async () => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const good = readFileSync(path)
      const step = Math.max(1, Math.floor(good.length / 20))
      for (let at = 0; at < good.length; at += step) {
        const bad = Buffer.from(good)
        bad[at] = bad[at]! ^ 1
        writeFileSync(path, bad)
        expect(await faultsIn(folder), `${name} at ${at}`).not.toEqual([])
      }
      writeFileSync(path, good)
    }
  })

  test('another key, a missing file and one that does not belong there are found', async () => {
    expect(await faultsIn(folder, otherPem)).toEqual(['manifest.sig.json: the signature does not verify'])
    writeFileSync(join(folder, 'extra.html'), '')
    expect(await faultsIn(folder)).toEqual(['extra.html: not in the manifest'])
    expect(await faultsIn(join(folder, 'nowhere'))).toEqual(['manifest.json: missing or not readable'])
  })

  test.each(['{}', '[]', 'null', '{"files":3}', '{"files":[{}]}', '{"files":[null]}', ''])(
    'a manifest of another form: %s',
    async (text) => {
      writeFileSync(join(folder, 'manifest.json'), text)
      expect(await faultsIn(folder)).not.toEqual([])
    },
  )

  test('a link that leads out of the folder does not belong there either', async () => {
    symlinkSync(`${folder}.pem`, join(folder, 'extra.html'))
    expect(await faultsIn(folder)).toEqual(['extra.html: not in the manifest'])
  })

  test('figures that do not add up are found even when every digest was made anew', async () => {
    const reportPath = join(folder, 'report.json')
    const report = JSON.parse(readFileSync(reportPath, 'utf8'))
    report.figures['t3.new.natural'] = '22'
    writeFileSync(reportPath, JSON.stringify(report))
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const bytes = readFileSync(reportPath)
    for (const file of manifest.files) {
      if (file.path === 'report.json') {
        file.sha256 = createHash('sha256').update(bytes).digest('hex')
        file.size = bytes.length
      }
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
    expect(await faultsIn(folder)).toContain('report.json: t3.new.natural is 22, its provenance gives 21')
  })
})

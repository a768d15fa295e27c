import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verify } from '../../infra/command-line/check/verify.ts'
import { verifyAudit } from '../../infra/command-line/verify-audit.ts'
import { newestMail } from '../../infra/local/demo/visitor.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { openEmbedded } from './embedded.ts'
import { fileAll, type JourneySystem, signFrom } from './journey.ts'
import { openSession, posted, send } from './raw-request.ts'

const hasUnzip = spawnSync('unzip', ['-v']).status === 0

describe('one ZIP of a version', () => {
  let journey: JourneySystem
  let cookie: string
  let fields: Record<string, string>
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-archive-'))
  const asked = (query = '') =>
    fetch(`${journey.door.baseUrl}/board/export?format=archive${query}`, { headers: { cookie } })
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'archived' })
    const mail = await newestMail(journey.door, journey.cast.clerk.address, /工作台/)
    ;({ cookie, fields } = await openSession(journey.door, mail))
    await fileAll(journey)
  })
  afterAll(async () => {
    await journey?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is refused before there is one, and of a version there is not', async () => {
    expect((await asked()).status).toBe(404)
    expect((await asked('&version=x')).status).toBe(422)
  })

  test('has what was published, what it rests on, the sheet and a note; unchanged by what comes later', async () => {
    await signFrom(journey)
    await journey.settled()
    const answer = await asked()
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    const act = { act: 'correct', reason: '更正', 'form-token': fields['form-token']!, cycle: 'archived' }
    expect((await send(journey.door, posted('/board?cycle=archived', act, { cookie }))).status).toBe(303)
    await journey.settled()
    expect(Buffer.from(await (await asked('&version=1')).arrayBuffer()).equals(bytes)).toBe(true)
    expect((await asked('&version=2')).status).toBe(404)

    const parts = unzipSync(bytes)
    const note = new TextDecoder().decode(parts['归档说明.txt'])
    for (const [path, part] of Object.entries(parts)) {
      if (path === '归档说明.txt') continue
      expect(note).toContain(`  ${path}  ${part.length}  ${digestOf(part)}`)
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), part)
    }
    expect(Object.keys(parts).filter((path) => path.startsWith('evidence/submissions/'))).toHaveLength(3)
    const bodies = Object.entries(parts).filter(([path]) => /^evidence\/[a-z-]+\//.test(path))
    expect(bodies.map(([path]) => path.split('/')[1])).toEqual(
      expect.arrayContaining(['checks', 'definitions', 'drafts', 'submissions']),
    )
    for (const [path, part] of bodies) expect(path).toContain(`/${digestOf(part)}.json`)
    expect(Object.keys(parts)).toContain('审签单.docx')
    const key = join(folder, 'version', 'publishing-key.pem')
    const own = join(folder, 'key.pem')
    writeFileSync(own, parts['version/publishing-key.pem']!)
    rmSync(key)
    const said: string[] = []
    expect([await verify([join(folder, 'version'), '--key', own], (line) => said.push(line)), said]).toEqual([0, said])
    const audit = new TextDecoder().decode(parts['evidence/audit.jsonl'])
    expect(verifyAudit(audit, new TextDecoder().decode(parts['version/manifest.json'])).lines[0]).toMatch(/^Sound/)
    writeFileSync(join(folder, 'a.zip'), bytes)
    if (hasUnzip)
      expect(execFileSync('unzip', ['-t', join(folder, 'a.zip')], { encoding: 'utf8' })).toMatch(/No errors/)
  })
})

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { verifyFolder } from '../../../../infra/command-line/check/verify.ts'
import { lianbao } from '../../../../infra/command-line/lianbao.ts'
import { verifyAudit } from '../../../../infra/command-line/verify-audit.ts'
import { lockFolder } from '../../../../infra/local/folder/folder-lock.ts'
import { fiveSentences } from '../../../../shared/published/verification.ts'
import { digestOf } from '../../../../shared/report/bytes/digest.ts'

// The fixture is what `npm run demo safety-inspection` of commit 826520d, the last that was called 0.1, left; without its mails and log.
let place: string
const at = (name: string): string => join(place, name)
const cycle = 'imported/safety-2025-q4'
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'lianbao-import-test-'))
  mkdirSync(at('old'))
  execFileSync('tar', ['xzf', 'test/fixtures/folder-of-0.1.tar.gz', '-C', at('old')])
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

async function bringOver(): Promise<{ code: number; said: string }> {
  let said = ''
  const tell = (text: string) => (said += text)
  const code = await lianbao(['import', at('old'), '--folder', at('new')], { out: tell, err: tell })
  return { code, said }
}

it('what a folder of 0.1 finished is brought over as evidence, to the byte', async () => {
  const before = readdirSync(at('old'), { recursive: true }).sort()
  expect(await bringOver()).toEqual({ code: 0, said: `✓ ${cycle}\n` })
  const audit = readFileSync(at(`new/${cycle}/audit.jsonl`), 'utf8')
  expect(digestOf(audit)).toBe(auditOfOwnCommand)
  expect(verifyAudit(audit).sound).toBe(true)
  const key = readFileSync(at(`new/${cycle}/publication-key.pem`), 'utf8')
  expect(key).not.toContain('PRIVATE')
  const sentences = fiveSentences(await verifyFolder(at(`new/${cycle}/v1`), key))
  expect(sentences).toMatchObject({ files: 'holds', key: 'holds', draft: 'holds' })
  for (const { fact } of audit
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line)))
    if (fact.kind === 'submission')
      expect(existsSync(at(`new/${cycle}/files/submissions/${fact.digest}.json`))).toBe(true)
  expect(readdirSync(at('new'))).toEqual(['imported'])
  // What processes take turns at the lock by stays; it is empty.
  const after = readdirSync(at('old'), { recursive: true }).filter((name) => name !== 'lock.turn')
  expect(after.sort()).toEqual(before)
  expect(await bringOver()).toEqual({ code: 1, said: expect.stringContaining('is there already') })
})
/** Of what `lianbao audit safety-2025-q4` of 0.1 itself writes. */
const auditOfOwnCommand = 'c4a70ba40db44d2d2fa86775a10b2d6c335f06a999bcc39c2466b28cdb7be07b'

it.each([
  [
    'a cycle that is not over',
    () => writeFileSync(at('old/executions/safety-2025-q4.json'), '{"status":"running"}'),
    1,
    'is not finished',
  ],
  [
    'a body that was changed',
    () => writeFileSync(join(at('old/files/submissions'), readdirSync(at('old/files/submissions'))[0]!), '{}'),
    1,
    'gone or changed',
  ],
  ['a body that is gone', () => rmSync(at('old/files/drafts'), { recursive: true }), 1, 'gone or changed'],
  [
    'a published file that was changed',
    () => writeFileSync(at('old/public/r/safety-2025-q4/v1/figures.csv'), 'x'),
    1,
    'gone or changed',
  ],
  ['a folder in use', () => lockFolder(at('old')), 2, 'in use'],
  ['a folder of this version', () => rmSync(at('old/table'), { recursive: true }), 2, 'no folder of version 0.1'],
])('%s is refused, and nothing is brought over', async (_, change, code, says) => {
  await change()
  expect(await bringOver()).toEqual({ code, said: expect.stringContaining(says) })
  expect(existsSync(at(`new/${cycle}`))).toBe(false)
})

import { expect, test } from 'vitest'
import { readCheck, readLastYear, readSubmission } from '../../../functions/kept/documents.ts'
import type { FileStore } from '../../../functions/services.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'

const bytes = canonicalBytes({ document: 'lianbao/submission/1', figures: { 'a.b.c': '1' }, texts: {} })
const digest = digestOf(bytes)

function filesOf(read: () => Uint8Array | undefined): FileStore & { asked: string[] } {
  const asked: string[] = []
  const get = async (key: string) => {
    asked.push(key)
    return read()
  }
  return { asked, get, put: async () => {} }
}

test('a document is read and held against its digest every time, and no reader can change it for another', async () => {
  const files = filesOf(() => bytes)
  const [one, other] = [await readSubmission(files, digest), await readSubmission(files, digest)]
  expect(other).toEqual(JSON.parse(new TextDecoder().decode(bytes)))
  expect(files.asked).toEqual([submissionFile(digest), submissionFile(digest)])
  expect(() => Object.assign(one.figures, { 'a.b.c': '2' })).toThrow(TypeError)
})

test.each([
  ['is not there', undefined],
  ['has other bytes', canonicalBytes({ figures: {} })],
])('one that was read before and %s now is not gone on with', async (_, now) => {
  await readSubmission(
    filesOf(() => bytes),
    digest,
  )
  await expect(
    readSubmission(
      filesOf(() => now),
      digest,
    ),
  ).rejects.toThrow(submissionFile(digest))
})

test('one that is long is made anew for every reader', async () => {
  const long = canonicalBytes({ issuer: { definition: 'x', figures: {} }, units: {}, note: 'x'.repeat(200_000) })
  const files = filesOf(() => long)
  const [one, other] = [await readLastYear(files, digestOf(long)), await readLastYear(files, digestOf(long))]
  expect(one).not.toBe(other)
  expect(one).toEqual(other)
})

test.each([
  ['by the name that its fact gives', { body: digest, draft: 'd' }, `checks/${digest}.json`],
  ['by its draft’s, where an earlier version wrote the fact', { draft: 'd' }, 'checks/d.json'],
])('a check is read %s', async (_, fact, key) => {
  const files = filesOf(() => bytes)
  expect(await readCheck(files, fact)).toEqual(JSON.parse(new TextDecoder().decode(bytes)))
  expect(files.asked).toEqual([key])
})

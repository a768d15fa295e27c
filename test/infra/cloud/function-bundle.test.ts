import { createHash } from 'node:crypto'
import { globSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import { releasePages } from '../../../functions/aws/release-pages.ts'
import { readDeployment } from '../../../infra/cloud/deployment.ts'
import { defineStage } from '../../../infra/cloud/stage.ts'
import { toolFiles } from '../../../infra/tool-pages.ts'
import { cdkJson } from './synthesized.ts'

// The tests of the template leave bundles out, so a function over its budget, or one that writes where its needs only read,
// was met by nothing before `cdk deploy`.
describe('every function of a stage bundles, within its budget and its needs', () => {
  const { stages, ...flags } = cdkJson.context
  test.each(Object.keys(stages))('%s', { timeout: 240_000 }, (stage) => {
    const app = new App({
      outdir: mkdtempSync(join(tmpdir(), 'lianbao-bundles-')),
      context: flags,
      analyticsReporting: false,
    })
    expect(() => defineStage(app, readDeployment({ stage, first: false, stages }))).not.toThrow()
  })
})

test('who publishes the units’ reports has the pages of its release beside it', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'lianbao-bundles-'))
  const { stages, ...flags } = cdkJson.context
  const app = new App({ outdir, context: flags, analyticsReporting: false })
  defineStage(app, readDeployment({ stage: 'trial', first: false, stages }))
  const [folder] = globSync(join(outdir, '**', 'publish-unit-reports'))
  const digests = (pages: ReadonlyMap<string, Uint8Array>) =>
    [...pages].map(([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`).sort()
  expect(digests(await releasePages(join(folder!, 'site'))())).toEqual(digests(toolFiles()))
})

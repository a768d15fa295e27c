import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { lianbao } from '../../infra/command-line/lianbao.ts'
import { publishingKeyFile } from '../../shared/published/manifest.ts'
import type { PublishedReport } from '../../shared/published/published-report.ts'
import { type JourneySystem, published, publishedJson } from './journey.ts'

/** Downloads the newest version as anybody can, and runs `lianbao verify` on it. */
export async function verifiedVersion(
  journey: JourneySystem,
  version: number,
): Promise<{ report: PublishedReport; exit: number; said: string; manifest: { draft: string } }> {
  const path = `r/${journey.cast.name}/v${version}`
  const manifest = (await publishedJson(journey, `${path}/manifest.json`)) as {
    draft: string
    files: { path: string }[]
  }
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-downloaded-'))
  try {
    for (const name of [...manifest.files.map((file) => file.path), 'manifest.json', 'manifest.sig.json']) {
      const bytes = await published(journey, `${path}/${name}`)
      if (!bytes) throw new Error(`${path}/${name} is not published`)
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), bytes)
    }
    let said = ''
    const say = (text: string) => {
      said += text
    }
    const key = `${folder}.pem`
    await writeFile(key, (await published(journey, publishingKeyFile))!)
    const exit = await lianbao(['verify', folder, '--key', key], { out: say, err: say })
    return { report: (await publishedJson(journey, `${path}/report.json`)) as PublishedReport, exit, said, manifest }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(`${folder}.pem`, { force: true })
  }
}

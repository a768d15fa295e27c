import { zipSync } from 'fflate'
import { shownDate } from '../../calendar/civil-date.ts'
import { digestOf } from '../../report/bytes/digest.ts'
import { archiveTexts as t } from '../../words/public/archive-texts.ts'
import { opensslLines } from './verify-page.ts'

export type ArchivedVersion = {
  title: string
  issuer: string
  year: number
  version: number
  /** Civil date. */
  published: string
  /** Digest of manifest.json. */
  manifest: string
  /** What was published, by path in the version's folder; with its signature and the key. */
  files: ReadonlyMap<string, Uint8Array>
  /** What it rests on. */
  evidence: ReadonlyMap<string, Uint8Array>
  /** A unit's own report has none. */
  sheet?: Uint8Array
}

/**
 * One ZIP of a version, to be kept for ever: what was published, what it rests on, the sign-off sheet, and a note for the archivist with
 * every part and its digest. The same version gives the same bytes.
 */
export function versionArchive(archived: ArchivedVersion): Uint8Array {
  const parts = new Map([
    ...within('version/', archived.files),
    ...within('evidence/', archived.evidence),
    ...(archived.sheet ? [[t.sheetFile.zh, archived.sheet] as const] : []),
  ])
  const note = new TextEncoder().encode(noteOf(archived, parts))
  return zipSync(Object.fromEntries([[`${t.title.zh}.txt`, note] as const, ...parts]), {
    mtime: '1980-01-01T00:00:00',
    level: 9,
  })
}

const within = (folder: string, files: ReadonlyMap<string, Uint8Array>) =>
  [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => [`${folder}${path}`, bytes] as const)

function noteOf(
  { title, issuer, year, version, published, manifest, sheet }: ArchivedVersion,
  parts: ReadonlyMap<string, Uint8Array>,
): string {
  const line = ([path, bytes]: readonly [string, Uint8Array]) => `  ${path}  ${bytes.length}  ${digestOf(bytes)}`
  const under = (folder: string) => [...parts].filter(([path]) => path.startsWith(folder)).map(line)
  return [
    t.title.zh,
    '',
    `${t.name.zh}：${title}`,
    `${t.author.zh}：${issuer}`,
    `${t.year.zh}：${year}`,
    `${t.version.zh}：${t.versionSaid(version, shownDate(published, 'zh')).zh}`,
    `${t.keep.zh}：${t.keepSaid.zh}`,
    `${t.manifest.zh}：${manifest}`,
    '',
    t.parts.zh,
    '',
    t.published.zh,
    ...under('version/'),
    '',
    (sheet ? t.evidence : t.evidenceOfUnit).zh,
    ...under('evidence/'),
    '',
    ...(sheet ? [t.sheet.zh, ...under(t.sheetFile.zh), ''] : []),
    t.verify.zh,
    '',
    opensslLines,
    '',
  ].join('\r\n')
}

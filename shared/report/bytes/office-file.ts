import { strToU8, zipSync } from 'fflate'

/** The parts of a Word or Excel file as its bytes: the same parts give the same bytes, those that zipping them together gives. */
export function officeFile(parts: Readonly<Record<string, string>>): Uint8Array {
  const zips = Object.entries(parts).map(([name, text]) => zipOf(name, text))
  const recorded = sum(zips, ({ record }) => record.length)
  const listed = sum(zips, ({ line }) => line.length)
  const file = new Uint8Array(recorded + listed + endOfZip)
  const view = new DataView(file.buffer)
  let [at, entry] = [0, recorded]
  for (const { record, line } of zips) {
    file.set(record, at)
    file.set(line, entry)
    view.setUint32(entry + 42, at, true) // where the part lies
    at += record.length
    entry += line.length
  }
  view.setUint32(entry, 0x06054b50, true)
  view.setUint16(entry + 8, zips.length, true)
  view.setUint16(entry + 10, zips.length, true)
  view.setUint32(entry + 12, listed, true)
  view.setUint32(entry + 16, recorded, true)
  return file
}

const endOfZip = 22

/** A part as a ZIP of it alone has it: the record with its bytes, and its line of the directory. */
type Zipped = { record: Uint8Array; line: Uint8Array }

/**
 * Most parts are the same in every file, and squeezing a small one costs as much as setting out to. Of the small ones the last few are
 * kept by name and text; what is kept is copied into a file and never handed out.
 */
const kept = new Map<string, Zipped>()
const [mostKept, small] = [32, 4096] // parts, characters

function zipOf(name: string, text: string): Zipped {
  const key = `${name}\n${text}`
  const known = kept.get(key)
  const zipped = known ?? zippedAlone(name, text)
  if (text.length > small) return zipped
  kept.delete(key)
  kept.set(key, zipped)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return zipped
}

function zippedAlone(name: string, text: string): Zipped {
  const zip = zipSync({ [name]: strToU8(text) }, { mtime: '1980-01-01T00:00:00', level: 9 })
  const line = new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 6, true)
  return { record: zip.subarray(0, line), line: zip.subarray(line, -endOfZip) }
}

const sum = <T>(list: readonly T[], of: (item: T) => number): number => list.reduce((all, item) => all + of(item), 0)

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Which part is what to another: its id, its kind, where it lies. */
export const relationsXml = (list: readonly (readonly [string, string, string])[]): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${officeNamespace}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** What the parts are, by the name each has in the file. */
export const contentTypesXml = (types: Readonly<Record<string, string>>): string =>
  `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${Object.entries(
    types,
  )
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}+xml"/>`)
    .join('')}</Types>`

/** Text between tags; no control characters, which XML cannot hold. */
export const inXml = (text: string): string =>
  /[&<>\p{Cc}]/u.test(text)
    ? text
        .replace(/[^\P{Cc}\t\n]/gu, '')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
    : text

import { strToU8, zipSync } from 'fflate'

/** The parts of a Word or Excel file as its bytes: the same parts give the same bytes. */
export const officeFile = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    mtime: '1980-01-01T00:00:00',
    level: 9,
  })

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

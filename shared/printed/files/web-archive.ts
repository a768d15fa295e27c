/** The page of a web archive (.mht, .mhtml), as browsers, Word and WPS save one: its first part that is a page. Undefined where there is none. */
export function pageOfArchive(archive: Uint8Array): Uint8Array | undefined {
  // A letter for each byte, so that places are the same in both.
  const text = new TextDecoder('latin1').decode(archive)
  const boundary = /\bboundary="?([^"\r\n;]{1,80})/i.exec(text.slice(0, 4096))?.[1]
  if (boundary === undefined) return undefined
  const mark = `--${boundary}`
  for (let from = text.indexOf(mark); from >= 0; ) {
    const start = from + mark.length
    const next = text.indexOf(mark, start)
    const end = next < 0 ? text.length : next
    const part = text.slice(start, end)
    const [blank] = /\r?\n\r?\n/.exec(part) ?? []
    const head = blank ? part.slice(0, part.indexOf(blank)) : ''
    if (blank && /^content-type:\s*text\/html/im.test(head))
      return decoded(archive.subarray(start + head.length + blank.length, end), head)
    from = next
  }
  return undefined
}

/** As the part's head says it is written; undefined of what is damaged. */
function decoded(body: Uint8Array, head: string): Uint8Array | undefined {
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding !== 'quoted-printable' && encoding !== 'base64') return body
  const text = new TextDecoder('latin1').decode(body)
  const bytes = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  if (encoding === 'quoted-printable')
    return bytes(
      text
        .replace(/=[ \t]*\r?\n/g, '')
        .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
  try {
    return bytes(atob(text.replace(/\s+/g, '')))
  } catch {
    return undefined
  }
}

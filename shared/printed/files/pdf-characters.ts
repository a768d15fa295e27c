/**
 * The tables of characters that a PDF names and does not bring, as programs do that write STSong-Light with UniGB-UCS2-H (iText,
 * ReportLab). pdf.js would load them from files of two megabytes; what is wanted is the text alone, so every code stands for its
 * own Unicode character, but for the letters whose widths a font lists by their place in Adobe's collections.
 */
export class PdfCharacters {
  fetch = async ({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> => {
    const body = kind === 'cMapUrl' ? tableOf(filename) : undefined
    if (body === undefined) throw new Error(`no ${filename}`)
    return new TextEncoder().encode(
      `begincmap\n/CMapName /${filename} def\n${space(body)}\n${body.join('\n')}\nendcmap\n`,
    )
  }
}

const space = (body: readonly string[]): string =>
  body.some((line) => line.startsWith('<20>'))
    ? '2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange'
    : '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange'

function tableOf(name: string): string[] | undefined {
  if (/^Adobe-(?:GB1|CNS1)-UCS2$/.test(name))
    return ['3 beginbfrange', '<0000> <ffff> <0000>', '<0001> <005f> <0020>', '<032e> <038c> <0020>', 'endbfrange']
  if (/^Uni(?:GB|CNS)-(?:UCS2|UTF16)-[HV]$/.test(name))
    return ['2 begincidrange', '<0000> <ffff> 0', '<0020> <007e> 1', 'endcidrange']
  const own = /^(GBK?p?|GBK2K)(?:-EUC)?-[HV]$/.exec(name)?.[1]
  if (own) return [...letters(own === 'GBKp' ? 1 : 814), ...doubleBytes('gb18030')]
  return /^(?:ETen-B5|B5pc)-[HV]$/.test(name) ? [...letters(1), ...doubleBytes('big5')] : undefined
}

const letters = (first: number): string[] => ['1 begincidrange', `<20> <7e> ${first}`, 'endcidrange']

/** Every pair of bytes with the character it is. */
function doubleBytes(encoding: string): string[] {
  const decoder = new TextDecoder(encoding)
  const lines: string[] = []
  for (let pair = 0x8140; pair <= 0xfefe; pair++) {
    const char = decoder.decode(Uint8Array.of(pair >> 8, pair & 0xff))
    if (char.length === 1 && char !== '\ufffd') lines.push(`<${pair.toString(16)}> ${char.charCodeAt(0)}`)
  }
  return ['1 begincidchar', ...lines, 'endcidchar']
}

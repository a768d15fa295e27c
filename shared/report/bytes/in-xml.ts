/** Text between tags or in an attribute, without what XML 1.0 cannot hold: one such character, and no reader opens the file. */
export const inXml = (text: string): string =>
  text.replace(/[<>&"']|[^\P{Cc}\t\n]|[\p{Cs}\p{NChar}]/gu, (character) => xmlNames[character] ?? '')

const xmlNames: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
}

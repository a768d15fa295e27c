/**
 * Characters that no name and no reason needs and that make one look like something else: control characters, and those that turn the
 * direction of writing. They break headers of mails, and hide in print what is on record. What is no character at all (text out of PDFs
 * has U+FFFE for a hyphen) breaks XML.
 */
const hidden = /[\p{Cc}\p{NChar}\u061C\u200E\u200F\u202A-\u202E\u2028\u2029\u2066-\u2069]/gu
/** Nothing is seen of them, so that two names look like one. Joiners and variation selectors stay: some people's names are written with them. */
const unseen = /[\u034F\u00AD\u115F\u1160\u200B\u2060-\u2064\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu

const seen = /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

/** The radicals by which PDFs write characters that look the same, so that two units or people would have one name to the eye. */
const asCharacters = (text: string): string =>
  text.replaceAll(/[\u2E80-\u2FD5]/g, (radical) => radical.normalize('NFKC'))

/** What somebody wrote, without blanks around; '' where nothing of it is seen, so that it names nobody and gives no reason. */
export function written(text = ''): string {
  const line = asCharacters(text.normalize('NFC')).trim()
  return seen.test(line.replaceAll(unseen, '').replaceAll('\u2800', '')) ? line : ''
}

/** A name, a title: one line that shows all it holds. */
export const isPlainLine = (text: string): boolean => isPlainText(text) && !/[\r\n\t]/.test(text) && !text.match(unseen)

/** A reason: lines may break. */
export const isPlainText = (text: string): boolean =>
  text.isWellFormed() && !text.replaceAll(/[\r\n\t]/g, '').match(hidden)

/** A text that people sign: what they would not see in it is left out, lines stay. */
export const shownText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(hidden, (character) => (/[\n\t]/.test(character) ? character : ''))
    .replaceAll(unseen, '')

/**
 * A text from outside with thirty marks on a letter at most, Unicode's own limit for streams (UAX 15): bringing marks into their order costs the
 * square of their number, so a megabyte of them would hold a machine for minutes wherever a text is normalized.
 */
export const withoutPiles = (text: string): string =>
  text.length <= 30 ? text : text.replace(/(\p{M}{30})\p{M}+/gu, '$1')

/** Whether some letter has more of them: a file that nobody needs to read. */
export const hasPile = (text: string): boolean => /\p{M}{31}/u.test(text)

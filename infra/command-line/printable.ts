/**
 * What a file under test says, as it may stand on a terminal: what would clear the screen, begin a line of its own or turn the direction
 * of writing is written as JSON writes it (`\u001b`), so that it neither hides nor imitates what a command says.
 */
export const onOneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/./gs, (half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

/** The same of whole lines: they stay lines. */
export const printable = (text: string): string => text.replace(/[^\n\t]+/g, onOneLine)

/** Writes for who reads it there and then; a file or another program gets the very bytes. */
export const writingTo =
  (stream: { isTTY?: boolean; write: (text: string) => unknown }) =>
  (text: string): unknown =>
    stream.write(stream.isTTY ? printable(text) : text)

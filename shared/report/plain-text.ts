/**
 * Characters that no name and no reason needs and that make one look like something else: control characters, and those that turn the
 * direction of writing. They break headers of mails, and hide in print what is on record.
 */
const hidden = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2028\u2029\u2066-\u2069]/u

/** A name, a title: one line that shows all it holds. */
export const isPlainLine = (text: string): boolean => text.isWellFormed() && !hidden.test(text)

/** A reason: lines may break. */
export const isPlainText = (text: string): boolean => isPlainLine(text.replace(/[\r\n\t]/g, ''))

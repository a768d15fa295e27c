import { addDays, type CivilDate } from '../calendar/civil-date.ts'

export type CalendarEntry = {
  /** Stays the same when the date moves, so that the reader's calendar moves the entry. Visible ASCII, no spaces. */
  uid: string
  date: CivilDate
  summary: string
  description: string
  /** Calendars are shared and synchronised: never a signed link. */
  url?: string
  /** 0 when absent; one more each time the date moves. */
  sequence?: number
  /** When the entry was written, an instant. */
  stamp: string
}

/**
 * An all-day event for the day something is due, with an alarm at 9 in the morning of the day before (RFC 5545).
 * The text for a file named .ics, type `text/calendar; charset=utf-8; method=PUBLISH`.
 */
export function calendarEntry({ uid, date, summary, description, url, sequence = 0, stamp }: CalendarEntry): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lianbao//Lianbao//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${visible(uid)}`,
    `DTSTAMP:${stampText(stamp)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${dateText(date)}`,
    `DTEND;VALUE=DATE:${dateText(addDays(date, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    ...(url === undefined ? [] : [`URL:${visible(new URL(url).href)}`]),
    // A due date takes nobody's time: it must not show the day as busy.
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    // The event starts at midnight where the reader is; fifteen hours before that is 9 o'clock.
    'TRIGGER:-PT15H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}

function visible(text: string): string {
  if (!/^[\x21-\x7e]+$/.test(text)) throw new RangeError('not visible ASCII')
  return text
}

function stampText(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

const dateText = (date: CivilDate) => date.replaceAll('-', '')

/** A value of type TEXT (3.3.11): every kind of line end is one; other control characters than tab, which it may not contain, are left out. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replace(/[^\P{Cc}\t]/gu, '')
}

/** Lines of at most 75 octets (3.1), never broken inside a character: some calendars read line by line. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > 75) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}

/** In UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

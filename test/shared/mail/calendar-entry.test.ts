import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, calendarEntry } from '../../../shared/mail/calendar-entry.ts'

const entry: CalendarEntry = {
  uid: 'submissions.finance@lianbao.example.gov.cn',
  date: '2026-02-28',
  summary: '报送政府信息公开年度报告（2025 年度）；财政局, 第一次',
  description: '请在当天 24:00 前报送。\n有问题请打电话。',
  url: 'https://lianbao.example.gov.cn/help',
  stamp: '2026-01-04T01:02:03.456Z',
}

describe('calendarEntry', () => {
  it('is an all-day event with an alarm at nine on the day before', () => {
    expect(calendarEntry(entry)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Lianbao//Lianbao//ZH',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'BEGIN:VEVENT',
        'UID:submissions.finance@lianbao.example.gov.cn',
        'DTSTAMP:20260104T010203Z',
        'SEQUENCE:0',
        'DTSTART;VALUE=DATE:20260228',
        'DTEND;VALUE=DATE:20260301',
        'SUMMARY:报送政府信息公开年度报告（2025 年度）；财政局\\,',
        '  第一次',
        'DESCRIPTION:请在当天 24:00 前报送。\\n有问题请打电话。',
        'URL:https://lianbao.example.gov.cn/help',
        'TRANSP:TRANSPARENT',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:报送政府信息公开年度报告（2025 年度）；财政',
        ' 局\\, 第一次',
        'TRIGGER:-PT15H',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  it.each([
    ['back\\slash; semi, comma', 'back\\\\slash\\; semi\\, comma'],
    ['one\r\ntwo\rthree\nfour', 'one\\ntwo\\nthree\\nfour'],
    ['five\u2028six\u2029seven', 'five\\nsix\\nseven'],
    ['bell\u0007 and\u0000 tab\there', 'bell and tab\there'],
    ['x\r\nEND:VEVENT', 'x\\nEND:VEVENT'],
  ])('writes %j as %j', (summary, written) => {
    expect(calendarEntry({ ...entry, summary })).toContain(`\r\nSUMMARY:${written}\r\n`)
  })

  it('can leave out the address and count the moves', () => {
    const { url, ...rest } = entry
    expect(calendarEntry(rest)).not.toContain('URL:')
    expect(calendarEntry({ ...rest, sequence: 2 })).toContain('\r\nSEQUENCE:2\r\n')
  })

  it('refuses an id or an address that would break the lines', () => {
    expect(() => calendarEntry({ ...entry, uid: 'a\r\nATTENDEE:b' })).toThrow(RangeError)
    expect(() => calendarEntry({ ...entry, url: 'not an address' })).toThrow(TypeError)
    expect(() => calendarEntry({ ...entry, date: '2026-02-30' })).toThrow(RangeError)
  })

  it('keeps lines within 75 octets, whole characters, and every word, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, '')),
        (summary) => {
          const text = calendarEntry({ ...entry, summary })
          const lines = text.split('\r\n')
          for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          for (const line of lines) expect(Buffer.from(line).toString()).toBe(line)
          expect(text.endsWith('\r\n')).toBe(true)
          const unfolded = text.replaceAll('\r\n ', '')
          const written = /\r\nSUMMARY:(.*)\r\n/.exec(unfolded)?.[1]
          expect(written?.replace(/\\([\\;,])/g, '$1')).toBe(summary)
        },
      ),
    )
  })
})

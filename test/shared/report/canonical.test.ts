import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalBytes } from '../../../shared/report/canonical.ts'

const text = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value))
const plainly = (value: unknown): string => canonicalize(value)!.normalize('NFC')

describe('canonical bytes', () => {
  it('are those of RFC 8785, in NFC, whatever the shape', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(text(value)).toBe(plainly(value))
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(fc.jsonValue())), (value) => {
        expect(text(value)).toBe(plainly(value))
      }),
    )
  })

  it('do not depend on where a long document is cut', () => {
    const list = Array.from({ length: 5000 }, (_, n) => ({
      n: String(n),
      name: `e\u0301\u0338 第${n}单位`,
      '\u0301': null,
    }))
    expect(text({ list, '\u0301after': 1, texts: list.map(({ name }) => name), none: [] })).toBe(
      plainly({ list, '\u0301after': 1, texts: list.map(({ name }) => name), none: [] }),
    )
  })

  it('leave out what is undefined, and have no form for what JSON has none for', () => {
    expect(text({ b: undefined, a: [undefined, 1], d: new Date(0), c: [] })).toBe(
      '{"a":[null,1],"c":[],"d":"1970-01-01T00:00:00.000Z"}',
    )
    expect(() => canonicalBytes(undefined)).toThrow(TypeError)
    expect(() => canonicalBytes({ a: ['\ud800'] })).toThrow()
    const circle: unknown[] = []
    circle.push({ circle })
    expect(() => canonicalBytes({ circle })).toThrow(/ircular/)
  })
})

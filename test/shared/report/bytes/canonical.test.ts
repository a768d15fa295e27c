import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalBytes, canonicalText } from '../../../../shared/report/bytes/canonical.ts'

const text = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value))
const double = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE()

describe('canonical bytes', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('write the number %s as RFC 8785 appendix B does: %s', (hex, expected) => {
    expect(text(double(hex))).toBe(expected)
  })

  it('are those of the example in RFC 8785, section 3.2', () => {
    const read = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`)
    expect(text(read)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('order members by UTF-16 code unit, as the example in section 3.2.3, also those that look like indexes', () => {
    const read =
      JSON.parse(String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
      "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`)
    // The last name is written in NFC, as every string of ours: two characters.
    expect(Object.values(JSON.parse(text(read)))).toHaveLength(7)
    expect([...text(read).matchAll(/:"([^"]+)"/g)].map(([, value]) => value)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
    expect(text({ 9: 'b', 10: 'a', '': 0 })).toBe('{"":0,"10":"a","9":"b"}')
  })

  it('read back as what they were made of, are made of that again, and do not depend on the order of members', () => {
    const value = fc.jsonValue()
    fc.assert(
      fc.property(value, (one) => {
        expect(JSON.stringify(sortless(JSON.parse(text(one))))).toBe(JSON.stringify(sortless(nfc(one))))
        expect(text(JSON.parse(text(one)))).toBe(text(one))
        expect(text(one)).toBe(canonicalText(one))
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(value)), (one) => {
        expect(text(Object.fromEntries(Object.entries(one).reverse()))).toBe(text(one))
        expect(text(one)).toBe(canonicalText(one))
      }),
    )
  })

  it('write every character as ECMAScript does, and no half of a pair', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit))
    const whole = units.filter((unit) => unit < '\ud800' || unit > '\udfff')
    expect(canonicalText(whole) === JSON.stringify(whole).normalize('NFC')).toBe(true)
    for (const name of whole.slice(0, 256)) expect(text({ [name]: 0 })).toBe(JSON.stringify({ [name]: 0 }))
    for (const half of ['\ud800', '\udbff', '\udc00', '\udfff', 'a\udc00\ud800'])
      expect(() => canonicalText([half])).toThrow(TypeError)
    expect(text(['😀', '😀"'])).toBe('["😀","😀\\""]')
  })

  it('do not depend on where a long document is cut', () => {
    const list = Array.from({ length: 5000 }, (_, n) => ({
      n: String(n),
      name: `e\u0301\u0338 第${n}单位`,
      '\u0301': null,
    }))
    const long = { list, '\u0301after': 1, texts: list.map(({ name }) => name), none: [] }
    expect(text(long)).toBe(canonicalText(long))
  })

  it('leave out what is undefined, and have no form for what JSON has none for', () => {
    expect(text({ b: undefined, a: [undefined, 1], d: new Date(0), c: [] })).toBe(
      '{"a":[null,1],"c":[],"d":"1970-01-01T00:00:00.000Z"}',
    )
    expect(() => canonicalBytes(undefined)).toThrow(TypeError)
    expect(() => canonicalBytes({ a: ['\ud800'] })).toThrow(TypeError)
    expect(() => canonicalBytes({ '\udc00': 1 })).toThrow(TypeError)
    expect(() => canonicalBytes(double('7fffffffffffffff'))).toThrow(TypeError)
    expect(() => canonicalBytes([double('7ff0000000000000')])).toThrow(TypeError)
    const circle: unknown[] = []
    circle.push({ circle })
    expect(() => canonicalBytes({ circle })).toThrow()
  })
})

const nfc = (value: unknown): unknown => JSON.parse(JSON.stringify(value).normalize('NFC'))

/** The same value with its members in one order, whatever order they came in. */
function sortless(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sortless)
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, sortless(member)])
}

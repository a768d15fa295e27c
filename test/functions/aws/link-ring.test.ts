import { describe, expect, it } from 'vitest'
import { rotated } from '../../../functions/aws/link-ring.ts'

const secret = 's'.repeat(64)
const ring = (...ids: string[]) => ids.map((id) => ({ id, secret }))
const idsAfter = (now: string, ...ids: string[]) => rotated(ring(...ids), secret, now).map(({ id }) => id)

describe('rotated', () => {
  it.each([
    [
      'the first rotation keeps the one CloudFormation made',
      '2027-01-05T02:03:04.567Z',
      ['1'],
      ['20270105020304', '1'],
    ],
    [
      'a secret goes when its successor is older than any link',
      '2028-06-01T00:00:00.000Z',
      ['20270105020304', '1'],
      ['20280601000000', '20270105020304'],
    ],
    [
      'many rotations in a day end no link',
      '2027-01-05T05:00:00.000Z',
      ['20270105040000', '20270105030000', '20270105020304', '1'],
      ['20270105050000', '20270105040000', '20270105030000', '20270105020304', '1'],
    ],
    ['a leaked ring is left behind', '2027-01-05T02:03:04.567Z', [], ['20270105020304']],
  ])('%s', (_name, now, before, after) => {
    expect(idsAfter(now, ...before)).toEqual(after)
  })
})

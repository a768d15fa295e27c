import { describe, expect, it } from 'vitest'
import { ringOf, signingFirst } from '../../../functions/aws/link-secrets.ts'

describe('ringOf', () => {
  const secret = 'a'.repeat(32)
  const bytes = new TextEncoder().encode(secret)

  it.each([
    ['a single entry, as CloudFormation makes it', JSON.stringify({ id: '1', secret }), ['1']],
    [
      'a list, newest first',
      JSON.stringify([
        { id: '2', secret },
        { id: '1', secret },
      ]),
      ['2', '1'],
    ],
  ])('%s', (_name, text, ids) => {
    expect(ringOf(text)).toEqual(ids.map((id) => ({ id, secret: bytes })))
  })

  it.each([
    ['nothing', undefined],
    ['no JSON', 'not-json-but-secret'],
    ['an empty list', '[]'],
    ['a short secret', JSON.stringify({ id: '1', secret: 'not-json-but-secret' })],
    ['an id that would not fit into a link', JSON.stringify({ id: 'a.b', secret })],
  ])('refuses %s without quoting it', (_name, text) => {
    expect(() => ringOf(text)).toThrow('the ring of link secrets')
    expect(() => ringOf(text)).not.toThrow('not-json-but-secret')
  })
})

describe('signingFirst', () => {
  const order = (...ids: string[]) =>
    signingFirst(
      ids.map((id) => ({ id })),
      '2027-01-05T02:10:00.000Z',
    ).map(({ id }) => id)

  it.each([
    ['the one CloudFormation made', ['1'], ['1']],
    [
      'one that was made a moment ago waits until every function knows it',
      ['20270105020900', '1'],
      ['1', '20270105020900'],
    ],
    ['ten minutes later it signs', ['20270105020000', '1'], ['20270105020000', '1']],
    [
      'two in a moment wait both',
      ['20270105020900', '20270105020800', '20270101000000'],
      ['20270101000000', '20270105020900', '20270105020800'],
    ],
    ['where nothing else is left it signs at once', ['20270105020900'], ['20270105020900']],
    ['an empty ring', [], []],
  ])('%s', (_name, ring, signing) => {
    expect(order(...ring)).toEqual(signing)
  })
})

import { describe, expect, it } from 'vitest'
import { folderAddress } from '../../../infra/cloud/folder-address.ts'

/** The function as CloudFront has it: a script that defines `handler`. */
const handler = new Function(`${folderAddress}; return handler`)() as (event: { request: { uri: string } }) => {
  uri?: string
  statusCode?: number
  headers?: { location: { value: string } }
}

describe('a folder’s address', () => {
  it.each([
    ['/', '/index.html'],
    ['/r/pingtan-2020/', '/r/pingtan-2020/index.html'],
    ['/r/pingtan-2020/v1/report.json', '/r/pingtan-2020/v1/report.json'],
  ])('%s is the file %s', (uri, file) => {
    expect(handler({ request: { uri } }).uri).toBe(file)
  })

  it('without its slash leads to the one with it, for the sake of relative links', () => {
    const answer = handler({ request: { uri: '/r/pingtan-2020/v1' } })
    expect([answer.statusCode, answer.headers?.location.value]).toEqual([308, '/r/pingtan-2020/v1/'])
  })
})

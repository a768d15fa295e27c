import { expect, it } from 'vitest'
import { warmedUp } from '../../../functions/aws/warmed-up.ts'

it('a start is done with what could be done, whatever failed, and waits for nothing that hangs', async () => {
  const done: string[] = []
  const works = [
    async () => {
      throw new Error('no such table')
    },
    () => {
      throw new Error('before anything was awaited')
    },
    async () => done.push('a page'),
  ]
  await warmedUp(works)
  expect(done).toEqual(['a page'])
  const hangs = () => new Promise<void>(() => {})
  await expect(warmedUp([hangs])).resolves.toBeUndefined()
})

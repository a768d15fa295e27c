import { expect, it } from 'vitest'
import { countRows, worse } from '../../bench/counts.ts'

// Counted, not timed: what a page, a mail or the timer reads of the table, with few units and with more.
it('nothing reads more of the table than it may', async () => {
  expect(worse(await countRows([12, 100]))).toEqual([])
})

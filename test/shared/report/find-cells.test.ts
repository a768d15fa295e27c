import { describe, expect, it } from 'vitest'
import { cellsAskedFor } from '../../../shared/report/find-cells.ts'

const secret = '三、（三）1.属于国家秘密 / 自然人'

describe('the cell that a person asks for', () => {
  it.each([
    ['国家秘密', '0', true],
    ['国家 自然人', '0', true],
    ['三(三)1', '0', true],
    ['三、（三）１．', '0', true],
    ['12', '12', true],
    ['１２', '12', true],
    ['自然人 12', '12', true],
    ['自然人 12', '120', false],
    ['企业', '0', false],
    ['2', '12', false],
    ['', '', false],
    [' 、 ', '', false],
  ])('%j in a cell of %j: %s', (asked, figure, meant) => {
    expect(cellsAskedFor(asked)(secret, figure)).toBe(meant)
  })

  it('reads English as well', () => {
    expect(cellsAskedFor('state natural')('III (3) 1. State secrets / Natural persons', '')).toBe(true)
  })
})

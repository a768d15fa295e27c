import { expect, it } from 'vitest'
import { isZone } from '../../../shared/contract/zone.ts'

it('knows which zones there are', () => {
  expect(['Asia/Shanghai', 'UTC', 'Europe/Berlin'].every(isZone)).toBe(true)
  expect(['', 'Beijing', 'Asia/Peking2'].some(isZone)).toBe(false)
})

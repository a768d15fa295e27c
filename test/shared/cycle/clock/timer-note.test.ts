import { describe, expect, it } from 'vitest'
import {
  hasToLook,
  isSettled,
  type Look,
  leftBehind,
  lookKept,
  nextLook,
} from '../../../../shared/cycle/clock/timer-note.ts'

const at = (time: string, day = 12) => `2021-01-${day}T${time}:00.000Z`
const look: Look = { at: at('00:05'), until: at('16:00') } // from the morning to midnight, in Shanghai

describe('the timer has to look', () => {
  it.each<[string, Look | undefined, Record<string, string>, string, boolean]>([
    ['where nothing is known', undefined, {}, at('01:00'), true],
    ['not while no date has begun', look, {}, at('15:59'), false],
    ['when one has', look, {}, at('16:00'), true],
    ['where the clock was put back', look, {}, at('00:04'), true],
    ['not for what was begun a moment ago', look, { a: at('09:58') }, at('10:00'), false],
    ['nor for three minutes', look, { a: at('09:57') }, at('10:00'), false],
    ['when somebody seems to have died over it', look, { a: at('09:56') }, at('10:00'), true],
    ['when one of two has', look, { a: at('09:59'), b: at('09:30') }, at('10:00'), true],
  ])('%s', (_, look, begun, now, expected) => {
    const note = { ...(look && { look }), begun: new Map(Object.entries(begun)) }
    expect(hasToLook(note, now)).toBe(expected)
  })

  it.each<[string, Look | undefined, boolean]>([
    ['that there never was', undefined, false],
    ['of which it is not said since when nothing was lost', look, false],
    ['that was lost ten minutes ago', { ...look, since: at('09:50') }, false],
    ['that was lost before', { ...look, since: at('09:49') }, true],
  ])('at everything after a look %s', (_, look, expected) => {
    expect(isSettled(look, at('10:00'))).toBe(expected)
  })

  it('strikes off only what was left behind', () => {
    const begun = new Map([
      ['a', at('09:56')],
      ['b', at('09:58')],
    ])
    expect(leftBehind({ begun }, at('10:00'))).toEqual(['a'])
  })
})

it.each([
  ['at night, in the morning', at('18:00', 11), at('00:00')],
  ['at the very beginning of the day too', at('16:00', 11), at('00:00')],
  ['in the morning, at midnight', at('00:00'), at('16:00')],
  ['in the evening, at midnight', at('15:59'), at('16:00')],
])('the next look is, %s', (_, now, next) => {
  expect(nextLook(now, 'Asia/Shanghai')).toBe(next)
})

describe('a look is kept', () => {
  const since = (instant: string) => ({ ...look, since: instant })
  const over = { ...look, until: look.at, since: look.at }
  it.each<[string, Look | undefined, Look, Look]>([
    ['as it is over one of the same beginning', since('a'), since('a'), since('a')],
    ['as it is where an earlier version says no beginning', since('a'), look, look],
    ['as one that is over where it is the first, or another was forgotten', undefined, since('a'), over],
    ['the same where one began since', since('b'), since('a'), over],
  ])('%s', (_, standing, seen, expected) => {
    expect(lookKept(standing, seen)).toEqual(expected)
  })
})

import { type CivilDate, civilDate, clockTime } from './civil-date.ts'

/** 2021年1月29日 / 29 January 2021. */
export function shownDate(date: CivilDate, language: Language): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${months[month - 1]} ${year}`
}

/** 1月29日 / 29 Jan: where the year is clear. */
export function shortDate(date: CivilDate, language: Language): string {
  const [, month, day] = date.split('-').map(Number) as [number, number, number]
  return language === 'zh' ? `${month}月${day}日` : `${day} ${months[month - 1]?.slice(0, 3)}`
}

/** 2021年1月29日 16:05 / 29 January 2021, 16:05: the clock time of the zone. */
export function shownMoment(instant: string, zone: string, language: Language): string {
  const date = shownDate(civilDate(instant, zone), language)
  return `${date}${language === 'zh' ? ' ' : ', '}${clockTime(instant, zone)}`
}

/** The languages a date is shown in. */
type Language = 'zh' | 'en'

const months = 'January February March April May June July August September October November December'.split(' ')

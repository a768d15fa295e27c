import { shownDate } from '../../calendar/civil-date.ts'

type Moved = readonly { title: { zh: string; en: string }; from: string; to: string }[]

/** Why a notice of working days is not taken yet, or not at all. */
export const noticeRefusals = {
  read: (year: string, off: string, makeUp: string, moved: Moved) => ({
    zh: `还没有记录，请核对后打勾，再按一次。${year}年放假：${off}。调休上班：${makeUp || '没有'}。${moved.length === 0 ? '没有日期会变。' : `会变的日期：${moved.map(({ title, from, to }) => `${title.zh}，${shownDate(from, 'zh')} → ${shownDate(to, 'zh')}`).join('；')}。`}`,
    en: `Nothing is recorded yet: please check, tick, and press once more. Days off in ${year}: ${off}. Worked weekends: ${makeUp || 'none'}. ${moved.length === 0 ? 'No date moves.' : `Dates that move: ${moved.map(({ title, from, to }) => `${title.en}, ${shownDate(from, 'en')} → ${shownDate(to, 'en')}`).join('; ')}.`}`,
  }),
  missing: { zh: '请把放假通知的正文贴进来。', en: 'Please paste the text of the notice.' },
  tooLong: (most: number) => ({
    zh: `太长了，最多${most}字，请只贴通知的正文。`,
    en: `That is too long, ${most} characters at most; please paste the text of the notice alone.`,
  }),
  noYear: {
    zh: '没有读到是哪一年的通知，例如“2027年”。',
    en: 'It could not be read which year the notice is for, e.g. “2027年”.',
  },
  notOff: (days: string) => ({
    zh: `没有读到${days}放假，是不是没有贴全？`,
    en: `It was not read that ${days} is a holiday; was the whole notice pasted?`,
  }),
  notWeekend: (days: string) => ({
    zh: `${days}读成了调休上班，可那天不是周末，请核对。`,
    en: `${days} was read as a worked weekend day, but is no weekend; please check.`,
  }),
  both: (days: string) => ({
    zh: `${days}又放假又上班，请核对。`,
    en: `${days} was read both as a holiday and as worked; please check.`,
  }),
  notADay: (text: string) => ({ zh: `“${text}”不是一个日子，请核对。`, en: `“${text}” is no day; please check.` }),
  notThisCycle: {
    zh: '这一期的工作日不按国务院办公厅的放假通知算。',
    en: 'The working days of this cycle do not follow these notices.',
  },
}

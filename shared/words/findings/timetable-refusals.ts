/** Why a definition's timetable, or an office's own dates, give no timetable. */
export const timetableRefusals = {
  noLevel: (level: string, known: string) => ({
    zh: `报告定义里没有“${level}”这一级的法定日期，可以选的有：${known}。`,
    en: `The report definition has no legal date for the level “${level}”. It has: ${known}.`,
  }),
  legalStands: (legal: string) => ({
    zh: `法定日期 ${legal} 不能改。想早些公开，请把前面各步的日期提前。`,
    en: `The legal date ${legal} cannot be changed. To publish earlier, give the steps before it earlier dates.`,
  }),
  noStep: (id: string) => ({
    zh: `时间安排里没有“${id}”这一步，请核对名称。`,
    en: `The timetable has no step named “${id}”; please check the name.`,
  }),
  noDate: (title: Text, legal: string) => ({
    zh: `“${title.zh}”的日期请按“年-月-日”填写，例如 ${legal}。`,
    en: `Please write the date of “${title.en}” as year-month-day, e.g. ${legal}.`,
  }),
  tooLate: (title: Text, date: string, latest: string) => ({
    zh: `“${title.zh}”定在 ${date} 太晚了，来不及走完后面的步骤，最晚是 ${latest}。`,
    en: `${date} is too late for “${title.en}”: the steps after it need their time. The latest date is ${latest}.`,
  }),
  outOfOrder: (step: { title: Text; date: string }, next: { title: Text; date: string }) => ({
    zh: `“${step.title.zh}”（${step.date}）排在了下一步“${next.title.zh}”（${next.date}）的后面，请调整日期。`,
    en: `“${step.title.en}” (${step.date}) would be due after the next step, “${next.title.en}” (${next.date}). Please change one of the dates.`,
  }),
  invalid: ({ zh, en }: Text) => ({
    zh: `报告定义的时间安排有误：${zh}。`,
    en: `The timetable of the report definition is wrong: ${en}.`,
  }),
}

/** What is wrong with the timetable of a definition, inside `invalid`. */
export const timetableFaults = {
  noZone: (zone: string) => ({ zh: `没有“${zone}”这个时区`, en: `there is no time zone named “${zone}”` }),
  notEveryYear: (monthDay: string) => ({
    zh: `${monthDay} 不是每年都有的日子`,
    en: `${monthDay} is not a day of every year`,
  }),
  missing: (id: string) => ({ zh: `缺少“${id}”的日期`, en: `the milestone “${id}” is missing` }),
  twice: (id: string) => ({ zh: `“${id}”定义了不止一次`, en: `the milestone “${id}” is defined more than once` }),
  beforeNothing: (before: string) => ({
    zh: `它排在“${before}”之前，但没有“${before}”`,
    en: `it comes before “${before}”, which there is not`,
  }),
  beforeItself: (before: string) => ({
    zh: `它排在“${before}”之前，绕了一圈又回到它自己`,
    en: `it comes before “${before}”, which leads back to itself`,
  }),
}

type Text = { zh: string; en: string }

import { type MailWords, type OwedFor, within } from './mail-words.ts'

const nextSteps = {
  zh: '请督促以上单位和人员；经办机构也可以在工作台上延期、代报零、免报或者改派。',
  en: 'Please press those named; the office can also extend, file nil, exempt or reassign on its board.',
}

export const officeMailNames = {
  'board-link': { zh: '工作台链接', en: 'board link' },
  'office-digest': { zh: '每日汇总', en: 'digest' },
  'alarm-held': { zh: '暂停告警', en: 'alarm: on hold' },
  'alarm-at-risk': { zh: '临期告警', en: 'alarm: at risk' },
  'alarm-legal-date': { zh: '法定日期告警', en: 'alarm: legal date' },
  'alarm-missed': { zh: '超期告警', en: 'alarm: missed' },
  'alarm-untold': { zh: '未通知到告警', en: 'alarm: not told' },
  'alarm-idle': { zh: '更正停滞告警', en: 'alarm: correction at rest' },
  'unit-asked': { zh: '单位来问', en: 'what a unit asks' },
  'office-act': { zh: '经办机构通知', en: 'notice of the office' },
}

export const officeMailsOwed = {
  board: { mail: 'board-link', key: ['person'] },
  alarm: { mail: 'alarm-held', key: ['alarm', 'about', 'person'], again: 'by the clock' },
  digest: { mail: 'office-digest', key: ['person', 'date'], again: 'by the clock' },
  act: { mail: 'office-act', key: ['act', 'person'] },
  /** A unit asked something: everybody at the office hears. */
  asked: { mail: 'unit-asked', key: ['unit', 'n', 'person'] },
} as const satisfies OwedFor<keyof typeof officeMailNames>

/** Something is past its own date, or nothing is. */
export type Pace = 'behind' | 'on plan'

/** What the office reads in its mails, and what others read of its acts. */
export const officeMails = {
  boardLink: {
    subject: {
      begun: (report: string) => ({ zh: `已开始：${report}，工作台链接`, en: `Begun: ${report}, the office’s board` }),
      after: (report: string) => ({
        zh: `请接着办：${report}，工作台链接`,
        en: `Please take over: ${report}, the office’s board`,
      }),
    },
    begun: (report: string, units: number, due: string) => ({
      zh: `《${report}》已开始，填报邀请正在发给${units}个单位，请各单位于${due}前（含当天）提交。`,
      en: `Work on “${report}” has begun. Invitations are going out to ${units} units, who are to submit by ${due} (that day included).`,
    }),
    after: (report: string, before: string) => ({
      zh: `《${report}》原来由${before}经办，现在起请您接着办。办到哪一步，工作台上写着。`,
      en: `From now on “${report}” is yours to run in the place of ${before}. How far it is, the board says.`,
    }),
    what: {
      zh: '工作台上能看到每个单位报了没有、等谁签批、还差几天，也能催办、延期、换联系人、调整数字。每一步都要写原因，都会留下记录。',
      en: 'The board shows who has submitted, who is awaited and how many days are left; there you extend, reopen, change contacts and adjust figures. Each act needs a reason and is recorded.',
    },
    open: { zh: '打开工作台', en: 'Open the board' },
  },
  officeDigest: {
    subject: (report: string, count: number) => ({
      zh: `请处理：${report}，${count}件事`,
      en: `Please act: ${report}, ${count} ${count === 1 ? 'matter' : 'matters'}`,
    }),
    lead: (report: string) => ({ zh: `《${report}》有这些事需要您看一下：`, en: `“${report}” needs you for this:` }),
    line: (what: string, advice: string) => ({ zh: `${what}。${advice}`, en: `${what}. ${advice}`.trim() }),
    open: { zh: '打开工作台', en: 'Open the board' },
  },
  alarm: {
    subject: {
      held: (report: string) => ({
        zh: `请处理：${report}缺报，已停下`,
        en: `Please act: ${report} lacks slices and waits`,
      }),
      'at-risk': (report: string, legal: string, pace: Pace) => ({
        zh: pace === 'behind' ? `请处理：${report}怕赶不上${legal}` : `请留意：${report}最迟${legal}公开`,
        en:
          pace === 'behind'
            ? `Please act: ${report} may miss ${legal}`
            : `Please note: ${report} is due by law by ${legal}`,
      }),
      'legal-date': (report: string, legal: string) => ({
        zh: `紧急：${report}最迟${legal}公开`,
        en: `Urgent: ${report} is due by law on ${legal}`,
      }),
      missed: (report: string) => ({
        zh: `紧急：${report}已过法定日期`,
        en: `Urgent: ${report} missed its legal date`,
      }),
      untold: (report: string) => ({
        zh: `请处理：${report}签批变动未通知到`,
        en: `Please act: somebody was not told of a change in ${report}`,
      }),
      idle: (report: string) => ({
        zh: `请处理：${report}的更正没有进展`,
        en: `Please act: the correction of ${report} stands still`,
      }),
    },
    lead: {
      held: (report: string, legal: string) => ({
        zh: `《${report}》的报送期限已过，仍有单位没有报。按这一期的约定，缺报时不往下走，要等齐。法定公开日期是${legal}。`,
        en: `The date for submissions to “${report}” is over and units are missing. This cycle was opened to wait for all of them. The legal date is ${legal}.`,
      }),
      'at-risk': (report: string, legal: string, days: number, pace: Pace) => ({
        zh: `《${report}》必须在${legal}前公开，还剩${days}个工作日，${pace === 'behind' ? '进度已经落后' : '现在还没有公开'}。`,
        en: `“${report}” must be published by ${legal}; ${days === 1 ? '1 working day is' : `${days} working days are`} left and it is ${pace === 'behind' ? 'behind' : 'not public yet'}.`,
      }),
      'legal-date': (report: string, legal: string) => ({
        zh: `《${report}》的法定公开日期是${legal}，到现在还没有发布。`,
        en: `“${report}” is due by law on ${legal} and is not published yet.`,
      }),
      missed: (report: string, legal: string) => ({
        zh: `《${report}》没有在法定日期${legal}前公开。报告里会如实写明公开的日期。`,
        en: `“${report}” was not published by its legal date, ${legal}. The report will say when it was.`,
      }),
      untold: (report: string) => ({
        zh: `办理《${report}》时有签批被跳过、代为通过或者改派，通知本人的邮件没有送到：`,
        en: `In “${report}” a signature was skipped, passed by the office or given to another, and the mail that tells whoever held it has not reached them:`,
      }),
      idle: (report: string, _: string, days: number) => ({
        zh: `《${report}》的更正已经开始，${days}个工作日没有进展。`,
        en: `The correction of “${report}” was begun, and nothing has happened in it for ${days} working days.`,
      }),
    },
    missing: { zh: '还没有报齐的单位：', en: 'Units that are missing:' },
    awaited: (people: string) => ({ zh: `正在等：${people}。`, en: `Awaited: ${people}.` }),
    never: {
      zh: '系统不会代替任何人签字，没有签完的报告也不会发布。',
      en: 'The system signs for nobody, and nothing unsigned is published.',
    },
    act: {
      held: nextSteps,
      'at-risk': nextSteps,
      'legal-date': nextSteps,
      missed: nextSteps,
      untold: {
        zh: '邮件没有发出以前，报告不会公布。请先打电话告诉本人；邮箱不对的，请经办机构在工作台上提出改寄，由第二个人同意。',
        en: 'Nothing is published before that mail has left. Please tell them by telephone; where the address is wrong, the office proposes another on its board, and a second person consents.',
      },
      idle: {
        zh: '请经办机构定下来：要改的，接着办，暂停了的先恢复；不改的，在工作台上“放弃更正”。',
        en: 'The office is to settle it: either go on with it, after releasing the cycle where it is on hold, or give the correction up on its board.',
      },
    },
  },
  /** A unit wants more time, has a question, or objects to an adjustment. */
  unitAsked: {
    subject: {
      time: (unit: string) => ({
        zh: `请答复：${within(unit, 16)}请求延期`,
        en: `Please answer: ${unit} asks for more time`,
      }),
      question: (unit: string) => ({
        zh: `请答复：${within(unit, 16)}有疑问`,
        en: `Please answer: a question of ${unit}`,
      }),
      objection: (unit: string) => ({ zh: `请答复：${within(unit, 16)}有异议`, en: `Please answer: ${unit} objects` }),
    },
    lead: (by: string, what: string) => ({ zh: `${by}：${what}。原话：`, en: `${by}: ${what}. In their words:` }),
    rest: {
      zh: '在工作台“需要您处理”里答复，他们会收到邮件。没有答复以前，期限和数字都不变。',
      en: 'Answer it on the board, under what needs you; they are mailed. Until then no date and no figure changes.',
    },
    open: { zh: '打开工作台', en: 'Open the board' },
  },
  officeAct: {
    subject: {
      reopen: (report: string) => ({ zh: `已重新开放填报：${report}`, en: `Open again: ${report}` }),
      extend: (report: string) => ({ zh: `已延长填报期限：${report}`, en: `More time: ${report}` }),
      answer: (report: string) => ({ zh: `已答复您单位：${report}`, en: `Answered: your request on ${report}` }),
      adjust: (report: string) => ({
        zh: `已调整您单位一个数：${report}`,
        en: `Adjusted: a figure of yours in ${report}`,
      }),
      nil: (report: string) => ({ zh: `已替您单位报零：${report}`, en: `Nil was filed for you: ${report}` }),
      exempt: (report: string) => ({ zh: `不用填报，本期免报：${report}`, en: `Nothing to fill in: ${report}` }),
      leave: (report: string) => ({ zh: `不再参加本期：${report}`, en: `Your unit has left: ${report}` }),
      rename: (report: string) => ({ zh: `已改单位名称：${report}`, en: `Your unit is renamed: ${report}` }),
    },
    lead: {
      reopen: (unit: string, until: string) => ({
        zh: `经办机构重新开放了${unit}的填报，可以修改到${until}（含当天）。`,
        en: `The office has reopened the slice of ${unit}. It can be changed until ${until} (that day included).`,
      }),
      extend: (unit: string, until: string) => ({
        zh: `${unit}的填报期限延长到${until}（含当天）。`,
        en: `${unit} has until ${until} (that day included).`,
      }),
      answer: (unit: string) => ({ zh: `${unit}问：`, en: `${unit} asked:` }),
      adjust: (unit: string, cell: string, from: string, to: string) => ({
        zh: `经办机构把${unit}的“${cell}”从 ${from} 调整为 ${to}。这次调整会随报告公开。`,
        en: `The office has changed “${cell}” of ${unit} from ${from} to ${to}. The adjustment is published with the report.`,
      }),
      nil: (unit: string) => ({
        zh: `经办机构替${unit}报了“本期无数据”，各项都是 0。`,
        en: `The office has declared for ${unit} that there is nothing to report: every figure is 0.`,
      }),
      leave: (unit: string) => ({
        zh: `${unit}不再参加本期：不用填报，已经报过的数也不再计入。`,
        en: `${unit} no longer takes part: it need not report, and what it has filed counts no more.`,
      }),
      rename: (name: string) => ({
        zh: `名册里的单位名称改为“${name}”，页面、邮件和报告都用这个名称。填报的内容和链接不变。`,
        en: `The roster calls the unit “${name}” now; pages, mails and the report use this name. What was filled in and the links stay.`,
      }),
      exempt: (unit: string) => ({
        zh: `${unit}本期不用填报，报告里会写明。`,
        en: `${unit} need not report this time; the report will say so.`,
      }),
    },
    reason: { zh: '理由：', en: 'Reason:' },
    open: { zh: '打开填报页', en: 'Open the form' },
    answer: { zh: '经办机构答复：', en: 'The office answers:' },
    look: { zh: '打开看一看', en: 'Open it' },
    objectByPhone: {
      zh: '有不同意见，请打电话给经办人。',
      en: 'If you do not agree, please call the officer named below.',
    },
    object: {
      zh: '有不同意见，请打开填报页，按“有疑问”写给经办机构；改了的数可以在那里提出异议，审签的人会看到。',
      en: 'If you do not agree, open the form and press “A question”: the office answers there, and an objection to an adjusted figure is shown to whoever signs.',
    },
  },
} satisfies MailWords

import { type MailWords, type OwedFor, within } from './mail-words.ts'

export const everybodyMailNames = {
  reminder: { zh: '提醒', en: 'reminder' },
  owed: { zh: '待办通知', en: 'notice' },
  published: { zh: '发布通知', en: 'published' },
  'date-moved': { zh: '日期变动通知', en: 'notice of a date that moved' },
  cancelled: { zh: '整期撤回通知', en: 'notice that the cycle was called off' },
  withdrawn: { zh: '撤回通知', en: 'notice of a withdrawal' },
  abandoned: { zh: '放弃更正通知', en: 'notice that a correction was given up' },
}

export const everybodyMailsOwed = {
  /** The first word of a duty (its key) that no other mail tells of. */
  told: { mail: 'owed', key: ['owed...'] },
  remind: { mail: 'reminder', key: ['person', 'date'] },
  /** A notice of working days moved a date of theirs. */
  moved: { mail: 'date-moved', key: ['act', 'person'] },
  /** The cycle was opened by mistake. */
  cancelled: { mail: 'cancelled', key: ['person'] },
  /** A version that was public was taken back. */
  withdrawn: { mail: 'withdrawn', key: ['act', 'person'] },
  /** A correction they were asked for was given up. */
  abandoned: { mail: 'abandoned', key: ['act', 'person'] },
  published: { mail: 'published', key: ['version', 'person'] },
  /** A unit's own report is out. */
  'unit-published': { mail: 'published', key: ['unit', 'version', 'person'], again: 'by the clock' },
} as const satisfies OwedFor<keyof typeof everybodyMailNames>

/** What stands in mails to anybody. */
export const everybodyMails = {
  owed: {
    subject: {
      first: (report: string, what: string) => ({ zh: `请办：${report}${what}`, en: `For you: ${report}${what}` }),
      again: (report: string, what: string) => ({ zh: `催办：${report}${what}`, en: `Reminder: ${report}${what}` }),
    },
    what: {
      submit: { zh: '待填报', en: ': to be filled in' },
      confirm: { zh: '待确认', en: ': to be confirmed' },
      decide: { zh: '待审签', en: ': to be signed' },
      justify: { zh: '提示待说明', en: ': warnings to be explained' },
    },
    open: {
      submit: { zh: '打开填报页', en: 'Open the form' },
      confirm: { zh: '查看并确认', en: 'Review and confirm' },
      decide: { zh: '查看并审签', en: 'Review and decide' },
      justify: { zh: '打开工作台', en: 'Open the board' },
    },
    left: (days: number) => ({ zh: `还有${days}天`, en: days === 1 ? '1 day left' : `${days} days left` }),
    today: { zh: '今天到期', en: 'due today' },
    late: (days: number) => ({ zh: `已超过${days}天`, en: days === 1 ? '1 day late' : `${days} days late` }),
    several: (count: number) => ({ zh: `有${count}件事等您办`, en: `${count} things wait for you` }),
    lead: (report: string) => ({ zh: `《${report}》还在等您：`, en: `“${report}” still waits for you:` }),
    line: (subject: string, what: string, due: string, left: string) => ({
      zh: `${subject}${what}，期限是${due}，${left}。`,
      en: `${subject}${what}, due on ${due}, ${left}.`,
    }),
    first: (label: string) => ({ zh: `${label}（最急的一件）`, en: `${label} (the most urgent)` }),
    others: {
      zh: '另外几件，请从当时通知您的邮件里的链接进入。',
      en: 'For the others, please use the links in the mails that asked you for them.',
    },
    locked: (name: string, phone: string) => ({
      zh: `填报期限已过，填报页已经关闭。请联系${name}（电话 ${phone}）重新开放。`,
      en: `The date is over and the form is closed. Please ask ${name} (telephone ${phone}) to reopen it.`,
    }),
    done: { zh: '刚刚办完的话，请不用理会这封邮件。', en: 'If you have just done it, please disregard this mail.' },
  },
  published: {
    subject: {
      /** `whose`: of several reports that one person hears of. */
      first: (whose: string, report: string) => ({
        zh: `已公布：${within(whose, 11)}${report}`,
        en: `Published: ${report} of ${whose}`,
      }),
      corrected: (whose: string, report: string, version: number) => ({
        zh: `已公布更正：${within(whose, 6)}${report}第${version}版`,
        en: `Correction published: ${report} of ${whose}, version ${version}`,
      }),
      tested: (report: string) => ({ zh: `走完全程：${report}的测试`, en: `Walked to its end: the test of ${report}` }),
    },
    lead: (report: string, published: string) => ({
      zh: `《${report}》已于${published}向社会公布。`,
      en: `“${report}” was published on ${published}.`,
    }),
    leadTested: (report: string, published: string) => ({
      zh: `《${report}》的测试已于${published}走完全程。报告没有公开，也不会公开；经办机构可以在工作台上看到它会是什么样子。`,
      en: `The test of “${report}” was walked to its end on ${published}. The report is not public and will not be; the office can see on its board what it would be.`,
    }),
    leadCorrected: (report: string, published: string) => ({
      zh: `《${report}》更正后于${published}重新公布。`,
      en: `“${report}” was corrected and published again on ${published}.`,
    }),
    published: { zh: '公布日期', en: 'Published' },
    legal: { zh: '法定期限', en: 'Due by law' },
    version: { zh: '版本', en: 'Version' },
    versionSaid: (n: number) => ({ zh: `第${n}版`, en: `${n}` }),
    reason: { zh: '更正原因', en: 'Reason for the correction' },
    address: { zh: '网址', en: 'Address' },
    manifest: { zh: '文件清单校验码', en: 'Digest of the list of files' },
    audit: { zh: '办理记录', en: 'Record of the cycle' },
    auditSaid: (entries: number, head: string) => ({
      zh: `共${entries}条，末条校验码 ${head}。请保存本邮件：以后有人改动记录，可以凭它查出来。`,
      en: `${entries} entries, last digest ${head}. Please keep this mail: whoever changes the record later is found by it.`,
    }),
    decide: (used: number, now: number) => ({
      zh: `已公布的本级报告加的是它的第${used}版，页面上会写明“下级已更正”。要不要跟着更正，由您决定：要，就在工作台点“开始更正”，第${now}版的数会加进新的一稿；不要，就不用做什么。`,
      en: `The report of the government, which is public, adds its version ${used}; its page will say so. Whether it is corrected too is yours to decide: begin a correction on the board, and the figures of version ${now} go into the next draft; else there is nothing to do.`,
    }),
    goesOn: {
      zh: '您现在不用再做什么。本级的报告还没有公布；有退回或者别的事，会另发邮件。',
      en: 'You need do nothing more now. The report of the government is not published yet; a return, or anything else, would reach you by mail.',
    },
    ownGoesOn: {
      zh: '您单位自己的年度报告还没有公布，不受影响：请照原来的日期提交、确认，之前邮件里的链接仍然能用。',
      en: 'The report of your own unit is not published yet, and nothing changes for it: please send and confirm it by its date; the links in earlier mails still work.',
    },
    thanks: {
      zh: '感谢您的工作。本期不再需要您做什么，之前邮件里的链接只能查看。',
      en: 'Thank you for your work. There is nothing more to do in this cycle; the links in earlier mails only show.',
    },
    mayStill: {
      run: {
        zh: '感谢您的工作。工作台的链接仍然能用：报告要更正、要撤回，都从那里办。请照旧保管，不要转发。',
        en: 'Thank you for your work. The link to the board still works: a correction or a withdrawal begins there. Please keep it to yourself as before.',
      },
      ask: {
        zh: '感谢您的工作。本期不再需要您填什么：之前邮件里的链接可以查看，有疑问也仍可从那里问经办机构。',
        en: 'Thank you for your work. There is nothing more to fill in: the links in earlier mails show what was sent, and questions to the office can still be asked there.',
      },
    },
  },
  /** A date somebody was told has moved, by the notice of a year’s working days. */
  moved: {
    subject: (report: string, date: string) => ({
      zh: `日期有变，${date}：${report}`,
      en: `Date moved, ${date}: ${report}`,
    }),
    lead: (report: string, year: string) => ({
      zh: `${year}年的放假安排已经补进《${report}》这一期，原来暂按周末推算的日期重算了。与您有关的：`,
      en: `The notice of working days for ${year} has been brought in for “${report}”, and dates counted for the time being were counted again. What concerns you:`,
    }),
    line: (what: string, from: string, to: string) => ({
      zh: `${what}：原定${from}，改为${to}`,
      en: `${what}: was ${from}, is now ${to}`,
    }),
    by: { zh: '依据：', en: 'By:' },
    open: { zh: '打开看看', en: 'Open the page' },
  },
  cancelled: {
    subject: (report: string) => ({ zh: `已撤回，不用填报：${report}`, en: `Called off: ${report}` }),
    lead: (report: string, by: string, when: string) => ({
      zh: `《${report}》这一期开错了，${by}已于${when}整期撤回。理由：`,
      en: `This cycle of “${report}” was opened by mistake; ${by} called it off on ${when}. The reason:`,
    }),
    next: (phone: string) => ({
      zh: `您不用再做什么，之前邮件里的链接不能再填报。有疑问请打电话 ${phone}。`,
      en: `There is nothing for you to do; the links of earlier mails take nothing any more. Questions: telephone ${phone}.`,
    }),
  },
  withdrawn: {
    subject: (whose: string, report: string, version: number) => ({
      zh: `已撤回：${within(whose, 8)}${report}第${version}版`,
      en: `Withdrawn: ${report} of ${whose}, version ${version}`,
    }),
    lead: (report: string, n: number) => ({
      zh: `已公布的《${report}》第${n}版撤回了。几分钟内，它的网址只写明已撤回和理由。`,
      en: `Version ${n} of “${report}”, which was public, is withdrawn. Within minutes its address says only that, and why.`,
    }),
    who: (by: string, consentedBy: string, when: string) => ({
      zh: `${by}提议，${consentedBy}同意，${when}起生效。理由：`,
      en: `Proposed by ${by}, consented to by ${consentedBy}, since ${when}. The reason:`,
    }),
    address: { zh: '网址', en: 'Address' },
    next: (phone: string) => ({
      zh: `请不要再引用这一版。要重新公布，须更正后另出一版；有疑问请打电话 ${phone}。`,
      en: `Please do not cite this version any more. To be public again it takes a corrected version; questions: ${phone}.`,
    }),
  },
  /** A correction was given up before its release. */
  abandoned: {
    subject: (whose: string, report: string, version: number) => ({
      zh: `不更正了：${within(whose, 7)}${report}第${version}版`,
      en: `No correction: ${report} of ${whose}, version ${version}`,
    }),
    lead: (report: string, n: number) => ({
      zh: `《${report}》第${n}版的更正已经放弃，您不用再为它填报、确认或者审签。`,
      en: `The correction of version ${n} of “${report}” was given up; there is nothing to file, confirm or sign for it any more.`,
    }),
    alone: (by: string, when: string) => ({
      zh: `${by}于${when}放弃。理由：`,
      en: `Given up by ${by} on ${when}. The reason:`,
    }),
    next: (phone: string) => ({
      zh: `这次更正的邮件里的链接现在只能查看。有疑问请打电话 ${phone}。`,
      en: `The links in the mails of this correction only show now. Questions: telephone ${phone}.`,
    }),
  },
} satisfies MailWords

/** What every mail says around its own. */
export const mailFrameTexts = {
  colon: { zh: '：', en: ':' },
  greeting: (who: string) => ({ zh: `${who}，您好！`, en: `Dear ${who},` }),
  decisionCode: {
    zh: '确认时要填的6位数字：',
    en: 'The six digits to type when you decide: ',
  },
  paste: (place: string) => ({
    zh: `按钮打不开时，请在浏览器地址栏输入 ${place} ，再粘贴这行验证码：`,
    en: `If the link does not work, type ${place} into your browser and paste this code:`,
  }),
  personal: (until: string | undefined) => ({
    zh: `链接只供您本人使用，请不要转发${until ? `；有效期到${until}` : ''}。`,
    en: `The link is yours alone; please do not forward it.${until ? ` It is good until ${until}.` : ''}`,
  }),
  contact: (name: string, phone: string) => ({
    zh: `经办人：${name}，电话 ${phone}`,
    en: `Asked by ${name}, telephone ${phone}`,
  }),
}

/** What an explanation is about. */
export const theDraft = { zh: '汇总稿', en: 'The draft' }

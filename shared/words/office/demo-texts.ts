/** What the demo says while it runs. */
export const demoTexts = {
  unknown: (name: string, known: readonly string[]) => ({
    zh: `没有“${name}”这个示例，可选：${known.join('、')}`,
    en: `There is no example ${name}; there are ${known.join(', ')}`,
  }),
  title: (heading: string) => ({ zh: `《${heading}》`, en: heading }),
  opened: (day: string, units: number) => ({
    zh: `${day} 经办机构开始这一期，邀请发给 ${units} 个单位`,
    en: `${day} the office opens the cycle; invitations go to ${units} units`,
  }),
  refused: (unit: string, problems: number) => ({
    zh: `${unit} 先按印出来的样子报，没有通过（${problems} 处）：`,
    en: `${unit} first sends what was printed and is refused (${problems} problems):`,
  }),
  corrected: (place: string, to: string, why: string) => ({
    zh: `改为 ${to}：${place}。${why}`,
    en: `set to ${to}: ${place}. ${why}`,
  }),
  filed: (unit: string, number: string) => ({
    zh: `${unit} 已报送，负责人已确认 ${number}`,
    en: `${unit} has submitted, its leader has confirmed ${number}`,
  }),
  cleared: (who: string, n: number) => ({
    zh: `${who} 核准了 ${n} 个单位自己的年度报告，随即公布`,
    en: `${who} clears the own reports of ${n} units; they are published`,
  }),
  calledBackReason: { zh: '漏报一件已办结的申请，请更正。', en: '漏报一件已办结的申请，请更正。' },
  calledBack: (who: string, unit: string, reason: string) => ({
    zh: `${who} 把 ${unit} 已公布的报告退回更正：${reason} 更正后两处都看得到：`,
    en: `${who} calls the published report of ${unit} back: ${reason} Its correction shows on both:`,
  }),
  explanation: {
    zh: '（演示用说明）已与台账核对，数字无误，差异系统计口径调整所致。',
    en: '（演示用说明）已与台账核对，数字无误，差异系统计口径调整所致。',
  },
  waiting: (unit: string) => ({
    zh: `还差 ${unit}，等到截止日……`,
    en: `Only ${unit} is missing; days pass until the date …`,
  }),
  reminded: (unit: string, mails: number) => ({
    zh: `${unit} 收到 ${mails} 封提醒，仍未报送`,
    en: `${unit} was reminded ${mails} times and has sent nothing`,
  }),
  locked: (day: string, heading: string) => ({
    zh: `${day} 填报页已锁定：“${heading}”`,
    en: `${day} the form is locked: “${heading}”`,
  }),
  extensionReason: { zh: '该乡大雪断网，同意延期。', en: '该乡大雪断网，同意延期。' },
  extended: (clerk: string, unit: string, until: string) => ({
    zh: `${clerk} 在工作台给 ${unit} 延期到 ${until}，写明原因`,
    en: `${clerk} gives ${unit} until ${until} on the board, with a reason`,
  }),
  officeExplanation: {
    zh: '（演示用说明）上一年报告的口径由各单位自行掌握，本年按逐级汇总重新核定，差异属实。',
    en: '（演示用说明）上一年报告的口径由各单位自行掌握，本年按逐级汇总重新核定，差异属实。',
  },
  explained: (who: string, warnings: number) => ({
    zh: `汇总稿与上一年的报告有 ${warnings} 处对不上，${who} 在工作台逐条说明：`,
    en: `The merged draft does not follow from last year's report in ${warnings} places; ${who} explains each on the board:`,
  }),
  approved: (who: string) => ({ zh: `${who} 同意`, en: `${who} approves` }),
  notNeeded: (who: string) => ({
    zh: `${who} 打开链接：这一级已经有人签了，不用再签`,
    en: `${who} opens the link: this stage is signed already, nothing is left to do`,
  }),
  returnReason: { zh: '请补充下一年的改进措施。', en: '请补充下一年的改进措施。' },
  returned: (who: string, reason: string) => ({
    zh: `${who} 退回：${reason}`,
    en: `${who} returns the draft: ${reason}`,
  }),
  addition: { zh: '下一年将逐条核对改进。', en: '下一年将逐条核对改进。' },
  sentAgain: (unit: string) => ({
    zh: `${unit} 补充后重新报送，新的一稿重新签批`,
    en: `${unit} adds to its text and sends again; the new draft is signed anew`,
  }),
  published: (day: string, version: number) => ({
    zh: `${day} 已发布第 ${version} 版：`,
    en: `${day} version ${version} is published:`,
  }),
  draft: (draft: string, manifest: string) => ({
    zh: `所签之稿 sha256 ${draft}，清单 sha256 ${manifest}`,
    en: `signed draft sha256 ${draft}, manifest sha256 ${manifest}`,
  }),
  done: (seconds: string) => ({ zh: `用时 ${seconds} 秒`, en: `${seconds} seconds` }),
  kept: (url: string) => ({
    zh: `系统还开着：${url} （按 Ctrl+C 结束）`,
    en: `The system stays up at ${url} (Ctrl+C ends it)`,
  }),
} as const

/** Against what was printed at the time. */
export const demoComparisonTexts = {
  head: (differ: number, same: number) => ({
    zh: `与印出来的报告对照：${same} 格相同，${differ} 格不同（印出来的 → 现在的）`,
    en: `Against the printed report: ${same} cells agree, ${differ} differ (printed → now)`,
  }),
  unread: { zh: '（看不清）', en: '(unreadable)' },
  blank: { zh: '（空）', en: '(blank)' },
  broke: { zh: '当时违反', en: 'broke' },
}

/** What the public reads of a version that was withdrawn. */
export const withdrawalTexts = {
  mark: { zh: '已撤回', en: 'withdrawn' },
  title: { zh: '这份报告已撤回', en: 'This report is withdrawn' },
  lead: (n: number, published: string, withdrawn: string) => ({
    zh: `第${n}版于${published}公布，${withdrawn}撤回，请不要再引用。`,
    en: `Version ${n}, published on ${published}, was withdrawn on ${withdrawn}. Please do not cite it.`,
  }),
  reason: { zh: '撤回理由', en: 'Why it was withdrawn' },
  next: {
    zh: '更正后另出一版时，就在这个网址。',
    en: 'A corrected version, once there is one, will be at this address.',
  },
  notice: (withdrawn: string, reason: string) => ({
    zh: `本版已于${withdrawn}撤回：${unended(reason)}。`,
    en: `This version was withdrawn on ${withdrawn}: ${unended(reason)}.`,
  }),
  below: (name: string, n: number) => ({
    zh: `下级已撤回：${name}的报告第${n}版已撤回，本报告按第${n}版汇总。`,
    en: `Withdrawn below: version ${n} of the report of ${name} is withdrawn; this report adds it.`,
  }),
  on: (withdrawn: string) => ({ zh: `${withdrawn}撤回`, en: `withdrawn ${withdrawn}` }),
  counted: (n: number) => ({ zh: `，已撤回${n}个`, en: `, ${n} withdrawn` }),
  named: (names: string) => ({ zh: `已撤回：${names}。`, en: `Withdrawn: ${names}. ` }),
  noFigures: {
    zh: '这个机关的报告已撤回，没有可以列出的数字。',
    en: 'The report of this body is withdrawn; there are no figures to show.',
  },
  says: {
    zh: '撤回以后，公开网站上这份报告的地址只写明已撤回、日期和理由；更正后另出一版，才重新公布。',
    en: 'Once withdrawn, the report’s address on the public site says only that, when and why, until a corrected version is published.',
  },
  unitNext: {
    zh: '要单位重新报，请再到“各单位年度报告”把它退回更正。',
    en: 'To have the unit file again, call the report back under “The units’ own reports” as well.',
  },
  correctedAfter: (n: number, withdrawn: string) => ({
    zh: `第${n}版已于${withdrawn}撤回。`,
    en: `Version ${n} was withdrawn on ${withdrawn}.`,
  }),
}

/** A sentence that goes on within another one. */
export const unended = (reason: string): string => reason.replace(/[。.；;，,\s]+$/u, '')

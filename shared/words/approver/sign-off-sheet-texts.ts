/** The sheet that is filed with the report. */
export const sheetTexts = {
  heading: { zh: '审签单', en: 'Sign-off sheet' },
  draft: { zh: '未公布的稿件', en: 'Draft, not published' },
  title: { zh: '标题', en: 'Title' },
  issuer: { zh: '编制机关', en: 'Issued by' },
  openness: { zh: '公开属性', en: 'Disclosure' },
  opennessSaid: { zh: '主动公开，政府网站公布', en: 'Proactive, on the government’s site' },
  legal: { zh: '公布期限', en: 'To be published by' },
  digest: { zh: '稿件校验码', en: 'Digest of the draft' },
  drafted: { zh: '拟稿', en: 'Drafted by' },
  check: { zh: '核对结果', en: 'Check' },
  checkSaid: (blocking: number, warnings: number) => ({
    zh: `不成立的关系${blocking}条，提示${warnings}条`,
    en: `${blocking} relations broken, ${warnings} remarks`,
  }),
  unchecked: { zh: '尚未核对', en: 'Not checked yet' },
  approved: { zh: '同意', en: 'Agreed' },
  returned: { zh: '退回', en: 'Sent back' },
  instead: (seat: string) => ({ zh: `（代${seat}）`, en: ` (for ${seat})` }),
  how: { zh: '凭本人链接签批', en: 'decided by their own link' },
  signature: { zh: '签名：', en: 'Signature:' },
  waiting: (seat: string) => ({ zh: `（${seat}尚未签批）`, en: `(${seat} has not decided)` }),
  skipped: (by: string, date: string, reason: string) => ({
    zh: `（本环节未进行）${by}${date}决定跳过，理由：${reason}`,
    en: `(Not held) ${by} skipped it on ${date}: ${reason}`,
  }),
  forced: (seat: string, by: string, reason: string) => ({
    zh: `（${seat}未签批）${by}决定不再等待，理由：${reason}`,
    en: `(${seat} has not decided) ${by} went on: ${reason}`,
  }),
  seal: { zh: '印章', en: 'Seal' },
}

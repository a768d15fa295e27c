/** The note that lies on top of an archived version; in Chinese, as the file is. */
export const archiveTexts = {
  title: { zh: '归档说明', en: 'Note for the archivist' },
  name: { zh: '题名', en: 'Title' },
  author: { zh: '责任者', en: 'Issuer' },
  year: { zh: '年度', en: 'Year' },
  version: { zh: '版本', en: 'Version' },
  versionSaid: (n: number, date: string) => ({ zh: `第${n}版，${date}公布`, en: `version ${n}, published ${date}` }),
  keep: { zh: '建议保管期限', en: 'Suggested period' },
  keepSaid: { zh: '永久', en: 'permanent' },
  manifest: { zh: '清单校验码（SHA-256）', en: 'Digest of the manifest (SHA-256)' },
  parts: {
    zh: '本包是一件，由下列部分组成（路径、字节数、SHA-256）：',
    en: 'This is one item, made of the following parts (path, bytes, SHA-256):',
  },
  published: { zh: '一、公布的文件和签名（version/）', en: '1. What was published, and its signature (version/)' },
  evidence: {
    zh: '二、依据：各单位报送、汇总稿、核对结果、报告格式、审计记录（evidence/）',
    en: '2. What it rests on: slices, draft, check, definition, audit (evidence/)',
  },
  evidenceOfUnit: {
    zh: '二、依据：本单位的报送、报告格式、确认和核准的记录（evidence/）',
    en: '2. What it rests on: the slice, the definition, the records of confirmation and clearance (evidence/)',
  },
  sheet: { zh: '三、审签单', en: '3. The sign-off sheet' },
  verify: {
    zh: '核验：在 version/ 里运行下面的命令，再用清单核对每个文件的校验码。publishing-key.pem 请与公布机关另外核对。',
    en: 'To verify: run these lines in version/, then hold each file against the manifest. Compare publishing-key.pem with the publisher by another way.',
  },
  sheetFile: { zh: '审签单.docx', en: 'sign-off-sheet.docx' },
}

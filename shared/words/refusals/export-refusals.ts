/** Why the office is not given a file. */
export const exportRefusals = {
  noVersion: { zh: '没有公布的这一版。', en: 'No such version is published.' },
  noTestFile: {
    zh: '没有这个文件。只有测试走完以后，才能在这里看它会公布什么。',
    en: 'There is no such file. What a test would have published is shown here once it has been walked to its end.',
  },
  formatUnknown: {
    zh: '可以导出的格式有：xlsx、csv、json、audit、archive、report、sheet、letter。',
    en: 'There are the formats xlsx, csv, json, audit, archive, report, sheet and letter.',
  },
}

/** What each command of `lianbao` does, for its help. */
export const commandSays = {
  check: { zh: '核对已公布的年报', en: 'check published reports' },
  'check-page': { zh: '写出公众核对页', en: 'write the public check page' },
  verify: { zh: '核验已公布的一版', en: 'verify a published version' },
  key: { zh: '公布用的签名公钥', en: 'the publishing key, and its digest' },
  cost: { zh: '一个周期在 AWS 上花多少钱', en: 'what a cycle costs on AWS' },
  'rotate-link-secrets': { zh: '更换签名链接的密钥', en: 'rotate the secrets of signed links' },
  preflight: { zh: '部署前检查账号', en: 'look at the account before deploying' },
  redrive: { zh: '重新投递没处理成的事件', en: 'give kept events again' },
  backup: { zh: '备份，不用停', en: 'a whole copy while it runs' },
  doctor: { zh: '体检', en: 'look at what the system rests on' },
  restore: { zh: '从备份恢复', en: 'from a backup (--stage NAME --from TABLE: a table)' },
  import: {
    zh: '把 0.1 版文件夹里办完的各期作为凭据带过来',
    en: 'bring over what a folder of version 0.1 finished, as evidence',
  },
  board: { zh: '进度', en: 'where a cycle stands' },
  act: { zh: '经办机构的操作', en: 'an act of the office' },
  open: { zh: '开新的一期', en: 'open a cycle' },
  repair: { zh: '补发、接续、重启', en: 'put right what was left undone' },
  explain: { zh: '一个数字从哪来', en: 'where a figure comes from' },
  sheet: { zh: '审签单', en: 'the sign-off sheet, as Word' },
  archive: {
    zh: '归档包，不写 N 是最新一版',
    en: 'one ZIP of version N for the archive, the newest without it; of a unit’s own report with --unit',
  },
  audit: { zh: '导出审计记录（> 文件）', en: 'export the audit of a cycle (> FILE)' },
  'verify-audit': {
    zh: '核对审计记录，可与公布的清单、邮件对照',
    en: 'verify an exported audit, against what was published',
  },
  'definition check': { zh: '核对报表定义', en: 'check report definitions' },
  'definition schema': { zh: '报表定义的 JSON Schema', en: 'JSON Schema of a definition' },
}

/** Around the commands. */
export const usageTexts = {
  usage: { zh: '用法', en: 'usage' },
  noCommand: (word: string) => ({ zh: `没有“${word}”这个命令`, en: `there is no command “${word}”` }),
  oneTarget: {
    zh: '只写一个：--folder DIR 或 --stage NAME',
    en: 'one of --folder DIR and --stage NAME, with what it names behind it',
  },
  neither: {
    zh: '两个都不写，是 LIANBAO_FOLDER，再没有就是 .lianbao',
    en: 'without either: LIANBAO_FOLDER, else .lianbao',
  },
}

/** What the help of `check` says behind its usage. */
export const checkHelp = {
  files: {
    zh: `.docx .xlsx .odt .ods .pdf .html .csv .txt .json，可以混在一起；文件夹里的都读，- 是标准输入。
  同一机关两年的报告一起给，就核对跨年的数；一个文件夹里政府和各单位的报告一起给，就核对汇总。`,
    en: `Checks published reports in any of these kinds, mixed (- is standard input); two years of one body are compared, and in a folder the
  government's with its units'.`,
  },
  json: {
    zh: '一份报告一条：结论、读到什么、核对了什么',
    en: 'one entry a report: verdict, what was read and checked',
  },
  exitCode: { zh: '退出码', en: 'exit code' },
  clean: { zh: '全部读到，没有必须改的', en: 'all of it was read and nothing must be mended' },
  broken: { zh: '有必须改的', en: 'something must be mended' },
  incomplete: {
    zh: '没有必须改的，但有没读到、没核对到的；或者文件读不了',
    en: 'not all of it could be read or checked',
  },
}

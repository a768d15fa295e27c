import type { LocalizedText } from '../../report/report-definition.ts'

/** What is wrong in the file of a roster, line by line. */
export const rosterFileRefusals = {
  encoding: {
    zh: '这个文件的文字编码认不出来。请在 Excel 里另存为「CSV UTF-8（逗号分隔）」后再上传。',
    en: 'The text encoding of this file is not recognised. Save it in Excel as “CSV UTF-8 (comma delimited)” and upload it again.',
  },
  notCsv: {
    zh: '这个文件不是 CSV 表格。请在 Excel 里另存为「CSV UTF-8（逗号分隔）」后再上传。',
    en: 'This file is not a CSV table. Save it in Excel as “CSV UTF-8 (comma delimited)” and upload it again.',
  },
  empty: {
    zh: '名册里还没有单位：第一行是表头，从第二行起每行一位联系人。',
    en: 'The roster has no units yet: the first line is the header, then one line for each contact.',
  },
  tooManyRows: (most: number): LocalizedText => ({
    zh: `名册最多${most}行。请去掉多余的行再上传。`,
    en: `A roster has ${most} lines at most. Take away those that are no contacts and upload it again.`,
  }),
  headerMissing: (columns: string): LocalizedText => ({
    zh: `表头少了这些列：${columns}。请照模板的表头填写。`,
    en: `The header lacks these columns: ${columns}. Please use the header of the template.`,
  }),
  missing: (column: string): LocalizedText => ({ zh: `「${column}」是空的`, en: `${column} is empty` }),
  code: {
    zh: '单位代码只能用字母、数字和连字符，最多 40 个字符',
    en: 'a unit code has letters, digits and hyphens only, at most 40',
  },
  kind: (kind: string): LocalizedText => ({
    zh: `类别「${kind}」不认识，请填：办公室、部门 或 乡镇`,
    en: `the kind “${kind}” is unknown; use office, department or township`,
  }),
  role: (role: string): LocalizedText => ({
    zh: `角色「${role}」不认识，请填角色代码，如 office、finance，没有就留空`,
    en: `the role “${role}” is unknown; use a role id such as office or finance, or leave it empty`,
  }),
  address: (address: string): LocalizedText => ({
    zh: `「${address}」不是完整的邮箱地址`,
    en: `“${address}” is not a complete e-mail address`,
  }),
  leaderHalf: {
    zh: '负责人的姓名和邮箱要一起填，或者都不填',
    en: 'give both the name and the address of the leader, or neither',
  },
  leaderIsContact: {
    zh: '负责人和联系人不能是同一个邮箱：填报和确认要由两个人做',
    en: 'the leader and the contact cannot share an address: filling in and confirming are done by two people',
  },
  codeTaken: (id: string, name: string): LocalizedText => ({
    zh: `代码 ${id} 已经是「${name}」的`,
    en: `the code ${id} already belongs to ${name}`,
  }),
  nameTaken: (id: string): LocalizedText => ({
    zh: `这个单位前面用的代码是 ${id}，请用同一个`,
    en: `this unit has the code ${id} further up; use the same one`,
  }),
  differs: (column: string): LocalizedText => ({
    zh: `「${column}」和这个单位前面的行不一样`,
    en: `${column} differs from this unit’s earlier line`,
  }),
  language: { zh: '「语言」请填“中文”或“英文”，空着就是中文', en: 'language is zh or en; empty means Chinese' },
  counted: (cell: string): LocalizedText => ({
    zh: `「汇总」一列的「${cell}」不认识，请填“本级”或“条线”，空着就是本级`,
    en: `“${cell}” is unknown in the column counted; use here or own line, empty means here`,
  }),
  countedTwice: {
    zh: '一个单位的数只能由本级或者由条线汇总，两边都汇总就算了两遍',
    en: 'a unit’s figures are counted here or by its own line; in both they would be counted twice',
  },
  hidden: {
    zh: '姓名或职务里有看不见的控制字符（例如单元格里的换行），请重新输入',
    en: 'a name or a title has invisible control characters, e.g. a line break within the cell; type it again',
  },
  twice: { zh: '这位联系人已经在名册里了', en: 'this contact is already in the roster' },
  sharedAddress: (name: string): LocalizedText => ({
    zh: `这个邮箱前面登记的是${name}；一个邮箱只能是一个人`,
    en: `this address was given for ${name} further up; one address is one person`,
  }),
}

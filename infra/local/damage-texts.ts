import type { Damage } from '../../functions/sqlite/integrity.ts'

const says: Record<Damage['what'], string> = {
  file: '数据库文件坏了 / the database file is damaged',
  'fact-changed': '一条记录不是当初写下的样子 / a fact is not as it was written',
  'facts-missing': '受理过的记录不见了（现有几条/应有几条）/ acknowledged facts are gone (there are … of …)',
  'other-history': '记录的来历不对，像是放回了别的拷贝 / the facts have another history, as of another copy',
  'head-differs': '最后一条记录对不上 / the last fact does not fit',
  'link-lost': '一个链接找不到了 / a link cannot be found',
  'heads-damaged': 'store/heads.log 坏了 / store/heads.log is damaged',
  'body-missing': '一份正文不见了 / a body is gone',
  'body-changed': '一份正文不是当初的样子 / a body has other bytes',
}
const most = 20

/** What is damaged and what to do: for the console, before anything is built on it. */
export function damageSentence(folder: string, damages: readonly Damage[]): string {
  return [
    `${folder}：数据有损坏，系统没有启动。请从备份恢复（docs/serve.zh.md，“恢复”）。`,
    `${folder}: the data is damaged, so the system did not start. Please restore a backup (docs/serve.md, “Restore”).`,
    ...damages.slice(0, most).map(({ what, where }) => `  ${says[what]}: ${where}`),
    ...(damages.length > most ? [`  … (${damages.length})`] : []),
  ].join('\n')
}

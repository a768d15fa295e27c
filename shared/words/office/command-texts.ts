import type { LocalizedText } from '../../report/report-definition.ts'

const noPermission = { zh: '没有权限读这个文件', en: 'no permission to read this file' }
const whyNotOpened: Record<string, LocalizedText> = {
  ENOENT: { zh: '没有这个文件', en: 'there is no such file' },
  EACCES: noPermission,
  EPERM: noPermission,
  ELOOP: { zh: '链接绕成了一圈', en: 'its links go round in a circle' },
  ENAMETOOLONG: { zh: '文件名太长', en: 'the file name is too long' },
}

/** What a command says about a file, beside its own lines. */
export const commandTexts = {
  noFile: { zh: '不是文件，没有读', en: 'not a file; it was not read' },
  notOpened: (code: string): LocalizedText =>
    whyNotOpened[code] ?? { zh: `打不开（${code}）`, en: `cannot be opened (${code})` },
  closedFolder: {
    zh: '没有权限打开这个文件夹，里面的没有读',
    en: 'no permission to open this folder; what is in it was not read',
  },
  nameNotUtf8: {
    zh: '文件名不是 UTF-8，打不开；请给它所在的文件夹，或者改名再试',
    en: 'its name is not UTF-8 and it cannot be opened; give the folder it lies in, or rename it',
  },
  tooMuchInside: {
    zh: '里面的东西多得不正常，没有读；请从 Word 或 WPS 另存为 .docx 再试',
    en: 'it holds abnormally much and was not read; save it from Word or WPS as .docx and try again',
  },
  tooSlow: (seconds: number) => ({
    zh: `读了 ${seconds} 秒还没有读完，停下了；请从 Word 或 WPS 另存为 .docx 再试`,
    en: `it was still being read after ${seconds} seconds and was given up; save it from Word or WPS as .docx and try again`,
  }),
  sameId: (id: string) => ({
    zh: `编号“${id}”前面已经有一份，这一份没有核对`,
    en: `a report with the id ${id} was given before; this one was not checked`,
  }),
  faults: (n: number) => ({
    zh: n === 0 ? '没有问题' : `有 ${n} 个问题`,
    en: n === 0 ? 'nothing wrong' : `${n} problems`,
  }),
}

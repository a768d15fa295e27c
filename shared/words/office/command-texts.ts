/** What a command says about a file, beside its own lines. */
export const commandTexts = {
  noFile: { zh: '不是文件，没有读', en: 'not a file; it was not read' },
  notOpened: (code: string) => ({ zh: `打不开（${code}）`, en: `cannot be opened (${code})` }),
  sameId: (id: string) => ({
    zh: `编号“${id}”前面已经有一份，这一份没有核对`,
    en: `a report with the id ${id} was given before; this one was not checked`,
  }),
  faults: (n: number) => ({
    zh: n === 0 ? '没有问题' : `有 ${n} 个问题`,
    en: n === 0 ? 'nothing wrong' : `${n} problems`,
  }),
}

type Text = { zh: string; en: string }
type Choice = { label: Text; actual: string | null; expected: string | null }

/** What a relation says of figures, as a colleague would say it. */
export const relationFindings = {
  sides: (where: Text, left: { is: Text; sum: Text }, right: { is: Text; sum: Text }) => ({
    zh: `${where.zh}：${left.is.zh}是 ${left.sum.zh}，${right.is.zh}是 ${right.sum.zh}，`,
    en: `${where.en}: ${left.is.en} is ${left.sum.en}, ${right.is.en} is ${right.sum.en}; `,
  }),
  apart: {
    '=': (by: string) => ({ zh: `应当相等，现在差 ${by}。`, en: `they must be equal and differ by ${by}.` }),
    '>=': (by: string) => ({
      zh: `前者不应少于后者，现在少 ${by}。`,
      en: `the first must not be smaller and is short by ${by}.`,
    }),
    '<=': (by: string) => ({
      zh: `前者不应多于后者，现在多 ${by}。`,
      en: `the first must not be larger and exceeds it by ${by}.`,
    }),
  },
  of: {
    own: (cell: Text) => cell,
    previous: (cell: Text) => ({ zh: `上一年 ${cell.zh}`, en: `last year: ${cell.en}` }),
    units: (cell: Text) => ({ zh: `各单位 ${cell.zh}`, en: `units: ${cell.en}` }),
  },
  sumOf: (sum: string, addends: readonly Text[]) => ({
    zh: `${sum}（${addends.map(({ zh }) => zh).join('，')}）`,
    en: `${sum} (${addends.map(({ en }) => en).join(', ')})`,
  }),
  /** Which cell to look at first, and what follows from it. */
  look: ([first, ...others]: readonly [Choice, ...Choice[]], mends: number) => {
    const effect =
      mends === 1
        ? { zh: '就对上了', en: 'mends this' }
        : { zh: `这 ${mends} 处就都对上了`, en: `mends all ${mends} findings` }
    if (others.length === 0)
      return {
        zh: `先看这一格：${shouldBe(first).zh}；改好它，${effect.zh}。`,
        en: `Look here first: ${shouldBe(first).en}; that ${effect.en}.`,
      }
    const choices = [first, ...others].map(shouldBe)
    return {
      zh: `先看这几格，改对其中一格，${effect.zh}：${choices.map(({ zh }) => `要么${zh}`).join('；')}。光看数字分不出是哪一格，请查台账。`,
      en: `Look here first; one of these ${effect.en}: either ${choices.map(({ en }) => en).join(', or ')}. The figures alone cannot tell which; check the register.`,
    }
  },
  blank: (cells: readonly Text[], left: string, right: string) => {
    const [shown, more] = [cells.slice(0, 3), cells.length - 3]
    return {
      zh: `${shown.map(({ zh }) => `“${zh}”`).join('、')}${more > 0 ? `等 ${cells.length} 格` : ''}空白或看不清，没法核对；按 0 算是 ${left} 与 ${right}`,
      en: `${shown.map(({ en }) => `“${en}”`).join(', ')}${more > 0 ? ` and ${more} more` : ''} blank or unreadable; with blank as 0 it is ${left} and ${right}`,
    }
  },
  noPrevious: { zh: '没有上一年的报告可以比较', en: "there is no last year's report to compare with" },
  otherFormat: {
    zh: '上一年用的是另一种格式，没有对应的栏目',
    en: "last year's report is in another format without this column",
  },
  nothingToCount: {
    zh: '两边都是“不适用”，没有数可以核对',
    en: 'both sides are “not applicable”; there is no figure to check',
  },
}

const shouldBe = ({ label, actual, expected }: Choice): Text => ({
  zh: `“${label.zh}”填的是 ${actual}，应当是 ${expected}`,
  en: `“${label.en}” says ${actual} and should be ${expected}`,
})

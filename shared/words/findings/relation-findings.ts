// A name of its own for each: the browser's script is measured in bytes, and a bundler shortens names, not keys.

type Text = { zh: string; en: string }
type Choice = { label: Text; actual: string | null; expected: string | null }

const apart = {
  '=': { zh: '应当相等，现在差', en: 'they must be equal and differ by' },
  '>=': { zh: '前者不应少于后者，现在少', en: 'the first must not be smaller and is short by' },
  '<=': { zh: '前者不应多于后者，现在多', en: 'the first must not be larger and exceeds it by' },
}

const joined = (texts: readonly Text[], between: Text): Text => ({
  zh: texts.map(({ zh }) => zh).join(between.zh),
  en: texts.map(({ en }) => en).join(between.en),
})

/** One side of it: `收到的是 4 + 1 = 5`. */
export const sideOf = (is: Text, sum: Text): Text => ({ zh: `${is.zh}是 ${sum.zh}`, en: `${is.en} is ${sum.en}` })

/** What a relation says of figures, as a colleague would say it. */
export const brokenRelation = (
  where: Text,
  left: Text,
  right: Text,
  operator: keyof typeof apart,
  by: string,
): Text => {
  const { zh, en } = apart[operator]
  return {
    zh: `${where.zh}：${left.zh}，${right.zh}，${zh} ${by}。`,
    en: `${where.en}: ${left.en}, ${right.en}; ${en} ${by}.`,
  }
}

export const sumOfNamed = (sum: string, addends: readonly Text[]): Text => {
  const { zh, en } = joined(addends, { zh: '，', en: ', ' })
  return { zh: `${sum}（${zh}）`, en: `${sum} (${en})` }
}

/** A cell of another report. */
export const cellOf = (source: 'previous' | 'units', { zh, en }: Text): Text =>
  source === 'units' ? { zh: `各单位 ${zh}`, en: `units: ${en}` } : { zh: `上一年 ${zh}`, en: `last year: ${en}` }

/** Which cell to look at first, and what follows from it. */
export const lookHere = (cells: readonly Choice[], mends: number): Text => {
  const { zh, en } = joined(
    cells.map(({ label, actual, expected }) => ({
      zh: `“${label.zh}”填的是 ${actual}，应当是 ${expected}`,
      en: `“${label.en}” says ${actual} and should be ${expected}`,
    })),
    { zh: '；要么', en: ', or ' },
  )
  const effect =
    mends === 1
      ? { zh: '就对上了', en: 'mends this' }
      : { zh: `这 ${mends} 处就都对上了`, en: `mends all ${mends} findings` }
  return cells.length === 1
    ? { zh: `先看这一格：${zh}；改好它，${effect.zh}。`, en: `Look here first: ${en}; that ${effect.en}.` }
    : {
        zh: `先看这几格，改对其中一格，${effect.zh}：要么${zh}。光看数字分不出是哪一格，请查台账。`,
        en: `Look here first; one of these ${effect.en}: either ${en}. The figures alone cannot tell which; check the register.`,
      }
}

/** Why a relation with blank cells says nothing, with what it would be if blank were zero. */
export const blankFigures = (cells: readonly Text[], left: string, right: string): Text => {
  const { zh, en } = joined(cells.slice(0, 3), { zh: '”、“', en: '”, “' })
  const more = cells.length - 3
  return {
    zh: `“${zh}”${more > 0 ? `等 ${cells.length} 格` : ''}空白或看不清，没法核对；按 0 算是 ${left} 与 ${right}`,
    en: `“${en}”${more > 0 ? ` and ${more} more` : ''} blank or unreadable; with blank as 0 it is ${left} and ${right}`,
  }
}

export const noPrevious: Text = { zh: '没有上一年的报告可以比较', en: "there is no last year's report to compare with" }
export const otherFormat: Text = {
  zh: '上一年用的是另一种格式，没有对应的栏目',
  en: "last year's report is in another format without this column",
}
export const nothingToCount: Text = {
  zh: '两边都是“不适用”，没有数可以核对',
  en: 'both sides are “not applicable”; there is no figure to check',
}

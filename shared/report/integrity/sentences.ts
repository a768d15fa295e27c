import { firstOf } from '../../present.ts'
import type { RelationInstance, Term } from '../cells.ts'
import { type Figure, notApplicable, showFigure, subtract } from '../figure.ts'
import type { RootCell } from '../finding.ts'
import type { Language, LocalizedText } from '../report-definition.ts'

/** What is wrong, with the figures behind each side, as a colleague would say it. */
export function sentenceOf(
  { relation, where, terms }: RelationInstance,
  left: string,
  right: string,
  figure: (term: Term) => Figure,
): LocalizedText {
  const side = (name: Term['side'], sum: string, language: Language) =>
    sumSentence(
      terms.filter((term) => term.side === name),
      sum,
      figure,
      language,
    )
  const difference = subtract(left, right).replace('-', '')
  const zh = `${where.zh}：${relation.leftIs.zh}是 ${side('left', left, 'zh')}，${relation.rightIs.zh}是 ${side('right', right, 'zh')}，`
  const en = `${where.en}: ${relation.leftIs.en} is ${side('left', left, 'en')}, ${relation.rightIs.en} is ${side('right', right, 'en')}; `
  switch (relation.operator) {
    case '=':
      return { zh: `${zh}应当相等，现在差 ${difference}。`, en: `${en}they must be equal and differ by ${difference}.` }
    case '>=':
      return {
        zh: `${zh}前者不应少于后者，现在少 ${difference}。`,
        en: `${en}the first must not be smaller and is short by ${difference}.`,
      }
    case '<=':
      return {
        zh: `${zh}前者不应多于后者，现在多 ${difference}。`,
        en: `${en}the first must not be larger and exceeds it by ${difference}.`,
      }
  }
}

/** Which cell to look at first, and what follows from it. */
export function rootSentence(root: RootCell): LocalizedText {
  const count = root.mends.length
  const one = ({ label, actual, expected }: Pick<RootCell, 'label' | 'actual' | 'expected'>) => ({
    zh: `“${label.zh}”填的是 ${actual}，应当是 ${expected}`,
    en: `“${label.en}” says ${actual} and should be ${expected}`,
  })
  const choices = [root, ...root.alternatives].map(one)
  const effect =
    count === 1
      ? { zh: '就对上了', en: 'mends this' }
      : { zh: `这 ${count} 处就都对上了`, en: `mends all ${count} findings` }
  if (choices.length === 1) {
    return {
      zh: `先看这一格：${firstOf(choices).zh}；改好它，${effect.zh}。`,
      en: `Look here first: ${firstOf(choices).en}; that ${effect.en}.`,
    }
  }
  return {
    zh: `先看这几格，改对其中一格，${effect.zh}：${choices.map(({ zh }) => `要么${zh}`).join('；')}。光看数字分不出是哪一格，请查台账。`,
    en: `Look here first; one of these ${effect.en}: either ${choices.map(({ en }) => en).join(', or ')}. The figures alone cannot tell which; check the register.`,
  }
}

/** Why a relation with blank cells says nothing, with what it would be if blank were zero. */
export function reasonForBlank(blanks: readonly Term[], left: string, right: string): LocalizedText {
  const names = (language: Language) => {
    const shown = blanks.slice(0, 3).map((term) => `“${nameOf(term, language)}”`)
    return shown.join({ zh: '、', en: ', ' }[language])
  }
  const more = blanks.length > 3
  return {
    zh: `${names('zh')}${more ? `等 ${blanks.length} 格` : ''}空白或看不清，没法核对；按 0 算是 ${left} 与 ${right}`,
    en: `${names('en')}${more ? ` and ${blanks.length - 3} more` : ''} blank or unreadable; with blank as 0 it is ${left} and ${right}`,
  }
}

function nameOf({ source, cell }: Term, language: Language): string {
  const name = cell.name[language]
  if (source === 'previous') return { zh: `上一年 ${name}`, en: `last year: ${name}` }[language]
  if (source === 'units') return { zh: `各单位 ${name}`, en: `units: ${name}` }[language]
  return name
}

const shown = (figure: Figure, language: Language): string | null =>
  figure === notApplicable ? showFigure(figure, { kind: 'count' }, language) : figure

/** `4 + 0 = 4` for a few terms; for many, the sum and the cells that are not zero: `5（自然人 4，其他 1）`. */
function sumSentence(terms: readonly Term[], sum: string, figure: (term: Term) => Figure, language: Language): string {
  if (terms.length === 1) return sum
  const signed = (term: Term, n: number) =>
    `${term.sign < 0 ? '− ' : n > 0 ? '+ ' : ''}${shown(figure(term), language)}`
  if (terms.length <= 4) return `${terms.map(signed).join(' ')} = ${sum}`
  const named = terms.filter((term) => figure(term) !== '0' && figure(term) !== notApplicable)
  if (named.length === 0 || named.length > 8) return sum
  const oneRow = terms.every((term) => term.cell.row === terms[0]?.cell.row)
  const names = named.map((term) => `${(oneRow ? term.cell.columnName : term.cell.rowName)[language]} ${figure(term)}`)
  return { zh: `${sum}（${names.join('，')}）`, en: `${sum} (${names.join(', ')})` }[language]
}

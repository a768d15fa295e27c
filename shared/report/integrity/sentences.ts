import * as says from '../../words/findings/relation-findings.ts'
import type { RelationInstance, Term } from '../cells.ts'
import { type Figure, notApplicable, showFigure, subtract } from '../figure.ts'
import type { RootCell } from '../finding.ts'
import type { Language, LocalizedText } from '../report-definition.ts'

/** What is wrong, with the figures behind each side. */
export function sentenceOf(
  { relation, where, terms }: RelationInstance,
  left: string,
  right: string,
  figure: (term: Term) => Figure,
): LocalizedText {
  const side = (name: Term['side'], is: LocalizedText, sum: string) =>
    says.sideOf(
      is,
      sumSentence(
        terms.filter((term) => term.side === name),
        sum,
        figure,
      ),
    )
  return says.brokenRelation(
    where,
    side('left', relation.leftIs, left),
    side('right', relation.rightIs, right),
    relation.operator,
    subtract(left, right).replace('-', ''),
  )
}

/** Which cell to look at first, and what follows from it. */
export const rootSentence = (root: RootCell): LocalizedText =>
  says.lookHere([root, ...root.alternatives], root.mends.length)

/** Why a relation with blank cells says nothing, with what it would be if blank were zero. */
export const reasonForBlank = (blanks: readonly Term[], left: string, right: string): LocalizedText =>
  says.blankFigures(
    blanks.map(({ source, cell }) => (source === 'own' ? cell.name : says.cellOf(source, cell.name))),
    left,
    right,
  )

/** `4 + 0 = 4` for a few terms; for many, the sum and the cells that are not zero: `5（自然人 4，其他 1）`. */
function sumSentence(terms: readonly Term[], sum: string, figure: (term: Term) => Figure): LocalizedText {
  const plain = { zh: sum, en: sum }
  if (terms.length === 1) return plain
  if (terms.length <= 4) {
    const added = (language: Language) =>
      terms
        .map(
          (term, n) =>
            `${term.sign < 0 ? '− ' : n > 0 ? '+ ' : ''}${showFigure(figure(term), { kind: 'count' }, language)}`,
        )
        .join(' ')
    return { zh: `${added('zh')} = ${sum}`, en: `${added('en')} = ${sum}` }
  }
  const named = terms.filter((term) => figure(term) !== '0' && figure(term) !== notApplicable)
  if (named.length === 0 || named.length > 8) return plain
  const oneRow = terms.every((term) => term.cell.row === terms[0]?.cell.row)
  const addends = named.map((term) => {
    const name = oneRow ? term.cell.columnName : term.cell.rowName
    return { zh: `${name.zh} ${figure(term)}`, en: `${name.en} ${figure(term)}` }
  })
  return says.sumOfNamed(sum, addends)
}

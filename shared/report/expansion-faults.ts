import type { ExpansionFault } from './cells.ts'
import type { LocalizedText } from './report-definition.ts'

/** What is wrong with a definition, and where in the document. */
export type DefinitionFault = { path: string; message: LocalizedText }

/** In words, for who writes definitions; a browser that only computes does not carry them. */
export const inWords = ({ path, is, what }: ExpansionFault): DefinitionFault => ({ path, message: messageOf(is, what) })

function messageOf(is: ExpansionFault['is'], what: string): LocalizedText {
  switch (is) {
    case 'cell-twice':
      return { zh: `格子“${what}”出现了两次`, en: `the cell ${what} exists twice` }
    case 'no-cell':
      return { zh: `没有“${what}”这个格子`, en: `there is no cell ${what}` }
    case 'no-set':
      return { zh: `没有名为“${what}”的集合`, en: `there is no set named ${what}` }
    case 'no-cell-of-member':
      return { zh: `“${what}”没有对应的任何格子`, en: `no cell belongs to ${what}` }
    case 'total-of-itself':
      return { zh: `合计“${what}”绕了一圈又用到自己`, en: `the total ${what} is computed from itself` }
    case 'not-a-pattern':
      return { zh: '这不是一个能用的正则表达式', en: 'this is not a regular expression' }
  }
}

import { definitionFaultTexts } from '../../words/findings/definition-faults.ts'
import type { LocalizedText } from '../report-definition.ts'

type Texts = typeof definitionFaultTexts
type FaultCode = keyof Texts

/** What is wrong with a definition, and where in the document. */
export type DefinitionFault = { path: string; code: FaultCode; message: LocalizedText }

/** With its sentence, for who writes definitions; a browser that only computes does not carry them. */
export function definitionFault<Code extends FaultCode>(
  path: string,
  code: Code,
  ...facts: Parameters<Texts[Code]>
): DefinitionFault {
  const say = definitionFaultTexts[code] as (...facts: Parameters<Texts[Code]>) => LocalizedText
  return { path, code, message: say(...facts) }
}

import { type CompiledDefinition, compileDefinition } from '../report/cells.ts'
import { shippedDefinitions } from '../report/definitions/shipped.ts'

/** The formats that a published report may be printed in: every definition that comes with the product. */
export const printedFormats = (): CompiledDefinition[] => shippedDefinitions().map(compileDefinition)

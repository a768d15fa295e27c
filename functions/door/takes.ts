import type * as z from 'zod'
import { mailCodeButton } from '../../shared/pages/frame/code-field.ts'
import type * as saidJson from './said-json.ts'

/**
 * What a call takes whose fields are all words and yeses, beside the function that answers it: the door reads by it, and the call's entry in
 * docs/openapi.json is made from it and the function's comment. Any other call has its entry in infra/openapi/calls.ts.
 */
export type Takes = {
  /** As the document names what a machine sends, with the token of the page's link as bearer; without it a page's form alone is taken. */
  sent?: string
  fields: Readonly<Record<string, { says?: string; example?: string }>>
  /** What may be left out altogether. */
  empty?: true
  /** Where the browser goes when it is done, or what the page that it gets says. */
  onward?: string
  page?: string
}

/** What a machine is answered that asks: `…Answers` beside the function makes it, of what the document alone brings along. */
export type Answers = (
  schema: typeof z,
  said: typeof saidJson,
) => {
  says: string
  /** As the document names it. */
  name: string
  schema: z.ZodType
  example: unknown
  query?: Readonly<Record<string, string>>
}

/** As the document shows one. */
export const exampleDigest = '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b'

export const mailDigits = {
  [mailCodeButton]: { says: 'Has six digits mailed to the holder of the link and decides nothing.' },
}

import { type DecisionForm, mostRows, type ReasonRow } from '../../shared/draft/sign-off.ts'
import { mailCodeButton } from '../../shared/pages/frame/code-field.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { linkTexts } from '../../shared/words/link-texts.ts'
import type { Request } from './exchange.ts'
import { sentAs } from './sent-as.ts'
import { isSession, madeInSession, type OpenedLink, type OpenedSession, requireOwnForm } from './sessions.ts'

/** What an approver, or a machine in their name, has sent. */
export type SentDecision = {
  form: DecisionForm
  code: string | undefined
  more: boolean
  /** Only the digits are asked for; `meant`: by a person, who ticked that they are to sign. */
  mailCode: boolean
  meant: boolean
}

/** From a page's form, from JSON in a session, or from a machine; the first two are of this session or refused. */
export async function sentDecision(request: Request, opened: OpenedLink | OpenedSession): Promise<SentDecision> {
  if (!isSession(opened) || request.json !== undefined) return sentAsJson(request.json ?? {}, opened)
  requireOwnForm(opened, request)
  const values = request.form?.values ?? {}
  const more = values.more !== undefined
  const reasons = sentRows(values)
  return {
    form: {
      ...(values.choice && { choice: values.choice }),
      ...(values.draft && { draft: values.draft }),
      attested: values.attestation === 'agreed',
      ...(values.comment && { comment: values.comment }),
      reasons: more ? [...reasons, {}, {}, {}].slice(0, mostRows) : reasons,
    },
    code: values.code,
    more,
    mailCode: values[mailCodeButton] !== undefined,
    meant: values.meant === 'yes',
  }
}

async function sentAsJson(json: unknown, opened: OpenedLink | OpenedSession): Promise<SentDecision> {
  const read = await sentAs('decisionJson', json)
  const { code, attestation, choice, draft, comment, reasons } = read
  if (isSession(opened) && !madeInSession(opened, read['form-token'])) {
    throw new Refusal({ code: 'session-mismatch', message: linkTexts.sessionMismatch })
  }
  return {
    form: {
      ...(choice && { choice }),
      ...(draft && { draft }),
      attested: attestation,
      ...(comment && { comment }),
      reasons: reasons.map(rowOf),
    },
    code,
    more: false,
    mailCode: read[mailCodeButton],
    meant: true,
  }
}

const rowOf = ({ unit, cell, part, text }: { [K in keyof ReasonRow]: ReasonRow[K] | undefined }): ReasonRow => ({
  ...(unit && { unit }),
  ...(cell && { cell }),
  ...(part && { part }),
  ...(text && { text }),
})

/** Rows `target-0`, `cell-0`, `reason-0` … in order, as far as there are any. */
function sentRows(values: Record<string, string>): ReasonRow[] {
  const rows: ReasonRow[] = []
  for (let index = 0; index < mostRows && values[`target-${index}`] !== undefined; index++) {
    const target = values[`target-${index}`]
    const part = target?.startsWith('part:') ? target.slice('part:'.length) : undefined
    rows.push(
      rowOf({
        unit: part === undefined ? target : undefined,
        part,
        cell: values[`cell-${index}`],
        text: values[`reason-${index}`],
      }),
    )
  }
  return rows
}

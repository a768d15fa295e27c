import type * as z from 'zod'
import {
  actJson,
  clearanceJson,
  decisionJson,
  schemaOf,
  sliceJson,
  workingCopyJson,
} from '../../functions/door/sent-json.ts'
import { type Answers, exampleDigest, type Takes } from '../../functions/door/takes.ts'
import type { RouteFunction } from '../../shared/contract/routes.ts'
import { openingDocument } from '../../shared/cycle/opening/opening-form.ts'
import { mailCodeButton } from '../../shared/pages/frame/code-field.ts'
import { xlsxType } from '../../shared/report/bytes/xlsx.ts'
import * as answers from './answers.ts'
import { both } from './examples.ts'

/** As the document names it. */
type NamedSchema = { name: string; schema: z.ZodType; example: unknown }

/** One call as the document tells it. The record below has one for each with more to say than its function's comment and what it takes or answers (`Takes`, `Answers`). */
export type DocumentedCall = {
  summary: string
  more?: string
  /** A machine may ask, with the token of the page's link as bearer. */
  machine?: true
  query?: Readonly<Record<string, string | { says: string; oneOf: readonly string[] }>>
  /** What a machine sends. Any POST without it takes a page's form. */
  sends?: NamedSchema
  /** What a page's form sends, where no machine does; with `files` it is a multipart form. */
  form?: { example: Readonly<Record<string, string>>; files?: string }
  /** What is sent may be left out altogether. */
  empty?: true
  /** What comes back when it is fulfilled. Any call for people also answers with a page. */
  answers: Readonly<Record<number, DocumentedAnswer>>
}
export type DocumentedAnswer = {
  says: string
  page?: true
  /** Each with an example; several are alternatives. */
  json?: readonly NamedSchema[]
  /** Another media type, with an example. */
  text?: Readonly<Record<string, string>>
  location?: string
}

/** As the page carries it. */
const formToken = 'q1w2e3r4t5y6u7i8o9p0'
const page = (says: string): DocumentedAnswer => ({ says, page: true })
const shown = (says: string, ...json: NamedSchema[]): DocumentedAnswer => ({ says, page: true, json })
const onward = (location: string): DocumentedAnswer => ({ says: 'Done; the browser goes on.', location })
const person = { name: '王敏', address: 'wangmin@example.gov.cn' }
const mailed = shown('It is recorded, or the digits are mailed.', answers.recorded, answers.digitsMailed)
const recorded: DocumentedAnswer = shown('It is recorded.', answers.recorded)

/** A call that its function says all of, by the first sentence of its comment: `GET /board/draft: what a draft would be. Kept nowhere.` */
export function callOf(
  comment: string,
  { takes, answers }: { takes?: Takes; answers?: ReturnType<Answers> },
): DocumentedCall {
  const [, first = '', summary = '', more] = /^(.)(.+?)\.(?: (.+))?$/.exec(comment) ?? []
  const said = { summary: first.toUpperCase() + summary, ...(more && { more }) }
  if (answers) {
    const { query, says, ...json } = answers
    return { ...said, machine: true, ...(query && { query }), answers: { 200: shown(says, json) } }
  }
  if (!takes) return { ...said, answers: { 200: page('The page.') } }
  const { sent: name, fields, empty, onward: next } = takes
  const example = Object.fromEntries(
    Object.entries(fields).flatMap(([field, { example }]) => (example ? [[field, example]] : [])),
  )
  const done = { ...(takes.page && { 200: page(takes.page) }), ...(next && { 303: onward(next) }) }
  if (!name) return { ...said, form: { example }, ...(empty && { empty }), answers: done }
  const answered = mailCodeButton in fields ? mailed : recorded
  return {
    ...said,
    machine: true,
    sends: { name, schema: schemaOf(takes), example },
    answers: { 200: answered, ...done },
  }
}

export const calls: Partial<Record<RouteFunction, DocumentedCall>> = {
  'show-slice': {
    summary: 'The slice of a unit: its cells, texts, last year’s figures, what was sent last, why it came back',
    machine: true,
    answers: {
      200: shown('The slice.', answers.sliceAnswer),
    },
  },
  'submit-slice': {
    summary: 'Sends the slice, or has it checked',
    more: 'Sent again with the same content it is the same receipt. Warnings that nobody justified are 422, like what blocks.',
    machine: true,
    sends: {
      name: 'SliceSent',
      schema: sliceJson,
      example: { figures: { 't3.new.natural': '5' }, texts: {}, revision: 0, check: true },
    },
    answers: {
      200: shown(
        'The same content again, or what a check says.',
        answers.sliceKept,
        answers.sliceChecked,
        answers.refusedAnswer,
      ),
      201: { says: 'A new revision is sent.', json: [answers.sliceKept] },
      303: onward('The receipt.'),
    },
  },
  'download-template': {
    summary: 'The unit’s cells as a spreadsheet, with what is typed so far, to be filled and read back in the form',
    answers: { 200: { says: 'The spreadsheet.', text: { [xlsxType]: 'an .xlsx file' } } },
  },
  'save-working-copy': {
    summary: 'Keeps what is typed into the form and submits nothing',
    more: 'For the form’s own script. It is no fact and counts for nothing.',
    sends: {
      name: 'WorkingCopySent',
      schema: workingCopyJson,
      example: {
        formToken: 'of-the-page',
        cycle: 'tongjiang-2020',
        unit: 'finance',
        revision: 0,
        version: 3,
        mark: 'k3f9',
        changes: { 'cell:t3.new.natural': { from: '', to: '5' } },
      },
    },
    answers: {
      200: { says: 'Kept. With every field when somebody else has saved since `version`.', json: [answers.copySaved] },
    },
  },
  'show-script': {
    summary: 'A script of the form, by the name that says its bytes',
    answers: { 200: { says: 'The script.', text: { 'text/javascript': '' } } },
  },
  'show-receipt': {
    summary: 'The receipt of a revision',
    query: { revision: 'Which one; without it the newest.' },
    answers: { 200: page('The receipt.'), 303: onward('The form, where nothing was sent yet.') },
  },
  'show-history': {
    summary: 'Each cell of the unit through its revisions, last year beside them',
    query: { q: 'Only the cells whose names have these words, or that held this figure.' },
    answers: { 200: page('The cells.') },
  },
  'show-confirmation': {
    summary: 'The slice before the unit’s leader',
    machine: true,
    answers: {
      200: shown('The slice.', answers.confirmationAnswer),
    },
  },
  'decide-sign-off': {
    summary: 'An approver agrees or returns',
    more: 'A machine decides as a person does: on the digest it was shown, with the attestation, and with six digits from the approver’s own mailbox.',
    machine: true,
    sends: {
      name: 'DecisionSent',
      schema: decisionJson,
      example: { choice: 'approve', draft: exampleDigest, attestation: true, code: '123456' },
    },
    answers: {
      200: shown('It is recorded, or the digits are mailed.', answers.decisionRecorded, answers.digitsMailed),
    },
  },
  'show-board': {
    summary: 'The office’s board',
    more: 'The same for a machine: GET /board/export?format=json.',
    query: { unit: 'Whose forms are shown.', done: 'The act that was just recorded.' },
    answers: { 200: page('The board.') },
  },
  'record-office-act': {
    summary: 'An act of the office',
    machine: true,
    sends: {
      name: 'ActSent',
      schema: actJson,
      example: { act: 'extend', unit: 'finance', until: '2021-01-29', reason: '系统故障' },
    },
    answers: {
      200: shown(
        'It is recorded, proposed, or the link is made or mailed.',
        answers.actRecorded,
        answers.actProposed,
        answers.linkMade,
        answers.linkMailed,
      ),
      303: onward('The board.'),
    },
  },
  'export-board': {
    summary:
      'The board for a spreadsheet or a program, the audit of the cycle, one ZIP of a published version, the newest draft’s papers as Word',
    machine: true,
    query: {
      format: {
        says: 'Without it: csv.',
        oneOf: ['xlsx', 'csv', 'json', 'audit', 'archive', 'report', 'sheet', 'letter'],
      },
      version: 'Of the archive; without it the newest.',
      unit: 'Of the archive: this unit’s own report instead of the whole.',
      to: 'Of the letter: to whom.',
    },
    answers: {
      200: {
        says: 'The file.',
        json: [answers.boardAnswer],
        text: {
          'text/csv': 'unit,standing,due\r\n',
          'application/x-ndjson': '{"audit":"lianbao/audit/1"}\n',
          'application/zip': '',
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '',
        },
      },
    },
  },
  'show-figures': {
    summary: 'What the units filed, side by side',
    query: { table: 'Which table.', sort: 'By which cell.' },
    answers: { 200: page('The figures.') },
  },
  'show-last-year': {
    summary: 'Whose figures of last year the cycle has, and where they come from',
    query: { unit: 'Whose report is to be brought in.' },
    answers: { 200: page('The list, and the form for files.') },
  },
  'bring-last-year': {
    summary: 'Reads last year’s reports out of files and shows what was read',
    more: 'It counts when it is confirmed: by the act `last-year`, or with the opening.',
    form: { example: { 'form-token': formToken, unit: 'finance' }, files: 'last-year' },
    answers: { 200: page('What was read, as tables.') },
  },
  'show-clearance': {
    summary: 'Where the units’ own reports stand',
    query: { unit: 'Whose report is shown as it will be published.' },
    answers: { 200: page('The reports.') },
  },
  'clear-unit-reports': {
    summary: 'The office clears units’ own reports, or sends one back',
    machine: true,
    sends: {
      name: 'ClearanceSent',
      schema: clearanceJson,
      example: { choice: 'clear', 'clear:finance': `1:${exampleDigest}` },
    },
    answers: {
      200: recorded,
      303: onward('The page of the reports.'),
    },
  },
  'show-cycles': {
    summary: 'Every cycle of the office',
    query: {
      q: 'Part of a report’s name, its issuer, its year, or of a cycle’s id.',
      opened: 'The cycle that was just opened.',
      mailed: '`yes` after a link went out.',
    },
    answers: { 200: page('The list.') },
  },
  'show-opening': {
    summary: 'The page that opens a cycle',
    query: { definition: 'Which report.' },
    answers: { 200: page('The page.') },
  },
  'open-cycle': {
    summary: 'The office opens a cycle',
    more: 'Safe to repeat: the same document is the same cycle.',
    machine: true,
    sends: {
      name: 'CycleWanted',
      schema: openingDocument,
      example: {
        definition: 'gid-2021',
        issuer: { id: 'tongjiang', name: both('同江市', 'Tongjiang'), level: 'county' },
        year: 2021,
        roster: '单位名称,单位代码,类别,角色,联系人,邮箱\n财政局,finance,部门,finance,李红,lihong@example.gov.cn\n',
        route: [{ stage: 'disclosure-office', approvers: [person] }],
        office: [person],
        policy: { missing: 'hold' },
      },
    },
    answers: {
      200: page('The page again, or what the cycle will be, before it is opened.'),
      201: { says: 'It is open.', json: [answers.cycleOpened] },
      303: onward('The page, which names the new cycle.'),
    },
  },
}

import type * as z from 'zod'
import {
  actJson,
  askJson,
  clearanceJson,
  colleagueJson,
  confirmationJson,
  consentJson,
  decisionJson,
  delegationJson,
  sliceJson,
  takeBackJson,
  workingCopyJson,
} from '../../functions/door/sent-json.ts'
import type { ActingRoute, RouteFunction } from '../../shared/contract/routes.ts'
import { openingDocument } from '../../shared/cycle/opening/opening-form.ts'
import { xlsxType } from '../../shared/report/bytes/xlsx.ts'
import * as answers from './answers.ts'
import { both, digest } from './examples.ts'

/** As the document names it. */
type NamedSchema = { name: string; schema: z.ZodType; example: unknown }

/** One call as the document tells it. The record below has one for every route that acts, which does not compile without, and for every page with more to say than its file's own comment. */
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
const recorded: DocumentedAnswer = shown('It is recorded.', answers.recorded)
const recordedOrMailed: DocumentedAnswer = shown(
  'It is recorded, or the digits are mailed.',
  answers.recorded,
  answers.digitsMailed,
)

export const calls: Record<ActingRoute, DocumentedCall> & Partial<Record<RouteFunction, DocumentedCall>> = {
  'open-link': {
    summary: 'Opens a link: a session for its page',
    form: { example: { code: '2F4M-7XQH-9KDT-3RVW' } },
    answers: { 303: onward('The page of the link.') },
  },
  'renew-link': {
    summary: 'Mails the link that counts to its registered holder',
    form: { example: { code: '2F4M-7XQH-9KDT-3RVW', wanted: 'yes' } },
    answers: { 200: page('It is on its way; the page names the mailbox, masked.') },
  },
  'close-session': {
    summary: 'Closes a session',
    form: { example: { purpose: 'slice', 'form-token': formToken } },
    empty: true,
    answers: { 200: page('It is closed.') },
  },
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
  'take-back-slice': {
    summary: 'The unit takes its newest revision back, while nothing was made from it',
    machine: true,
    sends: { name: 'TakenBack', schema: takeBackJson, example: { revision: '1', 'take-back': 'yes' } },
    answers: { 200: recorded, 303: onward('The form.') },
  },
  'show-colleagues': {
    summary: 'Who fills in for the unit',
    machine: true,
    answers: {
      200: shown('The people, and the form for the lead.', answers.colleaguesAnswer),
    },
  },
  'change-colleagues': {
    summary: 'The unit’s lead adds a colleague or takes one off',
    machine: true,
    sends: { name: 'ColleagueSent', schema: colleagueJson, example: { ...person, after: '0' } },
    answers: { 200: recorded, 303: onward('Who fills in now.') },
  },
  'show-history': {
    summary: 'Each cell of the unit through its revisions, last year beside them',
    query: { q: 'Only the cells whose names have these words, or that held this figure.' },
    answers: { 200: page('The cells.') },
  },
  'show-asks': {
    summary: 'What the unit asked of the office, and the office’s answers',
    machine: true,
    query: { sent: 'What was just sent.' },
    answers: {
      200: shown('What was asked, and the forms to ask.', answers.asksAnswer),
    },
  },
  'ask-office': {
    summary: 'The unit asks for more time or an answer, or objects to an adjustment',
    machine: true,
    sends: { name: 'AskSent', schema: askJson, example: { ask: 'question', text: '表三怎么填？', after: '0' } },
    answers: { 200: recorded, 303: onward('What was asked.') },
  },
  'show-confirmation': {
    summary: 'The slice before the unit’s leader',
    machine: true,
    answers: {
      200: shown('The slice.', answers.confirmationAnswer),
    },
  },
  'confirm-slice': {
    summary: 'The unit’s leader confirms a slice or sends it back',
    more: 'A machine confirms as the leader does: the revision it was shown, with six digits from the leader’s own mailbox.',
    machine: true,
    sends: {
      name: 'ConfirmationSent',
      schema: confirmationJson,
      example: { choice: 'confirm', revision: '1', digest, code: '123456' },
    },
    answers: { 200: recordedOrMailed, 303: onward('What stands now.') },
  },
  'show-sign-off': {
    summary: 'The draft before its approver',
    machine: true,
    query: { rows: 'For the page: rows of a return that are filled in beforehand.' },
    answers: {
      200: shown('How the seat stands, and the draft where it is asked.', answers.signOffAnswer),
    },
  },
  'decide-sign-off': {
    summary: 'An approver agrees or returns',
    more: 'A machine decides as a person does: on the digest it was shown, with the attestation, and with six digits from the approver’s own mailbox.',
    machine: true,
    sends: {
      name: 'DecisionSent',
      schema: decisionJson,
      example: { choice: 'approve', draft: digest, attestation: true, code: '123456' },
    },
    answers: {
      200: shown('It is recorded, or the digits are mailed.', answers.decisionRecorded, answers.digitsMailed),
    },
  },
  'delegate-sign-off': {
    summary: 'An approver names who decides in their place',
    machine: true,
    sends: {
      name: 'DelegationSent',
      schema: delegationJson,
      example: { ...person, reason: '出差', draft: digest, code: '123456' },
    },
    answers: { 200: recordedOrMailed },
  },
  'show-consent': {
    summary: 'What the office proposes, before a second person',
    machine: true,
    answers: {
      200: shown('The proposal.', answers.consentAnswer),
    },
  },
  'give-consent': {
    summary: 'A second person consents or declines',
    more: 'A machine answers as the second person does, with six digits from that person’s own mailbox.',
    machine: true,
    sends: { name: 'ConsentSent', schema: consentJson, example: { choice: 'consent', code: '123456' } },
    answers: { 200: recordedOrMailed, 303: onward('What stands now.') },
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
        'It is recorded, proposed, or the link is made.',
        answers.actRecorded,
        answers.actProposed,
        answers.linkMade,
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
      example: { choice: 'clear', 'clear:finance': `1:${digest}` },
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
  'mail-board-link': {
    summary: 'Mails the link to another cycle’s board to whoever asks',
    form: { example: { 'form-token': formToken, of: 'tongjiang-2021', wanted: 'yes' } },
    answers: { 303: onward('The list, which names the mailbox, masked.') },
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

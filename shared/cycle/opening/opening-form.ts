import * as z from 'zod'
import { csvLine } from '../../report/bytes/csv.ts'
import { type Problem, Refusal } from '../../report/errors.ts'
import { written } from '../../report/plain-text.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { openingRefusals } from '../../words/refusals/opening-refusals.ts'
import type { Opening } from '../facts.ts'
import type { NamedPerson, OpeningWanted } from './opening.ts'
import { type RosterReading, readRoster } from './roster.ts'

/** What the page for a new cycle sends, by field. */
export type OpeningTyped = Readonly<Record<string, string | undefined>>

/** As many approvers as a stage may have in the form. */
export const approverRows = 20

const person = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  address: z.string(),
  title: z.string().optional(),
  language: z.enum(['zh', 'en']).optional(),
})
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** The same as a document: for the command line and for scripts. Units as in a fact, or a roster as CSV beside it. */
export const openingDocument = z.strictObject({
  cycle: z.string().optional(),
  definition: z.string(),
  issuer: z.strictObject({ id: z.string(), name: text, level: z.string() }),
  year: z.int(),
  units: z
    .array(
      z.strictObject({
        id: z.string(),
        name: text,
        kind: z.enum(['office', 'department', 'township']),
        roles: z.array(z.string()),
        contacts: z.array(person),
        leader: person.optional(),
        countedAbove: z.enum(['here', 'own-line', 'both']).optional(),
      }),
    )
    .optional(),
  /** CSV text, instead of `units`. */
  roster: z.string().optional(),
  route: z.array(
    z.strictObject({
      stage: z.string(),
      approvers: z.array(person),
      substitutes: z.record(z.string(), person).optional(),
      observers: z.array(person).optional(),
    }),
  ),
  office: z.array(person),
  accountable: person.optional(),
  policy: z.strictObject({ missing: z.enum(['hold', 'gap']) }),
  dates: z.record(z.string(), z.string()).optional(),
  previous: z.string().optional(),
  note: text.optional(),
  /** On which day it begins by itself; needed while the year has not ended. */
  opens: z.string().optional(),
  /** A rehearsal, never public. */
  test: z.literal(true).optional(),
})

/** What is wanted, as far as it could be read, and everything that could not. */
type OpeningRead = { wanted: OpeningWanted; problems: Problem[] }

/** A document as what is wanted; a Refusal where it is not of its form at all. */
export function readOpeningDocument(document: unknown): OpeningRead & { definition: string } {
  const parsed = openingDocument.safeParse(document)
  if (!parsed.success) {
    throw new Refusal(
      parsed.error.issues.map(
        (issue): Problem => ({
          code: 'field-malformed',
          field: issue.path.join('.'),
          message: openingRefusals.shape(issue.path.join('.'), issue.message),
        }),
      ),
    )
  }
  const { definition, roster, units, ...rest } = parsed.data
  const reading = roster === undefined ? undefined : readRoster(new TextEncoder().encode(roster))
  // zod's optional members may be `undefined`; a fact's may not.
  const wanted: OpeningWanted = JSON.parse(JSON.stringify({ ...rest, units: reading?.units ?? units ?? [] }))
  return { wanted, definition, problems: reading ? rosterProblems(reading) : [] }
}

/** The page's fields as what is wanted, with the roster's rows that could not be read. */
export function readOpeningForm(
  typed: OpeningTyped,
  definition: ReportDefinition,
): OpeningRead & { roster: RosterReading } {
  const field = (name: string) => written(typed[name])
  const people = (prefix: string) =>
    Array.from({ length: approverRows }, (_, i) => personAt(typed, `${prefix}.${i + 1}`)).filter((p) => p !== undefined)
  const roster = readRoster(new TextEncoder().encode(typed.roster ?? ''))
  const accountable = personAt(typed, 'accountable')
  const dates = Object.fromEntries(
    definition.timetable.milestones.flatMap(({ id }) => (field(`date.${id}`) ? [[id, field(`date.${id}`)]] : [])),
  )
  const wanted: OpeningWanted = {
    ...(field('cycle') && { cycle: field('cycle') }),
    issuer: {
      id: field('issuer.id'),
      name: { zh: field('issuer.zh'), en: field('issuer.en') || field('issuer.zh') },
      level: field('issuer.level'),
    },
    year: /^\d{4}$/.test(field('year')) ? Number(field('year')) : 0,
    units: roster.units,
    route: definition.signOff.stages.map(({ id }) => {
      const substitutes = Array.from({ length: approverRows }, (_, i) => {
        const seat = personAt(typed, `${id}.${i + 1}`)
        const standIn = personAt(typed, `${id}.${i + 1}.substitute`)
        return seat && standIn ? ([seat.address, standIn] as const) : undefined
      }).filter((pair) => pair !== undefined)
      const observers = people(`${id}.observer`)
      return {
        stage: id,
        approvers: people(id),
        ...(substitutes.length > 0 && { substitutes: Object.fromEntries(substitutes) }),
        ...(observers.length > 0 && { observers }),
      }
    }),
    office: people('office'),
    ...(accountable && { accountable }),
    policy: { missing: field('missing') === 'gap' ? 'gap' : 'hold' },
    ...(Object.keys(dates).length > 0 && { dates }),
    ...(field('opens') && { opens: field('opens') }),
    ...(field('test') === 'yes' && { test: true as const }),
  }
  // Never filled in beforehand: a program that presses every button must not open a cycle.
  const unchosen: Problem = {
    code: 'choice-missing',
    field: 'missing',
    message: openingRefusals.missingChoice,
  }
  const chosen = field('missing') === 'gap' || field('missing') === 'hold'
  return { wanted, roster, problems: [...(chosen ? [] : [unchosen]), ...rosterProblems(roster)] }
}

function personAt(typed: OpeningTyped, prefix: string): NamedPerson | undefined {
  const [name = '', address = '', title = ''] = ['name', 'address', 'title'].map((part) =>
    (typed[`${prefix}.${part}`] ?? '').normalize('NFC').trim(),
  )
  if (name === '' && address === '') return undefined
  return { name, address, ...(title && { title }), ...(typed[`${prefix}.language`] === 'en' && { language: 'en' }) }
}

/** A roster's bad rows as problems of the request. */
export const rosterProblems = ({ problems }: RosterReading): Problem[] =>
  problems.map(({ line, column, message }) => ({
    code: 'roster-invalid',
    field: `roster.${line}${column ? `.${column}` : ''}`,
    facts: { line },
    message: line === 0 ? message : openingRefusals.rosterLine(line, message),
  }))

/** The fields of a new cycle, filled in from the last one: the same people, the year after. */
export function typedFrom(last: Opening): Record<string, string> {
  const typed: Record<string, string> = {
    definition: last.definition.id,
    'issuer.id': last.issuer.id,
    'issuer.zh': last.issuer.name.zh,
    'issuer.en': last.issuer.name.en,
    'issuer.level': last.issuer.level,
    year: String(last.year + 1),
    roster: rosterOf(last),
    ...(last.test && { test: 'yes' }),
  }
  const put = (prefix: string, { name, address, title, language }: NamedPerson) => {
    typed[`${prefix}.name`] = name
    typed[`${prefix}.address`] = address
    if (title) typed[`${prefix}.title`] = title
    if (language === 'en') typed[`${prefix}.language`] = language
  }
  for (const [i, who] of last.office.entries()) put(`office.${i + 1}`, who)
  if (last.accountable) put('accountable', last.accountable)
  for (const { stage, approvers, substitutes, observers = [] } of last.route) {
    for (const [i, who] of observers.entries()) put(`${stage}.observer.${i + 1}`, who)
    for (const [i, who] of approvers.entries()) {
      put(`${stage}.${i + 1}`, who)
      const standIn = substitutes?.[who.id]
      if (standIn) put(`${stage}.${i + 1}.substitute`, standIn)
    }
  }
  return typed
}

/** The roster of a cycle as a table of the form it is read in. */
function rosterOf({ units }: Opening): string {
  const header = [
    '单位名称',
    '英文名称',
    '单位代码',
    '类别',
    '角色',
    '联系人',
    '邮箱',
    '联系人职务',
    '负责人',
    '负责人邮箱',
    '负责人职务',
    '语言',
    '负责人语言',
    '汇总',
  ]
  const languages = { zh: '中文', en: '英文' }
  const kinds = { office: '办公室', department: '部门', township: '乡镇' }
  const rows = units.flatMap(({ id, name, kind, roles, contacts, leader, countedAbove }) =>
    contacts.map((contact) => [
      name.zh,
      name.en,
      id,
      kinds[kind],
      roles.join(' '),
      contact.name,
      contact.address,
      contact.title ?? '',
      leader?.name ?? '',
      leader?.address ?? '',
      leader?.title ?? '',
      contact.language ? languages[contact.language] : '',
      leader && leader.language !== contact.language ? languages[leader.language ?? 'zh'] : '',
      countedAbove ? '条线' : '',
    ]),
  )
  return [header, ...rows].map(csvLine).join('')
}

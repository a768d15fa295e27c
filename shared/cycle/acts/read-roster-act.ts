import { isPlainLine, written } from '../../report/plain-text.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { rosterRefusals as says } from '../../words/refusals/roster-refusals.ts'
import type { OfficeAct, Unit } from '../facts.ts'
import { type ActInput, readUntil, type Say, unitOf } from './act-input.ts'
import { readPeopleOfUnit } from './unit-people.ts'

const kinds: readonly Unit['kind'][] = ['department', 'township', 'office']

/** A unit joins or is renamed, or missing ones are waited for no more. What of it needs a second person is proposed. */
export function readRosterAct(act: 'join' | 'rename' | 'gap', input: ActInput, say: Say): OfficeAct | undefined {
  if (act === 'gap') {
    if (input.state.opening.policy.missing === 'gap') say('act-refused', 'act', says.gapAlready)
    return { act }
  }
  if (act === 'join') return readJoining(input, say)
  const unit = unitOf(input, say)?.unit
  const name = readName(input, say)
  if (!unit || !name) return undefined
  if (name.zh === unit.name.zh && name.en === unit.name.en) say('act-refused', 'name.zh', says.sameName)
  else refuseTakenName(input, name, unit.id, say)
  return { act, unit: unit.id, name }
}

function readJoining(input: ActInput, say: Say): OfficeAct | undefined {
  const { state, typed } = input
  const name = readName(input, say)
  if (name) refuseTakenName(input, name, undefined, say)
  const kind = kinds.find((each) => each === typed.kind)
  if (!kind) say('choice-missing', 'kind', says.kind)
  const id = typed.id?.trim() ?? ''
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 40) say('field-malformed', 'id', says.id)
  else if (state.opening.units.some((unit) => unit.id === id)) say('field-malformed', 'id', says.idTaken(id))
  const people = readPeopleOfUnit(input, {}, say)
  const until = readUntil(input, say)
  // A role belongs to one unit of the roster, and has its holder since the cycle was opened.
  return name && kind ? { act: 'join', unit: id, joining: { id, name, kind, roles: [], ...people }, until } : undefined
}

/** In Chinese; the English one is the same where nobody gives another. */
function readName({ typed }: ActInput, say: Say): LocalizedText | undefined {
  const [zh = '', en = ''] = ['name.zh', 'name.en'].map((field) => written(typed[field]))
  if (zh === '' || zh.length > 60 || en.length > 200 || !isPlainLine(zh) || !isPlainLine(en)) {
    say('field-missing', 'name.zh', says.nameMissing)
    return undefined
  }
  return { zh, en: en || zh }
}

function refuseTakenName({ state }: ActInput, name: LocalizedText, own: string | undefined, say: Say): void {
  const taken = state.units.some(({ unit, exempt }) => unit.id !== own && !exempt?.left && unit.name.zh === name.zh)
  if (taken) say('field-malformed', 'name.zh', says.nameTaken(name.zh))
}

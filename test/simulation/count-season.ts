import { factKey } from '../../shared/cycle/fact-key.ts'
import type { DraftFact } from '../../shared/cycle/facts/draft-facts.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import type { Cast } from './cast.ts'
import { cycle } from './scenario.ts'
import type { World } from './world.ts'

/** What happened in a season, so that what never does is seen. */
export function countSeason(world: World, cast: Cast): void {
  const { counters, kept, scheduler } = world
  const facts = kept.facts(cycle)
  for (const fact of facts) counters.met(fact.kind === 'act' ? `act ${fact.act}` : fact.kind)
  counters.met(`season of ${cast.scenario.definition.id} ${cast.scenario.definition.version}`)
  counters.met(world.weather.oneProcess ? 'one process over one file' : 'a table on a network')
  counters.met(`policy ${cast.scenario.opening.policy.missing}`)
  for (const trouble of [
    'dies before record',
    'dies after record',
    'dies after mail',
    'fails after record',
    'fails after mail',
    'dies after publish',
  ])
    counters.met(trouble, scheduler.troubles.filter((line) => line.startsWith(trouble)).length)

  const byKey = new Map(facts.map((fact) => [factKey(fact), fact]))
  const log = kept.order.map(({ key, at }) => ({ fact: byKey.get(key)!, at }))
  log.forEach(({ fact, at }, index) => {
    const soonAfter = (is: (other: Fact) => boolean, seconds = 10) => {
      for (let next = index + 1; next < log.length && log[next]!.at - at < seconds * 1000; next++)
        if (is(log[next]!.fact)) return true
      return false
    }
    const lastDraft = (is: (draft: DraftFact) => boolean) => {
      const found = log.findLast((entry, place) => place < index && entry.fact.kind === 'draft' && is(entry.fact))
      return found?.fact as DraftFact | undefined
    }
    if (isAct(fact, 'hold') && soonAfter((f) => f.kind === 'release')) counters.met('hold just before a release')
    if (isAct(fact, 'adjust') && soonAfter((f) => f.kind === 'release'))
      counters.met('adjustment just before a release')
    if (fact.kind === 'release' && soonAfter((f) => isAct(f, 'hold'))) counters.met('hold just after a release')
    if (isAct(fact, 'correct') && soonAfter((f) => f.kind === 'submission' || isAct(f, 'adjust'), 600))
      counters.met('correction met by a newer figure')
    if (isAct(fact, 'last-year') && isOpen(log.slice(0, index).map((entry) => entry.fact)))
      counters.met('last year’s report brought in while a draft is signed')
    if (
      fact.kind === 'check' &&
      facts.some((f) => f.kind === 'check' && f.draft === fact.draft && f.round < fact.round && f.body !== fact.body)
    )
      counters.met('same draft checked otherwise')
    if (isAct(fact, 'exempt') && lastDraft(() => true)) counters.met('exemption after a merge')
    if (
      fact.kind === 'delegation' &&
      soonAfter((f) => f.kind === 'decision' && f.round === fact.round && f.seat === fact.seat, 3600)
    )
      counters.met('delegation and decision of one seat')
    if (
      fact.kind === 'take-back' &&
      lastDraft((d) => d.submissions.some((s) => s.unit === fact.unit && s.revision === fact.revision))
    )
      counters.met('take-back of what a draft was made of')
    if (fact.kind === 'publication' && fact.version > 1) counters.met('corrected version')
    if (fact.kind === 'unit-departure' && fact.reasons) counters.met('unit report overtaken by last year’s figures')
    if (fact.kind === 'unit-departure') counters.met(fact.goes ? 'unit report departs' : 'unit report stopped')
    if (fact.kind === 'departure') counters.met(fact.goes ? 'release departs' : 'release stopped')
    if (fact.kind === 'confirmation' && fact.choice === 'return') {
      const open = lastDraft(() => true)
      const signed = open?.submissions.some((s) => s.unit === fact.unit && s.revision < fact.revision)
      counters.met(signed ? 'leader returns while others sign' : 'leader returns')
    }
    if (fact.kind === 'check' && fact.returns.length > 0) counters.met('check returns slices')
    if (fact.kind === 'check' && fact.unexplained.length > 0) counters.met('warning left to the office')
    if (fact.kind === 'decision') counters.met(`decision ${fact.choice}`)
    if (fact.kind === 'release') {
      const draft = lastDraft(({ round }) => round === fact.round)
      if (draft && draft.gaps.length > 0) counters.met('published with gaps')
    }
  })
}

/** The newest draft has not been published. */
const isOpen = (before: readonly Fact[]): boolean => {
  const draft = before.findLast((fact) => fact.kind === 'draft')
  return draft !== undefined && !before.some((fact) => fact.kind === 'release' && fact.round === draft.round)
}

const isAct = (fact: Fact, act: string): boolean => fact.kind === 'act' && fact.act === act

/** What must happen in any two hundred seasons, or the simulator has lost its teeth. */
export const common = [
  'act adjust',
  'act hold',
  'act release',
  'act contacts',
  'a table on a network',
  'one process over one file',
  'process dies with all its calls',
  'act join',
  'act answer',
  'ask',
  'colleague',
  'act rename',
  'take-back',
  'visit',
  'corrected version',
  'correction given up',
  'decision return',
  'delegation',
  'dies after record',
  'fails after record',
  'leader returns while others sign',
  'log wait-resumed',
  'policy gap',
  'unit report departs',
  'unit reports cleared',
  'state delivered twice',
  'timer twice at once',
  'mail bounced',
  'mail refused for good',
  'links ended all at once',
  'audit held against an announcement',
]

/** What must happen in some thousands. */
export const rare = [
  ...common,
  'act exempt',
  'check returns slices',
  'slice overtaken',
  'act correct',
  'act gap',
  'act justify',
  'act leave',
  'act last-year',
  'last year’s report brought in while a draft is signed',
  'same draft checked otherwise',
  'unit report looked for',
  'act together',
  'act withdraw',
  'act nil',
  'act officer',
  'act readdress',
  'act remind',
  'act leader',
  'consent',
  'removed colleague turned away',
  'season of gid-2019 1',
  'season of gid-2021 1',
  'typed by a colleague',
  'act reassign',
  'adjustment just before a release',
  'code mailed when asked for',
  'code of another mail',
  'correction met by a newer figure',
  'correction given up with a draft',
  'corrected after one was given up',
  'signed correction given up by two',
  'date moved by a notice',
  'delegation and decision of one seat',
  'dies after mail',
  'dies after publish',
  'exemption after a merge',
  'fails after mail',
  'fresh link handed over',
  'hold just after a release',
  'hold just before a release',
  'lapse',
  'published with gaps',
  'run stopped',
  'season called off',
  'substitution',
  'unit report stopped',
  'unit report waited for the others',
  'warning left to the office',
]

import type { SubmissionFact } from '../../shared/cycle/facts.ts'
import { foldUnitCycle } from '../../shared/cycle/fold.ts'
import { throughOffice } from '../../shared/cycle/links/link-standing.ts'
import { unitStanding } from '../../shared/cycle/reporting-cycle.ts'
import { sealSubmission } from '../../shared/draft/sealed-submission.ts'
import {
  justify,
  type ReadSlice,
  readSlice,
  type SubmissionDocument,
  submissionFile,
  type TypedSlice,
} from '../../shared/draft/submission.ts'
import { type CopyAsShown, linkMakersIn, typistsOf } from '../../shared/draft/working-copy.ts'
import { present } from '../../shared/present.ts'
import type { Problem } from '../../shared/report/errors.ts'
import { blocking, type SliceCheck } from '../../shared/report/finding.ts'
import type { OpenedUnit } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import { toldLater } from '../telling/told-later.ts'
import { checkOfSlice, figuresOfSlice, type UnitSlice } from '../views/slice/unit-slice.ts'
import { resumeAfterUnit } from '../workflow/resume-after-unit.ts'
import { emptyCopy } from './working-copies.ts'

type Keeping = Pick<Services, 'clock' | 'store' | 'files' | 'settings' | 'later' | 'workflow' | 'log'>

export type Checked = ReadSlice & { result: SliceCheck; document: Pick<SubmissionDocument, 'justifications'> }

/** Everything that is wrong, at once: what cannot be read, what does not add up, what still needs an explanation. */
export function readAndCheck({ compiled }: OpenedUnit, slice: UnitSlice, typed: TypedSlice): Checked {
  const read = readSlice(compiled, slice.unit.unit.roles, typed)
  const result = checkOfSlice(compiled, slice, read.figures, read.texts)
  const { justifications, problems } = justify(result.findings, typed.justifications)
  const broken = blocking(result.findings).map(
    (finding): Problem => ({
      code: 'relation-broken',
      field: finding.root?.cell ?? finding.cells[0] ?? '',
      facts: { relation: finding.instance },
      message: finding.message,
    }),
  )
  return { ...read, problems: [...read.problems, ...broken, ...problems], result, document: { justifications } }
}

export type Sent = {
  nil: boolean
  channel: 'form' | 'json'
  /** The revision the sender had seen. */
  madeFrom: number | undefined
  /** The sender says that what was returned is to stay as it was. */
  asItWas: boolean
  /** The working copy as its sender saw it, which is emptied of what was sent. A program has none. */
  copy?: Omit<CopyAsShown, 'version'>
}

export type Kept =
  | { is: 'new' | 'same'; fact: SubmissionFact }
  | { is: 'overtaken'; by: SubmissionFact }
  /** Sent back, and now the same again without a word that it is meant so. */
  | { is: 'unchanged' }
  /** The cycle was called off while it was being written: the slice counts for nothing. */
  | { is: 'cancelled' }

/**
 * Writes the next revision: its body first, then the fact, then whoever must know. The same content sent again is the same
 * receipt (a double click, a retry). What was returned is taken unchanged only from who says so (`asItWas`): the form comes
 * filled in, and a program that presses its button must not answer for the unit. A revision that the sender has not seen is
 * never overwritten.
 */
export async function keepRevision(
  opened: OpenedUnit,
  { unit }: UnitSlice,
  read: Checked,
  { nil, channel, madeFrom, asItWas, copy }: Sent,
  services: Keeping,
): Promise<Kept> {
  const { state, definition, compiled, link, person } = opened
  const { bytes, digest } = sealSubmission({
    document: 'lianbao/submission/1',
    cycle: link.cycle,
    unit: link.subject,
    definition: state.opening.definition,
    nil,
    figures: { ...figuresOfSlice(compiled, unit.unit.roles, read.figures) },
    texts: read.texts,
    justifications: read.document.justifications,
  })
  const newest = unit.submissions.at(-1)
  if (newest?.digest === digest && unitStanding(unit, definition) !== 'returned') {
    return goOn('same', newest)
  }
  if (newest?.digest === digest && !asItWas) return { is: 'unchanged' }
  if (madeFrom !== undefined && madeFrom !== (newest?.revision ?? 0))
    return { is: 'overtaken', by: present(newest, 'newest') }
  await services.files.put(submissionFile(digest), bytes)
  const others = copy ? typistsOf(copy).filter((id) => id !== person.id) : []
  const lent = copy ? linkMakersIn(copy).filter((id) => id !== link.issuedBy) : []
  const { recorded, fact } = await services.store.record<SubmissionFact>({
    kind: 'submission',
    cycle: link.cycle,
    unit: link.subject,
    revision: (newest?.revision ?? 0) + 1,
    digest,
    at: services.clock.now(),
    by: person.id,
    channel,
    nil,
    ...(others.length > 0 && { typists: others }),
    ...(lent.length > 0 && { typedThrough: lent }),
    ...throughOffice(link),
  })
  if (!recorded && fact.digest !== digest) return { is: 'overtaken', by: fact }
  return goOn(recorded ? 'new' : 'same', fact)

  /** The slice is in, and its sender has the receipt: nobody at the form waits for the pace of mails. */
  async function goOn(is: 'new' | 'same', fact: SubmissionFact): Promise<Kept> {
    const { cycle, subject } = link
    if (copy) await emptyCopy(fact, copy.values, services)
    const now = foldUnitCycle(await services.store.unitFacts(cycle, subject), subject)
    // Who called the cycle off read all units, and a unit reads none but itself: so that stands, whichever of the two was written first.
    if (now?.cancelled) return { is: 'cancelled' }
    await toldLater({ cycle, unit: subject }, services)
    if (now) await resumeAfterUnit(now, definition, services)
    return { is, fact }
  }
}

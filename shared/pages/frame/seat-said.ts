import { called } from '../../cycle/people.ts'
import type { PublishedPerson } from '../../published/published-report.ts'
import type { PublishedSeat } from '../../published/signature.ts'
import type { Language } from '../../report/report-definition.ts'
import { delegatedByOfficeLink } from '../../words/office-link-texts.ts'
import { seatTexts as texts } from '../../words/seat-texts.ts'

/** An act that may have taken two. */
type PublicAct = { by: PublishedPerson; byCommand?: true | undefined; consentedBy?: PublishedPerson | undefined }

export const actorSaid = ({ by, byCommand }: PublicAct, language: Language): string =>
  byCommand ? texts.byCommand(called(by, language))[language] : called(by, language)

/** Who decided, as a sentence begins: of an act of two, both. */
export const decidersSaid = (act: PublicAct, language: Language): string =>
  act.consentedBy
    ? texts.byTwo(actorSaid(act, language), called(act.consentedBy, language))[language]
    : actorSaid(act, language)

/** Who has, or had, to sign: whom the office gave the seat to, else whom the route names. */
const holderSaid = ({ seat, reassigned }: PublishedSeat, language: Language): string =>
  called(reassigned?.to ?? seat, language)

/** Why it is signed by whom it is: for whom they signed, and that the seat was given to another; nothing of an approver in their own seat. */
export function capacitySaid(seat: PublishedSeat, language: Language): string[] {
  const { decision, reassigned } = seat
  const holder = holderSaid(seat, language)
  const deputy =
    decision?.capacity === 'delegate'
      ? texts.delegate(holder, decision.delegation ?? '')
      : decision?.capacity === 'substitute'
        ? reassigned
          ? texts.substituteOfGiven
          : texts.substitute(holder)
        : undefined
  const by = decision?.delegatedThrough
  const through = by ? delegatedByOfficeLink({ zh: called(by, 'zh'), en: called(by, 'en') })[language] : ''
  return [...(deputy ? [`${deputy[language]}${through}`] : []), ...givenSaid(seat, language)]
}

/** That the office gave the seat to another, who did so and why. */
export const givenSaid = ({ seat, reassigned }: PublishedSeat, language: Language): string[] =>
  reassigned
    ? [
        texts.reassigned(
          called(seat, language),
          decidersSaid(reassigned, language),
          called(reassigned.to, language),
          reassigned.reason,
        )[language],
      ]
    : []

/** That the office went on without it; undefined of one that it did not pass. */
export const forcedSaid = (seat: PublishedSeat, language: Language): string | undefined =>
  seat.forced &&
  texts.forced(holderSaid(seat, language), decidersSaid(seat.forced, language), seat.forced.reason)[language]

/** That a stage which needed others did without it. */
export const unsignedSaid = (seat: PublishedSeat, need: number, language: Language): string =>
  texts.unsigned(holderSaid(seat, language), need)[language]

type Skipped = PublicAct & { reason: string }

/** That the office went on without the stage, or without the rest of it where somebody had signed. */
export const skippedSaid = (
  skipped: Skipped,
  seats: readonly { decision?: object | undefined }[],
  language: Language,
): string =>
  texts[seats.some(({ decision }) => decision) ? 'skippedMidway' : 'skipped'](
    decidersSaid(skipped, language),
    skipped.reason,
  )[language]

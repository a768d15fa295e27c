import { describe, expect, it } from 'vitest'
import { outcomeOf, recordDelivery, type SesEvent } from '../../../functions/schedule/record-delivery.ts'
import { messageIdOf } from '../../../functions/telling/message-id.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { MailFact } from '../../../shared/cycle/facts/mail-facts.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'

const bounce = (bounceType: string, bounceSubType: string, action?: string): SesEvent['detail'] => ({
  eventType: 'Bounce',
  mail: { tags: {} },
  bounce: { bounceType, bounceSubType, bouncedRecipients: [action === undefined ? {} : { action }] },
})

describe('outcomeOf', () => {
  it.each([
    ['a delivery', { eventType: 'Delivery', mail: { tags: {} } }, 'delivered'],
    ['a delay', { eventType: 'DeliveryDelay', mail: { tags: {} } }, 'delayed'],
    ['a complaint', { eventType: 'Complaint', mail: { tags: {} } }, 'complained'],
    ['what SES itself refused', { eventType: 'Reject', mail: { tags: {} } }, 'bounced'],
    ['an address that does not exist', bounce('Permanent', 'General', 'failed'), 'bounced'],
    ['a full mailbox', bounce('Transient', 'MailboxFull', 'failed'), 'bounced'],
    ['a server that gave up', bounce('Transient', 'General', 'failed'), 'bounced'],
    ['an address SES no longer tries', bounce('Permanent', 'OnAccountSuppressionList'), 'suppressed'],
    ['somebody out of office', bounce('Transient', 'General'), 'auto-replied'],
    ['an opening, which scanners forge', { eventType: 'Open', mail: { tags: {} } }, undefined],
  ])('%s', (_name, detail, outcome) => {
    expect(outcomeOf(detail)).toBe(outcome)
  })
})

describe('recordDelivery', () => {
  const mail: MailFact = {
    kind: 'mail',
    cycle: 'city-2025',
    duty: 'invite/finance/wang',
    to: 'wang',
    template: 'invitation',
    at: '2026-01-05T01:00:00.000Z',
    messageId: 'a1b2@office.example.org',
  }
  const event = (tag: string, detail: Partial<SesEvent['detail']>) => ({
    time: '2026-01-05T01:00:07Z',
    detail: {
      eventType: 'Delivery',
      ...detail,
      mail: { tags: { cycle: ['city-2025'], message: [tag], 'ses:configuration-set': ['lianbao-trial'] } },
    },
  })

  const withDuty = (told: ReturnType<typeof event>, duty: string = mail.duty) => {
    const tags = { ...told.detail.mail.tags, duty: [Buffer.from(duty).toString('base64url')] }
    return { ...told, detail: { ...told.detail, mail: { tags } } }
  }
  const opening = { kind: 'opening', cycle: mail.cycle, at: mail.at } as Fact

  it('reads the one mail whose duty comes back with it', async () => {
    const office = officeWith([mail])
    const asked: string[] = []
    const { factsOf } = office.store
    const store = {
      ...office.store,
      factsOf: (...[cycle, kind, under]: Parameters<typeof factsOf>) => {
        asked.push(`${kind} ${under}`)
        return factsOf(cycle, kind)
      },
    } as typeof office.store
    await recordDelivery(withDuty(event('a1b2', {})), { ...office, store })
    expect(asked).toEqual(['mail invite/finance/wang'])
    expect(office.kept).toHaveLength(2)
  })

  it('keeps what became of a mail, once, and is loud only where somebody was not reached', async () => {
    const office = officeWith([mail])
    await recordDelivery(event('a1b2', {}), office)
    await recordDelivery(event('a1b2', bounce('Permanent', 'General', 'failed')), office)
    await recordDelivery(event('a1b2', bounce('Permanent', 'General', 'failed')), office)
    expect(
      office.kept.filter((fact) => fact.kind === 'delivery').map(({ duty, event, at }) => [duty, event, at]),
    ).toEqual([
      ['invite/finance/wang', 'delivered', '2026-01-05T01:00:07.000Z'],
      ['invite/finance/wang', 'bounced', '2026-01-05T01:00:07.000Z'],
    ])
    expect(office.logged).toEqual(['mail-bounced'])
  })

  const id = messageIdOf(mail.cycle, mail.duty, 'office@office.example.org').replace(/@.*$/, '')
  const sending = { kind: 'sending', cycle: mail.cycle, duty: mail.duty, n: 1, at: mail.at } as const
  it.each([
    ['by its duty', withDuty(event(id, bounce('Permanent', 'Suppressed'))), [sending]],
    ['by its id alone', event(id, bounce('Permanent', 'Suppressed')), [sending]],
    [
      'where it was given up and left all the same',
      withDuty(event(id, bounce('Permanent', 'Suppressed'))),
      [sending, { ...sending, failed: true as const }],
    ],
  ])('keeps what became of a mail of which it is not noted yet that it left, %s', async (_, told, facts) => {
    const office = officeWith([opening, ...facts])
    await recordDelivery(told, office)
    await recordDelivery(told, office)
    expect(office.kept.filter(({ kind }) => kind === 'delivery')).toMatchObject([
      { duty: mail.duty, event: 'suppressed' },
    ])
    expect(office.logged).toEqual(['mail-bounced'])
  })

  it('is not done with what it should know and does not: it is told again, and then lies where it is seen', async () => {
    const office = officeWith([opening, mail])
    const other = withDuty(event(id, bounce('Permanent', 'General', 'failed')), 'invite/police/liu')
    await expect(recordDelivery(other, office)).rejects.toMatchObject({ name: 'MailUnknown' })
    expect(office.kept).toEqual([opening, mail])
  })

  it.each([
    ['of a cycle that is not here', withDuty(event('other', {})), []],
    ['of a mail that nobody is owed', event('other', {}), [opening, mail]],
    ['of a duty that is none of ours', withDuty(event('other', {}), 'survey/wang'), [opening, mail]],
  ])('only says so of an event %s', async (_, told, facts) => {
    const office = officeWith(facts)
    await recordDelivery(told, office)
    expect(office.kept).toEqual(facts)
    expect(office.logged).toEqual(['delivery-unknown'])
  })
})

/** A store that keeps facts under their keys, and refuses everything a delivery has no business with. */
function officeWith(facts: Fact[]) {
  const kept = [...facts]
  const logged: string[] = []
  const refuse = () => Promise.reject(new Error('not needed to record a delivery'))
  return {
    kept,
    logged,
    log: (code: string) => void logged.push(code),
    store: {
      async record<F extends Fact>(fact: F) {
        const standing = kept.find((other) => factKey(other) === factKey(fact))
        if (standing) return { recorded: false as const, fact: standing as F }
        kept.push(fact)
        return { recorded: true as const, fact }
      },
      facts: refuse,
      boardFacts: refuse,
      toldFacts: refuse,
      keepBoard: refuse,
      unitFacts: refuse,
      decidingFacts: refuse,
      codes: refuse,
      hint: refuse,
      saveHint: refuse,
      timerNote: refuse,
      noteWork: refuse,
      strikeWork: refuse,
      lookAgain: refuse,
      factsOf: async <K extends Fact['kind']>(cycle: string, kind: K, _under?: string) =>
        kept.filter((fact): fact is Extract<Fact, { kind: K }> => fact.cycle === cycle && fact.kind === kind),
      cycles: refuse,
      linkHolder: refuse,
      saveCallback: refuse,
      callback: refuse,
      saveSession: refuse,
      session: refuse,
      markSession: refuse,
      workingCopy: refuse,
      workingCopies: refuse,
      saveWorkingCopy: refuse,
    },
  }
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { LinkFact, LinkPurpose, Session } from '../../shared/cycle/facts/link-facts.ts'
import type { Fact, Opening, SubmissionFact, Unit } from '../../shared/cycle/facts.ts'
import { sealSubmission } from '../../shared/draft/sealed-submission.ts'
import { compileDefinition, inputCells } from '../../shared/report/cells.ts'
import { type HttpFunction, httpHandler } from '../door/handler.ts'
import { definitionOf } from '../kept/definitions.ts'
import type { Services } from '../services.ts'

/** In no table, and with no address that a mail could go to. */
const cycle = 'rehearsal'
const at = '2021-01-12T02:00:00.000Z'
const expires = '2021-03-01T00:00:00.000Z'
const person = (id: string) => ({ id, name: id, address: `${id}@rehearsal.invalid` })
const unit: Unit = {
  id: 'unit',
  name: { zh: 'A bureau', en: 'A bureau' },
  kind: 'department',
  roles: [],
  contacts: [person('clerk')],
  leader: person('leader'),
}
const holders: Partial<Record<LinkPurpose, { subject: string; person: string }>> = {
  slice: { subject: unit.id, person: 'clerk' },
  confirmation: { subject: unit.id, person: 'leader' },
  board: { subject: 'office', person: 'officer' },
}

/**
 * Shows to nobody the page of a cycle that there is not, from facts that are made here and kept nowhere: code that runs for the first time
 * takes three times as long, and a start has a whole processor (warmed-up.ts). Answers with the page's status.
 *
 * @param digest of the report's definition
 */
export async function rehearsed<Part extends object>(
  page: HttpFunction<Part>,
  services: Pick<Services, 'files' | 'settings'>,
  { purpose, path, digest }: { purpose: LinkPurpose; path: string; digest: string },
): Promise<number | undefined> {
  const definition = await definitionOf({ definition: { digest } } as Opening, services)
  const { id, version, signOff } = definition
  const stages = signOff.stages.filter(({ optional }) => !optional)
  const opening: Opening = {
    kind: 'opening',
    ...{ cycle, at, by: 'officer', year: 2020, zone: 'Asia/Shanghai', units: [unit], office: [person('officer')] },
    definition: { id, version, digest },
    issuer: { id: 'county', name: { zh: 'A county', en: 'A county' }, level: 'county' },
    timetable: {
      ...Object.fromEntries(stages.map((stage) => [stage.id, '2021-02-05'])),
      ...{ submissions: '2021-01-22', legal: '2021-02-20' },
    },
    route: stages.map((stage) => ({ stage: stage.id, approvers: [person(stage.id)] })),
    policy: { missing: 'hold' },
  }
  const compiled = compileDefinition(definition)
  const figures = Object.fromEntries(inputCells(compiled, []).map((cell) => [cell.id, '0']))
  const sent = sealSubmission({
    document: 'lianbao/submission/1',
    ...{ cycle, unit: unit.id, definition: opening.definition, nil: true, figures, texts: {}, justifications: [] },
  })
  const submission: SubmissionFact = {
    kind: 'submission',
    ...{ cycle, unit: unit.id, revision: 1, digest: sent.digest, at, by: 'clerk', channel: 'form', nil: true },
  }
  const holder = { cycle, purpose, subject: '', person: '', ...holders[purpose] }
  const link: LinkFact = {
    kind: 'link',
    ...{ ...holder, generation: 1, kid: 'k', hash: 'h', codeHash: 'c', issued: at, expires },
  }
  const session: Session = { ...holder, hash: 's', link: link.hash, opened: at, expires, seen: at }
  const facts: Fact[] = purpose === 'slice' ? [opening] : [opening, submission]
  const handler = httpHandler(page, {
    ...services,
    clock: { now: () => at },
    store: {
      session: async () => session,
      factsOf: async () => [link],
      ...{ unitFacts: async () => facts, boardFacts: async () => facts },
      ...{ workingCopy: async () => undefined, workingCopies: async () => [], hint: async () => undefined },
      ...{ cycles: async () => [] },
    },
    files: { get: async () => sent.bytes },
    keys: { linkSecrets: async () => [{ id: 'k', secret: new Uint8Array(32) }] },
    log: () => {},
  } as unknown as Part & Pick<Services, 'log' | 'settings'>)
  const name = `lianbao-${purpose}-${cycle}`
  const { statusCode } = await handler({
    rawPath: path,
    rawQueryString: `cycle=${cycle}`,
    headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
    cookies: [`${name}=s`, `__Host-${name}=s`],
    requestContext: { http: { method: 'GET' } },
  } as unknown as APIGatewayProxyEventV2)
  return statusCode
}

import { auditFactsFile, auditFile, auditMark } from '../../shared/cycle/audit.ts'
import type { AuditMark } from '../../shared/cycle/facts/release-facts.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import type { Services } from '../services.ts'
import { readKeyList } from './documents.ts'

/** The audit of a cycle for who wants to check it, beginning with what its releases have put their names to. */
export const exportAudit = async (facts: readonly Fact[], { files }: Pick<Services, 'files'>): Promise<string> =>
  auditFile(facts, await knownAtReleases(facts, files))

/** Where the audit stands now, for a release to be written: which facts they are is kept first, so that the release names what is there. */
export async function markAudit(facts: readonly Fact[], { files }: Pick<Services, 'files'>): Promise<AuditMark> {
  const { mark, bytes } = auditMark(facts, await knownAtReleases(facts, files))
  await files.put(auditFactsFile(mark.facts), bytes)
  return mark
}

function knownAtReleases(facts: readonly Fact[], files: Services['files']): Promise<string[][]> {
  const marks = facts
    .filter((fact) => fact.kind === 'release')
    .sort((a, b) => a.n - b.n)
    .flatMap(({ audit }) => audit ?? [])
  return Promise.all(marks.map((mark) => readKeyList(files, mark.facts)))
}

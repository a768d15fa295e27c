import type { FileStore, ReportStore } from '../../../functions/services.ts'
import type { Damage } from '../../../functions/sqlite/integrity.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { checkFile, draftFile } from '../../../shared/draft/draft.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'

/** Bodies that a fact names and that are not there, or have other bytes than those it names: written before the fact, so damage. */
export async function damagedBodies(
  store: Pick<ReportStore, 'cycles' | 'facts'>,
  files: Pick<FileStore, 'get'>,
): Promise<Damage[]> {
  const found: Damage[] = []
  for (const cycle of await store.cycles()) {
    for (const fact of await store.facts(cycle)) {
      const body = bodyOf(fact)
      if (!body) continue
      const { key, digest } = body
      const bytes = await files.get(key)
      if (!bytes) found.push({ what: 'body-missing', where: `${cycle} ${key}` })
      else if (digestOf(bytes) !== digest) found.push({ what: 'body-changed', where: `${cycle} ${key}` })
    }
  }
  return found
}

function bodyOf(fact: Fact): { key: string; digest: string } | undefined {
  if (fact.kind === 'submission') return { key: submissionFile(fact.digest), digest: fact.digest }
  if (fact.kind === 'draft') return { key: draftFile(fact.digest), digest: fact.digest }
  return fact.kind === 'check' && fact.body !== undefined ? { key: checkFile(fact), digest: fact.body } : undefined
}

import { expect, test } from 'vitest'
import type {
  FileReader,
  FileStore,
  Keys,
  Later,
  LinkRing,
  Mailbox,
  Mailer,
  PublicFiles,
  Workflow,
} from '../../../functions/services.ts'
import { bundleEntry } from '../../../infra/cloud/function-bundle.ts'
import type { Need } from '../../../shared/contract/function-needs.ts'

/**
 * A service that a function loads at its first use has only the methods that its entry names: one that came to the type and not to the
 * entry was a crash on AWS alone. Here it does not compile until it is named, and is then looked for in the entry.
 */
const methods = {
  files: { put: true, get: true } satisfies Record<keyof FileStore, true>,
  published: { put: true, get: true, movePointer: true } satisfies Record<keyof PublicFiles, true>,
  workflow: { start: true, resume: true, waitsFor: true, running: true } satisfies Record<keyof Workflow, true>,
  later: { tell: true } satisfies Record<keyof Later, true>,
  'link ring': { rotate: true } satisfies Record<keyof LinkRing, true>,
  mailbox: { readOn: true } satisfies Record<keyof Mailbox, true>,
  // Left out: `isOver` and `putOff` are a turn's own (telling/turn.ts) and no mailer's on AWS; `text` is asked by the command line.
  mailer: { send: true } satisfies Record<Exclude<keyof Mailer, 'isOver' | 'putOff'>, true>,
  reader: { read: true } satisfies Record<Exclude<keyof FileReader, 'text'>, true>,
  'signing key': { sign: true } satisfies Record<Exclude<keyof Keys, 'linkSecrets'>, true>,
} satisfies Partial<Record<Need, Record<string, true>>>

test.each(Object.entries(methods))('a function that needs %s may call all of it', (need, all) => {
  for (const mail of ['ses', 'smtp'] as const) {
    const entry = bundleEntry(
      { kind: 'workflow', name: 'await-submissions', needs: [need as Need], settings: [] },
      mail,
    )
    const named = [...entry.matchAll(/atFirstUse\((\[.*?\])/g)].map(([, names]) => JSON.parse(names!) as string[])
    expect(named).toContainEqual(Object.keys(all))
  }
})

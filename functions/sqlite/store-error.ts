import { Refusal } from '../../shared/report/errors.ts'
import { doorRefusals } from '../../shared/words/refusals/door-refusals.ts'

/** SQLite's own result codes (sqlite.org/rescode.html), of which `errcode`'s lowest byte is one. */
const [busy, readOnly, ioError, corrupt, full, notADatabase] = [5, 8, 10, 11, 13, 26]

/** The file is damaged: whoever catches this must not go on. */
export class StoreCorrupt extends Error {
  constructor(options?: ErrorOptions) {
    super('the database is damaged', options)
    this.name = 'StoreCorrupt'
  }
}

/** What an error of SQLite means: nothing was kept and it may work later, or the file is damaged; anything else is a fault of ours. */
export function storeError(error: unknown): unknown {
  const code = Number((error as { errcode?: unknown } | undefined)?.errcode) & 0xff
  if (code === corrupt || code === notADatabase) return new StoreCorrupt({ cause: error })
  if ([busy, readOnly, ioError, full].includes(code))
    return new Refusal({ code: 'store-refuses', message: doorRefusals.notKept })
  return error
}

import { Refusal } from '../../shared/report/errors.ts'

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
  if ([busy, readOnly, ioError, full].includes(code)) return new Refusal({ code: 'store-refuses', message: says })
  return error
}

const says = {
  zh: '系统现在存不了数据，这次没有受理，您刚才填写的还没有保存。请稍后再试；如果一直这样，请打电话给政务公开办。',
  en: 'The system cannot keep anything at present. Nothing was accepted and nothing was saved. Please try again later, or call the office.',
}

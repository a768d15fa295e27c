import { describe } from 'vitest'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { countedTable } from '../../../infra/local/counted/counted-table.ts'
import { keptFiles, reportStoreCases } from './report-store-cases.ts'

// What the counts of the bench rest on does what every store does.
describe('the store on the table that counts', () =>
  reportStoreCases(() => reportStore(countedTable().client, 'counted', keptFiles())))

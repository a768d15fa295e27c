import type { Language } from '../../report/report-definition.ts'
import { type Contact, type Page, pageLayout } from '../frame/layout.ts'

/** Above and below every page of the office: whose session, about which report where it is about one, whom to call. */
export type OfficeFrame = { language: Language; report: string; holder: string; contact: Contact }

/** A page of the office, as wide as its tables. */
export const officePage = (
  { language, report, holder, contact }: Omit<OfficeFrame, 'report'> & Partial<OfficeFrame>,
  page: Omit<Page, 'language' | 'holder' | 'contact' | 'closes' | 'wide'>,
): string =>
  pageLayout({
    ...{ language, holder, contact, closes: 'board', wide: true },
    ...(report && { context: report }),
    ...page,
  })

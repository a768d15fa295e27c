import './old-browsers-reading.ts'
import { readPdfWith } from '../../shared/printed/files/pdf-file.ts'

/** What the check page asks of this script, which it loads when it meets a PDF. */
export type PdfScript = { readPdf: (library: string, bytes: Uint8Array) => ReturnType<typeof readPdfWith> }

const readPdf: PdfScript['readPdf'] = (library, bytes) => readPdfWith(() => import(library), bytes)
Object.assign(window, { lianbaoPdf: { readPdf } satisfies PdfScript })

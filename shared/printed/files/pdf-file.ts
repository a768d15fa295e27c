import { unreadableFiles } from '../../words/printed/unreadable-files.ts'
import { FileRefusal, type PrintedDocument, type UnreadableFile } from '../printed-document.ts'
import { hasNothing, readPdfPages } from './pdf.ts'
import { type PdfLibrary, pdfPagesOf } from './pdf-drawing.ts'
import { drawsTooMuch } from './pdf-streams.ts'

/** What a PDF says. Everything about PDFs hangs on this, so that whoever meets none need not load it. */
export async function readPdfWith(
  library: () => Promise<unknown>,
  bytes: Uint8Array,
): Promise<PrintedDocument | UnreadableFile> {
  if (drawsTooMuch(bytes)) return { problem: unreadableFiles.tooMuchDrawn }
  try {
    const pages = await pdfPagesOf((await library()) as PdfLibrary, bytes)
    if (!pages) return { problem: unreadableFiles.lockedPdf }
    return pages.every(hasNothing) ? { problem: unreadableFiles.scan } : readPdfPages(pages)
  } catch (error) {
    if (error instanceof FileRefusal) return error.unreadable
    throw error
  }
}

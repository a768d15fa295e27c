import type { PdfPage } from '../../shared/printed/files/pdf.ts'
import { type PdfLibrary, pdfPagesOf } from '../../shared/printed/files/pdf-drawing.ts'

/** Pages of a PDF by pdf.js, as `unpdf` ships it for servers; loaded when the first PDF is met. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfPage[] | undefined> {
  const library: unknown = await import('unpdf/pdfjs')
  return pdfPagesOf(library as PdfLibrary, bytes)
}

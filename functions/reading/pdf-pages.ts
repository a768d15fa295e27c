import type { PdfPage } from '../../shared/printed/files/pdf.ts'
import { type PdfLibrary, pdfPagesOf } from '../../shared/printed/files/pdf-drawing.ts'
import { readPdfWith } from '../../shared/printed/files/pdf-file.ts'
import type { PrintedDocument, UnreadableFile } from '../../shared/printed/printed-document.ts'

/** pdf.js, as `unpdf` ships it for servers; loaded when the first PDF is met. */
const library = (): Promise<unknown> => import('unpdf/pdfjs')

export const readPdf = (bytes: Uint8Array): Promise<PrintedDocument | UnreadableFile> => readPdfWith(library, bytes)

export const pdfPages = async (bytes: Uint8Array): Promise<PdfPage[] | undefined> =>
  pdfPagesOf((await library()) as PdfLibrary, bytes)

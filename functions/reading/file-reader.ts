import { readFileText, readReportFile } from '../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../shared/printed/formats.ts'
import type { FileReader } from '../services.ts'
import { readPdf } from './pdf-pages.ts'

/** In this process, whose time and memory are bounded by whoever runs it for one request alone. */
export function fileReader(): FileReader {
  const definitions = printedFormats()
  return {
    read: ({ name, bytes }) => readReportFile(bytes, name, { definitions, readPdf }),
    text: ({ name, bytes }) => readFileText(bytes, name, readPdf),
  }
}

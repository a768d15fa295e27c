import { expect, test } from 'vitest'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { htmlOf, layOut } from '../../../fixtures/report-files.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const figures = Object.fromEntries(compiled.cells.map(({ id }, n) => [id, String(n)]))
const page = Buffer.from(htmlOf(layOut(compiled, figures, {}, '某县财政局2024年政府信息公开工作年度报告')))
const quoted = [...page]
  .map((byte) =>
    byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
  )
  .join('')
  .replace(/((?:=[0-9A-F]{2}|[^=\n]){24})(?!\n)/g, '$1=\r\n')
const archive = (encoding: string, body: string) =>
  [
    'From: <Saved by Blink>',
    'Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    '\tboundary="----MultipartBoundary--x----"',
    '',
    '------MultipartBoundary--x----',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '------MultipartBoundary--x----',
    'Content-Type: text/html; charset="utf-8"',
    ...(encoding ? [`Content-Transfer-Encoding: ${encoding}`] : []),
    '',
    body,
    '------MultipartBoundary--x------',
    '',
  ].join('\r\n')

test.each([
  ['quoted-printable', quoted],
  ['base64', page.toString('base64').replace(/(.{76})/g, '$1\r\n')],
  ['', page.toString('utf8')],
])('a web archive written %s is read as its page', async (encoding, body) => {
  const readPdf = () => Promise.reject(new Error('no PDF'))
  const bytes = new TextEncoder().encode(archive(encoding, body))
  const read = await readReportFile(bytes, 'x.mhtml', { definitions: printedFormats(), readPdf })
  expect(read).toMatchObject({ issuer: '某县财政局', year: 2024, figures })
})

test.each([
  ['without a boundary', 'MIME-Version: 1.0\n\n<table>'],
  ['without a page', archive('', '').replace('text/html; charset', 'text/plain; charset')],
  ['of damaged base64', archive('base64', '*')],
])('one %s is refused with what to do', async (_, text) => {
  const readPdf = () => Promise.reject(new Error('no PDF'))
  const read = await readReportFile(new TextEncoder().encode(text), 'x.mht', {
    definitions: printedFormats(),
    readPdf,
  })
  expect(read).toMatchObject({ problem: { zh: expect.stringContaining('另存为') } })
})

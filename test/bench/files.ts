import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, cpuUsage, execPath } from 'node:process'
import { readPdf } from '../../functions/reading/pdf-pages.ts'
import { checkPrintedReports } from '../../shared/printed/check/printed-check.ts'
import { readReportFile } from '../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../shared/printed/formats.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import {
  delimitedOf,
  docxOf,
  htmlOf,
  type LaidReport,
  layOut,
  linesOf,
  pdfOf,
  xlsxOf,
} from '../fixtures/report-files.ts'
import { machine, median, putInto } from './table.ts'

/**
 * `npm run bench:files [-- COUNT]`: files a second by kind, read and checked, beside reading the same bytes and their SHA-256 alone;
 * then a thousand mixed ones by the command line, with its peak memory. Prints the table and puts it into docs/benchmarks.md.
 */
const perKind = Number(argv[2] ?? 60)
const rounds = 3
const form = compileDefinition(shippedDefinition('gid-2021')!)
const kinds: [string, (report: LaidReport) => string | Uint8Array][] = [
  ['docx', docxOf],
  ['html', htmlOf],
  ['xlsx', xlsxOf],
  ['csv', (report) => delimitedOf(report, ',')],
  ['txt', linesOf],
  ['pdf', pdfOf],
]

/** A report that holds, with other figures in each file. */
function reportNo(n: number): LaidReport {
  const zeros = Object.fromEntries(form.cells.map(({ id }) => [id, '0']))
  const asked = String(1 + ((n * 7919) % 997))
  const rows = ['new', 'granted', 'handled'].flatMap((row) => [`t3.${row}.natural`, `t3.${row}.total`])
  const texts = {
    overview: `2024年，本机关共收到政府信息公开申请${asked}件，均已按期答复。${'政府信息公开工作有序推进。'.repeat(60)}`,
  }
  return layOut(
    form,
    { ...zeros, ...Object.fromEntries(rows.map((id) => [id, asked])) },
    { texts },
    `某县第${n}局2024年政府信息公开工作年度报告`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'bench-files-'))
const definitions = printedFormats()
/** As package.json starts the command. */
const young = '--max-semi-space-size=4'
try {
  const lines: string[][] = []
  for (const [kind, fileOf] of kinds) {
    for (let n = 0; n < perKind; n++) writeFileSync(join(folder, `${kind}${n}.${kind}`), fileOf(reportNo(n)))
    const files = readdirSync(folder).filter((name) => name.endsWith(`.${kind}`))
    const work = async (name: string) => {
      const report = await readReportFile(new Uint8Array(readFileSync(join(folder, name))), name, {
        definitions,
        readPdf,
      })
      if ('problem' in report) throw new Error(`${name}: ${report.problem.en}`)
      const [check] = checkPrintedReports([report])
      if (check!.verdict !== 'clean') throw new Error(`${name} is ${check!.verdict}`)
    }
    const alone = async (name: string) =>
      void createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest()
    for (const name of files.slice(0, 20)) await work(name)
    const [own, bytes] = [await timed(files, work), await timed(files, alone)]
    const size = files.reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0) / files.length
    lines.push([
      kind,
      (size / 1000).toFixed(1),
      (1 / own).toFixed(0),
      (own * 1000).toFixed(1),
      (1 / bytes).toFixed(0),
      `${(own / bytes).toFixed(0)}×`,
    ])
  }
  for (let n = 0; n < 1000 - kinds.length * perKind; n++)
    writeFileSync(join(folder, `m${n}.docx`), docxOf(reportNo(n + perKind)))
  const table = [
    ['kind', 'kB a file', 'files a second', 'ms a file', 'bytes and SHA-256 alone, files a second', 'ratio'],
    ['---', '--:', '--:', '--:', '--:', '--:'],
    ...lines,
  ]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
  const text = `${machine()}\n\n${table}\n\n${thousand()}`
  console.log(text)
  putInto('files', text)
} finally {
  rmSync(folder, { recursive: true })
}

/** Processor seconds a file, the median of the rounds. */
async function timed(files: readonly string[], work: (name: string) => Promise<void>): Promise<number> {
  const spent: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = cpuUsage()
    for (const name of files) await work(name)
    const { user, system } = cpuUsage(before)
    spent.push((user + system) / 1e6 / files.length)
  }
  return median(spent)
}

/** A thousand mixed files in one run of the command line, and a quarter of them: by the clock, and the most memory it held. */
function thousand(): string {
  const names = readdirSync(folder)
  const every4th = names.filter((_, n) => n % 4 === 0)
  return [every4th, names].map(inOneRun).join('\n')
}

function inOneRun(names: readonly string[]): string {
  const script = `import { lianbao } from ${JSON.stringify(join(import.meta.dirname, '../../infra/command-line/lianbao.ts'))}
const files = ${JSON.stringify(names)}.map((name) => ${JSON.stringify(folder)} + '/' + name)
const code = await lianbao(['check', ...files, '--json'], { out: () => {}, err: () => {} })
console.log(code, process.resourceUsage().maxRSS)`
  // A file: what a worker is started with is what its program was started with, and it takes no program from the command line.
  const program = `${folder}.mjs`
  writeFileSync(program, script)
  const [start, out] = [performance.now(), execFileSync(execPath, [young, program], { encoding: 'utf8' })]
  rmSync(program)
  const [code, memory] = out.trim().split(' ').map(Number)
  if (code !== 0) throw new Error(`the thousand files end with ${code}`)
  return `${names.length} mixed files in one run of \`lianbao check\`: ${((performance.now() - start) / 1000).toFixed(1)} s, ${(memory! / 1024).toFixed(0)} MB at most.`
}

import { argv } from 'node:process'
import { countedSite } from './counted-site.ts'
import { machine, putInto } from './table.ts'

/** `npm run bench:site [-- UNITS YEARS]`: makes the pages around so many reports, corrects one, and counts what is written again. */
const [units = 64, years = 6] = argv.slice(2).map(Number)
const site = countedSite(units, years)
const kB = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`
const rows = [
  [`reports, of ${units} bodies and their government over ${years} years`, String((units + 1) * years)],
  ['files around them', site.files.toLocaleString('en')],
  ['… bytes (gzip -9, each by itself)', `${kB(site.bytes)} (${kB(site.gzip)})`],
  ['… heaviest page as it travels', `${kB(site.heaviest.gzip)}, \`${site.heaviest.path}\``],
  ['made whole, processor seconds', site.seconds.all.toFixed(2)],
  [
    'written again when one unit corrects: files (share)',
    `${site.rewritten.length} (${((100 * site.rewritten.length) / site.files).toFixed(1)} %)`,
  ],
  ['… bytes (share)', `${kB(site.rewrittenBytes)} (${((100 * site.rewrittenBytes) / site.bytes).toFixed(1)} %)`],
  ['… made anew to see what changed, processor seconds', site.seconds.one.toFixed(2)],
  ['peak memory of the process', `${Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)} MB`],
]
const table = ['| | |', '|---|--:|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')
console.log(table)
putInto('site', `${machine()}\n\n${table}`)
/** The body's pages, its year's, and what is over all: as many of 6,000 reports as of 60. */
const mostRewritten = 24
if (site.rewritten.length > mostRewritten) {
  console.error(`a correction writes ${site.rewritten.length} files, at most ${mostRewritten}`)
  process.exitCode = 1
}

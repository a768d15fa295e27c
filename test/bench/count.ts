import { argv } from 'node:process'
import { countRows, cycleRows, tableOf, worse } from './counts.ts'
import { putInto } from './table.ts'

/** `npm run bench:counts [-- UNITS…]`: prints the table of counts, puts it into docs/benchmarks.md, and fails when a row is worse. */
const sizes = argv.length > 2 ? argv.slice(2).map(Number) : [12, 100, 300, 1000]
/** Of more units a whole cycle is not played here: of 300 it takes half a minute. */
const mostPlayed = 300
const rows = [...(await countRows(sizes)), ...(await cycleRows(sizes.filter((units) => units <= mostPlayed)))]
console.log(`${tableOf(rows)}\n`)
putInto('counts', tableOf(rows))
for (const row of worse(rows)) console.error(row)
process.exitCode = worse(rows).length > 0 ? 1 : 0

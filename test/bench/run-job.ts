import { argv, cpuUsage, resourceUsage } from 'node:process'
import { type JobName, jobs } from './jobs.ts'

/**
 * One job in a process of its own, so that memory and warm-up are its own: `node run-job.ts JOB FILE UNITS WARM_FILE
 * WARM_UNITS`. Prints one line of JSON: seconds of a run (median) by the clock and of the processor, peak resident memory in bytes, what it answered.
 */
const [, , name, file = '', units, warmFile = '', warmUnits] = argv
const job = jobs[name as JobName]
const warmUp = 1 // second of the processor
const shortest = 0.3 // seconds of measuring: small files are run many times

async function run(path: string, slices: number) {
  const [start, before] = [performance.now(), cpuUsage()]
  const answer = await job(path, slices)
  const { user, system } = cpuUsage(before)
  return { answer, seconds: (performance.now() - start) / 1e3, cpu: (user + system) / 1e6 }
}

for (let spent = 0; spent < warmUp; ) spent += (await run(warmFile, Number(warmUnits))).cpu

const runs: Awaited<ReturnType<typeof run>>[] = []
for (let spent = 0; spent < shortest; spent += runs.at(-1)!.seconds) runs.push(await run(file, Number(units)))
runs.sort((a, b) => a.cpu - b.cpu)
console.log(JSON.stringify({ ...runs[runs.length >> 1], memory: resourceUsage().maxRSS * 1024 }))

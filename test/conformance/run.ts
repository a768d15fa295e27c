import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { emulatorEnvironment, startEmulator } from './emulator.ts'
import { buildFolder, outputsFile, stage } from './places.ts'

/**
 * `npm run test:conformance`: the core stack as CDK synthesizes it, deployed by CDK's own command line onto an AWS emulator
 * that is not ours, and driven over HTTP and mail. Without Python's registry and without LIANBAO_ENDPOINT it says so and passes.
 */
const given = process.env.LIANBAO_ENDPOINT
const emulator = given ? { endpoint: given, stop: async () => {} } : await startEmulator()
if ('skipped' in emulator) {
  console.error(`\n${'!'.repeat(100)}\nCONFORMANCE WAS SKIPPED: ${emulator.skipped}`)
  console.error(
    `Give an endpoint (LIANBAO_ENDPOINT=http://127.0.0.1:4566) or a registry of Python packages.\n${'!'.repeat(100)}\n`,
  )
  process.exit(0)
}

const environment = { ...emulatorEnvironment(emulator.endpoint), ...(given ? process.env : {}) }
let status = 1
try {
  mkdirSync(buildFolder, { recursive: true })
  // Real bundles, held by their budget; the same command an operator types.
  step('cdk', 'synth', '--quiet', '-c', `stage=${stage}`, '-o', `${buildFolder}/cdk.out`)
  step('cdk', 'bootstrap', `aws://000000000000/${environment.AWS_REGION}`, '-o', `${buildFolder}/cdk.bootstrap`)
  step(
    ...['cdk', 'deploy', `Lianbao-${stage}`, '--app', `${buildFolder}/cdk.out`],
    ...['--require-approval', 'never', '--outputs-file', outputsFile],
  )
  // One stage and one clock: one file after the other.
  step(
    'vitest',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    'conformance',
    '--no-file-parallelism',
    ...process.argv.slice(2),
  )
  status = 0
} catch (error) {
  console.error(String(error))
} finally {
  await emulator.stop()
}
process.exit(status)

function step(command: string, ...options: string[]): void {
  console.log(`\n> ${command} ${options.join(' ')}`)
  const { status } = spawnSync(`node_modules/.bin/${command}`, options, { stdio: 'inherit', env: environment })
  if (status !== 0) throw new Error(`${command} ended with ${status}`)
}

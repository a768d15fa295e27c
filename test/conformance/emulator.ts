import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pythonEnvironment } from '../fixtures/python.ts'
import { buildFolder, clockFile } from './places.ts'

/** Pinned: a newer one may take what AWS refuses, or refuse what AWS takes. */
const packages = ['ministack==1.5.33', 'cryptography==50.0.2']

/** MiniStack in a Python environment of its own, on a free port of the loopback; or why there is none. */
export async function startEmulator(): Promise<{ endpoint: string; stop(): Promise<void> } | { skipped: string }> {
  const python = pythonEnvironment(`${buildFolder}/venv`, packages)
  if ('skipped' in python) return python

  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  rmSync(clockFile, { force: true })
  const log = openSync(`${buildFolder}/ministack.log`, 'w')
  const server = spawn(`${python.folder}/bin/python3`, [resolve('test/conformance/start_ministack.py')], {
    cwd: buildFolder,
    stdio: ['ignore', log, log],
    env: {
      ...emulatorEnvironment(endpoint),
      BIND_HOST: '127.0.0.1', // its default is every interface
      IOT_MTLS_ENABLED: '0',
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: 'eu-west-1',
      // Functions run on the `node` found first, and their clock can be moved: deadlines are weeks away.
      NODE_OPTIONS: `--import ${resolve('test/conformance/moved-clock.mjs')}`,
      LIANBAO_CLOCK_FILE: clockFile,
    },
  })
  if (!(await answers(`${endpoint}/_ministack/health`, server))) {
    server.kill('SIGKILL')
    throw new Error(`MiniStack is installed and did not start; see ${buildFolder}/ministack.log`)
  }
  console.log(`MiniStack on ${endpoint}, its log in ${buildFolder}/ministack.log`)
  return { endpoint, stop: () => stop(server) }
}

export function emulatorEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${resolve('node_modules/.bin')}:${process.env.PATH}`,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  }
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 100 && server.exitCode === null; tries++) {
    try {
      if ((await fetch(url)).ok) return true
    } catch {
      // Not listening yet.
    }
    await wait(200)
  }
  return false
}

/** By its id alone, gently first. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await Promise.race([ended, wait(5_000)])
  if (server.exitCode === null) server.kill('SIGKILL')
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

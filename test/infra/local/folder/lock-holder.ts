import { lockFolder } from '../../../../infra/local/folder/folder-lock.ts'

/** A process of its own that asks for a folder's lock, says whether it holds it, and keeps it until it is killed. */
const [folder = ''] = process.argv.slice(2)
try {
  await lockFolder(folder)
  process.stdout.write(`process ${process.pid} holds it\n`)
  setInterval(() => {}, 60_000)
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`)
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { StoreDamaged } from '../../functions/sqlite/open-store.ts'
import { damageSentence } from './damage-texts.ts'
import { openExample, readExample } from './examples.ts'
import { isCode } from './folder-files.ts'
import { FolderInUse } from './folder-lock.ts'
import { startLocal } from './local.ts'
import { settingsFile } from './office.ts'

// `npm start`: the embedded system for a person, with an example cycle in a new folder. An office that starts for real sets
// LIANBAO_EXAMPLE=none and gets today's date and no example.
const port = Number(process.env.PORT ?? 8080)
const folder = process.env.LIANBAO_FOLDER ?? '.lianbao'

const exampleName = process.env.LIANBAO_EXAMPLE ?? 'tongjiang-2020'

try {
  if (existsSync(join(folder, settingsFile)))
    throw new RangeError(`${folder} 正式使用，不能试用。 / ${folder} is an office's own; the trial needs another.`)
  const example = exampleName === 'none' ? undefined : await readExample(exampleName)
  const clock = example?.cycle.opens // of a new folder; any other goes on where it stood
  const local = await startLocal({ folder, port, tellTrouble: console.error, ...(clock && { clock }) })
  for (const sentence of local.notBuilt) console.warn(sentence)
  if (example && (await local.services.store.cycles()).length === 0) await openExample(local, example)
  console.log(`
联报 Lianbao  ${local.baseUrl}
  发件箱 outbox        ${local.baseUrl}/outbox
  工作台 board         ${local.baseUrl}/board
  公开网站 public site ${local.publicUrl}/
  数据 kept in         ${folder}
Ctrl+C 停止 stops it.`)
  const stop = () => void local.stop().then(() => process.exit(0))
  process.once('SIGINT', stop).once('SIGTERM', stop)
} catch (error) {
  if (isCode(error, 'EADDRINUSE'))
    console.error(
      `端口 ${port} 已被占用，请换一个：PORT=8081 npm start\nPort ${port} is taken. Try PORT=8081 npm start.`,
    )
  else if (error instanceof FolderInUse)
    console.error(`${error.message}\n这个文件夹正由另一个联报使用，请先停掉那一个。`)
  else if (error instanceof StoreDamaged) console.error(damageSentence(folder, error.damages))
  else console.error(error instanceof RangeError ? error.message : error)
  process.exitCode = 1
}

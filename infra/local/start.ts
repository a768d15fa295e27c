import { openExampleCycle } from './examples.ts'
import { isCode } from './folder-files.ts'
import { FolderInUse } from './folder-lock.ts'
import { startLocal } from './local.ts'

// `npm start`: the embedded system for a person, with an example cycle in a new folder.
const port = Number(process.env.PORT ?? 8080)
const folder = process.env.LIANBAO_FOLDER ?? '.lianbao'

try {
  const local = await startLocal({ folder, port, tellTrouble: console.error })
  for (const sentence of local.notBuilt) console.warn(sentence)
  if ((await local.services.store.cycles()).length === 0) await openExampleCycle(local)
  console.log(`
联报 Lianbao  ${local.baseUrl}
  发件箱 outbox        ${local.baseUrl}/outbox
  看板 board           ${local.baseUrl}/board
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
  else console.error(error)
  process.exitCode = 1
}

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { LayoutUnknown } from '../../functions/sqlite/fact-database.ts'
import { StoreDamaged } from '../../functions/sqlite/open-store.ts'
import { damageSentence } from './damage-texts.ts'
import { isCode } from './folder-files.ts'
import { FolderInUse } from './folder-lock.ts'
import { readSettingsOf, settingsFile, startOffice } from './office.ts'
import { ServeSettingsProblem } from './serve-settings.ts'

// `npm run serve -- --folder DIR`: one office, for real.
const { values } = parseArgs({ options: { folder: { type: 'string' } } })
const folder = resolve(values.folder ?? process.env.LIANBAO_FOLDER ?? '.')
const trialFolder = `${folder} 是试用的文件夹，请换一个新的。 / ${folder} is a trial's folder; please take a new one.`

try {
  if (existsSync(join(folder, 'outbox'))) throw new RangeError(trialFolder)
  const settings = await readSettingsOf(folder)
  const office = await startOffice({
    folder,
    settings,
    tellTrouble: console.error,
    damaged: () => process.exit(1), // nothing may be built on it; the next start names what is wrong and refuses
  })
  for (const sentence of office.notBuilt) console.warn(sentence)
  console.log(`联报 Lianbao  ${settings.baseUrl}  (${settings.listen.address}:${office.port}, ${folder})`)
  const stop = () => void office.stop().then(() => process.exit(0))
  process.once('SIGINT', stop).once('SIGTERM', stop)
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}

function sentenceOf(error: unknown): string {
  if (error instanceof ServeSettingsProblem) return `${join(folder, settingsFile)}:\n${error.problems.join('\n')}`
  if (isCode(error, 'ENOENT'))
    return `找不到 ${join(folder, settingsFile)}，请照 docs/serve.zh.md 写一个。\nThere is no ${join(folder, settingsFile)}; docs/serve.md says what goes into it.`
  if (error instanceof FolderInUse) return `${error.message}\n这个文件夹正由另一个联报使用。`
  if (error instanceof StoreDamaged) return damageSentence(folder, error.damages)
  if (error instanceof LayoutUnknown)
    return `${error.message}\n这个文件夹是更新的版本写的，请换回那个版本。 / It was written by a newer version; please go back to that one.`
  if (isCode(error, 'EADDRINUSE')) return '端口已被占用 / the port is taken'
  if (isCode(error, 'EACCES')) return `没有权限 / not permitted: ${error instanceof Error ? error.message : ''}`
  if (error instanceof RangeError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

import { join } from 'node:path'
import { LayoutUnknown } from '../../functions/sqlite/fact-database.ts'
import { StoreDamaged } from '../../functions/sqlite/open-store.ts'
import { damageSentence } from './damage-texts.ts'
import { isCode } from './folder-files.ts'
import { FolderInUse } from './folder-lock.ts'
import { settingsFile } from './office.ts'
import { ServeSettingsProblem } from './serve-settings.ts'

/** What a person at the console is told of an error that is theirs to mend; undefined for one that is ours. */
export function faultSentence(folder: string, error: unknown): string | undefined {
  const settings = join(folder, settingsFile)
  if (error instanceof ServeSettingsProblem) return `${settings}:\n${error.problems.join('\n')}`
  if (error instanceof FolderInUse) return `${error.message}\n这个文件夹正由另一个联报使用。`
  if (error instanceof StoreDamaged) return damageSentence(folder, error.damages)
  if (error instanceof LayoutUnknown)
    return `${error.message}\n这个文件夹是更新的版本写的，请换回那个版本。 / It was written by a newer version; please go back to that one.`
  if (error instanceof RangeError) return error.message
  if (error instanceof SyntaxError) return `不是 JSON / not JSON: ${error.message}`
  if (!(error instanceof Error)) return undefined
  if (isCode(error, 'ERR_MODULE_NOT_FOUND') && error.message.startsWith('Cannot find package'))
    return `这个命令要用的包没有全装上，请在完整安装的副本里运行（npm ci） / the packages this command needs are not all installed; run it in a copy with all of them (npm ci): ${error.message}`
  const { path } = error as NodeJS.ErrnoException
  if (isCode(error, 'ENOENT') && path === settings)
    return `找不到 ${settings}，请照 docs/serve.zh.md 写一个。\nThere is no ${settings}; docs/serve.md says what goes into it.`
  const said = Object.entries(ofSystem).find(([code]) => isCode(error, code))
  if (said) return `${said[1]}${path ? `: ${path}` : ''}`
  return error.name === 'CredentialsProviderError' || '$metadata' in error ? `AWS: ${error.message}` : undefined
}

const ofSystem = {
  ENOENT: '没有这个文件或文件夹 / there is no such file or folder',
  EACCES: '没有权限 / not permitted',
  EPERM: '没有权限 / not permitted',
  ENOTDIR: '不是文件夹 / not a folder',
  EISDIR: '是文件夹，不是文件 / a folder, not a file',
  EROFS: '只能读 / can only be read',
  ENOSPC: '磁盘满了 / the disk is full',
  EADDRINUSE: '端口已被占用 / the port is taken',
  EADDRNOTAVAIL: '这台机器没有这个地址 / this machine has no such address',
}

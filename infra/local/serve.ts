import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faultSentence } from './fault-sentence.ts'
import { readSettingsOf, startOffice } from './office.ts'

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
  console.error(faultSentence(folder, error) ?? error)
  process.exitCode = 1
}

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { machineTexts } from '../../shared/words/operator/machine-texts.ts'
import { inBoth } from '../../shared/words/words-in.ts'
import { holdToUsage } from '../usage.ts'
import { exitCodeOf, faultSentence } from './serve/fault-sentence.ts'
import { readSettingsOf, startOffice } from './serve/office.ts'

const t = inBoth(machineTexts)

// `npm run serve -- --folder DIR`: one office, for real.
holdToUsage('run serve', '[--folder DIR]')
const { values } = parseArgs({ options: { folder: { type: 'string' } } })
const folder = resolve(values.folder ?? process.env.LIANBAO_FOLDER ?? '.')
const trialFolder = t.trialFolder(folder)

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
  process.exitCode = exitCodeOf(error)
}

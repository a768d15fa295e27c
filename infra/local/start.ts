import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machineTexts, settingKinds } from '../../shared/words/operator/machine-texts.ts'
import { inBoth, onTwoLines } from '../../shared/words/words-in.ts'
import { holdToUsage } from '../usage.ts'
import { isCode } from './folder/folder-files.ts'
import { faultSentence } from './serve/fault-sentence.ts'
import { settingsFile } from './serve/office.ts'
import { openExample, readExample } from './trial/examples.ts'
import { startLocal } from './trial/local.ts'

const t = inBoth(machineTexts)

// `npm start`: the embedded system for a person, with an example cycle in a new folder. An office that starts for real sets
// LIANBAO_EXAMPLE=none and gets today's date and no example.
holdToUsage('start', '[--folder DIR]')
const { values } = parseArgs({ options: { folder: { type: 'string' } } })
const port = Number(process.env.PORT ?? 8080)
const folder = values.folder ?? process.env.LIANBAO_FOLDER ?? '.lianbao'

const exampleName = process.env.LIANBAO_EXAMPLE ?? 'tongjiang-2020'

try {
  if (!(port >= 0 && port < 65_536)) throw new RangeError(`PORT: ${inBoth(settingKinds).port}`)
  if (existsSync(join(folder, settingsFile))) throw new RangeError(t.officesOwn(folder))
  const example = exampleName === 'none' ? undefined : await readExample(exampleName)
  const clock = example?.cycle.opens // of a new folder; any other goes on where it stood
  const local = await startLocal({ folder, port, tellTrouble: console.error, ...(clock && { clock }) })
  for (const sentence of local.notBuilt) console.warn(sentence)
  if (example && (await local.services.store.cycles()).length === 0) await openExample(local, example)
  console.log(`
联报 Lianbao  ${local.baseUrl}
  ${t.started.outbox}  ${local.baseUrl}/outbox
  ${t.started.board}  ${local.baseUrl}/board
  ${t.started.publicSite}  ${local.publicUrl}/
  ${t.started.folder}  ${folder}
${t.started.stop}`)
  const stop = () => void local.stop().then(() => process.exit(0))
  process.once('SIGINT', stop).once('SIGTERM', stop)
} catch (error) {
  if (isCode(error, 'EADDRINUSE')) console.error(onTwoLines(machineTexts.portTaken(port)))
  else console.error(faultSentence(folder, error) ?? error)
  process.exitCode = 1
}

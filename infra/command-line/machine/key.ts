import { createHash, createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { readSettings } from '../../../shared/contract/settings.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { keptKeys, missingKeys } from '../../local/folder/local-keys.ts'
import type { Command } from '../command.ts'

const t = inBoth(commandLineTexts)

/**
 * `lianbao key`: the publishing key, from where it signs and not from the public site: what an office tells its readers by
 * another way, so that they can hold `lianbao verify --key` against it.
 */
export const key: Command = async (_, terminal, target) => {
  if ('folder' in target && missingKeys(join(target.folder, 'keys')).length > 0) {
    terminal.err(`${t.noKeys(target.folder)}\n`)
    return 1
  }
  const pem =
    'stage' in target ? await ofStage(target.stage) : (await keptKeys(join(target.folder, 'keys'))).publicKey()
  const digest = createHash('sha256')
    .update(createPublicKey(pem).export({ format: 'der', type: 'spki' }))
    .digest('hex')
  terminal.out(`SHA256:${digest}\n${pem}`)
  return 0
}

/** AWS's packages are not there where one machine is served. */
async function ofStage(stage: string): Promise<string> {
  const [{ publicKeyPem }, { deployedStage }] = await Promise.all([
    import('../../../functions/aws/signing-key.ts'),
    import('../stage/deployed-stage.ts'),
  ])
  return publicKeyPem(readSettings(['SIGNING_KEY'], await deployedStage(stage)))
}

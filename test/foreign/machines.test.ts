import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { linkIn, newestMail } from '../../infra/local/demo/visitor.ts'
import { type EmbeddedJourney, openEmbedded } from '../journeys/embedded.ts'
import { fileAll, requestTo } from '../journeys/journey.ts'
import { openSession } from '../journeys/raw-request.ts'
import { pythonTools, run } from './tools.ts'

const tools = pythonTools()

const passTime = ({ local }: EmbeddedJourney) =>
  local.clock.moveTo(new Date(Date.parse(local.clock.now()) + 30_000).toISOString())

/**
 * Schemathesis reads docs/openapi.json and sends what it says may be sent, and what it says may not. Left out: that everything of the
 * right form is accepted, since figures must also add up; and its follow-ups, since a slice has no address of its own to ask for.
 */
test.skipIf('skipped' in tools)(
  'the front door answers as its OpenAPI document says, and with no 5xx',
  async () => {
    if ('skipped' in tools) return
    const journey = await openEmbedded({ name: 'machines' })
    const folder = await mkdtemp(join(tmpdir(), 'lianbao-foreign-'))
    try {
      await fileAll(journey)
      const mails = {
        slice: await newestMail(journey.door, journey.cast.units.finance.contact.address, /填报/),
        confirmation: await newestMail(journey.door, journey.cast.units.finance.leader.address, /确认/),
        'sign-off': await requestTo(journey, 'disclosure-office'),
        board: await newestMail(journey.door, journey.cast.clerk.address, /工作台/),
      }
      const bearer = (paths: string, mail: keyof typeof mails) =>
        `[[operations]]\ninclude-path-regex = "${paths}"\ninclude-tag = "machine"\nheaders = { Authorization = "Bearer ${linkIn(mails[mail]).token}" }\n`
      const session = async (paths: string, mail: keyof typeof mails) =>
        `[[operations]]\ninclude-path-regex = "${paths}"\ninclude-tag = "page"\nheaders = { Cookie = "${(await openSession(journey.door, mails[mail])).cookie}" }\n`
      const config = [
        bearer('^/(slice.*|receipt)$', 'slice'),
        bearer('^/confirmation$', 'confirmation'),
        bearer('^/(sign-off|delegation)$', 'sign-off'),
        bearer('^/(board.*|clearance|cycles.*)$', 'board'),
        // Pages show something whatever the query says.
        '[[operations]]\ninclude-tag = "page"\nchecks.negative_data_rejection.enabled = false\n',
        await session('^/(slice.*|receipt)$', 'slice'),
        await session('^/(board.*|clearance|cycles.*)$', 'board'),
      ]
      await writeFile(join(folder, 'schemathesis.toml'), config.join('\n'))
      // A link has a pace: an hour passes in a minute, so that the tool is not held up by it.
      const passing = setInterval(() => void passTime(journey), 250)
      const { status, said } = await run(
        `${tools.bin}/st`,
        [
          ...['--config-file', join(folder, 'schemathesis.toml'), 'run', resolve('docs/openapi.json')],
          ...['--url', journey.door.baseUrl, '--phases', 'examples,coverage,fuzzing', '--max-redirects', '0'],
          ...['--exclude-checks', 'positive_data_acceptance', '--max-examples', '25', '--seed', '20210125'],
          ...['--warnings', 'off', '--suppress-health-check', 'all', '--generation-database', 'none'],
        ],
        { cwd: folder },
      )
      clearInterval(passing)
      expect(status, said).toBe(0)
    } finally {
      await journey.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
  600_000,
)

import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import {
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  QueryCommand,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { deployedStage } from '../../infra/command-line/stage/deployed-stage.ts'
import { approve, askedSince, Clerk } from '../../infra/local/demo/people.ts'
import { Visitor } from '../../infra/local/demo/visitor.ts'
import { cyclePartition } from '../../shared/contract/report-table.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import { deployedSystem } from './deployed-system.ts'
import { clockFile, stage } from './places.ts'

// The first cycle of docs/deploy.md, opened and looked after by commands alone, as the operator of a stage does.
const { door, services, clock, settled, openRuns, stopRuns } = deployedSystem()
const cycle = 'first-cycle'
/** A stage that served another run has its mails in the box still. */
const earlier = new Set((await door.mails()).map(({ id }) => id))
const definition = shippedDefinition('safety-inspection')!

describe('an operator of the deployed stage', () => {
  it('opens the first cycle from its two files; a second time finds it open', async () => {
    clock.moveTo('2027-01-04T01:00:00.000Z')
    const opening = ['open', 'docs/first-cycle/cycle.json', '--roster', 'docs/first-cycle/roster.csv']
    const first = await lianbao(...opening)
    const again = await lianbao(...opening)
    expect([first.code, again.code]).toEqual([0, 0])
    expect(first.out).toContain('opened')
    expect(again.out).toContain('was open')
    expect(linkOf(again.out)).toBe(linkOf(first.out))
    await settled()
    expect(await addressees()).toEqual(['you+office@office.example.org', 'you+unit@office.example.org'])
  })

  it('reads the board, extends a unit, is told what cannot be', async () => {
    expect((await lianbao('board')).out.split('\n')).toContain(cycle)
    expect((await lianbao('board', cycle)).out).toContain('试运行单位')
    const extend = (until: string) =>
      lianbao('act', cycle, 'extend', 'unit=first-unit', `until=${until}`, 'reason=试用')
    expect(await extend('2027-01-13')).toMatchObject({ code: 0 })
    expect(await extend('2027-06-30')).toMatchObject({ code: 1, err: expect.stringContaining('date-too-late') })
    expect(await lianbao('board', 'no-such')).toMatchObject({ code: 1, err: expect.stringContaining('cycle-unknown') })
  })

  it('moves the running cycle to another workflow definition: the run is stopped, `repair` begins the next', async () => {
    const written = await addressees()
    expect(await stopRuns(cycle)).toEqual([cycle])
    clock.moveTo(new Date(Date.parse(clock.now()) + 5 * 60_000).toISOString())
    expect(await lianbao('repair', cycle)).toMatchObject({ code: 0, out: expect.stringContaining(`run ${cycle}-2\n`) })
    await settled()
    expect(await lianbao('repair', cycle)).toMatchObject({ code: 0, out: '' })
    expect(await addressees()).toEqual(written)
  })

  it('rotates the link secrets: a link that is out works, one made now is known everywhere', async () => {
    const rotated = await lianbao('rotate-link-secrets')
    expect(rotated.out).toMatch(/: 20270104\d{6}, 1\n$/)
    const clerk = new Clerk(door, definition, ['office', 'finance'], 'you+unit@office.example.org')
    expect((await clerk.look()).status).toBe(200)

    const person = (await services.store.factsOf(cycle, 'opening'))[0]!.units[0]!.contacts[0]!.id
    const fresh = await lianbao(
      'act',
      cycle,
      'fresh-link',
      'purpose=slice',
      'subject=first-unit',
      `person=${person}`,
      'confirm=yes',
    )
    const visitor = new Visitor(door)
    const slice = await visitor.submit(await visitor.get('/open'), { token: linkOf(fresh.out).split('#')[1]! })
    expect(slice.status).toBe(200)
    expect((await clerk.look()).status).toBe(410)

    const texts = definition.parts.flatMap(({ id, body }) => (body.kind === 'narrative' ? [[id, '试运行。']] : []))
    const cells = slice.html.querySelectorAll('[name^="cell:"]').map((field) => [field.getAttribute('name')!, '0'])
    const receipt = await visitor.submit(
      slice,
      { ...Object.fromEntries(cells), ...Object.fromEntries(texts.map(([id, text]) => [`text:${id}`, text!])) },
      { form: 'form[action^="/slice"]', button: { name: 'do', value: 'submit' } },
    )
    expect([receipt.status, receipt.html.querySelectorAll('li').map((li) => li.textContent.trim())]).toEqual([
      200,
      expect.anything(),
    ])
  })

  it('says where a figure comes from; after two signatures the report is out, and its audit is sound', async () => {
    for (const approver of ['you+review@office.example.org', 'you+director@office.example.org']) {
      const asked = await until(async () =>
        (await askedSince(door, earlier)).find(({ address }) => address === approver),
      )
      expect((await approve(door, asked)).status).toBe(200)
    }
    // The announcement's mails leave after the publication: an audit can be compared with itself only when the run is over.
    await until(async () => ((await openRuns(cycle)).length === 0 ? true : undefined))
    await settled()
    expect(await services.store.factsOf(cycle, 'publication')).toHaveLength(1)
    const [cell] = compileDefinition(definition).cells
    expect(await lianbao('explain', cycle, cell!.id)).toMatchObject({ code: 0, out: expect.stringContaining('= 0') })

    const file = join(mkdtempSync(join(tmpdir(), 'lianbao-audit-')), 'audit')
    writeFileSync(file, (await lianbao('audit', cycle)).out)
    expect(await run('verify-audit', file)).toMatchObject({ code: 0, out: expect.stringContaining('Sound.') })
  })

  it('brings back from a restored table what was lost, and nothing else', async () => {
    const audit = async () => (await lianbao('audit', cycle)).out
    const whole = await audit()
    const client = new DynamoDBClient()
    const { TABLE = '' } = await deployedStage(stage)
    const copy = `${TABLE}-restored`
    await client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: TABLE,
        TargetTableName: copy,
        UseLatestRestorableTime: true,
      }),
    )
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :cycle',
        ExpressionAttributeValues: { ':cycle': { S: cyclePartition(cycle) } },
        Limit: 5,
      }),
    )
    for (const { pk, sk } of Items) {
      await client.send(new DeleteItemCommand({ TableName: TABLE, Key: { pk: pk!, sk: sk! } }))
    }
    expect(await audit()).not.toBe(whole)
    expect((await lianbao('restore', '--from', copy)).out).toContain('brought back: 5 ')
    expect((await lianbao('restore', '--from', copy)).out).toContain('brought back: 0 ')
    expect(await audit()).toBe(whole)
    await client.send(new DeleteTableCommand({ TableName: copy }))
  })

  it('is told when there is no such stage', async () => {
    expect(await run('board', '--stage', 'no-such')).toMatchObject({
      code: 2,
      err: expect.stringContaining('AWS_PROFILE'),
    })
  })
})

type Said = { code: number; out: string; err: string }

const lianbao = (...args: string[]) => run(...args, '--stage', stage)

/** The command as it is typed, in a process of its own, whose clock is the functions'. */
async function run(...args: string[]): Promise<Said> {
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import ${resolve('test/conformance/moved-clock.mjs')}`,
    LIANBAO_CLOCK_FILE: clockFile,
  }
  const ran = promisify(execFile)('node_modules/.bin/node', ['infra/command-line/lianbao.ts', ...args], { env })
  return ran.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  )
}

/** What comes of itself in the cloud, when it is there; the test's own time limit is the longest wait. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await wait(300)
  }
}

const linkOf = (text: string): string => /https?:\S+#\S+/.exec(text)?.[0] ?? ''

/** To whom mails have left since, a line a mail. */
const addressees = async (): Promise<string[]> =>
  (await door.mails())
    .filter(({ id }) => !earlier.has(id))
    .map(({ to }) => to)
    .sort()

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { askedSince } from '../../infra/local/demo/people.ts'
import { type ReadMail, type VisitedDoor, type VisitedPage, Visitor } from '../../infra/local/demo/visitor.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import { freePort } from '../fixtures/free-port.ts'
import { readMail, smtpServer } from '../fixtures/smtp-server.ts'

export const firstCycle = 'first-cycle'
const unit = 'you+unit@office.example.org'
export const approvers = ['you+review@office.example.org', 'you+director@office.example.org'] as const

/** Settings in a folder, a mail server that takes what leaves, and what the people of docs/first-cycle do with it. */
export async function firstOffice(folder: string) {
  const mailServer = await smtpServer()
  const port = await freePort()
  const settings = {
    baseUrl: `http://localhost:${port}`,
    listen: { port },
    sender: { name: '政务公开办', address: 'report@office.example.org', phone: '0454-2920000' },
    smtp: { host: '127.0.0.1', port: mailServer.port },
    mailsPerSecond: 100,
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings))
  const read: ReadMail[] = []
  const door: VisitedDoor = {
    baseUrl: settings.baseUrl,
    publicUrl: `${settings.baseUrl}/public`,
    async mails() {
      for (const source of mailServer.received.slice(read.length))
        read.push(await readMail(source, `${read.length + 1}`.padStart(6, '0')))
      return read
    },
    passTime: () => Promise.reject(new Error('the clock is the machine’s')),
  }
  /** To the unit. */
  const mailTo = (words: RegExp): Promise<ReadMail> =>
    until(async () => (await door.mails()).find(({ to, subject }) => to === unit && words.test(subject)))
  return {
    port,
    door,
    mailTo,
    invitation: () => mailTo(/填报/),
    stop: () => mailServer.stop(),

    async fill(): Promise<VisitedPage> {
      const visitor = new Visitor(door)
      const page = await visitor.openLink(await mailTo(/填报/))
      const texts = shippedDefinition('safety-inspection')!.parts.flatMap(({ id, body }) =>
        body.kind === 'narrative' ? [[`text:${id}`, '试运行。']] : [],
      )
      const cells = page.html.querySelectorAll('[name^="cell:"]').map((field) => [field.getAttribute('name')!, '0'])
      return visitor.submit(
        page,
        { ...Object.fromEntries(cells), ...Object.fromEntries(texts) },
        { form: 'form[action^="/slice"]', button: { name: 'do', value: 'submit' } },
      )
    },

    /** The approver's mail, once it has come; not one of those that are known. */
    asked: (approver: string, known: ReadonlySet<string> = new Set()) =>
      until(async () => (await askedSince(door, known)).find(({ address }) => address === approver)),

    published: () =>
      until(async () => {
        const answer = await fetch(`${door.publicUrl}/r/${firstCycle}/v1/report.json`)
        return answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined
      }),
  }
}

/** The timer runs every fifteen seconds; the test's own limit is the longest wait. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await pause(200)
  }
}

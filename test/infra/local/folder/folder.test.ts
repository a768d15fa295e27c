import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MailMessage } from '../../../../functions/services.ts'
import { fileLog } from '../../../../infra/local/folder/file-log.ts'
import { folderFiles, folderPublicFiles, sweepParts } from '../../../../infra/local/folder/folder-files.ts'
import { localKeys } from '../../../../infra/local/folder/local-keys.ts'
import { movableClock } from '../../../../infra/local/trial/movable-clock.ts'
import { outbox } from '../../../../infra/local/trial/outbox.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbao-folder-'))
})
const bytes = (text: string) => new TextEncoder().encode(text)

describe('files', () => {
  it('are kept under their key; the same bytes again are no error, others are', async () => {
    const files = folderFiles(folder)
    await files.put('submissions/ab.json', bytes('{}'))
    await files.put('submissions/ab.json', bytes('{}'))
    await expect(files.put('submissions/ab.json', bytes('[]'))).rejects.toThrow('other bytes')
    expect(Buffer.from((await files.get('submissions/ab.json')) ?? [])).toEqual(Buffer.from('{}'))
    expect(await files.get('submissions/cd.json')).toBeUndefined()
    expect(await readdir(join(folder, 'submissions'))).toEqual(['ab.json'])
  })

  it('that are put at once by many are one', async () => {
    const files = folderFiles(folder)
    await Promise.all(Array.from({ length: 20 }, () => files.put('drafts/x.json', bytes('same'))))
    expect(await readdir(join(folder, 'drafts'))).toEqual(['x.json'])
  })

  it.each(['../x', 'a/../../x', '/../x', 'a//b', '', '.hidden', 'a\\b', 'c:/x', 'a\0b'])(
    'never leave the folder by %j',
    async (key) => {
      await expect(folderFiles(folder).put(key, bytes('x'))).rejects.toThrow('not a key')
    },
  )

  it('that a kill left half written are swept, and nothing else', async () => {
    await folderFiles(folder).put('r/city/v1/report.json', bytes('{}'))
    await writeFile(join(folder, 'r/city/v1/.e5d4bc91.part'), 'half')
    await writeFile(join(folder, '.ab.part'), '')
    expect(await sweepParts(folder)).toBe(2)
    expect(await readdir(join(folder, 'r/city/v1'))).toEqual(['report.json'])
  })

  it('of the public are written once; only pointers move', async () => {
    const published = folderPublicFiles(folder)
    await published.put('/tongjiang/2020/v1/report.json', bytes('1'), 'application/json')
    await expect(published.put('/tongjiang/2020/v1/report.json', bytes('2'), 'application/json')).rejects.toThrow()
    await published.movePointer('/latest.json', bytes('1'), 'application/json')
    await published.movePointer('/latest.json', bytes('2'), 'application/json')
    expect(Buffer.from((await published.get('/latest.json')) ?? []).toString()).toBe('2')
  })
})

describe('the clock', () => {
  it('goes with real time, from the instant a new folder was given', async () => {
    const clock = await movableClock(folder, '2021-01-04T00:00:00.000Z')
    expect(clock.now()).toMatch(/^2021-01-04T00:00:0/)
    expect(Math.abs(Date.parse((await movableClock(join(folder, 'other'))).now()) - Date.now())).toBeLessThan(1000)
  })

  it('moves forward, never back, and stays where it was after a start', async () => {
    const clock = await movableClock(folder, '2021-01-04T00:00:00.000Z')
    await clock.moveTo('2021-02-01T08:00:00.000Z')
    expect(clock.now()).toMatch(/^2021-02-01T08:00:0/)
    await expect(clock.moveTo('2021-01-31T00:00:00.000Z')).rejects.toThrow('forward')
    await expect(clock.moveTo('soon')).rejects.toThrow()
    expect((await movableClock(folder, '2021-01-04T00:00:00.000Z')).now()).toMatch(/^2021-02-01T08:00:0/)
  })

  it('never gives an earlier instant than it gave', async () => {
    const clock = await movableClock(folder)
    const given = Array.from({ length: 1000 }, () => clock.now())
    expect(given).toEqual([...given].sort())
  })
})

describe('keys', () => {
  it('are made once, for their owner only, and sign as openssl reads it', async () => {
    const keys = await localKeys(folder, { cycles: async () => [] })
    const again = await localKeys(folder, { cycles: async () => ['city-2025'] })
    const secretOf = async (of: typeof keys) => (await of.linkSecrets())[0]?.secret as KeyObject
    expect((await secretOf(again)).equals(await secretOf(keys))).toBe(true)
    expect((await secretOf(keys)).symmetricKeySize).toBe(32)
    const { signature, publicKey, key } = await again.sign(bytes('manifest'))
    expect(key).toHaveLength(32)
    expect(verify('sha256', bytes('manifest'), createPublicKey(publicKey), signature)).toBe(true)
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
  })
})

describe('the outbox', () => {
  const sender = { name: '政务公开办', address: 'office@example.gov', phone: '0454-1' }
  const message: MailMessage = {
    messageId: 'abc@example.gov',
    cycle: 'city-2025',
    to: { name: '王芳', address: 'wang@example.gov' },
    subject: '请填报 2020 年度政府信息公开工作年度报告',
    text: '王芳同志：\n\n请打开 https://example.gov/open#v1.token 填报。',
    html: '<p>王芳同志：</p><p><a href="https://example.gov/open#v1.token">打开</a></p>',
    calendar: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n',
    date: '2021-01-04T08:00:00.000Z',
  }

  it('shows a mail as its reader sees it', async () => {
    const mails = await outbox(folder, sender)
    await mails.send(message)
    const [mail] = await mails.mails()
    expect(mail).toMatchObject({
      id: '000001',
      messageId: 'abc@example.gov',
      date: '2021-01-04T08:00:00.000Z',
      to: { name: '王芳', address: 'wang@example.gov' },
      subject: message.subject,
      html: message.html,
    })
    expect(mail?.text.trim()).toBe(message.text)
    expect(mail?.from).toEqual({ name: sender.name, address: sender.address })
    expect(mail?.attachments).toEqual([
      { filename: 'due.ics', contentType: 'application/ics', content: message.calendar },
    ])
    expect(String(Buffer.from((await mails.source('000001')) ?? []))).toContain('Message-ID: <abc@example.gov>')
  })

  it('keeps the first of two mails with one message id, and numbers the others in order', async () => {
    const mails = await outbox(folder, sender)
    const others = Array.from({ length: 20 }, (_, i) => ({
      ...message,
      messageId: `${i}@example.gov`,
      subject: String(i),
    }))
    await Promise.all([mails.send(message), mails.send({ ...message, subject: 'again' })])
    await Promise.all(others.map((other) => mails.send(other)))
    await (await outbox(folder, sender)).send({ ...message, subject: 'after a start' })
    const read = await mails.mails()
    expect(read.map((mail) => mail.subject)).toEqual([message.subject, ...others.map((other) => other.subject)])
    expect((await mails.mails('000020')).map((mail) => mail.id)).toEqual(['000021'])
  })

  it('ignores what is not a mail of its own', async () => {
    const mails = await outbox(folder, sender)
    await writeFile(join(folder, '.abc.part'), 'half')
    await mkdir(join(folder, 'notes'))
    expect(await mails.mails()).toEqual([])
    await mails.send(message)
    expect(
      await readFile(join(folder, (await readdir(folder)).find((name) => name.endsWith('.eml')) ?? ''), 'utf8'),
    ).toContain('Auto-Submitted')
  })
})

describe('the log', () => {
  it('is put aside when it is large, and what is oldest goes', async () => {
    const file = join(folder, 'lianbao.log')
    const log = fileLog(file, { now: () => '2021-01-04T00:00:00.000Z' })
    log('mail-sent', { cycle: 'c' })
    for (let n = 0; n < 7; n++) {
      await truncate(file, 11 * 1024 * 1024)
      const again = fileLog(file, { now: () => `2021-01-0${n + 1}T00:00:00.000Z` })
      again('mail-sent', { cycle: 'c' })
      again('mail-sent', { cycle: 'c' })
    }
    expect((await readdir(folder)).sort()).toEqual(['lianbao.log', ...[1, 2, 3, 4, 5].map((n) => `lianbao.log.${n}`)])
    expect(
      (await readFile(file, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).at),
    ).toEqual(['2021-01-07T00:00:00.000Z', '2021-01-07T00:00:00.000Z'])
  })
})

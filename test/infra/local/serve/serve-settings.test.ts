import { describe, expect, it } from 'vitest'
import { readServeSettings, ServeSettingsProblem } from '../../../../infra/local/serve/serve-settings.ts'

const least = {
  baseUrl: 'https://report.example.gov.cn',
  sender: { name: '政务公开办', address: 'report@example.gov.cn', phone: '0454-2920000' },
  smtp: { host: 'smtp.example.gov.cn', user: 'report@example.gov.cn', password: 'secret' },
}
const problemsOf = (settings: unknown): readonly string[] => {
  try {
    readServeSettings(typeof settings === 'string' ? settings : JSON.stringify(settings))
    return []
  } catch (error) {
    if (error instanceof ServeSettingsProblem) return error.problems
    throw error
  }
}

describe('the settings', () => {
  it('need an address, a sender and a mail server; the rest is what is usual', () => {
    expect(readServeSettings(JSON.stringify(least))).toMatchObject({
      listen: { address: '127.0.0.1', port: 8080 },
      trustedProxies: ['127.0.0.1', '::1'],
      smtp: { port: 465 },
      zone: 'Asia/Shanghai',
    })
  })

  it('are refused with all that is wrong at once', () => {
    const wrong = {
      baseUrl: 'https://report.example.gov.cn/',
      listen: { port: 80_000 },
      sender: { name: '', address: 'nobody' },
      smtp: { host: 'a b', user: 'x' },
      mailsPerSecond: 0,
      zone: 'Mars',
      site: { name: ' ', code: '123', domain: 'A b', licence: { zh: '可用', url: 'ftp://x' }, logo: 'x' },
      colour: 'red',
    }
    expect(problemsOf(wrong).map((line) => line.replace(/:.*/, ''))).toEqual([
      'baseUrl',
      'site.name',
      'site.domain',
      'site.code',
      'site.licence.en',
      'site.licence.url',
      'site.logo',
      'listen.port',
      'sender.name',
      'sender.address',
      'sender.phone',
      'smtp.host',
      'smtp',
      'mailsPerSecond',
      'zone',
      'colour',
    ])
  })

  it.each([
    ['no JSON', '{', '(settings.json)'],
    ['no settings', '[]', '(settings.json)'],
    ['plain http', { ...least, baseUrl: 'http://report.example.gov.cn' }, 'baseUrl'],
    ['a path', { ...least, baseUrl: 'https://example.gov.cn/report' }, 'baseUrl'],
    ['a password in the address', { ...least, baseUrl: 'https://a:b@example.gov.cn' }, 'baseUrl'],
    ['a public address with a slash at the end', { ...least, publicUrl: 'https://example.gov.cn/gk/' }, 'publicUrl'],
    ['a password without a user', { ...least, imap: { host: 'imap.example.gov.cn', password: 'x' } }, 'imap'],
    ['a proxy by its name', { ...least, trustedProxies: ['proxy.example'] }, 'trustedProxies.0'],
    ['proxies by their range', { ...least, trustedProxies: ['::1', '10.0.0.0/8'] }, 'trustedProxies.1'],
    ['a fraction of a port', { ...least, listen: { port: 80.5 } }, 'listen.port'],
  ])('refuse %s', (_, settings, place) => {
    expect(problemsOf(settings).map((line) => line.slice(0, line.indexOf(': ')))).toContain(place)
  })

  it.each([
    ['localhost without TLS, to try', { ...least, baseUrl: 'http://localhost:8480' }],
    ['a public address of its own, with a path', { ...least, publicUrl: 'https://www.example.gov.cn/gk/reports' }],
    ['what the public site says of itself', { ...least, site: { name: '同江市人民政府', code: '2308810001' } }],
    ['a relay of the house without a password', { ...least, smtp: { host: '127.0.0.1', port: 25 } }],
  ])('allow %s', (_, settings) => expect(problemsOf(settings)).toEqual([]))

  it('never quote what they refuse', () => {
    const line = problemsOf({ ...least, smtp: { ...least.smtp, port: 'hunter2' } }).join()
    expect(line).not.toContain('hunter2')
  })
})

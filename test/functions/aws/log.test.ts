import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { log } from '../../../functions/aws/log.ts'
import { logMessages } from '../../../shared/contract/log-messages.ts'

const written = (act: (to: ReturnType<typeof log>) => void): Record<string, unknown>[] => {
  const lines: string[] = []
  act(log({ stage: 'trial', functionName: 'keep-time' }, (line) => lines.push(line)))
  return lines.map((line) => JSON.parse(line))
}

describe('log', () => {
  it('writes one JSON line with the sentence of the catalogue', () => {
    expect(written((to) => to('mail-sent', { cycle: 'pingtan-2025' }))).toEqual([
      {
        level: 'info',
        code: 'mail-sent',
        says: 'A mail left.',
        cycle: 'pingtan-2025',
        stage: 'trial',
        function: 'keep-time',
      },
    ])
  })

  it('counts a message that has a metric', () => {
    const [line] = written((to) => to('deadline-at-risk', { cycle: 'pingtan-2025' }))
    expect(line).toMatchObject({
      'deadline-at-risk': 1,
      _aws: { CloudWatchMetrics: [{ Namespace: 'Lianbao', Metrics: [{ Name: 'deadline-at-risk', Unit: 'Count' }] }] },
    })
  })

  it('cuts what is too long for an id', () => {
    const [line] = written((to) => to('request-failed', { error: 'x'.repeat(5000) }))
    expect(String(line?.error).length).toBeLessThan(130)
  })

  it('a fact cannot take the place of the code', () => {
    expect(written((to) => to('mail-sent', { code: 'other', level: 'fatal' }))[0]).toMatchObject({
      code: 'mail-sent',
      level: 'info',
    })
  })

  it('every code that a function logs is in the catalogue', () => {
    const used = readdirSync('functions', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('log-messages'))
      .flatMap((path) => [...readFileSync(`functions/${path}`, 'utf8').matchAll(/\blog\(\s*'([a-z-]+)'/g)])
      .map((match) => match[1] ?? '')
    expect(used.filter((code) => !Object.hasOwn(logMessages, code))).toEqual([])
  })
})

import { expect, it } from 'vitest'
import { openFrontDoor } from '../../../infra/local/front-door.ts'

it('keeps an idle line longer than a proxy does, so that no proxy sends a request into one that is just being closed', async () => {
  const door = await openFrontDoor({ port: 0 })
  try {
    const { headers } = await fetch(`http://127.0.0.1:${door.port}/slice`)
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThan(120)
  } finally {
    await door.close()
  }
})

import { afterEach, expect, test, vi } from 'vitest'
import { defaultProvider } from '../../../functions/aws/own-credentials.ts'

const given = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' }
afterEach(() => vi.unstubAllEnvs())

test.each<[string, Record<string, string>, object | string]>([
  ['a function’s', given, { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' }],
  ['without a session', { ...given, AWS_SESSION_TOKEN: '' }, { accessKeyId: 'id', secretAccessKey: 'secret' }],
  ['none', { ...given, AWS_SECRET_ACCESS_KEY: '' }, 'AWS_SECRET_ACCESS_KEY is not set'],
])('%s', async (_, environment, expected) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const credentials = defaultProvider()()
  if (typeof expected === 'string') await expect(credentials).rejects.toThrow(expected)
  else expect(await credentials).toEqual(expected)
})

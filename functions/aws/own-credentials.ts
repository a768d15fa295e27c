import { env } from 'node:process'

/**
 * In the place of the SDK's chain of providers in every bundle (infra/cloud/function-bundle.ts): Lambda gives a function its role's
 * credentials in the environment and in no other way, and what asks SSO, STS, files and the instance is a tenth of a bundle.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: given('AWS_ACCESS_KEY_ID'),
  secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
  ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
})

function given(name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

import type { Services } from '../services.ts'

/** `lianbao rotate-link-secrets`: a new secret in front of the ring, or in the place of all. */
export async function rotateRing(
  input: { onlyNew: boolean },
  services: Required<Pick<Services, 'clock' | 'ring'>>,
): Promise<string[]> {
  return services.ring.rotate({ onlyNew: input.onlyNew === true, now: services.clock.now() })
}

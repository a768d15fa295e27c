import { Aws, Fn, RemovalPolicy } from 'aws-cdk-lib'
import type { Deployment } from '../deployment.ts'

/**
 * What becomes of a thing when it leaves the stack. A protected stage keeps it, but for one case: it was made by a creation that
 * failed and is rolled back. Kept there, it would stand in the way of the next try, and cost money beside it.
 */
export const removalOf = ({ protected: kept }: Deployment): RemovalPolicy =>
  kept ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY

/**
 * A name for what must have one and is kept: with the beginning of the stack's own id, because what was kept of one stack must not stand in
 * the way of the next.
 */
export function nameOfThisStack(name: string): string {
  const stackId = Fn.select(2, Fn.split('/', Aws.STACK_ID))
  return Fn.join('', [`${name}-`, Fn.select(0, Fn.split('-', stackId))])
}

import { Stack, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** Findings of cdk-nag that stand on this construct, each with its argument, beside the code that causes them. */
export function acknowledge(construct: IConstruct, findings: Record<string, string>): void {
  Validations.of(construct).acknowledge(...Object.entries(findings).map(([id, reason]) => ({ id, reason })))
}

/** A wildcard in a role's permissions: the one ARN and why it cannot be narrower. */
export function acknowledgeWildcard(role: IConstruct, arn: string, reason: string): void {
  acknowledge(role, { [`AwsSolutions-IAM5[Resource::${asNagSpells(role, arn)}]`]: reason })
}

/** cdk-nag names a finding by its ARN with references in angle brackets: `<Files.Arn>/*`. */
function asNagSpells(scope: IConstruct, arn: string): string {
  const resolved = Stack.of(scope).resolve(arn) as Part | { 'Fn::Join': [string, Part[]] }
  const parts = typeof resolved === 'object' && 'Fn::Join' in resolved ? resolved['Fn::Join'][1] : [resolved]
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      return `<${'Ref' in part ? part.Ref : part['Fn::GetAtt'].join('.')}>`
    })
    .join('')
}

type Part = string | { Ref: string } | { 'Fn::GetAtt': string[] }

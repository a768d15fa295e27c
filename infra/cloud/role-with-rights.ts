import {
  type AddToPrincipalPolicyResult,
  PolicyDocument,
  type PolicyStatement,
  Role,
  type RoleProps,
} from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

/**
 * A role that has its rights in itself. The library's own keeps them in a resource beside it: with a role a function that would be every
 * eighth of the resources of a stack, which may have 500.
 */
export class RoleWithRights extends Role {
  readonly #rights: PolicyDocument

  constructor(scope: Construct, id: string, props: RoleProps) {
    const rights = new PolicyDocument()
    super(scope, id, { ...props, inlinePolicies: { Rights: rights } })
    this.#rights = rights
  }

  override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.#rights.addStatements(statement)
    return { statementAdded: true, policyDependable: this }
  }
}

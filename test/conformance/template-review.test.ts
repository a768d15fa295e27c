import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { NIST80053R5Checks } from 'cdk-nag'
import { expect, it } from 'vitest'
import { pythonEnvironment } from '../fixtures/python.ts'
import { cdkJson, synthesized, type Template } from '../infra/cloud/synthesized.ts'
import { type Argued, arguedFindings } from './argued-findings.ts'
import { buildFolder } from './places.ts'

type Finding = { tool: Argued['tool']; rule: string; where: string; says: string }

/** Pinned: a newer one brings new rules, which want an answer of their own. */
const packages = ['cfn-lint==1.58.0', 'checkov==3.3.30']

it('cfn-lint, checkov and the NIST 800-53 pack find nothing in the templates that is not argued', (context) => {
  const python = pythonEnvironment(`${buildFolder}/template-review`, packages)
  if ('skipped' in python) {
    console.error(`\n${'!'.repeat(100)}\nTEMPLATE REVIEW WAS SKIPPED: ${python.skipped}\n${'!'.repeat(100)}\n`)
    context.skip(python.skipped)
    return
  }
  const found = Object.entries(cdkJson.context.stages).flatMap(([stage, { region }]) => {
    const { core, publication, violations } = synthesized(stage, {}, NIST80053R5Checks)
    const files = [core, ...(publication === core ? [] : [publication])].map((template, n) => kept(stage, n, template))
    return [
      ...violations.filter(({ plugin }) => plugin.includes('NIST')).flatMap(byNist),
      ...files.flatMap((file) => [
        ...byCfnLint(python.folder, file, String(region)),
        ...byCheckov(python.folder, file),
      ]),
    ]
  })

  expect(new Set(found.map(({ tool }) => tool)).size, 'each tool had something to say').toBe(3)
  expect(found.filter((finding) => !arguedFindings.some((argued) => covers(argued, finding)))).toEqual([])
  expect(arguedFindings.filter((argued) => !found.some((finding) => covers(argued, finding)))).toEqual([])
}, 600_000)

const covers = ({ tool, rule, where }: Argued, finding: Finding) =>
  tool === finding.tool && rule === finding.rule && (where?.test(finding.where) ?? true)

function kept(stage: string, n: number, template: Template): string {
  mkdirSync(buildFolder, { recursive: true })
  const file = `${buildFolder}/reviewed-${stage}-${n}.template.json`
  writeFileSync(file, JSON.stringify(template))
  return file
}

function byNist({ rule, says, where }: { rule: string; says: string; where: string[] }): Finding[] {
  const name = rule.replace('NIST.800.53.R5-', '')
  return where.map((path): Finding => ({ tool: 'nist-800-53', rule: name, where: path, says }))
}

function byCfnLint(python: string, file: string, region: string): Finding[] {
  const said = output(`${python}/bin/cfn-lint`, ['--template', file, '--regions', region, '--format', 'json'])
  const findings = JSON.parse(said || '[]') as { Rule: { Id: string }; Message: string }[]
  return findings.map(({ Rule, Message }) => ({ tool: 'cfn-lint', rule: Rule.Id, where: Message, says: Message }))
}

function byCheckov(python: string, file: string): Finding[] {
  const options = [
    '--file',
    file,
    '--framework',
    'cloudformation',
    '--compact',
    '--quiet',
    '--skip-download',
    '--output',
    'json',
  ]
  const { results, summary } = JSON.parse(output(`${python}/bin/checkov`, options)) as {
    summary: { passed: number; parsing_errors: number }
    results: { failed_checks: { check_id: string; check_name: string; resource: string }[] }
  }
  expect(summary).toMatchObject({ parsing_errors: 0 })
  expect(summary.passed).toBeGreaterThan(0)
  return results.failed_checks.map((failed) => ({
    tool: 'checkov',
    rule: failed.check_id,
    where: failed.resource,
    says: failed.check_name,
  }))
}

/** Both end with a status when they find something; what they print says whether they ran. */
function output(command: string, options: string[]): string {
  const { stdout, error } = spawnSync(command, options, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (error) throw error
  return stdout
}

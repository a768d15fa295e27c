import { logMessage, metricNamespace } from '../../shared/contract/log-messages.ts'
import type { Log } from '../services.ts'
import { sourcePosition } from './source-position.ts'

/** Long enough for any id or code, too short for a text somebody wrote. */
const longestFact = 120

/**
 * One JSON line a message, on stdout, which Lambda carries to CloudWatch. A message with a metric carries it in the embedded
 * metric format, so it is counted without a call, in both partitions.
 */
export function log({ stage, functionName }: { stage: string; functionName: string }, write = writeLine): Log {
  return (code, facts) => {
    const { level, says, metric } = logMessage(code)
    const named = Object.fromEntries(Object.entries(placed(facts)).map(([name, fact]) => [name, shortened(fact)]))
    const line = { ...named, level, code, says, stage, function: functionName }
    write(JSON.stringify(metric ? { ...line, ...embeddedMetric(code) } : line))
  }
}

/** The bundle's maps lie beside it (infra/cloud/function-bundle.ts); bundled, this file is of the bundle. */
const bundleFolder = new URL('.', import.meta.url)

const placed = (facts: Record<string, string | number | boolean>) =>
  typeof facts.where === 'string' ? { ...facts, where: sourcePosition(facts.where, bundleFolder) } : facts

const shortened = (fact: string | number | boolean): string | number | boolean =>
  typeof fact === 'string' && fact.length > longestFact ? `${fact.slice(0, longestFact)}…` : fact

/** CloudWatch embedded metric format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function embeddedMetric(code: string) {
  return {
    [code]: 1,
    _aws: {
      // When it was counted; nothing is decided by it.
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        { Namespace: metricNamespace, Dimensions: [['stage']], Metrics: [{ Name: code, Unit: 'Count' }] },
      ],
    },
  }
}

const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

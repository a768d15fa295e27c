import {
  DescribeExecutionCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import type { Workflow } from '../services.ts'
import { clientOf } from './named-calls.ts'

export function workflow({ STATE_MACHINE }: { STATE_MACHINE: string }, client = clientOf(SFNClient)): Workflow {
  return {
    async start(name, input) {
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name, input: JSON.stringify(input) }),
        )
        // Of one that goes on the same call is answered as the first was.
        return true
      } catch (error) {
        if (!hasName(error, ['ExecutionAlreadyExists'])) throw error
        return false
      }
    },
    async resume(token, output) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }))
        return 'resumed'
      } catch (error) {
        if (hasName(error, nobodyWaits)) return 'gone'
        throw error
      }
    },
    async waitsFor(token) {
      try {
        // The states have no HeartbeatSeconds, so a heartbeat puts nothing off: it asks.
        await client.send(new SendTaskHeartbeatCommand({ taskToken: token }))
        return true
      } catch (error) {
        if (hasName(error, nobodyWaits)) return false
        throw error
      }
    },
    async running(name) {
      try {
        const executionArn = `${STATE_MACHINE.replace(':stateMachine:', ':execution:')}:${name}`
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }))
        return status === 'RUNNING'
      } catch (error) {
        if (hasName(error, ['ExecutionDoesNotExist'])) return false
        throw error
      }
    },
  }
}

/**
 * A second answer to a token is TaskTimedOut on AWS ("expired or already closed") and TaskDoesNotExist on MiniStack; a token of another
 * definition's run is InvalidToken.
 */
const nobodyWaits = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']

const hasName = (error: unknown, names: string[]): boolean => error instanceof Error && names.includes(error.name)

import { describe, expect, it } from 'vitest'
import { readLetter } from '../../../../infra/command-line/stage/redrive.ts'

const bounce = { source: 'aws.ses', 'detail-type': 'Email Bounced', detail: { mail: { messageId: 'm' } } }

describe('a dead letter', () => {
  it('that the function broke on names the function and holds the event', () => {
    const body = {
      version: '1.0',
      requestContext: {
        functionArn: 'arn:aws:lambda:eu-west-1:1:function:Record:$LATEST',
        condition: 'RetriesExhausted',
      },
      requestPayload: bounce,
      responsePayload: { errorType: 'StateFailed' },
    }
    expect(readLetter(JSON.stringify(body))).toEqual({
      event: bounce,
      function: 'arn:aws:lambda:eu-west-1:1:function:Record',
      takes: 'RecordDelivery',
    })
  })

  it('that EventBridge could not hand over is the event itself', () => {
    expect(readLetter(JSON.stringify(bounce))).toEqual({ event: bounce, takes: 'RecordDelivery' })
  })

  it('of the pipe says when what was not told was written, and is for no function', () => {
    const body = {
      context: { partnerResourceArn: 'arn:aws:pipes:eu-west-1:1:pipe/Events', condition: 'MaximumRecordAgeExceeded' },
      version: '1.0',
      DDBStreamBatchInfo: {
        approximateArrivalOfFirstRecord: '2021-01-30T09:00:00Z',
        approximateArrivalOfLastRecord: '2021-01-30T09:00:04Z',
        batchSize: 3,
      },
    }
    expect(readLetter(JSON.stringify(body))).toEqual({
      untold: { from: '2021-01-30T09:00:00Z', to: '2021-01-30T09:00:04Z' },
    })
  })

  it('of the timer goes to the timer', () => {
    expect(readLetter('{}')).toEqual({ event: {}, takes: 'KeepTime' })
  })
})

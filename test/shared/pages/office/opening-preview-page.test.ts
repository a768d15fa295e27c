import { expect, test } from 'vitest'
import { openingPreviewPage } from '../../../../shared/pages/office/opening-preview-page.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const { opening } = cycleWith().state
const page = (day: string) =>
  openingPreviewPage({
    ...({ language: 'zh', holder: '冯娟', formToken: 'x', typed: {}, samples: [], definition } as const),
    contact: { name: '政务公开办', phone: '0454-0000000' },
    opening: { ...opening, at: `${day}T02:00:00.000Z` },
  })

test.each([
  ['before all its dates', '2021-01-22', 0, false, false],
  ['when its date for submissions is over', '2021-01-23', 1, true, false],
  ['when dates of stages are over too', '2021-01-28', 2, true, true],
  ['when all is over', '2021-03-01', 6, true, true],
])('a cycle that is begun %s says so', (_, day, marked, submissions, stages) => {
  const text = page(day)
  expect(text.split('（已过）').length - 1).toBe(marked)
  expect([text.includes('每个单位的填报页一打开就已截止'), text.includes('给两个工作日答复')]).toEqual([
    submissions,
    stages,
  ])
})

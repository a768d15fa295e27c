import { expect, test } from 'vitest'
import { draftPreviewPage } from '../../../../shared/pages/office/draft-preview-page.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const page = (slices: number) =>
  draftPreviewPage({
    language: 'zh',
    report: '年报',
    cycle: 'tongjiang-2020',
    formToken: 't',
    holder: '林晓燕',
    contact: { name: '经办机构', phone: '1' },
    zone: 'Asia/Shanghai',
    compiled,
    draft: { gaps: [], slices: Array(slices).fill({ unit: 'u', revision: 1 }), figures: {} },
    findings: [],
  } as unknown as Parameters<typeof draftPreviewPage>[0])

test('where nothing is in a draft yet, nothing is said to hold', () => {
  expect(page(0)).not.toContain('都成立')
  expect(page(0)).toContain('还没有可以核对的数')
  expect(page(1)).toContain('能核对的关系都成立')
})

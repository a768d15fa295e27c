import { describe, expect, test } from 'vitest'
import { LabelIndex, labelKey } from '../../../shared/printed/labels.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const index = new LabelIndex(compileDefinition(shippedDefinition('gid-2021')!))
const rows = (printed: string) =>
  index
    .find(printed, ['row'])
    .map(({ label, exact }) => `${label.kind === 'row' ? label.row.id : ''}${exact ? '' : '?'}`)

describe('a row by its label', () => {
  test.each<[string, string]>([
    ['规 章', 'rules'],
    ['规章（设区的市以上政府提供）', 'rules'],
    ['规范性文件', 'normative'],
    ['行政事业型收费', 'fees?'],
    ['一、本年新收政府信息公开申请数量（指2019年事项数）', 'new'],
    ['一、 本年新收政府信息\n公开申请数量', 'new'],
    ['（二）部分公开（区分处理的，只记这一情形，不计其他情形）', 'partly-granted'],
    ['2、其他法律行政法规禁止公开', 'forbidden-by-law'],
    ['2.其他法律行政止公开', 'forbidden-by-law?'],
    ['3.危及“三安全一稳定”', 'endangers-security'],
    ['3.危及「三安全一稳定」', 'endangers-security'],
    ['7.属于行政执法案件', 'enforcement-file'],
    ['本机关不掌握相关信息', 'not-held?'],
    ['（七）总计', 'handled'],
    ['四、结转下年度继续办理', 'carried-out'],
    ['1.申请人无正当理由逾期不补正、行政机关不再受理其政府信息公开申请', 'uncorrected'],
  ])('%s', (printed, row) => {
    expect(rows(printed)).toEqual([row])
  })
  test.each(['通知收取件数', '信访', '行政许可证照数据共享情况统计', '本年收费', '政务公开', ''])(
    'not %s',
    (printed) => {
      expect(rows(printed)).toEqual([])
    },
  )
})

test.each([
  ['本年收费金额（单位：万元）', '本年收费金额'],
  ['本年收费金额单位:万元', '本年收费金额'],
  ['（三）不予公开', '不予公开'],
  ['本年增/减', '本年增减'],
])('%s comes down to %s', (printed, key) => {
  expect(labelKey(printed)).toBe(key)
})

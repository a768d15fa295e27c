import { expect, test } from 'vitest'
import { cellsOfTableRef } from '../../../shared/printed/printed-table-ref.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const refused = 8

test.each<[string, string[] | undefined | number]>([
  ['T3[一、新收][总计]', ['t3.new.total']],
  ['T3[一、新收][自然人]', ['t3.new.natural']],
  ['T3[二、上年结转][总计]', ['t3.carried-in.total']],
  ['T3[四、结转][总计]', ['t3.carried-out.total']],
  ['T3[（七）总计][总计]', ['t3.handled.total']],
  ['T3[(七)总计][总计]', ['t3.handled.total']],
  ['T3[（一）予以公开][总计]', ['t3.granted.total']],
  ['T3[（一）+（二）][总计]', ['t3.granted.total', 't3.partly-granted.total']],
  ['T3[（四）1][总计]', ['t3.not-held.total']],
  ['T3[（四）1.本机关不掌握][总计]', ['t3.not-held.total']],
  ['T3[（六）1+2+3][总计]', ['t3.uncorrected.total', 't3.fee-unpaid.total', 't3.other-reason.total']],
  ['T3[（六）其他处理][总计]', ['t3.uncorrected.total', 't3.fee-unpaid.total', 't3.other-reason.total']],
  ['T3[（三）不予公开][总计]', refused],
  ['T3[一、新收+二、上年结转][总计]', ['t3.new.total', 't3.carried-in.total']],
  ['T2[行政许可][本年处理决定数量]', ['t2.licensing.decisions']],
  ['T2[行政许可]', ['t2.licensing.decisions']],
  ['T2[规范性文件][制发]', ['t2.normative.issued']],
  ['T2[第二十条第（一）项][行政规范性文件][现行有效件数]', ['t2.normative.in-force']],
  ['T4 review 总计', ['t4.cases.review-total']],
  ['T4 litigation 总计', ['t4.cases.direct-total', 't4.cases.after-review-total']],
  ['T4 sum of three 总计', ['t4.cases.review-total', 't4.cases.direct-total', 't4.cases.after-review-total']],
  ['T4[行政复议][结果维持]', ['t4.cases.review-upheld']],
  ['T4[未经复议直接起诉][总计]', ['t4.cases.direct-total']],
  ['T3[八、什么][总计]', undefined],
  ['T3[结转][总计]', undefined],
  ['T3[一、新收][公司]', undefined],
  ['T5[x][y]', undefined],
  ['', undefined],
])('%s', (ref, cells) => {
  const found = cellsOfTableRef(compiled, ref)?.map((term) => term.cell.id)
  if (typeof cells === 'number') expect(found).toHaveLength(cells)
  else expect(found).toEqual(cells)
})

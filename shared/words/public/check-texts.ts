import type { Extent, Verdict } from '../../printed/check/verdict.ts'
import type { LocalizedText } from '../../report/report-definition.ts'

/** What somebody reads who checks a published report: on the command line and on the check page. */
export const checkTexts = {
  verdict: (verdict: Verdict, must: number, others: number): LocalizedText => {
    const rest =
      others === 0 ? { zh: '', en: '' } : { zh: `，${others} 处要说明或留意`, en: `, ${others} to explain or note` }
    if (verdict === 'broken') return { zh: `有 ${must} 处必须改${rest.zh}`, en: `${must} must be mended${rest.en}` }
    if (verdict === 'incomplete')
      return { zh: `没有全部核对到，不能说没有问题${rest.zh}`, en: `not all of it could be checked${rest.en}` }
    return others === 0
      ? { zh: '全部读到，没有发现问题', en: 'all of it was read, nothing found' }
      : { zh: `全部读到，没有必须改的${rest.zh}`, en: `all of it was read, nothing must be mended${rest.en}` }
  },
  extent: (
    checked: number,
    { cells, read, notApplicable, blank, inferred, unread, missing }: Extent,
  ): LocalizedText => {
    const counted: [number, string, string][] = [
      [notApplicable, '格不适用', 'not applicable'],
      [blank, '格空白', 'blank'],
      [inferred, '格空白只能是 0', 'blank that can only be 0'],
      [unread, '格印了但读不出', 'printed but not read'],
      [missing, '格没有找到', 'not found'],
    ]
    const there = counted.filter(([count]) => count > 0)
    return {
      zh: `（${cells} 格读到 ${read} 格${there.map(([count, zh]) => `，${count} ${zh}`).join('')}；核对了 ${checked} 处）`,
      en: ` (${read} of ${cells} cells read${there.map(([count, , en]) => `, ${count} ${en}`).join('')}; ${checked} checks)`,
    }
  },
  severity: {
    blocking: { zh: '必须改', en: 'must be mended' },
    warning: { zh: '要说明', en: 'to explain' },
    info: { zh: '留意', en: 'note' },
  },
  advice: { zh: '怎么办：', en: 'What to do: ' },
  unread: { zh: '印了但没有读出来的：', en: 'Printed but not read:' },
  unreadLine: (where: LocalizedText, printed: string, reason: LocalizedText): LocalizedText => ({
    zh: `“${where.zh}”印的是“${printed}”：${reason.zh}`,
    en: `${where.en} says “${printed}”: ${reason.en}`,
  }),
  more: (count: number): LocalizedText => ({ zh: `……另有 ${count} 处`, en: `… and ${count} more` }),
  moreBlank: (count: number): LocalizedText => ({
    zh: `……另有 ${count} 处空白或看不清`,
    en: `… and ${count} more blank or unreadable`,
  }),
  notChecked: { zh: '没法核对的：', en: 'Could not be checked:' },
  notes: { zh: '读表时的情况：', en: 'Met on reading:' },
  summary: (clean: number, broken: number, incomplete: number, unreadable: number): LocalizedText => ({
    zh: `共 ${clean + broken + incomplete + unreadable} 份：${clean} 份没有必须改的，${broken} 份有必须改的，${incomplete} 份没有全部核对到，${unreadable} 份读不了`,
    en: `${clean + broken + incomplete + unreadable} files: ${clean} without anything to mend, ${broken} with, ${incomplete} not wholly checked, ${unreadable} unreadable`,
  }),
}

import { firstOf } from '../../present.ts'
import { type Figure, notApplicable } from '../../report/figure.ts'
import type { Finding } from '../../report/finding.ts'
import type { PrintedReport } from '../printed-report.ts'
import { statement } from './statement.ts'

/**
 * What is wrong with the form itself rather than with a sum: a table or row that is not there, the form of other years, “not applicable”
 * where the form wants a number, rules by a body that cannot make any. Each rests on the definition and its source.
 */
export function formFindings(report: PrintedReport, figures: Readonly<Record<string, Figure>>): Finding[] {
  return [
    ...missingParts(report),
    ...otherYear(report),
    ...strayMarks(report, figures),
    ...beyondPowers(report, figures),
  ]
}

/** The form is the national office's and mandatory: what is not in it was not reported. */
function missingParts({ compiled, missing }: PrintedReport): Finding[] {
  const parts = compiled.definition.parts
  const partOf = (table: string) => parts.find(({ body }) => body.kind === 'table' && body.table === table)?.title
  const byTable = Map.groupBy(missing, (id) => firstOf(id.split('.')))
  return [...byTable].map(([table, ids]) => {
    const whole = ids.includes(table)
    const cells = compiled.cells.filter((cell) =>
      ids.some((id) => id === cell.table || id === `${cell.table}.${cell.row}`),
    )
    const rows = [...new Map(cells.map((cell) => [cell.row, cell.rowName])).values()]
    const title = partOf(table) ?? { zh: table, en: table }
    const some = (language: 'zh' | 'en') =>
      rows
        .slice(0, 4)
        .map((row) => row[language])
        .join({ zh: '”“', en: '”, “' }[language])
    return statement({
      relation: whole ? 'form.table' : 'form.row',
      instance: `form.${whole ? 'table' : 'row'}(${table})`,
      severity: 'warning',
      where: title,
      cells: cells.map(({ id }) => id),
      message: whole
        ? {
            zh: `没有读到“${title.zh}”这张表，里面的数都没有核对。`,
            en: `The table “${title.en}” was not found; none of its figures was checked.`,
          }
        : {
            zh: `“${title.zh}”有 ${rows.length} 行没有读到：“${some('zh')}”${rows.length > 4 ? '等' : ''}。`,
            en: `${rows.length} rows of “${title.en}” were not found: “${some('en')}”${rows.length > 4 ? ', …' : ''}.`,
          },
      advice: {
        zh: '格式是全国统一的，各行都要有，没有的填 0；如果表是图片或在附件里，请把附件也交来核对。',
        en: 'The form is the same for all and every row belongs in it, with 0 where there is nothing; if the table is a picture or an attachment, check that file too.',
      },
    })
  })
}

function otherYear({ compiled: { definition }, year }: PrintedReport): Finding[] {
  const { from, to } = definition.years ?? {}
  if (year === undefined || ((from === undefined || year >= from) && (to === undefined || year <= to))) return []
  const years = { zh: `${from ?? ''}${to === undefined ? '年以来' : `—${to}年`}`, en: `${from ?? ''}–${to ?? ''}` }
  return [
    statement({
      relation: 'form.year',
      instance: 'form.year',
      severity: 'warning',
      where: definition.title,
      cells: [],
      message: {
        zh: `${year} 年的报告用了“${definition.title.zh}”，这个格式是 ${years.zh}的报告用的。`,
        en: `The report for ${year} is in the form “${definition.title.en}”, which is for ${years.en}.`,
      },
      advice: {
        zh: `请按当年的格式重做（${definition.basis.zh}）。`,
        en: `Use the form of that year (${definition.basis.en}).`,
      },
    }),
  ]
}

/** “Not applicable” in cells that the definition wants a number in; one finding a table. */
function strayMarks({ compiled, printed }: PrintedReport, figures: Readonly<Record<string, Figure>>): Finding[] {
  const marked = compiled.cells.filter(
    (cell) => figures[cell.id] === notApplicable && !cell.notApplicable && (printed[cell.id] ?? '') !== '',
  )
  return [...Map.groupBy(marked, (cell) => cell.table)].map(([table, cells]) => {
    const rows = [...new Map(cells.map((cell) => [cell.row, cell.rowName])).values()]
    return statement({
      relation: 'form.mark',
      instance: `form.mark(${table})`,
      severity: 'warning',
      where: firstOf(rows),
      cells: cells.map(({ id }) => id),
      message: {
        zh: `有 ${cells.length} 格印的是“${printed[firstOf(cells).id]}”，应当是数（“${firstOf(rows).zh}”${rows.length > 1 ? `等 ${rows.length} 行` : ''}）。`,
        en: `${cells.length} cells say “${printed[firstOf(cells).id]}” where a number belongs (${firstOf(rows).en}${rows.length > 1 ? ` and ${rows.length - 1} more rows` : ''}).`,
      },
      advice: {
        zh: '没有发生的填 0；“/”不是 0，看的人分不清是没有还是没统计。',
        en: 'Write 0 where nothing happened; “/” leaves it open whether there was nothing or nobody counted.',
      },
    })
  })
}

/** Figures in a row that a body of this name has no power for, as the definition says it. */
function beyondPowers({ compiled, issuer }: PrintedReport, figures: Readonly<Record<string, Figure>>): Finding[] {
  return compiled.definition.tables.flatMap((table) =>
    table.blocks.flatMap((block) =>
      block.rows.flatMap((row) => {
        const { power } = row
        if (!power || !new RegExp(power.without, 'u').test(issuer)) return []
        const cells = block.columns
          .map(({ id }) => `${table.id}.${row.id}.${id}`)
          .filter((id) => figures[id] !== null && figures[id] !== '0' && figures[id] !== notApplicable)
        if (cells.length === 0) return []
        return [
          statement({
            relation: 'form.power',
            instance: `form.power(${table.id}.${row.id})`,
            severity: 'warning',
            where: row.label,
            cells,
            message: {
              zh: `“${row.label.zh}”填了 ${cells.map((id) => figures[id]).join('、')}，但“${issuer}”不能制定${row.label.zh}。`,
              en: `“${row.label.en}” has ${cells.map((id) => figures[id]).join(', ')}, but ${issuer} cannot make any.`,
            },
            advice: power.advice,
          }),
        ]
      }),
    ),
  )
}

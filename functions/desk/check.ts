import { readFigures } from '../../shared/draft/typed-figures.ts'
import { entryOf, firstOf, present } from '../../shared/present.ts'
import { type RelationInstance, sumOfTerms } from '../../shared/report/cells.ts'
import type { ProblemCode } from '../../shared/report/errors.ts'
import { blank, type Figure, showFigure } from '../../shared/report/figure.ts'
import type { Finding, SliceCheck } from '../../shared/report/finding.ts'
import { checkSlice } from '../../shared/report/integrity/check.ts'
import { textsAboutUnit } from '../../shared/report/narrative-parts.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { shortProblems } from '../../shared/words/clerk/slice-texts.ts'
import { onPage } from './element.ts'
import type { Sheet } from './sheet.ts'

/** The rules of the server, run on what stands on the page. */
export function liveCheck(sheet: Sheet) {
  const { compiled, data, language, form } = sheet
  const balances = sheet.grids.flatMap((grid) => balanceOf(sheet, grid))
  const totals = [...form.querySelectorAll<HTMLElement>('td.total')].map((td) => ({
    output: onPage<HTMLOutputElement>(td, 'output'),
    cell: entryOf(compiled.byId, td.id.slice('cell-'.length)),
  }))
  const read = () => readFigures(compiled, data.roles, sheet.typed())

  return {
    /** At every key: totals, the balance under the table, how many cells are open. */
    count(): void {
      const { figures } = read()
      for (const { output, cell } of totals) {
        const shown = showFigure(figures[cell.id] ?? blank, cell.kind, language) || '–'
        if (output.textContent !== shown) output.textContent = shown
      }
      for (const balance of balances) balance(figures)
    },
    /** At a pause: what does not add up, what is unusual. While a figure is half typed it would only frighten. */
    check(): SliceCheck {
      const { figures, refused } = read()
      const result = checkSlice(compiled, figures, textsAboutUnit(compiled.definition, sheet.typed().texts), {
        previous: data.previous,
      })
      markCells(sheet, result.findings, refused)
      return result
    },
  }
}

function markCells(sheet: Sheet, findings: readonly Finding[], refused: ReadonlyMap<string, ProblemCode>): void {
  const broken = new Set<string>()
  const odd = new Set<string>()
  for (const finding of findings) {
    const cells = finding.root
      ? [finding.root.cell, ...finding.root.alternatives.map(({ cell }) => cell)]
      : finding.cells
    for (const cell of cells)
      if (finding.severity !== 'info') (finding.severity === 'blocking' ? broken : odd).add(cell)
  }
  for (const cell of sheet.cells) {
    const id = cell.name.slice('cell:'.length)
    const code = refused.get(id)
    const unread = code !== undefined && code !== 'figure-missing'
    const td = present(cell.closest('td'), 'td')
    td.classList.remove('look')
    td.querySelector('.error')?.remove()
    td.classList.toggle('broken', broken.has(id))
    td.classList.toggle('explain', odd.has(id) && !broken.has(id))
    td.classList.toggle('unread', unread)
    if (broken.has(id) || unread) cell.setAttribute('aria-invalid', 'true')
    else cell.removeAttribute('aria-invalid')
    if (unread) td.title = shortProblems[code]?.[sheet.language] ?? ''
    else sheet.mark(cell.name)
  }
}

/** The row under a table whose columns must balance: each says by itself whether it does, while the table is filled in. */
function balanceOf(sheet: Sheet, grid: HTMLTableElement): ((figures: Readonly<Record<string, Figure>>) => void)[] {
  const { compiled, language } = sheet
  const [table] = (grid.dataset.block ?? '').split('.')
  const byColumn = new Map<string, RelationInstance>()
  for (const instance of compiled.instances) {
    const { terms, relation } = instance
    const column = terms[0]?.cell.column
    const own = terms.every(({ cell, source }) => source === 'own' && cell.table === table && cell.column === column)
    if (own && column !== undefined && relation.operator === '=' && !relation.derives && terms.length > 3)
      byColumn.set(column, instance)
  }
  const [any] = byColumn.values()
  const foot = grid.tFoot ?? grid.createTFoot()
  if (!any || foot.rows.length > 0) return []
  const row = foot.insertRow()
  const first = firstOf(firstOf(grid.tBodies).rows)
  const head = document.createElement('th')
  head.scope = 'row'
  head.textContent = sheet.say(deskTexts.balance)
  head.title = `${any.relation.leftIs[language]} ＝ ${any.relation.rightIs[language]}`
  row.append(head)
  const columns = [...first.querySelectorAll<HTMLElement>('td:not(.fold-cell)')].map((td) => {
    const id = td.id || td.querySelector('input')?.id || ''
    return { td: row.insertCell(), instance: byColumn.get(compiled.byId.get(id.slice('cell-'.length))?.column ?? '') }
  })
  return [
    (figures) => {
      for (const { td, instance } of columns) if (instance) showBalance(td, instance, figures)
    },
  ]

  function showBalance(td: HTMLElement, { terms }: RelationInstance, figures: Readonly<Record<string, Figure>>): void {
    const side = (which: 'left' | 'right') =>
      sumOfTerms(
        figures,
        terms.filter((term) => term.side === which),
      )
    const [left, right] = [side('left'), side('right')]
    const complete = left !== blank && right !== blank
    const holds = complete && left === right
    td.className = complete ? (holds ? '' : 'off') : 'wait'
    const text = complete ? `${left}${holds ? '＝' : '≠'}${right}${holds ? ' ✓' : ''}` : '–'
    if (td.textContent !== text) td.textContent = text
  }
}

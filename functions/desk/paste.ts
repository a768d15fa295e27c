import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import type { FilesScript } from './files.ts'
import type { Change, Sheet } from './sheet.ts'
import type { Steps } from './steps.ts'

/** A block from a spreadsheet, a document or a page goes into its cells, or nowhere and the reason is said. */
export function pasteBlocks(
  sheet: Sheet,
  steps: Steps,
  load: () => Promise<FilesScript | undefined>,
  tell: (text: LocalizedText) => void,
): void {
  // Ready before it is needed; a line that is slow has the time in which the first figures are typed.
  sheet.form.addEventListener('focusin', () => void load(), { once: true })

  sheet.form.addEventListener('paste', (event) => {
    const { target, clipboardData } = event
    if (!sheet.isCell(target) || !clipboardData) return
    const copied = { html: clipboardData.getData('text/html'), text: clipboardData.getData('text/plain') }
    const one = copied.text.trim()
    if (!/<table[\s>]/i.test(copied.html) && !/[\t\n]/.test(one)) return
    event.preventDefault()
    void place(target, copied)
  })

  async function place(cell: HTMLInputElement, copied: { html: string; text: string }): Promise<void> {
    const files = await load()
    if (!files) return tell(deskTexts.scriptGone)
    const placed = files.placePasted(copied, sheet.compiled, sheet.own, cell.name.slice('cell:'.length))
    if (placed === 'single') {
      steps.take('paste', new Map([[cell.name, { value: copied.text.trim() }]]))
      return
    }
    if ('refused' in placed) {
      const { zh, en } = placed.refused
      return tell({ zh: `${deskTexts.notPasted.zh}：${zh}`, en: `${deskTexts.notPasted.en}: ${en}` })
    }
    const values = new Map(
      Object.entries(placed.cells).map(([id, value]): [string, Change] => [`cell:${id}`, { value }]),
    )
    const count = steps.take('paste', values)
    const said = [deskTexts.pasted(count), ...placed.notes]
    tell({ zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') })
  }
}

import { present } from '../../shared/present.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { element, onPage } from './element.ts'
import type { FilesScript } from './files.ts'
import type { Sheet } from './sheet.ts'
import type { Steps } from './steps.ts'

/** What can be done with the form as a whole: a file into it, and paper out of it. On a narrow screen it stands at the end. */
export function addTools(
  sheet: Sheet,
  steps: Steps,
  load: () => Promise<FilesScript | undefined>,
  tell: (text: LocalizedText) => void,
): void {
  const { form } = sheet
  const tools = onPage(form, '.tools-of-form')
  const input = element('input', { type: 'file', hidden: true, accept: kinds })
  const read = async (file: File | undefined) => {
    if (!file) return
    tell(deskTexts.reading)
    const files = await load()
    if (!files) return tell(deskTexts.scriptGone)
    await files.readInto(file, sheet, steps, tell)
  }
  input.addEventListener('change', () => {
    void read(input.files?.[0])
    input.value = ''
  })
  tools.addEventListener('click', ({ target }) => {
    const { id } = target as Element
    if (id === 'read-file') input.click()
    if (!/^print/.test(id)) return
    document.documentElement.classList.toggle('print-blank', id === 'print-empty')
    print()
  })
  if (matchMedia('(max-width:60rem)').matches) onPage(form, '.signature').before(tools)

  const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  // Also beside the form: a browser would show the file in the form's place.
  for (const name of ['dragover', 'dragleave', 'drop'] as const)
    addEventListener(name, (event) => {
      if (!hasFile(event)) return
      event.preventDefault()
      form.classList.toggle('over', name === 'dragover')
      if (name === 'drop') void read(present(event.dataTransfer, 'dataTransfer').files[0])
    })
}

const kinds = '.docx,.xlsx,.odt,.ods,.html,.htm,.csv,.txt,.json,.pdf'

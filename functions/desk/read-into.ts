import { present } from '../../shared/present.ts'
import {
  type Difference,
  type FileForForm,
  type FileRead,
  type FormForFile,
  fileForForm,
  readForForm,
} from '../../shared/printed/file-for-form.ts'
import { readReportFile } from '../../shared/printed/files/read-file.ts'
import type { UnreadableFile } from '../../shared/printed/printed-document.ts'
import { readTemplate } from '../../shared/printed/slice-template.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { fileTexts } from '../../shared/words/clerk/file-texts.ts'
import { unopenedFile } from '../../shared/words/printed/unopened-file.ts'
import { wordsIn } from '../../shared/words/words-in.ts'
import { element, onPage } from './element.ts'
import { bytesOf } from './given-file.ts'
import type { Change, Sheet } from './sheet.ts'
import type { Steps } from './steps.ts'

/** What a file says is shown beside what stands in the form; a person says what of it is taken, and takes it back with one undo. */
export async function readInto(
  file: File,
  sheet: Sheet,
  steps: Steps,
  tell: (text: LocalizedText) => void,
): Promise<void> {
  const { data, compiled, own } = sheet
  const t = wordsIn(fileTexts, data.language)
  const form: FormForFile = {
    compiled,
    own,
    roles: data.roles,
    year: data.year,
    unit: data.unitName,
    values: sheet.values(),
  }
  const read = await fileRead(file, sheet, form)
  const card = element('section', { className: 'card file', id: 'from-file', tabIndex: -1 })
  document.getElementById('from-file')?.remove()
  onPage(sheet.form, '.parts').prepend(card)
  const close = () => card.remove()
  if ('problem' in read) {
    tell(fileTexts.failed(file.name))
    card.append(
      heading(t.failed(file.name)),
      element('p', {}, read.problem[data.language]),
      buttons([[t.leave, close]]),
    )
  } else {
    const found = fileForForm(read, form)
    const chosen = offer(card, found, file.name)
    tell(chosen.said)
    const take = (names: Iterable<string>) => {
      const values = [...names].map((name): [string, Change] => [
        name,
        { value: present(chosen.values[name], name), origin: 'file' },
      ])
      const count = steps.take('file', new Map(values))
      close()
      tell(fileTexts.taken(count))
    }
    const fresh = Object.keys(found.fresh)
    const whole: [string, () => void] = [
      found.differing.length > 0 ? t.replace : t.fill,
      () => take([...fresh, ...chosen.ticked()]),
    ]
    const some: [string, () => void] = [t.onlyEmpty, () => take(fresh)]
    const any = fresh.length + found.differing.length > 0
    card.append(
      buttons([
        ...(any ? [whole] : []),
        ...(any && found.differing.length > 0 && fresh.length > 0 ? [some] : []),
        [t.leave, close],
      ]),
    )
  }
  card.scrollIntoView({ block: 'start' })
  onPage<HTMLButtonElement>(card, 'button').focus({ preventScroll: true })

  function offer(card: HTMLElement, { fresh, differing, ...rest }: FileForForm, name: string) {
    const places = Object.keys(fresh).length + differing.length + rest.same
    const said = places === 0 ? fileTexts.nothing : fileTexts.found(places, differing.length, rest.same)
    card.append(
      heading(said[data.language]),
      element('p', {}, t.notYet(name)),
      ...rest.notes.map((note) => element('p', { className: 'hint' }, note[data.language])),
    )
    const ticks = differing.length > 0 ? table(card, differing) : []
    const where = ({ where }: { where: LocalizedText }) => where[data.language]
    const told = [
      list(
        t.totals,
        rest.totals.map((one) => t.total(where(one), one.printed, one.sum)),
        t.computed,
      ),
      list(
        t.unread,
        rest.unread.map((one) => t.unreadLine(where(one), one.printed, one.reason[data.language])),
      ),
      list(
        t.locked,
        rest.locked.map((one) => t.lockedLine(where(one), one.stands, one.file)),
      ),
    ]
    card.append(...told.flat(), rest.open > 0 ? element('p', { className: 'hint' }, t.open(rest.open)) : '')
    return {
      said,
      values: { ...fresh, ...Object.fromEntries(differing.map(({ field, file }) => [field, file])) } as Record<
        string,
        string
      >,
      ticked: () => ticks.filter(({ checked }) => checked).map(({ value }) => value),
    }
  }

  function table(card: HTMLElement, differing: readonly Difference[]): HTMLInputElement[] {
    const ticks: HTMLInputElement[] = []
    const rows = differing.map(({ field, where, stands, file }) => {
      const name = where[data.language]
      const tick = element('input', { type: 'checkbox', checked: true, value: field })
      tick.setAttribute('aria-label', t.takeOf(name))
      ticks.push(tick)
      const row = element('tr', {}, element('th', { scope: 'row' }, name))
      row.append(element('td', {}, short(stands)), element('td', {}, short(file)), element('td', {}, tick))
      return row
    })
    const head = [t.where, t.yours, t.file, t.take].map((text) => element('th', { scope: 'col' }, text))
    const made = element('table', { className: 'compare' })
    made.append(element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows))
    card.append(made)
    return ticks
  }
}

/** The unit's own template, or any kind of report: its figures go into the cells of this form or nowhere. */
async function fileRead(file: File, { compiled, data }: Sheet, form: FormForFile): Promise<FileRead | UnreadableFile> {
  const bytes = await bytesOf(file)
  if (!bytes) return { problem: unopenedFile }
  const template = readTemplate(bytes, { ...form, cycle: data.cycle, unitId: data.unit })
  if (template) return template
  const noPdf = () => Promise.reject(new Error('pdf'))
  try {
    const report = await readReportFile(bytes, file.name, { definitions: [compiled], readPdf: noPdf })
    return 'problem' in report ? report : readForForm(report, form)
  } catch (error) {
    if (error instanceof Error && error.message === 'pdf') return { problem: fileTexts.noPdf }
    throw error
  }
}

const heading = (text: string) => element('h3', {}, text)
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

function list(title: string, lines: readonly string[], after = ''): HTMLElement[] {
  if (lines.length === 0) return []
  const items = lines.map((line) => element('li', {}, line))
  return [heading(title), element('ul', {}, ...items), ...(after ? [element('p', { className: 'hint' }, after)] : [])]
}

function buttons(actions: readonly (readonly [string, () => void])[]): HTMLElement {
  const made = actions.map(([text, act], n) => {
    const button = element('button', { type: 'button', className: n === 0 ? '' : 'plain' }, text)
    button.addEventListener('click', act)
    return button
  })
  return element('p', { className: 'buttons' }, ...made)
}

import { html, raw } from 'hono/html'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { lastYearTexts as texts } from '../../words/office/last-year-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Markup, notice, problemsNotice } from '../frame/layout.ts'
import { figureListStyle, figureLists } from '../report/figure-list.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

/** One report as it was read, before it counts. */
export type BroughtShown = {
  name: string
  printedAs: string
  file: string
  digest: string
  compiled: CompiledDefinition
  figures: Figures
  read: number
  open: number
  unread: readonly LocalizedText[]
}

export type LastYearPage = OfficeFrame & {
  formToken: string
  year: number
  bodies: readonly { id: string; name: string }[]
  /** Of which of them; the empty id is the issuer's. */
  unit?: string
  known: readonly { name: string; files: readonly { file: string; digest: string; by: string }[] }[]
  without: number
  closed: boolean
  problems: readonly Problem[]
  reading?: {
    shown: readonly BroughtShown[]
    /** The figures as they would stand; those they take the place of; how many acts were seen. */
    previous: string
    before: string
    after: number
  }
}

/** Where last year's reports are put into a cycle: what was read is looked at, then confirmed. */
export function lastYearPage(page: LastYearPage): string {
  const { language, reading, problems } = page
  const t = wordsIn(texts, language)
  return officePage(page, {
    title: t.title,
    languageAt: '/board/last-year',
    styles: [figureListStyle, broughtStyle],
    body: html`${problems.length > 0 ? problemsNotice(t.refused(problems.length), problems, language) : ''}
${reading ? html`<h2>${t.found(reading.shown.length)}</h2>${broughtTables(reading.shown, language)}${confirmForm(page, reading)}` : ''}
${
  page.closed
    ? notice('note', t.closed)
    : html`<p>${t.says(page.year)}</p><form method="post" action="/board/last-year" enctype="multipart/form-data"><input type="hidden" name="form-token" value="${page.formToken}">
<p><label>${t.whose} <select name="unit"><option value="?">${t.byName}</option>${page.bodies.map(({ id, name }) => html`<option value="${id}"${id === page.unit ? raw(' selected') : ''}>${name}</option>`)}</select></label></p>
<p><label>${t.files} <input type="file" name="last-year" multiple required class="drop"></label></p><p class="hint">${t.readSays}</p><p class="buttons"><button>${t.read}</button></p></form>`
}
<h2>${t.known}</h2>${page.known.length === 0 ? html`<p>${t.none}</p>` : html`<table class="known"><thead><tr><th scope="col">${t.body}</th><th scope="col">${t.from}</th></tr></thead><tbody>${page.known.map(({ name, files }) => html`<tr><th scope="row">${name}</th><td>${files.length === 0 ? t.noFile : files.map(({ file, digest, by }) => html`<div>${file}　${t.byPerson(by)}<br><span class="hint digest">${digest}</span></div>`)}</td></tr>\n`)}</tbody></table>`}
${page.without > 0 ? html`<p class="hint">${t.without(page.without)}</p>` : ''}<p><a href="/board">${t.back}</a></p>`,
  })
}

function confirmForm({ language, formToken }: LastYearPage, reading: NonNullable<LastYearPage['reading']>): Markup {
  const t = wordsIn(texts, language)
  const fields = {
    'form-token': formToken,
    act: 'last-year',
    previous: reading.previous,
    before: reading.before,
    after: String(reading.after),
    reason: t.defaultReason,
  }
  return html`<p>${t.cycleSays}</p><form method="post" action="/board">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<p class="buttons"><button>${t.confirm}</button></p></form>`
}

/** What was read of each file, as tables, with what was not. */
export function broughtTables(shown: readonly BroughtShown[], language: Language): Markup[] {
  const t = wordsIn(texts, language)
  return shown.map(
    ({ name, printedAs, file, digest, compiled, figures, read, open, unread }, n) =>
      html`<details class="brought"${n < 3 ? raw(' open') : ''}><summary>${t.taken(name, read, open)}</summary><p class="hint digest">${t.file(file, digest)}</p><p class="hint">${t.printedAs(printedAs)}</p>
${unread.length > 0 ? html`<h3>${t.unread}</h3><ul>${unread.map((line) => html`<li>${line[language]}</li>`)}</ul>` : ''}${figureLists({ compiled, language, figures, heading: t.lastYear })}</details>`,
  )
}

export const broughtStyle = `
.brought{border:1px solid var(--line);border-radius:4px;padding:.2rem 1rem .6rem;margin:.8rem 0;max-width:46rem}.brought>summary{font-weight:600;padding:.5rem 0;cursor:pointer}
.drop{display:block;box-sizing:border-box;width:100%;max-width:46rem;font:inherit;border:2px dashed var(--field);border-radius:4px;padding:1.2rem .8rem;margin:.3rem 0;background:var(--tint)}
.known{border-collapse:collapse}.known th,.known td{border-bottom:1px solid var(--line);padding:.35rem 1.2rem .35rem 0;text-align:left;vertical-align:top;font-weight:400}.known thead th{font-weight:600}
.digest{overflow-wrap:anywhere}
select{font:inherit;max-width:100%;min-height:2.6rem}
`

import { placesOf } from '../../shared/draft/desk-data.ts'
import { type Changes, printOf } from '../../shared/draft/working-copy.ts'
import type { CopyOnPage } from '../../shared/pages/slice/slice-form.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { keptTexts } from '../../shared/words/clerk/kept-texts.ts'
import { onPage } from './element.ts'
import type { Sheet } from './sheet.ts'

export type Saved = { version: number; saved: string } & Partial<Omit<CopyOnPage, 'version' | 'saved'>>

/** Milliseconds after the last key, and the longest a figure waits. */
const [quiet, longest] = [2_000, 15_000]
/** A request that outlives its page may carry so much; more stays in this browser until it is opened again. */
const mostAtLeaving = 60_000

/**
 * Saves what is typed, a moment after the last key, and keeps in this browser what the server has not confirmed. Nothing is sent
 * before a person has done something on the page, and nothing after the form itself was sent: what it carries goes once. Whoever types
 * on has stopped the load, or types what the form did not carry.
 */
export function keepTyped(
  sheet: Sheet,
  tell: (state: 'saved' | 'saving' | 'waiting', text: LocalizedText) => void,
  joined: (answer: Saved) => void,
) {
  const { form, data } = sheet
  const hidden = (name: string) => onPage<HTMLInputElement>(form, `input[name="${name}"]`)
  const seen: Record<string, string> = JSON.parse(hidden('seen').value || '{}')
  const here = keptHere(`${placesOf(data.cycle)}${data.unit}`, data.revision)
  const { mark } = here
  hidden('mark').value = mark
  const confirmed = new Set<string>()
  // A reason that its page has no box for was not seen: the empty box that comes with the figures takes nothing back.
  const unseen = Object.keys(seen).filter((name) => name.startsWith('why:') && !sheet.fieldOf(name))
  for (const name of unseen) delete seen[name]
  /** As of which save the page knows the copy: 0 asks for all of it. */
  let version = unseen.length > 0 ? 0 : data.version
  let touched = false
  let leaving = false
  let sending = false
  let timer = 0
  let latest = 0
  let pause = quiet

  const changes = () => changesIn(sheet, seen, confirmed)
  const keepHere = () => here.keep(changes())

  const bodyOf = (sent: Changes): string =>
    JSON.stringify({
      formToken: hidden('form-token').value,
      cycle: data.cycle,
      unit: data.unit,
      revision: data.revision,
      version,
      mark,
      changes: sent,
    })
  const post = (body: string, { keepalive }: { keepalive: boolean }) =>
    fetch(`/slice/working-copy${location.search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      credentials: 'same-origin',
      body,
      keepalive,
    })

  async function save(): Promise<void> {
    clearTimeout(timer)
    timer = 0
    const sent = changes()
    if (leaving || sending || Object.keys(sent).length === 0) return
    sending = true
    clearTimeout(latest)
    latest = 0
    tell('saving', deskTexts.saving)
    try {
      const response = await post(bodyOf(sent), { keepalive: false })
      const answer = await response.json()
      if (response.ok) confirm(sent, answer as Saved)
      else refuse(response.status, answer.problems?.[0])
    } catch {
      retry(keptTexts.away, deskTexts.keptHere)
    }
    sending = false
    if (Object.keys(changes()).length > 0 && timer === 0) schedule(quiet)
  }

  function confirm(sent: Changes, answer: Saved): void {
    for (const [name, { to }] of Object.entries(sent)) {
      seen[name] = printOf(to)
      confirmed.delete(name)
    }
    version = answer.version
    pause = quiet
    const { values, origins = {} } = answer
    if (values) join(values, origins)
    joined(answer)
    // Reasons have their boxes only now.
    if (values) join(values, origins)
    hidden('seen').value = JSON.stringify(seen)
    keepHere()
    tell('saved', deskTexts.saved(answer.saved))
  }

  /** Fields that others changed since, where this page has not: what is typed over them now is typed over what it showed. */
  function join(values: CopyOnPage['values'], origins: CopyOnPage['origins']): void {
    const own = sheet.values()
    for (const [name, value] of Object.entries(values)) {
      const untouched = printOf(own[name] ?? '') === (seen[name] ?? '')
      const isShown = name.startsWith('for:') || own[name] === value || (untouched && own[name] !== undefined)
      if (!isShown) continue
      if (own[name] !== value) sheet.put(name, { value, origin: origins[name.replace(/^cell:/, '')] })
      seen[name] = printOf(value)
    }
  }

  function refuse(status: number, problem: { code: string; message: string } | undefined): void {
    const text = problem?.message ?? ''
    if (status === 401) wait(deskTexts.reopen)
    else if (problem?.code === 'slice-changed') wait(deskTexts.reload)
    else if (status === 429 || status >= 500 || text === '') retry(deskTexts.again)
    else wait({ zh: text, en: text })
  }

  function retry(why: LocalizedText, kept = why): void {
    wait(why, kept)
    pause = Math.min(pause * 2, 60_000)
    schedule(pause)
  }

  /** Why it is not saved; who reads it may think that it is kept here, unless it is not. */
  function wait(why: LocalizedText, kept = why): void {
    tell('waiting', keepHere() ? kept : keptTexts.nowhere(why))
  }

  function schedule(after: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = 0
      void save()
    }, after) as unknown as number
  }

  // The page itself has asked for the server and had no answer (pages/frame/press-script.ts).
  form.addEventListener('away', () => retry(keptTexts.away, deskTexts.keptHere))
  form.addEventListener('submit', () => {
    leaving = true
    clearTimeout(timer)
    keepHere()
    hidden('seen').value = JSON.stringify(seen)
    hidden('origins').value = JSON.stringify(Object.fromEntries([...sheet.origins]))
  })
  addEventListener('pageshow', () => {
    leaving = false
  })
  addEventListener('online', () => touched && schedule(0))
  addEventListener('pagehide', () => {
    if (leaving) return
    keepHere()
    const body = bodyOf(changes())
    if (touched && Object.keys(changes()).length > 0 && body.length * 3 < mostAtLeaving)
      void post(body, { keepalive: true }).catch(() => undefined)
  })

  return {
    /** Something was typed, pasted or undone. */
    dirty(): void {
      touched = true
      leaving = false
      keepHere()
      if (sending) return
      schedule(quiet)
      if (latest === 0) latest = setTimeout(() => void save(), longest) as unknown as number
    },
    /** A person has typed a value again that nobody had typed. */
    confirm: (name: string) => confirmed.add(name),
    /**
     * Puts in what this browser kept and the page does not show, as typed over what its writer saw: `overtaken` where something else
     * stands by now. All that the server has is asked for then, since that says what is contested.
     */
    restore(): { overtaken: boolean }[] {
      const shown = sheet.values()
      const missing = Object.entries(here.fields).filter(
        ([name, { to }]) => shown[name] !== to && (name === 'nil' || sheet.fieldOf(name)),
      )
      const restored = missing.map(([name, { from, to, origin }]) => {
        const overtaken = (seen[name] ?? '') !== from
        if (overtaken) version = 0
        seen[name] = from
        sheet.put(name, { value: to, origin })
        return { overtaken }
      })
      hidden('seen').value = JSON.stringify(seen)
      return restored
    },
    save,
  }
}
export type Keeper = ReturnType<typeof keepTyped>

/** What differs from what the server said, or is a person's word now. */
function changesIn(sheet: Sheet, seen: Readonly<Record<string, string>>, confirmed: ReadonlySet<string>): Changes {
  const changed = Object.entries(sheet.values()).filter(
    ([name, value]) => printOf(value) !== (seen[name] ?? '') || confirmed.has(name),
  )
  return Object.fromEntries(
    changed.map(([name, to]) => {
      const origin = sheet.origins.get(name)
      return [name, { from: seen[name] ?? '', to, ...(origin && { origin }) }]
    }),
  )
}

/**
 * What the server has not confirmed, in this browser, each beside what it was typed over: another may save there meanwhile. Pages of one
 * form share the place, and each takes out of it only what it has put there or found there when it was opened.
 */
function keptHere(place: string, revision: number) {
  const found = readPlace()
  const mark = found?.mark ?? sessionMark()
  let own = new Set(Object.keys(found?.fields ?? {}))

  function readPlace(): { mark: string; fields: Changes } | undefined {
    try {
      const kept = JSON.parse(localStorage.getItem(place) ?? 'null')
      if (kept?.revision !== revision) return undefined
      // The version before kept values alone: as typed over nothing, they contest whatever stands.
      const fields = Object.entries<Changes[string] | string>(kept.fields).map(([name, change]) => [
        name,
        typeof change === 'string' ? { from: '', to: change } : change,
      ])
      return { mark: kept.mark, fields: Object.fromEntries(fields) }
    } catch {
      return undefined
    }
  }

  /** Known by its own saves also after it is loaded again. */
  function sessionMark(): string {
    const made = [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join('')
    try {
      const known = sessionStorage.getItem(place)
      if (known) return known
      sessionStorage.setItem(place, made)
    } catch {
      // A browser that keeps nothing: each page is a writer of its own.
    }
    return made
  }

  return {
    mark,
    fields: found?.fields ?? {},
    /** Whether nothing of it would be lost with the page. */
    keep(unsaved: Changes): boolean {
      const names = Object.keys(unsaved)
      try {
        const others = Object.entries(readPlace()?.fields ?? {}).filter(([name]) => !own.has(name))
        const fields = { ...Object.fromEntries(others), ...unsaved }
        if (Object.keys(fields).length === 0) localStorage.removeItem(place)
        else localStorage.setItem(place, JSON.stringify({ revision, mark, fields }))
        own = new Set(names)
        return true
      } catch {
        // Full or forbidden: the server still has what it confirmed.
        return names.length === 0
      }
    },
  }
}

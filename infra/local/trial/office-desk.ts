import { html } from 'hono/html'
import { download, type Response } from '../../../functions/door/exchange.ts'
import type { HttpFunction } from '../../../functions/door/handler.ts'
import { type Markup, pageLayout } from '../../../shared/pages/frame/layout.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { ownMachineTexts as texts } from '../../../shared/words/office/own-machine-texts.ts'
import { wordsIn } from '../../../shared/words/words-in.ts'
import type { MovableClock } from './movable-clock.ts'
import type { Outbox, ReceivedMail } from './outbox.ts'

export type DeskServices = {
  outbox: Outbox
  clock: MovableClock
  /** Runs the timer and lets everything that follows from it happen. */
  keepTime(): Promise<void>
}

/**
 * What only the embedded system has: a start page, an outbox that shows every mail as its reader sees it, and a clock that
 * can be moved. A machine gets the mails as JSON (Accept: application/json).
 */
export function deskPage(method: string, path: string): HttpFunction<DeskServices> | undefined {
  const get = method === 'GET' || method === 'HEAD'
  if (path === '/' && get) return showStart
  if (path === '/clock' && get) return showClock
  if (path === '/clock' && method === 'POST') return moveClock
  if (path === '/outbox' && get) return showOutbox
  if (/^\/outbox\/\d{6}(\/html|\/source|\/attachment\/\d+)?$/.test(path) && get) return showMail
  return undefined
}

const showStart: HttpFunction<DeskServices> = async ({ language }, { clock, outbox }) => {
  const t = wordsIn(texts, language)
  const mails = await outbox.mails()
  return page(
    language,
    t.name,
    html`<p>${t.what}</p>
<ul class="ways">
<li><a href="/outbox">${t.outbox}</a><br>${t.outboxSays} ${t.mailCount(mails.length)}</li>
<li><a href="/board">${t.board}</a><br>${t.boardSays}</li>
<li><a href="/public/">${t.publicSite}</a><br>${t.publicSays}</li>
</ul>
<h2>${t.clock}</h2>
<p><strong>${civil(clock.now())}</strong> ${t.beijing}</p>
<form method="post" action="/clock">
<p><label>${t.forwardDays} <input name="days" type="number" min="0" max="366" value="1" required></label>
<label>${t.forwardHours} <input name="hours" type="number" min="0" max="23" value="0" required></label>
<button>${t.move}</button></p>
<p class="hint">${t.clockSays}</p>
</form>`,
    '/',
  )
}

const showClock: HttpFunction<DeskServices> = async (_, { clock }) => json({ now: clock.now() })

/** `to` an instant, or forward by `days` and `hours`; by form or JSON. */
const moveClock: HttpFunction<DeskServices> = async (request, { clock, keepTime }) => {
  const asked = { ...(request.form?.values ?? {}), ...(request.json as Record<string, unknown> | undefined) }
  const now = Date.parse(clock.now())
  const to = asked.to === undefined ? forward(now, asked.days, asked.hours) : Date.parse(asTyped(asked.to))
  if (!(to >= now && to <= now + farthest))
    throw new Refusal({ code: 'field-malformed', field: 'to', message: texts.clockRefused })
  await clock.moveTo(new Date(to).toISOString())
  await keepTime()
  if (request.json !== undefined) return json({ now: clock.now() })
  return { status: 303, headers: { location: '/' }, body: '' }
}

/** In one move. The clock never goes back, so a slip of the finger must not end the folder. */
const farthest = 366 * 24 * 3_600_000 // milliseconds

const forward = (now: number, days: unknown = '0', hours: unknown = '0'): number =>
  now + (Number(asTyped(days)) * 24 + Number(asTyped(hours))) * 3_600_000

const asTyped = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '?')

const showOutbox: HttpFunction<DeskServices> = async ({ language, headers, query }, { outbox }) => {
  const mails = await outbox.mails(query.after)
  if (!headers.accept?.includes('text/html')) return json(mails)
  const t = wordsIn(texts, language)
  const rows = mails.toReversed().map(
    (mail) => html`<li><a href="/outbox/${mail.id}">${mail.subject}</a>
<br>${t.to} ${mail.to.name} &lt;${mail.to.address}&gt; · ${civil(mail.date)}</li>`,
  )
  return page(
    language,
    t.outbox,
    html`<p><a href="/">${t.back}</a></p>
${mails.length === 0 ? html`<p>${t.noMails}</p>` : html`<ol class="mails" reversed>${rows}</ol>`}`,
    '/outbox',
  )
}

const showMail: HttpFunction<DeskServices> = async ({ path, language, headers }, { outbox }) => {
  const [, , id = '', part, index] = path.split('/')
  const mail = await outbox.mail(id)
  if (mail === undefined) throw new Refusal({ code: 'not-found', message: texts.noMail })
  if (part === 'html') return mailBody(mail)
  if (part === 'source') return text('text/plain; charset=utf-8', String(Buffer.from((await outbox.source(id)) ?? [])))
  if (part === 'attachment') {
    const attachment = mail.attachments[Number(index)]
    if (attachment === undefined) throw new Refusal({ code: 'not-found', message: texts.noMail })
    const { filename, contentType, content, isBase64 } = attachment
    return download(filename, contentType, isBase64 ? Buffer.from(content, 'base64') : content)
  }
  if (!headers.accept?.includes('text/html')) return json(mail)
  const t = wordsIn(texts, language)
  const attachments = mail.attachments.map(
    (a, i) => html`<li><a href="/outbox/${id}/attachment/${i}">${a.filename}</a> (${a.contentType})</li>`,
  )
  return page(
    language,
    mail.subject,
    html`<p><a href="/outbox">${t.backToOutbox}</a></p>
<dl class="facts">
<dt>${t.from}</dt><dd>${mail.from.name} &lt;${mail.from.address}&gt;</dd>
<dt>${t.to}</dt><dd>${mail.to.name} &lt;${mail.to.address}&gt;</dd>
<dt>${t.date}</dt><dd>${civil(mail.date)}</dd>
</dl>
${attachments.length > 0 ? html`<h2>${t.attachments}</h2><ul>${attachments}</ul>` : ''}
<h2>${t.asPage}</h2>
<iframe src="/outbox/${id}/html" title="${mail.subject}" sandbox="allow-top-navigation-by-user-activation"></iframe>
<h2>${t.asText}</h2>
<pre>${withLinks(mail.text)}</pre>
<p><a href="/outbox/${id}/source">${t.source}</a></p>`,
    path,
    { 'content-security-policy': mailPagePolicy },
  )
}

/** The mail's own HTML as a mail program would show it: no scripts, nothing loaded, links that leave the frame. */
const mailBody = (mail: ReceivedMail): Response => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': mailPolicy },
  body: `<base target="_top">${mail.html}`,
})
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"

const mailPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** Addresses become links, as mail programs do with plain text. */
const withLinks = (plainText: string) =>
  plainText
    .split(/(https?:\/\/[^\s<>"）)，。]+)/)
    .map((piece, i) => (i % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : piece))

const page = (
  language: Language,
  title: string,
  body: Markup,
  path: string,
  headers?: Record<string, string>,
): Response =>
  text('text/html; charset=utf-8', pageLayout({ language, title, body, languageAt: path, styles: [style] }), headers)

const text = (contentType: string, body: string, headers: Record<string, string> = {}): Response => ({
  status: 200,
  headers: { 'content-type': contentType, ...headers },
  body,
})
const json = (value: unknown): Response => text('application/json', JSON.stringify(value))

/** An instant as a clock on the wall in Beijing shows it, to the minute. */
function civil(instant: string): string {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? '' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

const style = `
.ways li,.mails li{margin:.75rem 0}
iframe{width:100%;height:34rem;border:1px solid var(--line);background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;background:var(--tint);padding:1rem;margin:0}
input[type=number]{font:inherit;width:5.5rem;padding:.4rem .5rem}
label{margin-right:1rem;font-weight:400}
`

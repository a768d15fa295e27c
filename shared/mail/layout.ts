import { html } from 'hono/html'
import { called } from '../cycle/people.ts'
import type { Language } from '../report/report-definition.ts'
import { mailFrameTexts as texts } from '../words/mails/everybody-mails.ts'
import { languageTag } from '../words/words-in.ts'

export type Mail = {
  subject: string
  text: string
  html: string
  /** A calendar entry for the date something is due. */
  calendar?: string
  attachment?: { filename: string; contentType: string; bytes: Uint8Array }
}

/** What every mail of a cycle says. */
export type MailFrame = {
  language: Language
  /** Name of the report with issuer and year. */
  report: string
  /** The same in a few words, for the subject. */
  short: string
  /** To whom it is addressed. */
  person: { name: string; title?: string }
  /** Who asks, and by which telephone they can be reached. */
  requester: { name: string; phone: string }
  /** The authority whose mail it is. */
  sender: string
  /** In which moments are shown. */
  zone: string
  /** The person's own, where there is something to do. */
  link?: MailLink
  /** That the date in the mail rests on a year without a notice of its working days. */
  provisional?: string
  /** What must be said wherever figures are shown, e.g. that an example is invented. */
  note?: string
}

/** With the person's own link, and the six digits where it is for a decision. */
export type LinkedFrame = MailFrame & { link: MailLink; decisionCode?: string }

type MailLink = {
  url: string
  /** Paste code for readers whose mail program breaks the link. */
  code: string
  /** Until when it is good, as a person reads it. */
  until?: string
}

export type MailBlock = string | { list: string[] } | { facts: [string, string][] } | { quote: string }

export type MailContent = {
  subject: string
  /** Before the link. */
  lead: MailBlock[]
  /** What the button says that is the frame's link: one at most, so that there is nothing to choose from and nothing for a scanner to decide. */
  open?: string
  /** Six digits to be typed for a decision. */
  decisionCode?: string
  /** After the link. */
  rest?: MailBlock[]
  calendar?: string
}

/** A mail in plain text and HTML with the same words. */
export function mailOf(frame: MailFrame, content: MailContent): Mail {
  const subject = content.subject.replace(/\s+/g, ' ').trim()
  return {
    subject,
    text: plainText(frame, content),
    html: markup(frame, content, subject),
    ...(content.calendar && { calendar: content.calendar }),
  }
}

function plainText(frame: MailFrame, content: MailContent): string {
  const { language, link } = frame
  const { open, decisionCode } = content
  const blocks = [
    texts.greeting(called(frame.person, frame.language))[language],
    ...content.lead.map(plainBlock),
    ...(decisionCode ? [`${texts.decisionCode[language]}${decisionCode}`] : []),
    ...(link && open
      ? [
          `${open}${texts.colon[language]}\n${link.url}`,
          `${texts.paste(placeOf(link.url))[language]}\n${link.code}`,
          texts.personal(link.until)[language],
        ]
      : []),
    ...(content.rest ?? []).map(plainBlock),
    ...[frame.provisional, frame.note].filter((said) => said !== undefined),
    texts.contact(frame.requester.name, frame.requester.phone)[language],
    frame.sender,
  ]
  return `${blocks.join('\n\n')}\n`
}

function plainBlock(block: MailBlock): string {
  if (typeof block === 'string') return block
  if ('list' in block) return block.list.map((line, index) => `${index + 1}. ${line}`).join('\n')
  if ('quote' in block) return block.quote.replace(/^/gm, '> ')
  return block.facts.map(([label, value]) => `${label}：${value}`).join('\n')
}

const ink = '#1b1b1b'
const soft = '#555555'
const accent = '#0b4a8f'
/** Mail programs drop style sheets, so every element carries its own. */
const styles = {
  body: `margin:0;padding:0;background:#f3f5f7;color:${ink}`,
  sheet: `max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff;font:16px/1.75 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:${ink};overflow-wrap:break-word`,
  report: `margin:0 0 16px;padding-bottom:10px;border-bottom:3px solid ${accent};color:${soft};font-size:15px`,
  paragraph: 'margin:12px 0',
  button: `display:inline-block;padding:11px 26px;background:${accent};color:#ffffff;border-radius:4px;text-decoration:none;font-weight:bold`,
  code: 'font:bold 20px/1.6 Menlo,Consolas,monospace;letter-spacing:2px;white-space:nowrap',
  box: `margin:16px 0;padding:12px 14px;border-left:4px solid ${accent};background:#f4f8fc`,
  small: `margin:10px 0;color:${soft};font-size:14px`,
  quote: 'margin:12px 0;padding:8px 14px;border-left:4px solid #c4c8cc;background:#f7f7f7;white-space:pre-line',
  label: `padding:2px 14px 2px 0;color:${soft};text-align:left;vertical-align:top;font-weight:normal;white-space:nowrap`,
  foot: `margin:20px 0 0;padding-top:12px;border-top:1px solid #c4c8cc;color:${soft};font-size:14px`,
}

function markup(frame: MailFrame, content: MailContent, subject: string): string {
  const { language, link } = frame
  const { open, decisionCode } = content
  return String(html`<!doctype html>
<html lang="${languageTag[language]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${subject}</title></head>
<body style="${styles.body}">
<div style="${styles.sheet}">
<p style="${styles.report}">${frame.report}</p>
<p style="${styles.paragraph}">${texts.greeting(called(frame.person, frame.language))[language]}</p>
${content.lead.map(markedUpBlock)}
${decisionCode ? html`<p style="${styles.box}">${texts.decisionCode[language]}<br><span style="${styles.code}">${decisionCode}</span></p>\n` : ''}${
  link && open
    ? html`<p style="margin:22px 0"><a href="${link.url}" style="${styles.button}">${open}</a></p>
<p style="${styles.small}">${texts.paste(placeOf(link.url))[language]}<br><span style="${styles.code};font-size:16px;letter-spacing:1px">${link.code}</span></p>
<p style="${styles.small}">${texts.personal(link.until)[language]}</p>
`
    : ''
}${(content.rest ?? []).map(markedUpBlock)}
${[frame.provisional, frame.note].map((said) => (said ? html`<p style="${styles.small}">${said}</p>\n` : ''))}<p style="${styles.foot}">${texts.contact(frame.requester.name, frame.requester.phone)[language]}<br>${frame.sender}</p>
</div>
</body>
</html>
`)
}

function markedUpBlock(block: MailBlock) {
  if (typeof block === 'string') return html`<p style="${styles.paragraph}">${block}</p>\n`
  if ('list' in block) {
    return html`<ol style="margin:12px 0;padding-left:26px">${block.list.map((line) => html`<li style="margin:5px 0">${line}</li>`)}</ol>\n`
  }
  if ('quote' in block) return html`<div style="${styles.quote}">${block.quote}</div>\n`
  return html`<table role="presentation" style="border-collapse:collapse;margin:12px 0;font-size:16px">${block.facts.map(
    ([label, value]) =>
      html`<tr><th style="${styles.label}">${label}</th><td style="padding:2px 0;overflow-wrap:anywhere">${value}</td></tr>`,
  )}</table>\n`
}

/** Where to paste the code, as one types it: `host/open`. Not written as a link, so that a mail has only one. */
const placeOf = (url: string): string => `${new URL(url).host}${new URL(url).pathname}`

import { html } from 'hono/html'
import { type Problem, problemStatus } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { pageLayout } from './layout.ts'

/** Every problem with a request on one page, each as a sentence that says what to do; with what somebody had `typed`, so that it can be copied. */
export function problemPage(problems: readonly Problem[], language: Language, typed: readonly string[] = []): string {
  const sentences = [...new Set(problems.map((p) => p.message[language]))]
  return frame(problemTitle(problems, language), language, sentences, typed)
}

/** Where something of ours broke: short, without any detail. */
export function brokenPage(language: Language): string {
  return frame(texts.broken[language], language, [texts.tryAgain[language]])
}

/** The one line that says what kind of problem it is; also the title of problem+json. */
export function problemTitle(problems: readonly Problem[], language: Language): string {
  const status = Math.max(...problems.map((p) => problemStatus[p.code]))
  return (titles[status] ?? titles[422])[language]
}

function frame(title: string, language: Language, sentences: string[], typed: readonly string[] = []): string {
  const body =
    sentences.length === 1
      ? html`<p>${sentences[0]}</p>`
      : html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  const kept =
    typed.length > 0 &&
    html`<h2>${texts.typed[language]}</h2>${typed.map((text) => html`<blockquote class="typed">${text}</blockquote>`)}`
  return pageLayout({ language, title, body: html`${body}${kept || ''}` })
}

type Titles = Record<number, Record<Language, string>> & { 422: Record<Language, string> }
const titles: Titles = {
  400: { zh: '发来的内容读不懂', en: 'What was sent could not be read' },
  401: { zh: '请先打开邮件里的链接', en: 'Please open the link in your mail first' },
  403: { zh: '这里不能由您操作', en: 'This is not yours to do' },
  404: { zh: '找不到', en: 'Not found' },
  405: { zh: '不支持这种操作', en: 'That operation is not supported' },
  409: { zh: '情况已有变化', en: 'Things have changed meanwhile' },
  410: { zh: '链接已失效', en: 'This link no longer works' },
  413: { zh: '内容太大', en: 'Too large' },
  415: { zh: '内容类型不对', en: 'Not this kind of content' },
  422: { zh: '有几处需要修改', en: 'Some things need to be corrected' },
  429: { zh: '次数太多', en: 'Too many tries' },
}

const texts = {
  typed: {
    zh: '您刚才写的内容（请复制保存，重新打开后再贴上）',
    en: 'What you had written (copy it, to paste it once you are back)',
  },
  broken: { zh: '系统出了故障', en: 'Something broke on our side' },
  tryAgain: {
    zh: '这次操作没有完成，已填的内容请先保留，稍后再试。',
    en: 'This was not completed. Please keep what you typed and try again later.',
  },
} as const

import { html } from 'hono/html'
import { approverRows, type OpeningTyped } from '../../cycle/opening/opening-form.ts'
import { rosterTemplate } from '../../cycle/opening/roster.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language, ReportDefinition } from '../../report/report-definition.ts'
import { wordsIn } from '../../words/words-in.ts'
import { enterSends } from '../frame/code-field.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'

export type OpeningView = {
  language: Language
  holder: string
  contact: { name: string; phone: string }
  formToken: string
  definition: ReportDefinition
  /** The reports one may open a cycle of. */
  reports: { id: string; title: string }[]
  typed: OpeningTyped
  problems: readonly Problem[]
  /** The roster's bad rows, to be mended and put back. */
  errorFile?: string
}

/** The page that opens a cycle, filled in from the last one. */
export function openingPage(view: OpeningView): string {
  const { language, definition, typed, problems } = view
  const t = wordsIn(texts, language)
  const input = (name: string, label: string, hint = '') =>
    html`<p><label>${label}${hint ? html` <span class="hint">${hint}</span>` : ''}<input type="text" name="${name}" value="${typed[name] ?? ''}" autocomplete="off"></label></p>`
  const person = (prefix: string, label: string) =>
    html`<div class="three"><label>${label} <input type="text" name="${prefix}.name" value="${typed[`${prefix}.name`] ?? ''}" autocomplete="off"></label><label>${t.address} <input type="text" name="${prefix}.address" value="${typed[`${prefix}.address`] ?? ''}" autocomplete="off"></label><label>${t.personTitle} <input type="text" name="${prefix}.title" value="${typed[`${prefix}.title`] ?? ''}" autocomplete="off"></label></div>`
  /** One empty row more than there are people, so that somebody can be added. */
  const rowsOf = (prefix: string) => {
    const numbers = Array.from({ length: approverRows }, (_, i) => i + 1)
    const filled = numbers.filter((n) => typed[`${prefix}.${n}.name`] || typed[`${prefix}.${n}.address`]).at(-1) ?? 0
    return numbers.slice(0, filled + 1)
  }
  const levels = Object.entries(definition.timetable.legal)
  return pageLayout({
    language,
    closes: 'board',
    title: t.title,
    holder: view.holder,
    contact: view.contact,
    wide: true,
    styles: [style],
    body: html`${problems.length > 0 ? refused(view) : ''}
<form method="post" action="/cycles" class="opening">${enterSends}
<input type="hidden" name="form-token" value="${view.formToken}">
<div class="report"><p><label>${t.report}<select name="definition">${view.reports.map(
      ({ id, title }) => html`<option value="${id}" ${id === definition.id ? 'selected' : ''}>${title}</option>`,
    )}</select></label></p><p><button name="change" value="yes" class="plain small" formnovalidate>${t.change}</button></p></div>
<h2>${t.what}</h2>
<div class="three">${input('issuer.zh', t.issuer)}${input('issuer.en', t.issuerEn)}${input('issuer.id', t.issuerId, t.issuerIdHint)}</div>
<div class="three">${input('year', t.year)}<p><label>${t.level}<select name="issuer.level">${levels.map(
      ([id, { title }]) =>
        html`<option value="${id}" ${typed['issuer.level'] === id ? 'selected' : ''}>${title[language]}</option>`,
    )}</select></label></p>${input('cycle', t.cycle, t.cycleHint)}</div>
<fieldset class="choices"><legend>${t.missing}</legend>${(['gap', 'hold'] as const).map(
      (policy) =>
        html`<label class="choice"><input type="radio" name="missing" value="${policy}" required ${typed.missing === policy ? 'checked' : ''}><span>${t.policy[policy]}</span></label>`,
    )}</fieldset>
<p><label class="choice"><input type="checkbox" name="test" value="yes" ${typed.test === 'yes' ? 'checked' : ''}><span><b>${t.test}</b><br>${t.testSays}</span></label></p>
<h2>${t.roster}</h2><p>${t.rosterSays}</p><p class="hint digest">${rosterTemplate}</p>
<p><label><span class="aside">${t.roster}</span><textarea name="roster" rows="12" wrap="off">${typed.roster ?? ''}</textarea></label></p>
<h2>${t.stages}</h2><p>${t.stagesSays}</p>
${definition.signOff.stages.map(
  (stage) =>
    html`<fieldset class="stage"><legend>${stage.title[language]}</legend>${rowsOf(stage.id).map(
      (n) =>
        html`${person(`${stage.id}.${n}`, t.approver)}${n === 1 || typed[`${stage.id}.${n}.name`] ? person(`${stage.id}.${n}.substitute`, t.substitute) : ''}`,
    )}</fieldset>`,
)}
<h2>${t.office}</h2>${rowsOf('office').map((n) => person(`office.${n}`, t.name))}
<h3>${t.accountable}</h3>${person('accountable', t.name)}
<h2>${t.dates}</h2><p>${t.datesSays}</p><div class="three">${definition.timetable.milestones
      .toReversed()
      .map(
        ({ id, title }) =>
          html`<p><label>${title[language]}<input type="date" name="date.${id}" value="${typed[`date.${id}`] ?? ''}"></label></p>`,
      )}</div>
<p class="buttons"><button>${t.open}</button></p><p class="hint">${t.openSays}</p></form><p><a href="/board">${t.back}</a></p>`,
  })
}

function refused({ language, problems, errorFile }: OpeningView): Markup {
  const t = wordsIn(texts, language)
  return notice(
    'bad',
    t.refused(problems.length),
    html`<ul>${problems.map((problem) => html`<li>${problem.message[language]}</li>`)}</ul>${
      errorFile
        ? html`<p><a download="roster-errors.csv" href="data:text/csv;charset=utf-8,${encodeURIComponent(errorFile)}">${t.errorFile}</a></p>`
        : ''
    }`,
  )
}

const style = `
.report{display:flex;gap:1rem;align-items:flex-end;max-width:44rem}.report p:first-child{flex:1}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.3rem 1rem;margin:.4rem 0}
.three p{margin:0}
label input[type],label textarea,label select{font-weight:400}
select,input[type=date]{font:inherit;font-weight:400;color:inherit;background:#fff;border:1px solid var(--field);border-radius:4px;padding:.4rem .5rem;width:100%;min-height:2.6rem}
textarea[name=roster]{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9rem;white-space:pre;overflow:auto}
.stage{border:1px solid var(--line);border-radius:4px;padding:.3rem .9rem .8rem;margin:.8rem 0;min-width:0}.stage legend{font-weight:600;padding:0 .4rem}
`

const texts = {
  title: { zh: '开新的一期', en: 'Open another cycle' },
  report: { zh: '哪种报告', en: 'Which report' },
  change: { zh: '换成这种报告', en: 'Change to this report' },
  what: { zh: '报告', en: 'The report' },
  issuer: { zh: '发布机关', en: 'Issuer' },
  issuerEn: { zh: '英文名称', en: 'Name in English' },
  issuerId: { zh: '代号', en: 'Id' },
  issuerIdHint: { zh: '小写字母，会出现在网址里', en: 'lower-case letters; part of the address' },
  year: { zh: '报告年度', en: 'Year reported on' },
  level: { zh: '级别和法定日期', en: 'Level and legal date' },
  cycle: { zh: '这一期的代号', en: 'Id of the cycle' },
  cycleHint: { zh: '可不填', en: 'optional' },
  missing: { zh: '到期还有单位没报，怎么办', en: 'When units are missing after the date' },
  policy: {
    gap: {
      zh: '标明缺报，照常送签：签的人看得到缺了谁，签了才发布',
      en: 'Go on with marked gaps: who signs sees who is missing, and only what is signed is published',
    },
    hold: { zh: '停下来等齐，同时提醒负责人', en: 'Stop and wait for all of them, and alarm who answers for it' },
  },
  test: { zh: '这一期是测试', en: 'This cycle is a test' },
  testSays: {
    zh: '从邀请到签批照常走一遍，邮件真的寄出；每一页、每封信、每个文件都标明“测试”，报告不会公开。',
    en: 'It walks the whole way and its mails are really sent; every page, mail and file is marked as a test, and its report is never public.',
  },
  roster: { zh: '单位名册', en: 'Roster' },
  rosterSays: {
    zh: '把 Excel 里的名册（连表头）选中、复制、粘贴到这里。一位联系人一行；一个单位有几位联系人就写几行，第一位牵头。表头：',
    en: 'Select the roster in Excel with its header, copy it, and paste it here. One line a contact; a unit with several contacts has several lines, and the first leads. Header:',
  },
  stages: { zh: '审签的人', en: 'Who signs' },
  stagesSays: {
    zh: '填报的人不能审签，每个人只能签一个环节。替补可以不填；审签人几天没有答复时，系统会再请替补。',
    en: 'Who fills in cannot sign, and each person signs one stage. Substitutes are optional; they are asked when an approver has not answered for some days.',
  },
  approver: { zh: '审签人', en: 'Approver' },
  substitute: { zh: '替补', en: 'Substitute' },
  name: { zh: '姓名', en: 'Name' },
  address: { zh: '邮箱', en: 'E-mail' },
  personTitle: { zh: '职务', en: 'Title' },
  office: { zh: '经办人（收到工作台链接）', en: 'The office (gets the link to the board)' },
  accountable: { zh: '负责人（可能误期时会收到提醒）', en: 'Who answers for the date (is alarmed when it is at risk)' },
  dates: { zh: '各步期限', en: 'Dates' },
  datesSays: {
    zh: '不填就从法定日期往前推算；要提前，就填自己的日期。',
    en: 'Left empty they are computed back from the legal date; give your own to be earlier.',
  },
  open: { zh: '看一遍，再开始', en: 'Read it through, then begin' },
  openSays: {
    zh: '下一页先看一遍：问谁、到哪天、信怎么写。这一步还不会发邮件。',
    en: 'The next page shows who is asked, until when, and the words of the mail. Nothing is sent by this step.',
  },
  refused: (count: number) => ({ zh: `还没有开始，有${count}处要改`, en: `Not opened: ${count} things to mend` }),
  errorFile: { zh: '下载有问题的行（CSV）', en: 'Download the bad rows (CSV)' },
  back: { zh: '回到工作台', en: 'Back to the board' },
  opened: { zh: '新的一期已经开始', en: 'The cycle is open' },
  openedSays: (cycle: string) => ({
    zh: `代号 ${cycle}。邀请正在发给各单位；新工作台的链接已发到经办人的邮箱。`,
    en: `Its id is ${cycle}. Invitations are going out; the link to its board is in the mail to the office.`,
  }),
}

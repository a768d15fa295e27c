import { shownDate } from '../../calendar/civil-date.ts'
import { type Board, boardOf } from '../../cycle/board/board.ts'
import type { OfficeMatter } from '../../cycle/clock/office-matters.ts'
import { nameIn } from '../../cycle/people.ts'
import type { AllUnits, CycleState } from '../../cycle/reporting-cycle.ts'
import { unitState } from '../../cycle/reporting-cycle.ts'
import { compileDefinition } from '../../report/cells.ts'
import type { Language, ReportDefinition } from '../../report/report-definition.ts'
import { stageOf } from '../../report/stages.ts'
import { askWhat } from '../ask-what.ts'
import { wordsIn } from '../words-in.ts'

/** The board with its matters in sentences: what the office's page, its exports and the command line show. */
export type SaidBoard = Omit<Board, 'matters'> & { matters: (OfficeMatter & { what: string; advice: string })[] }

/** @param now an instant */
export function saidBoard(state: CycleState, definition: ReportDefinition, now: string, language: Language): SaidBoard {
  const board = boardOf({ state, definition }, now, language)
  const said = (matter: OfficeMatter) => ({ ...matter, ...matterSays(state, definition, matter, language) })
  return { ...board, matters: board.matters.map(said) }
}

/** A matter in one sentence and what to do about it: the board and the office's daily mail say the same. */
export function matterSays(
  state: AllUnits,
  definition: ReportDefinition,
  matter: OfficeMatter,
  language: Language,
): { what: string; advice: string } {
  const t = wordsIn(texts, language)
  switch (matter.matter) {
    case 'unit-late': {
      const unit = unitState(state, matter.unit)?.unit
      const name = unit?.name[language] ?? matter.unit
      return matter.owes === 'submit'
        ? { what: t.late(name, matter.days), advice: unit?.countedAbove ? t.ownLineAdvice : t.lateAdvice }
        : { what: t.unconfirmed(name, unit?.leader?.name ?? '', matter.days), advice: t.unconfirmedAdvice }
    }
    case 'seat-silent': {
      const stage = stageOf(definition, matter.stage).title[language]
      return {
        what: (matter.substitute ? t.bothSilent : t.silent)(stage, nameIn(state, matter.seat, language), matter.days),
        advice: t.silentAdvice,
      }
    }
    case 'asked': {
      const unit = unitState(state, matter.unit)
      const asked = unit?.asks.find(({ n }) => n === matter.n)
      const what = asked ? askWhat(asked, state, compileDefinition(definition), language) : ''
      return { what: t.asked(unit?.unit.name[language] ?? matter.unit, what, asked?.text ?? ''), advice: t.askedAdvice }
    }
    case 'to-clear':
      return { what: t.toClear(matter.units.length), advice: t.toClearAdvice }
    case 'report-stopped':
      return {
        what: t.stopped(unitState(state, matter.unit)?.unit.name[language] ?? matter.unit),
        advice: t.stoppedAdvice,
      }
    case 'untold': {
      const names = matter.people.map(({ id }) => nameIn(state, id, language))
      return { what: t.untold(names), advice: t.untoldAdvice }
    }
    case 'correction-idle':
      return matter.held
        ? { what: t.heldIdle(matter.days), advice: t.heldIdleAdvice }
        : { what: t.idle(matter.days), advice: t.idleAdvice }
    case 'mail-failed':
      return { what: t.mail(nameIn(state, matter.person, language), t.event[matter.event]), advice: t.mailAdvice }
    case 'at-risk':
      return { what: t.risk(shownDate(matter.legal, language), matter.left), advice: t.riskAdvice }
  }
}

const texts = {
  late: (unit: string, days: number) => ({
    zh: `${unit}逾期${days}个工作日还没有报`,
    en: `${unit} is ${days} working days late`,
  }),
  lateAdvice: {
    zh: '打电话问一下；需要的话重新开放、代报零、或者免报。',
    en: 'Call them; if need be reopen, file nil for them, or exempt them.',
  },
  ownLineAdvice: {
    zh: '打电话问一下。它的数由条线汇总，本报告不等它；它自己的年度报告要等它报。',
    en: 'Call them. Their own line adds their figures, so this report does not wait for them; their own report does.',
  },
  unconfirmed: (unit: string, leader: string, days: number) => ({
    zh: `${unit}已填报，等${leader}确认已${days}个工作日`,
    en: `${unit} has sent its slice; ${leader} has not confirmed it for ${days} working days`,
  }),
  unconfirmedAdvice: {
    zh: '请提醒这位负责人；人换了就换负责人。',
    en: 'Remind the leader, or change the leader if it is another person now.',
  },
  silent: (stage: string, name: string, days: number) => ({
    zh: `${stage}：等${name}已${days}个工作日`,
    en: `${stage}: no answer from ${name} for ${days} working days`,
  }),
  bothSilent: (stage: string, name: string, days: number) => ({
    zh: `${stage}：${name}和替补都没有答复，已${days}个工作日`,
    en: `${stage}: neither ${name} nor the substitute has answered for ${days} working days`,
  }),
  silentAdvice: { zh: '打电话问一下；人不在就改派。', en: 'Call them; if they are away, reassign the seat.' },
  asked: (unit: string, what: string, text: string) => ({
    zh: `${unit}${what}：“${text}”`,
    en: `${unit}: ${what}: “${text}”`,
  }),
  askedAdvice: {
    zh: '答复会发到他们的邮箱。',
    en: 'Your answer is mailed to them.',
  },
  toClear: (n: number) => ({ zh: `${n}个单位的年度报告待核准公布`, en: `${n} units’ own reports wait to be cleared` }),
  toClearAdvice: {
    zh: '在“各单位年度报告”里逐份看过，核准或者退回。',
    en: 'Look at each under “The units’ own reports”; clear it or send it back.',
  },
  stopped: (unit: string) => ({
    zh: `${unit}的年度报告没有公布：报来的数与现在的去年数对不上，已退回该单位`,
    en: `The own report of ${unit} was not published: its figures do not fit last year’s as they are now, and it was sent back`,
  }),
  stoppedAdvice: {
    zh: '打电话告诉该单位；带入的去年年报不对的，在“去年的年报”里重新带入。',
    en: 'Call them; where the report of last year that was brought in is wrong, bring in the right one.',
  },
  untold: (names: string[]) => ({
    zh: `${names.join('、')}的签批已变动，通知本人的邮件没有送到`,
    en: `The mail that tells ${names.join(', ')} of a change to their signature has not reached them`,
  }),
  untoldAdvice: {
    zh: '没有发出的系统会一直再发，发出以前报告不会公布。请先打电话告诉本人；邮箱不对的，可以改寄。',
    en: 'What has not left is tried again and again, and nothing is published before it has. Call them; where the address is wrong, send it to another.',
  },
  idle: (days: number) => ({
    zh: `更正已经开始，${days}个工作日没有进展`,
    en: `The correction was begun, and nothing has happened in it for ${days} working days`,
  }),
  idleAdvice: {
    zh: '要改的，重新开放有关单位的填报或者调整数字，在等人的催一下；不改的，放弃更正。',
    en: 'Reopen the slice it is about or adjust the figure, and remind whoever is awaited; if nothing is to be corrected, give the correction up.',
  },
  heldIdle: (days: number) => ({
    zh: `这一期在更正时暂停了，${days}个工作日没有进展`,
    en: `The cycle is on hold in the middle of a correction, and nothing has happened for ${days} working days`,
  }),
  heldIdleAdvice: {
    zh: '要改的，恢复这一期，接着办；不改的，放弃更正。',
    en: 'Release the cycle and go on; if nothing is to be corrected, give the correction up.',
  },
  mail: (name: string, event: string) => ({ zh: `发给${name}的邮件${event}`, en: `A mail to ${name} ${event}` }),
  mailAdvice: {
    zh: '核对邮箱；可以换联系人，或者另取一个链接用别的方式发给本人。',
    en: 'Check the address; change the contact, or make a fresh link and hand it over another way.',
  },
  event: {
    bounced: { zh: '被退回', en: 'came back' },
    complained: { zh: '被当成垃圾邮件', en: 'was marked as spam' },
    suppressed: { zh: '被拦下没有发出', en: 'was suppressed' },
    delivered: { zh: '已送达', en: 'arrived' },
    delayed: { zh: '延迟', en: 'is delayed' },
    left: { zh: '延迟后已发出', en: 'left after a delay' },
    'auto-replied': { zh: '收到自动回复', en: 'was answered by a machine' },
  },
  risk: (legal: string, left: number) => ({
    zh:
      left > 0
        ? `离法定公开日期${legal}只剩${left}个工作日`
        : left === 0
          ? `今天是法定公开日期${legal}`
          : `已超过法定公开日期${legal}`,
    en:
      left > 0
        ? `${left} working days to the legal date, ${legal}`
        : left === 0
          ? `Today is the legal date, ${legal}`
          : `The legal date, ${legal}, is over`,
  }),
  riskAdvice: { zh: '看看在等谁，逐个催办。', en: 'See who is awaited, and remind them one by one.' },
}

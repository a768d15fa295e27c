import { firstOf } from '../present.ts'
import * as says from '../words/findings/quote-findings.ts'
import { type CompiledDefinition, type CompiledQuote, type Figures, sumOfTerms } from './cells.ts'
import { notApplicable, readFigure, subtract, sum } from './figure.ts'
import type { CheckResult, Finding, NotApplicable } from './finding.ts'
import type { LocalizedText } from './report-definition.ts'

/** Narrative by part id: one text, or one of each unit. */
export type Texts = Readonly<Record<string, string | readonly { text: string }[]>>

/** The relation's id in the catalogue: a number quoted in narrative text against the cells it speaks of. */
export const textVsTable = 'text-vs-table'

/** Every number in the texts that a quote of the definition recognises, compared with the cells it is bound to. */
export function checkQuotes(
  compiled: CompiledDefinition,
  figures: Figures,
  texts: Texts,
  doubtful: ReadonlySet<string> = noCells,
  year?: number,
): CheckResult {
  const result: CheckResult = { findings: [], notApplicable: [], checked: 0 }
  // Made once for all quotes: each looks at nearly every part.
  const plain = new Map(
    Object.entries(texts).map(([part, text]) => [
      part,
      [text].flat().map((one) => plainSentences(typeof one === 'string' ? one : one.text)),
    ]),
  )
  for (const quote of compiled.quotes) {
    const seen = new Set<string>()
    for (const { number, sentence } of ownNumbers(figures, quote, [...numbersQuoted(quote, plain, year)])) {
      if (seen.has(number)) continue
      seen.add(number)
      const instance = `${textVsTable}(${quote.id}:${number})`
      const answer = compareQuote(figures, quote, {
        number,
        sentence,
        where: quote.title,
        instance,
        doubtful,
      })
      if (answer === 'agrees') result.checked++
      else if ('reason' in answer) result.notApplicable.push(answer)
      else {
        result.checked++
        result.findings.push(answer)
      }
    }
  }
  return result
}

const noCells: ReadonlySet<string> = new Set()

export type Quoted = {
  number: string
  sentence: string
  where: LocalizedText
  instance: string
  /** Cells that stand in a broken relation: what is wrong itself excuses nothing. */
  doubtful?: ReadonlySet<string>
}

/**
 * The quoted number against the usual reading; where that differs, against the other admissible ones: a text may count new and
 * carried-in requests together, or only what is concluded. Then it is information, not a contradiction. No other reading excuses
 * a 0, a cell that stands in a broken relation, or a sentence whose words mean something else.
 */
export function compareQuote(
  figures: Figures,
  quote: Pick<CompiledQuote, 'readings'>,
  { number, sentence, where, instance, doubtful = noCells }: Quoted,
): Finding | NotApplicable | 'agrees' {
  const usual = usualReading(quote)
  const expected = sumOfTerms(figures, usual.terms)
  const cells = usual.terms.map((term) => term.cell.id)
  if (expected === null || expected === notApplicable) {
    return { relation: textVsTable, instance, where, reason: says.nothingToQuote(sentence), cells }
  }
  if (expected === number) return 'agrees'
  const excuses = (one: (typeof quote.readings)[number]) =>
    one !== usual &&
    !one.unless?.test(sentence) &&
    ![...usual.terms, ...one.terms].some(({ cell }) => doubtful.has(cell.id)) &&
    sumOfTerms(figures, one.terms) === number
  const reading = number === '0' ? undefined : quote.readings.find(excuses)
  return quoteFinding({ number, sentence, where, instance }, expected, cells, reading)
}

const usualReading = ({ readings }: Pick<CompiledQuote, 'readings'>) =>
  readings.find((reading) => reading.usual) ?? firstOf(readings)

/** A number in the text that is not the one in the table. */
export function quoteFinding(
  { number, sentence, where, instance }: Quoted,
  expected: string,
  cells: string[],
  reading: { id: string; label: LocalizedText } | undefined,
): Finding {
  const difference = subtract(number, expected)
  return {
    relation: textVsTable,
    instance,
    severity: reading ? 'info' : 'warning',
    where,
    cells,
    left: number,
    right: expected,
    operator: '=',
    leftIs: says.numberInText,
    rightIs: says.numberInTable,
    difference,
    message: reading
      ? says.otherReading(sentence, expected, number, reading.label)
      : says.otherNumber(sentence, expected, difference.replace('-', '')),
    advice: reading ? says.sayReading : says.checkBoth,
    ...(reading && { reading: reading.id }),
    figures: JSON.stringify([number, expected, cells]),
  }
}

/** A number as a quote found it, with the words it stands in, the whole sentence, and whether a part of the whole, or several, are its subject. */
type Found = { number: string; sentence: string; around: string; of: 'whole' | 'part' | 'parts' }

/**
 * Where one sentence gives several numbers for one thing, it speaks of bodies, years or ways in: when one of them is the table's,
 * or all together are, the others are about something else. So is a number of one body where the text gives the table's elsewhere.
 */
function ownNumbers(figures: Figures, quote: CompiledQuote, found: readonly Found[]): Found[] {
  const expected = sumOfTerms(figures, usualReading(quote).terms)
  const agreed = found.some(({ number }) => number === expected)
  const whole = agreed ? found.filter(({ of, number }) => of === 'whole' || number === expected) : found
  return [...Map.groupBy(whole, ({ around }) => around).values()].flatMap((together) => {
    const numbers = [...new Set(together.map(({ number }) => number))]
    if (numbers.length < 2) return together.filter(({ of }) => of !== 'parts')
    if (expected === null || expected === notApplicable) return together
    const own = together.find(({ number }) => number === expected)
    if (own) return [own]
    const total = sum(numbers)
    if (total === expected) return [{ ...firstOf(together), number: expected }]
    // Of parts only some may be named, but never more than there are.
    const tooMany = typeof total === 'string' && subtract(expected, total).startsWith('-')
    return tooMany ? together : together.filter(({ of }) => of === 'whole')
  })
}

/** Without spaces, width and quotation marks, and with digits for Chinese numerals, as patterns are written; lines stay apart. */
const plainSentences = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\S\n]+|[“”"]/g, '')
    // Of so many digits no number is made, and each would be tried as a beginning.
    .replace(/[\d,]{60,}/g, ';')
    .replace(
      /(?<=(?:申请表?|公开|复议|诉讼|案件|收到|受理|办结|答复|结转|处理|提供)(?:[、,]|共|共计|合计|总计)?|文件|其中)[一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]{1,6}(?=[件份宗起])/gu,
      digitsOf,
    )
    .replace(inOneBreath, numbersApart)

/** `予以公开、不予公开分别为18件、4件`, `行政复议、行政诉讼均为0件`. */
const oneOfSeveral =
  '(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|行政(?:复议|诉讼|许可|处罚|强制))(?:案件|申请|决定)?'
const inOneBreath = new RegExp(
  `(${oneOfSeveral}(?:[、和及与]${oneOfSeveral}){1,7})(?:的)?(?:件数|数量|总数)?(分别|[均都各])(?:为|是|有)?(零(?=[,。;]|$)|\\d{1,9}[件宗起](?:[、,和]\\d{1,9}[件宗起]){0,7})`,
  'gu',
)

/** Each number behind its own word, as patterns are written. */
function numbersApart(whole: string, words: string, how: string, said: string): string {
  const names = words.split(/[、和及与]/u)
  const numbers = said.replace('零', '0件').split(/[、,和]/u)
  if (numbers.length !== (how === '分别' ? names.length : 1)) return whole
  return names.map((name, n) => `${name}${numbers[n] ?? numbers[0]}`).join('、')
}

/** `十二` is 12; `一百零五` has a 零 and is left, as is `一百五`, a hundred and fifty: a number that is rare is not worth a mistake. */
function digitsOf(written: string): string {
  const numeral = written.replace(/[壹贰叁肆伍陆柒捌玖拾佰]/gu, (char) =>
    '一二三四五六七八九十百'.charAt('壹贰叁肆伍陆柒捌玖拾佰'.indexOf(char)),
  )
  const [whole, hundreds, tens, ones] = /^(?:([^百十])百)?(?:([^百十]?)十)?([^百十]?)$/u.exec(numeral) ?? []
  if (whole === undefined || (hundreds && tens === undefined && ones)) return numeral
  const digit = (char = '') => Math.max(0, '〇一二三四五六七八九'.indexOf(char || '〇'), '〇一两'.indexOf(char || '〇'))
  return String(digit(hundreds) * 100 + (tens === undefined ? 0 : digit(tens || '一') * 10) + digit(ones))
}

/** A sentence that speaks of this time, as far as it says: the nearest word of time before the number decides. */
function isOfThisTime(before: string, year: number | undefined): boolean {
  // What stands in brackets says of what is before it when that was.
  const clauses = before.replace(/\([^()]*\)/g, '').split(/[,，]/)
  const last = clauses.pop() ?? ''
  if (compared.test(last)) return false
  for (const clause of [last, ...clauses.filter((one) => !compared.test(one)).reverse()]) {
    const times = [...clause.matchAll(words)]
    const nearest = times.at(-1)
    if (!nearest) continue
    // 2022年、2023年、2024年分别…10件、12件、15件: which number is whose cannot be told.
    if (times.length > 1 && clause.includes('分别')) return false
    const stated = nearest[1]
    if (stated === undefined) return /今年|本年|全年/.test(nearest[0])
    return year === undefined ? !nearest[0].endsWith('以来') : Number(stated) === year
  }
  return true
}

/** What is said of another body, of some of them, on average, or beside the report: a note to a table, what is attached. */
const beside =
  /^(?:[([【]?(?:附[件表]|备?注|说明)[\d一二三]?[)\]】]?[:.、]|含|包[括含])|作为(?:行政)?复议机关|会同|(?:^|[,、])某[省市县区镇乡局]|(?<!及其?|[和与、])(?:[下所局直]属|[下所]辖|下级|邻近)[^,。;]{0,12}|(?:[平人日月]均|单月|最多|每月)[^,。;]{0,6}$|(?:(?:\d[家个]|其[他余]|多数|部分|个别|少数)(?:单位|部门|乡镇|镇街|街道)|排名)[^。;]{0,8}$/u

/**
 * As the subject right before the verb: several parts of a whole, which alone are not what the table counts; or one office,
 * department or township among those of a government.
 */
const ofParts =
  /(?:((?<!全[省市县区州旗]|及其?|[和与、])(?:各[市县区镇乡旗街道()、]{1,8}|[省市县区镇乡]级|(?:^|[,;])(?:县区|区县|市县区?|乡?镇\(?街道\)?|乡镇|镇街|街镇)))|(?<![我本][局委办厅镇乡]?)(?:本级|机关|部门|单位|街道|[局委办厅室镇乡街]))(?:20\d\d年度?|全年|本年度?|今年|共|累计|依法|新)*$/u

/** A report has a few sentences of one kind; a text of nothing else is none. */
const mostOfOneKind = 200

/** A sentence is seldom longer; what stands farther away says nothing of a number. */
const longestLead = 200

const compared = /(?:比|较|同比|相比)(?:20\d\d年|去年|上一?年|同期)/u
const words =
  /(?<!结转[至到入]?)(?:(?:今年|本年度?)以来|历年|20\d\d年?[-—–~至到]20\d\d年|近?[两三四五]年来|近[两三四五]年|十[三四五]五(?:期间|以来)|[上下]半年|[一二三四1-4]季度|(?<![\d至到截~—–-])\d{1,2}月份?(?![\d至到底末~—–-])|(?:施行|实施|成立)[^,，]{0,6}以来|(20\d\d)年(?!度?(?:结转|遗留|转结))(?:[^,，]{0,8}?以来)?|去年|上一?年(?!度?(?:结转|遗留|转结|办理|的?申请))|同期|今年|本年|全年)/gu

function* numbersQuoted(
  quote: CompiledQuote,
  plain: ReadonlyMap<string, readonly string[]>,
  year: number | undefined,
): Generator<Found> {
  const kind = usualReading(quote).terms[0]?.cell.kind ?? { kind: 'count' }
  for (const part of quote.parts) {
    for (const [n, one] of (plain.get(part) ?? []).entries()) {
      for (const { expression, none } of quote.patterns) {
        let left = mostOfOneKind
        for (const match of one.matchAll(expression)) {
          if (left-- === 0) break
          const reading = none ? { figure: '0' } : readFigure(match[1] ?? '', kind)
          if (!('figure' in reading) || reading.figure === null || reading.figure === notApplicable) continue
          const lead = one.slice(Math.max(0, match.index - longestLead), match.index)
          const clauses = lead.slice(1 + Math.max(...['。', ';', '\n'].map((end) => lead.lastIndexOf(end))))
          const from = match.index - clauses.length
          const before = clauses + match[0].replace(/(?<!\d)\d+[^\d]*$/u, '')
          const carried = /结转|转结|遗留|顺延/.test(match[0])
          if ((!carried && !isOfThisTime(before, year)) || beside.test(clauses)) continue
          const around = `${part}:${n}:${from}`
          const some = ofParts.exec(clauses)
          yield {
            number: reading.figure,
            sentence: match[0],
            around,
            of: some ? (some[1] ? 'parts' : 'part') : 'whole',
          }
        }
      }
    }
  }
}

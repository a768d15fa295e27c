import { firstOf } from '../../present.ts'
import {
  Allowance,
  type DocumentPart,
  GridBuilder,
  type PrintedDocument,
  pictureMark,
  placesOfFile,
  unseenMark,
} from '../printed-document.ts'
import { looksLikeValue } from '../printed-values.ts'
import { type Ink, isPaper, paper, unseenInk } from './ink.ts'
import { attribute, markupTokens, raisedDigits } from './markup.ts'

/**
 * A saved page, Word's and WPS's HTML among them: paragraphs and tables in order, spans as `colspan` and `rowspan` say.
 * Tables that only lay out the page contain the real ones; each comes out by itself. Scripts are never run.
 */
export function readHtml(source: string): PrintedDocument {
  const reader = new PageReader(new Styles(source))
  // Pictures that lie in the page itself would be most of what is looked at.
  for (const token of markupTokens(source.replace(picture, ''), 'html')) {
    if (token.kind === 'text') reader.write(token.text)
    else if (token.kind === 'open') reader.open(token.name, token.attributes)
    else reader.close(token.name)
  }
  return { parts: reader.finish(), notes: [] }
}

const picture = /data:[\w/+.-]{1,60};base64,[\w+/=]*/g

const breaks = new Set([
  'p',
  'div',
  'br',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'ul',
  'ol',
  'hr',
])
const cells = new Set(['td', 'th'])
const deepest = 16
/** A page with a report has some hundred thousand characters. */
const mostText = 1_000_000

/** Elements of which nothing is seen, from where one is opened to where it is closed. */
class Unseen {
  readonly #is: (name: string, attributes: string) => boolean
  #name = ''
  #depth = 0

  constructor(is: (name: string, attributes: string) => boolean) {
    this.#is = is
  }

  get inside(): boolean {
    return this.#depth > 0
  }

  open(name: string, attributes: string): boolean {
    // A choice ends with the next.
    if (name === 'option' && this.#name === name) this.#depth = 0
    if (this.inside) this.#depth += name === this.#name ? 1 : 0
    else if (this.#is(name, attributes)) {
      this.#name = name
      this.#depth = 1
    }
    return this.inside
  }

  close(name: string): boolean {
    if (!this.inside) return false
    if (name === this.#name || (name === 'select' && this.#name === 'option')) this.#depth -= 1
    return true
  }
}

/** Beside what is crossed out: how a character is pronounced, and what only a script would use. */
const crossedOut = new Set(['s', 'strike', 'del', 'rt', 'rp', 'template'])
/** A script may open these, as it does with tabs: whether they belong to the report is told by what is shown beside them. */
const boxes = new Set(['div', 'section', 'article', 'table', 'ul', 'form', 'main'])
const papers = new Set(['body', 'div', 'section', 'article', 'main'])
const inline = new Set(['span', 'font', 'b', 'i', 'u', 'em', 'strong', 'a'])
const inked = (name: string): boolean => inline.has(name) || name === 'p' || name === 'div'
/** Not shown, crossed out, without size, outside of the page, or cut off to nothing, as pages do with words for those who hear them. */
const unseenStyle = new RegExp(
  [
    'display\\s*:\\s*none|visibility\\s*:\\s*(?:hidden|collapse)|line-through',
    '(?:font-size|(?<![\\w-])opacity)\\s*:\\s*0(?![.\\d]*[1-9])|(?:left|top|text-indent)\\s*:\\s*-\\d{3}',
    'clip\\s*:\\s*rect\\(\\s*[01](?:px)?[\\s,]+[01](?:px)?[\\s,)]|clip-path\\s*:\\s*inset\\(\\s*(?:[5-9]\\d|100)%',
    'transform\\s*:\\s*scale[xy]?\\(\\s*0\\s*[,)]',
  ].join('|'),
  'i',
)
const isHidden = (attributes: string): boolean =>
  unseenStyle.test(attributes) || /\shidden(?=[\s=/]|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, ''))

type Look = { hidden: boolean; ink?: Ink; ground?: string | undefined; raised?: boolean }

/** Above or below the line, as Word and WPS write it too; a point or two is for the eye. */
const raisedStyle = /vertical-align\s*:\s*su|text-raise\s*:\s*-?(?:[2-9]|\d\d)/i

/** What an element says of its own letters and of what lies behind them. */
function inkOf(attributes: string, rules: string): Look {
  const style = `${rules};${attribute(attributes, 'style') ?? ''}`
  const said = (property: RegExp) =>
    [...style.matchAll(property)]
      .at(-1)?.[1]
      ?.replace(/!important/i, '')
      .trim()
  const size = /^([\d.]+)\s*(?:px|pt)$/i.exec(said(/(?<![\w-])font-size\s*:([^;]{1,40})/gi) ?? '')?.[1]
  const ground = said(/(?<![\w-])background(?:-color)?\s*:([^;]{1,80})/gi) ?? attribute(attributes, 'bgcolor')
  return {
    hidden: false,
    raised: raisedStyle.test(style),
    ink: {
      colour: said(/(?<![\w-])color\s*:([^;]{1,40})/gi) ?? attribute(attributes, 'color'),
      points: size === undefined ? undefined : Number(size),
    },
    ground: /^(?:none|transparent|initial|inherit|unset)$/i.test(ground ?? '') ? undefined : ground,
  }
}

/** So many rules are kept: a page of a report has fewer, and each element is held against those that name it. */
const mostRules = 300
/** Times that is done; what has the same classes is asked once. */
const mostHeld = 3_000_000
const mostRemembered = 4000
/** Word writes a hundred thousand characters of style into a page. */
const mostStyle = 2_000_000
const longestSelector = 200

/** Which classes and names the page's own style sheets hide. A rule with more of them goes before one with less, a later before an earlier. */
class Styles {
  readonly #rules: readonly StyleRule[]
  readonly #known = new Map<string, Look>()
  readonly #held = new Allowance(mostHeld)

  constructor(source: string) {
    const sheets = source.split(/<style(?=[\s>])/i).slice(1)
    const room = new Allowance(mostStyle)
    const rules = sheets.flatMap((rest) => {
      const sheet = firstOf(rest.slice(rest.indexOf('>') + 1).split('<', 1))
      room.take(sheet.length)
      return screenRules(sheet)
    })
    this.#rules = rules.slice(0, mostRules).sort((a, b) => a.of.length - b.of.length)
  }

  hide(attributes: string): boolean {
    return isHidden(attributes) || this.look(attributes).hidden
  }

  look(attributes: string): Look {
    if (attributes === '') return plain
    const look = this.#known.get(attributes) ?? this.#look(attributes)
    if (this.#known.size > mostRemembered) this.#known.clear()
    this.#known.set(attributes, look)
    return look
  }

  #look(attributes: string): Look {
    if (this.#rules.length === 0 || !/\b(?:class|id)\s*=/i.test(attributes)) return inkOf(attributes, '')
    this.#held.take(this.#rules.length)
    const own = new Set((attribute(attributes, 'class') ?? '').split(/\s+/).map((name) => `.${name}`))
    own.add(`#${attribute(attributes, 'id')}`)
    const said = this.#rules.filter(({ of }) => of.every((name) => own.has(name)))
    // Of each property the last rule counts.
    const hidden = [...new Map(said.map(({ property, hidden }) => [property, hidden])).values()].includes(true)
    return { ...inkOf(attributes, said.map((rule) => rule.said).join(';')), hidden }
  }
}

const plain: Look = { hidden: false }

type StyleRule = { of: readonly string[]; property: string; hidden: boolean; said: string }

/** Once through, what is for paper left out: a hostile sheet takes no longer than any other. */
function screenRules(sheet: string): StyleRule[] {
  const rules: StyleRule[] = []
  let depth = 0
  let print = 0
  for (const rule of sheet.replace(/\/\*[^*]*\*\//g, '').split('}')) {
    const [opened = '', ...inner] = rule.split('{')
    if (!print && /@media/i.test(opened) && /print/i.test(opened)) print = depth + 1
    depth += inner.length - 1
    const properties = [...(inner.pop() ?? '').matchAll(seenBy)]
    for (const selector of properties.length > 0 && !print ? (inner.pop() ?? opened).split(/[,;]/) : []) {
      if (selector.length > longestSelector) continue
      const of = /^\s*\w*((?:[.#][\w-]+)+)\s*$/.exec(selector)?.[1]?.split(/(?=[.#])/)
      for (const [said, property = ''] of of ? properties : [])
        rules.push({ of: of ?? [], property, hidden: unseenStyle.test(said), said })
    }
    if (depth < print) print = 0
  }
  return rules
}

/** What of a style decides whether something is seen. */
const seenBy =
  /(?<![\w-])(display|visibility|opacity|text-decoration|font-size|color|background(?:-color)?|left|top|text-indent|clip(?:-path)?|transform|vertical-align)(?:-line)?\s{0,9}:[^;]{0,99}/gi

/** What stands in a box of a form that was saved as filled in. */
const typedIn = (attributes: string): string =>
  /^(?:text|number|tel)?$/i.test(attribute(attributes, 'type') ?? '') ? (attribute(attributes, 'value') ?? '') : ''

type OpenTable = {
  builder: GridBuilder
  cell: { text: string; columns: number; rows: number; unseen: boolean; look: Look } | undefined
  unseenRow: boolean
  /** What is said around its cells, and of one row. */
  around: readonly Look[]
  row: Look
  /** Whether it stands in a box that is not shown. */
  boxed: boolean
}

class PageReader {
  readonly #parts: DocumentPart[] = []
  readonly #tables: OpenTable[] = []
  readonly #styles: Styles
  readonly #unseen: Unseen
  readonly #boxes: Unseen
  readonly #room = placesOfFile()
  /** What is said in the cell that is open, by the elements that say it. */
  #said: { name: string; look: Look }[] = []
  /** Behind the tables; where a page colours some of its boxes it is not known which of them a table stands in. */
  #ground = paper
  #raised = false
  #paragraph = ''
  #length = 0

  constructor(styles: Styles) {
    this.#styles = styles
    this.#boxes = new Unseen((name, attributes) => boxes.has(name) && styles.hide(attributes))
    // What a page has in it but does not show, or shows crossed out.
    this.#unseen = new Unseen(
      (name, attributes) =>
        crossedOut.has(name) ||
        (name === 'option' && !/\bselected\b/i.test(attributes)) ||
        (inline.has(name) && styles.hide(attributes)),
    )
  }

  write(all: string): void {
    if (this.#unseen.inside) return
    const read = all.slice(0, Math.max(0, mostText - this.#length))
    const raised = this.#raised || this.#looks().some((look) => look.raised)
    const text = raised ? raisedDigits(read) : this.#isSeen(read) ? read : unseenMark
    this.#length += read.length
    const table = this.#tables.at(-1)
    // Text in a cell is the cell's; white space between cells is nobody's.
    if (table?.cell) table.cell.text += this.#boxes.inside && !table.boxed ? '' : text.replace(/\s+/g, ' ')
    else if (!table || text.trim()) this.#paragraph += text.replace(/\s+/g, ' ')
  }

  open(name: string, attributes: string): void {
    if (this.#unseen.open(name, attributes)) return
    if (!this.#boxes.inside && boxes.has(name)) this.#break()
    const ground = papers.has(name) ? this.#styles.look(attributes).ground : undefined
    if (ground && !isPaper(ground)) this.#ground = ''
    const boxed = this.#boxes.open(name, attributes)
    const table = this.#tables.at(-1)
    if (table?.cell && inked(name)) this.#said.push({ name, look: this.#styles.look(attributes) })
    if (name === 'sup' || name === 'sub') this.#raised = true
    else if (name === 'input') this.write(typedIn(attributes))
    else if (name === 'img' && table?.cell) this.write(pictureMark)
    else if (breaks.has(name)) this.#break()
    else if (name === 'table') {
      // What stands in a layout cell before a table is text of its own, but a figure is one of two in its cell.
      if (table?.cell && (table.cell.text.trim() === '' || !looksLikeValue(table.cell.text))) {
        this.#paragraph += table.cell.text
        table.cell.text = ''
      }
      this.#endParagraph()
      if (this.#tables.length < deepest)
        this.#tables.push({
          ...{ builder: new GridBuilder(this.#room), cell: undefined, unseenRow: false, boxed, row: plain },
          around: [...this.#looks(), this.#styles.look(attributes)],
        })
    } else if (name === 'tr' && table) {
      this.#endCell(table)
      table.unseenRow = this.#styles.hide(attributes)
      table.row = this.#styles.look(attributes)
      if (!table.unseenRow) table.builder.nextRow()
    } else if (cells.has(name) && table) {
      this.#endCell(table)
      const span = (which: string) => Number.parseInt(attribute(attributes, which) ?? '1', 10) || 1
      const unseen = table.unseenRow || this.#styles.hide(attributes)
      table.cell = {
        text: '',
        columns: span('colspan'),
        rows: span('rowspan'),
        unseen,
        look: this.#styles.look(attributes),
      }
    }
  }

  close(name: string): void {
    if (this.#unseen.close(name)) return
    const table = this.#tables.at(-1)
    const said = this.#said.findLastIndex((one) => one.name === name)
    if (said >= 0) this.#said.splice(said)
    if (name === 'sup' || name === 'sub') this.#raised = false
    else if (breaks.has(name)) this.#break()
    else if ((cells.has(name) || name === 'tr') && table) this.#endCell(table)
    else if (name === 'table' && table) this.#endTable(table)
    this.#boxes.close(name)
  }

  /** What is said of the words that come next, from the outermost table in. */
  #looks(): readonly Look[] {
    const table = this.#tables.at(-1)
    return table?.cell ? [...table.around, table.row, table.cell.look, ...this.#said.map(({ look }) => look)] : []
  }

  #isSeen(text: string): boolean {
    const looks = this.#looks()
    if (looks.length === 0 || text.trim() === '') return true
    const said = <Said>(of: (look: Look) => Said | undefined) => looks.map(of).findLast((one) => one !== undefined)
    const ink = { colour: said(({ ink }) => ink?.colour), points: said(({ ink }) => ink?.points) }
    return !unseenInk(ink, said(({ ground }) => ground) ?? this.#ground)
  }

  finish(): DocumentPart[] {
    for (let table = this.#tables.at(-1); table; table = this.#tables.at(-1)) this.#endTable(table)
    this.#endParagraph()
    return this.#parts
  }

  #break(): void {
    const cell = this.#tables.at(-1)?.cell
    if (cell) cell.text += '\n'
    else this.#endParagraph()
  }

  #endCell(table: OpenTable): void {
    this.#said = []
    if (table.cell && !table.cell.unseen) table.builder.add(table.cell.text.trim(), table.cell)
    table.cell = undefined
  }

  #endTable(table: OpenTable): void {
    this.#endCell(table)
    this.#tables.pop()
    this.#endParagraph()
    const grid = table.builder.grid()
    const paragraphs = grid.length === 1 && firstOf(grid).every((cell) => cell === firstOf(grid)[0])
    const around = this.#tables.at(-1)?.cell
    const only = (paragraphs && firstOf(grid)[0]?.text) || ''
    // A table of one cell is a frame around text, or in a cell around its figure.
    if (around && only && looksLikeValue(only)) around.text += `${around.text.trim() && '\n'}${only}`
    else if (!paragraphs) this.#add({ grid }, { unseen: table.boxed })
    else for (const text of only.split('\n')) if (text.trim()) this.#add({ text }, { unseen: table.boxed })
  }

  #endParagraph(): void {
    if (this.#paragraph.trim()) this.#add({ text: this.#paragraph.trim() }, { unseen: this.#boxes.inside })
    this.#paragraph = ''
  }

  #add(part: DocumentPart, { unseen }: { unseen: boolean }): void {
    this.#parts.push(unseen ? { ...part, unseen } : part)
  }
}

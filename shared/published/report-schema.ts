import * as z from 'zod'
import { canonicalBytes } from '../report/bytes/canonical.ts'
import { publishedReport } from './published-report.ts'

/** What each field means, by its name; where one name means several things, by the name of what holds it too. */
const meanings: Readonly<Record<string, string>> = {
  $schema: '本文件格式说明的位置。Where this schema lies.',
  document: '文件的种类和格式版本。What kind of document this is, and the version of its form.',
  title: '标题，或者表头、项目的名称。The title, or what a thing is called.',
  zh: '中文。In Chinese.',
  en: '英文。In English.',
  cycle: '这一期的代号。The reporting cycle.',
  issuer: '公布报告的机关。Who publishes the report.',
  'issuer.id': '机关的代号，名称变了代号不变。The issuer’s id, which outlives its name.',
  'issuer.name': '机关的名称。The issuer’s name.',
  'issuer.level': '机关的级别。The level of government.',
  unit: '单位代号：本单位自己的报告、报送的单位、或者与之有关的单位。A unit’s id: whose own report this is, or whom an entry is about.',
  countedAbove: '由本系统条线汇总，本级不加它的数。Its own line counts it; the issuer’s report does not add it.',
  year: '报告年度。The year reported on.',
  version: '第几版，从1起。The version, from 1.',
  publishedAt: '公布的时刻（UTC）。The instant of publication.',
  definition: '按哪一种报告格式填报、核对。The report definition it was made by.',
  'definition.id': '报告格式的代号。Id of the definition.',
  'definition.version': '报告格式的版本。Version of the definition.',
  'definition.title': '报告格式的名称。Title of the definition.',
  basis: '报告格式的依据。What the form rests on.',
  digest: '规范字节（RFC 8785）的 SHA-256。SHA-256 of the canonical bytes (RFC 8785).',
  draft: '审签的稿件的校验码。Digest of the draft that was signed.',
  rounds: '审签走了几轮。How many drafts went through the stages.',
  note: '对读者的说明。A note to the reader.',
  confirmed: '由哪个环节的第二责任机关确认。The stage in which a second contributor confirmed it.',
  confirms: '该环节确认的格。The cells this stage was asked to confirm.',
  licence: '使用的条件。On what terms it may be used.',
  url: '条件的全文在哪里。Where the terms are said in full.',
  trial: '只在试用里出现：这份报告不算数。Only of a trial: nothing in it counts.',
  correction: '更正：更正哪一版、为什么、改了哪些。What this version corrects, why, and what changed.',
  of: '由哪些格算出（前面有减号的是减去）；或者更正的是第几版。The cells it is computed from (a minus subtracts); or the version that is corrected.',
  published: '公布的日期。The civil date of publication.',
  manifest: '清单 manifest.json 的校验码。Digest of manifest.json.',
  reason: '理由。Why.',
  withdrawn: '被更正的那一版撤回的日期。When the corrected version was withdrawn.',
  figures: '数字，按格的代号；null 是未填，"n/a" 是不适用。Figures by cell id; null is blank, "n/a" does not apply.',
  'correction.figures': '改了的格，原来和现在的数。The cells that changed, before and now.',
  texts: '文字。The texts.',
  part: '报告的哪一部分。The part of the report.',
  removed: '去掉的行。Lines that were removed.',
  added: '加上的行。Lines that were added.',
  cell: '格的代号。The cell’s id.',
  label: '印在表上的名称。As the form prints it.',
  from: '原来的数；或者来源：各单位的数。The figure before; or where it comes from: the units’ figures.',
  to: '现在的数；或者接替的人。The figure now; or who takes the place.',
  units: '各单位怎样报送；或者哪些单位的数变了。How each unit filed; or whose figures changed.',
  measures: '主要数据项：同名的跨年、跨格式可比。The main items: the same id means the same over years and forms.',
  id: '代号。The id.',
  figure: '数字（精确的十进制）。The figure, an exact decimal.',
  previous: '上一年公布的数。Last year’s published figure.',
  previousYear: '“上一年”是哪一年。The year that `previous` is of.',
  tables: '按官方格式排的表。The tables as the form prints them.',
  blocks: '表的各块。The blocks of a table.',
  columns: '各列。The columns.',
  rows: '各行。The rows.',
  groups: '所属的组。The groups it stands under.',
  number: '序号。Its number in the form.',
  text: '正文。The text.',
  provenance:
    '每个数从哪里来，按格的代号；可以重新算出。Where every figure comes from, by cell id; it can be added up again.',
  strategy: '怎样得出：相加、取最大、唯一来源、计算。How: sum, max, single-owner, computed.',
  relation: '按哪条关系算出。The relation it is computed by.',
  name: '名称或姓名。The name.',
  kind: '单位的种类。What kind of unit.',
  standing: '报送的情况。How it filed.',
  due: '应报送的日期。When it was due.',
  filed: '第一次报送的日期。The day of its first submission.',
  daysLate: '迟了几天。How many days late.',
  nil: '零报告：没有可报的。It declared that there is nothing to report.',
  revision: '采用的是第几次报送。The revision that counts.',
  submission: '报送内容的校验码。Digest of what was sent.',
  linkIssuedBy: '办公室的这位经办人转交的链接。The link was handed over by this person of the office.',
  reopened: '重新开放或者延期。Reopened or extended by the office.',
  act: '做了什么。What was done.',
  by: '谁做的。Who did it.',
  byCommand: '由命令行办理，没有在工作台上核对邮箱。Done by a command: no mailbox was verified at the board.',
  openedByCommand: '由命令行开启。The cycle was opened by a command.',
  consentedBy: '第二个人同意。The second person who consented.',
  at: '时刻（UTC）。The instant.',
  until: '到哪一天。Until which day.',
  exemption: '免报。Let off by the office.',
  left: '已退出这一期。It belongs to the cycle no more.',
  joined: '中途加入。It came in while the cycle was under way.',
  report: '该单位自己公布的报告。The unit’s own published report.',
  path: '在本站的位置。Where it lies on the site.',
  current: '与汇总采用的数相同。It has the figures that were added.',
  gaps: '没有报告的单位，汇总不含它的数。Units without a slice: their figures are not in the sum.',
  adjustments: '办公室调整过的数。Figures the office adjusted.',
  justified: '核对提示和对它的说明。Warnings that stand, and why.',
  instance: '哪一条核对提示。Which warning.',
  message: '提示的内容。What the warning says.',
  explanation: '说明。The explanation.',
  signatures: '审签：各环节、各席位、各人的决定。Who signed: stages, seats, decisions.',
  stage: '审签环节。The stage.',
  need: '需要几人同意。How many had to agree.',
  seats: '席位。The seats.',
  seat: '按路线应签的人。Whom the route names.',
  reassigned: '席位换了人。The seat was given to somebody else.',
  decision: '决定。The decision.',
  capacity: '以什么身份：本人、改派、委托、替补。In which capacity.',
  delegation: '委托的理由。Why it was delegated.',
  scope: '该环节负责的部分的校验码。Digest of the parts the stage answers for.',
  attestation: '签批时同意的那句话。The sentence that was agreed to.',
  forced: '没有这一席的决定就往下走。The office went on without this seat.',
  skipped: '跳过了这一环节。The stage was skipped.',
  timeliness: '是否按期。Whether it was in time.',
  zone: '日期所在的时区。The time zone of the dates.',
  legal: '法定日期。The legal date.',
}

type Node = { [key: string]: unknown; properties?: Record<string, Node>; description?: string }

let bytes: Uint8Array | undefined

/** The JSON Schema (2020-12) of `report.json`, with a sentence for every field; made once, since every publication has it twice. */
export function reportSchemaBytes(): Uint8Array {
  bytes ??= canonicalBytes(schemaOfReport())
  return bytes
}

function schemaOfReport(): unknown {
  const schema = z.toJSONSchema(publishedReport) as Node
  describe(schema, '')
  return { ...schema, $id: 'urn:lianbao:schema:report:1' }
}

function describe(node: Node, inside: string): void {
  for (const [name, inner] of Object.entries(node.properties ?? {})) {
    const meaning = meanings[`${inside}.${name}`] ?? meanings[name]
    if (!meaning) throw new Error(`The field ${inside}.${name} of report.json has no sentence (report-schema.ts)`)
    inner.description = meaning
    describe(inner, name)
  }
  for (const key of ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf']) {
    const inner = node[key]
    for (const one of Array.isArray(inner) ? inner : [inner])
      if (typeof one === 'object' && one !== null) describe(one as Node, inside)
  }
}

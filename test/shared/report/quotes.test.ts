import { describe, expect, test } from 'vitest'
import { compileDefinition, type Figures } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { checkQuotes, type Texts } from '../../../shared/report/quotes.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const figures: Figures = {
  ...Object.fromEntries(compiled.cells.map((cell) => [cell.id, '0'])),
  't3.new.total': '713',
  't3.carried-in.total': '36',
  't3.handled.total': '718',
  't3.carried-out.total': '31',
  't3.other-reason.total': '14',
  't4.cases.review-total': '170',
  't4.cases.review-pending': '36',
  't4.cases.direct-total': '3',
  't4.cases.after-review-total': '1',
}
const found = (texts: Texts, own: Figures = figures) =>
  checkQuotes(compiled, own, texts).findings.map((f) => [f.instance, f.severity, f.reading])

describe('numbers in sentences as offices write them', () => {
  test.each<[string, number, unknown[]]>([
    ['全市各部门共受理政府信息公开申请713件。', 1, []],
    ['收到申请公开政府信息的要求713件', 1, []],
    ['共受理713件依申请公开信息', 1, []],
    ['共收到依申请公开７１３件', 1, []],
    ['受理政府信息公开申请749件', 1, [['text-vs-table(new-requests:749)', 'info', 'new-and-carried-in']]],
    ['受理政府信息公开申请17件', 1, [['text-vs-table(new-requests:17)', 'warning', undefined]]],
    ['上年度结转36件，答复718件，31件顺延到下年度', 3, []],
    ['结转下年度继续办理30件', 1, [['text-vs-table(carried-out:30)', 'warning', undefined]]],
    ['其他处理14件', 1, []],
    ['发生行政复议134件，行政诉讼4件', 2, [['text-vs-table(reviews:134)', 'info', 'concluded']]],
    ['行政复议和行政诉讼案件174件', 1, []],
    ['全年公开各类信息3700余条，办理建议30件', 0, []],
  ])('%s', (text, checked, expected) => {
    expect(found({ overview: text })).toEqual(expected)
    expect(checkQuotes(compiled, figures, { overview: text }).checked).toBe(checked)
  })
  test('each unit’s text of a merged part', () => {
    expect(found({ overview: [{ text: '受理政府信息公开申请1件' }, { text: '受理政府信息公开申请713件' }] })).toEqual([
      ['text-vs-table(new-requests:1)', 'warning', undefined],
    ])
  })
  test('a blank cell is not judged', () => {
    const result = checkQuotes(compiled, { ...figures, 't3.new.total': null }, { overview: '受理政府信息公开申请1件' })
    expect(result.findings).toEqual([])
    expect(result.notApplicable.map((n) => n.relation)).toEqual(['text-vs-table'])
  })
  test('the sentence says both numbers and what to do', () => {
    const [finding] = checkQuotes(compiled, figures, { overview: '受理政府信息公开申请17件' }).findings
    expect(finding!.message.zh).toBe('正文写“受理政府信息公开申请17件”，表里是 713，差 696，也不是常见的其他口径。')
    expect(finding!.advice.zh).toContain('只算了本级机关')
  })
})

/** What a sentence is found to say, whatever the tables say: every quote with its number. */
function said(sentence: string): string[] {
  const nowhere = Object.fromEntries(compiled.cells.map((cell) => [cell.id, '987654']))
  return checkQuotes(compiled, nowhere, { overview: sentence })
    .findings.map(({ instance }) => /\((.*)\)/.exec(instance)![1]!)
    .sort()
}

describe('what a sentence says', () => {
  test.each<[string, string]>([
    ['全年共受理公民、法人和其他组织政府信息公开申请35件', 'new-requests:35'],
    ['本年度我局共收到各类政府信息公开申请1,024件，同比增加12件', 'new-requests:1024'],
    ['2023年，全镇收到信息公开申请3宗', 'new-requests:3'],
    ['今年共接到依申请公开申请15起，均按期答复', 'new-requests:15'],
    ['共收到群众提交的政府信息公开申请 2 条', 'new-requests:2'],
    ['2022年共收到依申请公开申请表6份', 'new-requests:6'],
    ['收到政府信息公开申请共计48件', 'new-requests:48'],
    [
      '本机关新收政府信息公开申请7件，上年结转1件，办结8件，无结转下年度办理',
      'new-requests:7 carried-in:1 handled:8 carried-out:0',
    ],
    ['2024年未收到公民、法人或其他组织关于政府信息公开的申请。', 'new-requests:0'],
    ['我乡2022年度没有收到政府信息公开申请', 'new-requests:0'],
    ['本年度未收到依申请公开政府信息申请', 'new-requests:0'],
    ['全年未受理依申请公开事项。', 'new-requests:0'],
    ['2021年度暂未收到政府信息公开申请', 'new-requests:0'],
    [
      '2020年本单位未收到信息公开申请，未发生因政府信息公开引起的行政复议、行政诉讼。',
      'new-requests:0 reviews:0 litigation:0',
    ],
    ['未收到因政府信息公开申请引发的行政复议', 'reviews:0'],
    ['没有因政府信息公开引发的行政复议、行政诉讼案件', 'reviews:0 litigation:0'],
    ['无行政复议和行政诉讼情况', 'reviews:0 litigation:0'],
    ['上一年度结转政府信息公开申请12件', 'carried-in:12'],
    ['去年结转5件', 'carried-in:5'],
    ['2022年度结转申请4件', 'carried-in:4'],
    ['结转至下一年度办理6件', 'carried-out:6'],
    ['另有3件申请结转至2025年度办理', 'carried-out:3'],
    ['5件转入下年度继续办理', 'carried-out:5'],
    ['按期办结政府信息公开申请33件', 'handled:33'],
    [
      '共答复申请45件，其中予以公开20件，部分公开5件，不予公开8件，无法提供10件，不予处理1件，其他处理1件',
      'handled:45 granted:20 partly-granted:5 refused:8 unavailable:10 unprocessed:1 other-handling:1',
    ],
    ['不予公开的3件', 'refused:3'],
    ['行政复议案件共5件，行政诉讼案件2件', 'reviews:5 litigation:2'],
    ['被申请行政复议12件、提起行政诉讼3件', 'reviews:12 litigation:3'],
    ['涉及政府信息公开的行政复议和行政诉讼5件', 'disputes:5'],
    [
      '全年制发行政规范性文件5件，废止规范性文件2件，现行有效规范性文件30件',
      'normative-issued:5 normative-repealed:2 normative-in-force:30',
    ],
    ['现行有效行政规范性文件共15件', 'normative-in-force:15'],
    ['作出行政许可决定182件，行政处罚决定10件，实施行政强制措施3件', 'licensing:182 penalties:10 measures:3'],
    ['收取行政事业性收费18.871万元', 'fees:18.871'],
    ['行政事业性收费金额12345元', 'fees:1.2345'],
    ['2021年共制发政府信息378条，其中，主动公开政府信息125条、依申请公开176条、不予公开77条。', ''],
    ['全年公开各类信息3700余条，办理建议30件', ''],
    ['其中，通过网络收到政府信息公开申请5件，信函收到申请3件', ''],
    ['当面申请2件，网上申请3件', ''],
    ['尚未审结的行政复议案件1件', 'reviews:1'],
    ['办理人大代表建议12件、政协提案20件，答复率100%', ''],
    ['主动公开行政许可信息220条，行政处罚信息12条', ''],
    ['公布行政许可事项120项', ''],
    ['经行政复议后起诉1件', ''],
    ['依申请公开办结率100%', ''],
    ['未收到申请人异议', ''],
    ['发布政务公开信息1200条', ''],
    ['受理群众来信来访30件，办理12345热线工单1245件', ''],
    ['召开政务公开培训会3次', ''],
    ['回复网民留言56条', ''],
    ['及时回复群众咨询98件', ''],
    ['受理行政复议申请33件', ''],
    ['受理因政府信息公开引起的行政复议申请2件', 'reviews:2'],
    ['共有2件政府信息公开行政复议案件，1件行政诉讼案件尚未审结', 'reviews:2 litigation:1'],
    ['未被申请行政复议或提起行政诉讼', 'reviews:0 litigation:0'],
    ['我镇未收到政府信息公开申请，无上年结转申请，无下年度结转', 'new-requests:0 carried-in:0 carried-out:0'],
    ['政府信息公开申请办理情况：新收12件、结转3件', 'new-requests:12'],
    ['上年结转至本年办理的申请2件', 'carried-in:2'],
    ['尚有3件正在办理，结转下一年度', 'carried-out:3'],
    ['结转1件至下年度', 'carried-out:1'],
    ['政府信息公开申请量为305件，办结量为298件', 'new-requests:305 handled:298'],
    ['完成政府信息依申请公开答复45件，予以公开答复20件，不予公开答复5件', 'handled:45 granted:20 refused:5'],
    ['受理公民、法人或其他组织向县政府提出的政府信息依申请公开26件，办结完成26件', 'new-requests:26 handled:26'],
    ['新制发行政规范性文件7件，废止3件，现行有效41件', 'normative-issued:7 normative-repealed:3 normative-in-force:41'],
    ['2024年未制定规范性文件，现有效规范性文件5件', 'normative-issued:0 normative-in-force:5'],
    ['共办理行政许可4568件，行政处罚214件，行政强制0件', 'licensing:4568 penalties:214 measures:0'],
    ['收到举报投诉20件', ''],
    ['在政府网站公开规范性文件8件', ''],
    ['未经复议直接起诉2件', ''],
    ['较上年减少5件', ''],
    ['全年受理行政审批事项申请3000件', ''],
    ['不予公开事项清单', ''],
    ['累计收到并处理政府信息公开申请8件', 'new-requests:8 handled:8'],
    ['我局收到政府信息公开申请零件', ''],
    ['共收到政府信息公开申请二十三件', 'new-requests:23'],
    ['收到政府信息公开申请一百零五件', ''],
    ['收到信息公开申请3次', 'new-requests:3'],
    ['受理依申请公开8例', 'new-requests:8'],
    ['依申请公开政府信息2件', ''],
    ['收到依申请公开信息0条', 'new-requests:0'],
    ['依申请公开受理量为21件', 'new-requests:21'],
    ['办理依申请公开21件', 'new-requests:21'],
    ['政府信息公开申请量为13件', 'new-requests:13'],
    ['本年度政府信息公开申请0件', 'new-requests:0'],
    ['全区各单位共受理政府信息公开申请（含上年结转）56件', 'new-requests:56'],
    ['没有发生行政诉讼', 'litigation:0'],
    ['我镇全年无依申请公开事项', 'new-requests:0'],
    ['2023年，没有公民向我单位提出政府信息公开申请', 'new-requests:0'],
    ['全年无公民、法人或者其他组织申请政府信息公开', 'new-requests:0'],
    ['今年以来无人申请公开政府信息', 'new-requests:0'],
  ])('%s', (sentence, expected) => {
    expect(said(sentence)).toEqual(expected.split(' ').filter(Boolean).sort())
  })
})

describe('what is about something else', () => {
  test.each<[string, string]>([
    ['办理12345热线工单316件，办结316件', ''],
    ['县长信箱收到信件238件，办结99件，不予受理139件', ''],
    ['制发公文312件，其中主动公开210件、依申请公开62件、不予公开40件', ''],
    ['予以公开及部分公开258件，不予公开35件', 'refused:35'],
    ['其中属于国家秘密不予公开1件', ''],
    ['公示行政处罚决定65件', ''],
    ['全年受理行政复议案件126件，其中涉及政府信息公开的4件', ''],
    ['本年度政府信息公开行政事业性收费0元', ''],
    ['未收到任何书面形式的政府信息公开申请，收到网上申请2件', ''],
    ['通过政府网站办理并答复信息公开申请3件、纸质申请36件，顺延至下一年答复2件', 'carried-out:2'],
    ['上年结转政府信息公开申请数量5件', 'carried-in:5'],
    ['自《条例》施行以来，累计受理政府信息公开申请683件', ''],
    ['2022年、2023年、2024年分别收到政府信息公开申请10件、12件、15件', ''],
    ['2022年上半年，各行政机关共受理政府信息公开申请267件，答复263件', ''],
    ['区教育局收到信息公开申请9件，区民政局收到6件', ''],
    ['市政府本级收到政府信息公开申请75件', ''],
    ['未经复议直接起诉的行政诉讼3件', ''],
    ['行政复议机构共受理行政复议申请526件', ''],
    ['因信访、投诉、举报类申请不予处理4件', ''],
    ['全年无政府信息公开申请结转办理情况', ''],
    ['未收到上级转办的依申请公开事项', ''],
    ['清理行政规范性文件65件，继续有效48件，废止11件', ''],
  ])('%s', (sentence, expected) => {
    expect(said(sentence)).toEqual(expected.split(' ').filter(Boolean).sort())
  })

  test.each<[string, string]>([
    ['“同意公开”3件，“部分公开”0件、“不予公开”2件', 'granted:3 partly-granted:0 refused:2'],
    ['其中8件予以公开，3件部分公开，2件不予公开，1件无法提供', 'granted:8 partly-granted:3 refused:2 unavailable:1'],
    ['依申请公开受理6件，办结6件', 'handled:6 new-requests:6'],
    ['2023年结转3件，2024年新收20件', 'carried-in:3 new-requests:20'],
    ['另有72件申请按照《条例》顺延到下年度答复', 'carried-out:72'],
    ['发生1起有关政府信息公开的行政复议案件', 'reviews:1'],
    ['市政府本级、政府办办理政府信息公开申请61件', 'new-requests:61'],
    ['全年无依申请公开的情况', 'new-requests:0'],
  ])('but this is not: %s', (sentence, expected) => {
    expect(said(sentence)).toEqual(expected.split(' ').filter(Boolean).sort())
  })
})

describe('another time, another body', () => {
  const own: Figures = { ...figures, 't3.new.total': '14' }
  const of2024 = (text: string) =>
    checkQuotes(compiled, own, { overview: text }, new Set(), 2024).findings.map(({ left }) => left)
  test.each<[string, string[]]>([
    ['2023年收到政府信息公开申请9件，2024年收到政府信息公开申请14件。', []],
    ['2023年收到政府信息公开申请9件。2024年收到政府信息公开申请15件。', ['15']],
    ['去年我局共收到政府信息公开申请9件。', []],
    ['较上年收到的政府信息公开申请30件增加12件。', []],
    ['自2008年以来累计收到政府信息公开申请326件。', []],
    ['2024年以来，收到政府信息公开申请15件。', ['15']],
    ['比2023年（31起）下降29%，收到政府信息公开申请22起', ['22']],
    ['区直部门收到政府信息公开申请9件，镇街收到政府信息公开申请5件。', []],
    ['区直部门收到政府信息公开申请9件，镇街收到政府信息公开申请6件。', ['9', '6']],
    ['市政府办公室收到政府信息公开申请8件；全市收到政府信息公开申请14件。', []],
    ['全市收到政府信息公开申请14件。我市收到政府信息公开申请8件。', ['8']],
    ['市政府办公室收到政府信息公开申请8件。', ['8']],
  ])('%s', (text, expected) => {
    expect(of2024(text)).toEqual(expected)
  })
})

describe('another reading', () => {
  const empty = Object.fromEntries(compiled.cells.map((cell) => [cell.id, '0']))
  const asked: Figures = { ...empty, 't3.new.total': '5' }
  test('never excuses a 0', () => {
    expect(found({ overview: '共收到政府信息公开申请0件' }, asked)).toEqual([
      ['text-vs-table(new-requests:0)', 'warning', undefined],
    ])
  })
  test('never takes received for concluded', () => {
    const own: Figures = { ...asked, 't3.handled.total': '3' }
    expect(found({ overview: '受理政府信息公开申请3件' }, own)).toEqual([
      ['text-vs-table(new-requests:3)', 'info', 'concluded'],
    ])
    expect(found({ overview: '收到政府信息公开申请3件' }, own)).toEqual([
      ['text-vs-table(new-requests:3)', 'warning', undefined],
    ])
  })
  test('never rests on a cell that is itself in doubt', () => {
    const own: Figures = { ...asked, 't3.handled.total': '3' }
    const texts = { overview: '受理政府信息公开申请3件' }
    const doubtful = new Set(['t3.handled.total'])
    expect(checkQuotes(compiled, own, texts, doubtful).findings[0]).toMatchObject({ severity: 'warning' })
  })
})

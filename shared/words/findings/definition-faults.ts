/** What may be wrong with a report definition, by its stable code; for whoever writes one. */
export const definitionFaultTexts = {
  'text-missing': (language: 'zh' | 'en') => ({
    zh: `缺${{ zh: '中文', en: '英文' }[language]}`,
    en: `the ${{ zh: 'Chinese', en: 'English' }[language]} text is missing`,
  }),
  'no-examples': () => ({
    zh: '每条勾稽关系都要有一个成立的和一个不成立的例子',
    en: 'a relation needs one passing and one failing example',
  }),
  'not-of-the-form': (message: string) => ({ zh: `不符合格式：${message}`, en: message }),
  'no-owner': (cell: string) => ({ zh: `“${cell}”没有说由谁填`, en: `the cell ${cell} has no owner` }),
  'single-owner-for-each': (cell: string) => ({
    zh: `“${cell}”只能有一个来源，却由每个单位填`,
    en: `the cell ${cell} is for a single owner but every unit fills it`,
  }),
  'too-many-cases': (cases: number, most: number) => ({
    zh: `有 ${cases} 种情形，一个关系最多 ${most} 种`,
    en: `${cases} cases, where a relation may have ${most}`,
  }),
  'reaches-no-cell': (relation: string) => ({
    zh: `“${relation}”没有落到任何格子上`,
    en: `the relation ${relation} reaches no cell`,
  }),
  'stray-variable': (name: string) => ({ zh: `each 里没有“${name}”`, en: `${name} is not a variable of each` }),
  'no-cell': (cell: string) => ({ zh: `没有“${cell}”这个格子`, en: `there is no cell ${cell}` }),
  'not-of-the-draft': (term: string) => ({
    zh: `“${term}”：这里只能写本稿自己的格子，不能带 previous: 或 units:`,
    en: `${term}: only a cell of this draft may stand here, without previous: or units:`,
  }),
  'nothing-subtracted': (term: string) => ({
    zh: `“${term}”：这里不能带减号`,
    en: `${term}: nothing is subtracted here`,
  }),
  'no-figure': (text: string) => ({ zh: `“${text}”不是一个数`, en: `${text} is not a figure` }),
  'too-many-decimals': (figure: string, decimals: number) => ({
    zh: `${figure}的小数位数超过了它的格子，那里最多${decimals}位`,
    en: `${figure} has more decimals than its cell, which has ${decimals}`,
  }),
  'should-hold': () => ({
    zh: '这个例子应当成立，却查出了问题',
    en: 'this example should hold but is found broken',
  }),
  'should-be-broken': () => ({
    zh: '这个例子应当不成立，却没有查出来',
    en: 'this example should be found broken but is not',
  }),
  'no-table': (table: string) => ({ zh: `没有“${table}”这张表`, en: `there is no table ${table}` }),
  'table-in-one-part': (table: string) => ({
    zh: `“${table}”要正好放在一个部分里`,
    en: `the table ${table} must stand in exactly one part`,
  }),
  'single-owner-text-for-each': () => ({
    zh: '只能有一个来源的文字不能由每个单位写',
    en: 'a single-owner text cannot be written by each unit',
  }),
  'no-part': (part: string) => ({ zh: `没有“${part}”这个部分`, en: `there is no part ${part}` }),
  'no-text': () => ({ zh: '没有一个部分是文字', en: 'none of these parts has text' }),
  'one-usual-reading': () => ({ zh: '要正好有一个通常的口径', en: 'exactly one reading must be the usual one' }),
  'one-group': () => ({ zh: '要正好有一个括号组，就是那个数', en: 'exactly one group is needed: the number' }),
  'optional-and-indispensable': () => ({
    zh: '不可缺少的环节不能是可有可无的',
    en: 'an indispensable stage cannot be optional',
  }),
  'threshold-no-figure': () => ({ zh: '不是一个数', en: 'not a figure' }),
  'nothing-indispensable': () => ({
    zh: '没有一个环节是不可缺少的（indispensable）：至少要有一个不带条件的环节，没有它的签批就不能公布',
    en: 'no stage is indispensable: at least one without a condition must be, so that nothing is published unsigned',
  }),
  'no-level': (level: string) => ({
    zh: `没有“${level}”这一级的法定日期`,
    en: `there is no legal date for the level ${level}`,
  }),
  'id-twice': (id: string) => ({ zh: `“${id}”前面已经有了`, en: `${id} stands there already` }),
  'hidden-characters': () => ({
    zh: '有看不见的字符，请重新输入',
    en: 'the text has characters that nobody sees',
  }),
  'not-translated': () => ({
    zh: '英文里还有汉字，没有翻译完',
    en: 'the English text still has Chinese characters',
  }),
  'cell-twice': (cell: string) => ({ zh: `格子“${cell}”出现了两次`, en: `the cell ${cell} exists twice` }),
  'no-set': (set: string) => ({ zh: `没有名为“${set}”的集合`, en: `there is no set named ${set}` }),
  'no-cell-of-member': (what: string) => ({ zh: `“${what}”没有对应的任何格子`, en: `no cell belongs to ${what}` }),
  'total-of-itself': (total: string) => ({
    zh: `合计“${total}”绕了一圈又用到自己`,
    en: `the total ${total} is computed from itself`,
  }),
  'total-too-coarse': (total: Decimals, addend: Decimals) => ({
    zh: `合计“${total.id}”最多${total.decimals}位小数，它要加的“${addend.id}”有${addend.decimals}位`,
    en: `the total ${total.id} has ${total.decimals} decimals at most, but ${addend.id}, which it adds, has ${addend.decimals}`,
  }),
  'not-a-pattern': () => ({ zh: '这不是一个能用的正则表达式', en: 'this is not a regular expression' }),
  'in-no-total': (label: Text) => ({
    zh: `没有一个总计算到“${label.zh}”；加行加列要同时加进 sets`,
    en: `no total reaches “${label.en}”; a new row or column belongs into the sets too`,
  }),
  'left-out-of-total': (label: Text, total: Text) => ({
    zh: `“${total.zh}”没有把“${label.zh}”算进去；加行加列要同时加进 sets`,
    en: `“${total.en}” leaves out “${label.en}”; a new row or column belongs into the sets too`,
  }),
  timetable: (message: Text) => message,
}

type Text = { zh: string; en: string }
type Decimals = { id: string; decimals: number }

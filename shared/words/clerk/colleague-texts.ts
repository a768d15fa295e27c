/** What a unit reads where its lead adds colleagues. */
export const colleagueTexts = {
  title: { zh: '谁来填', en: 'Who fills in' },
  link: { zh: '同事', en: 'Colleagues' },
  lead: {
    zh: '大家填的是同一份：各填各的格，存下的，别人打开或保存时就并进来。牵头人加的同事只填不交，由牵头人看过以后提交。',
    en: 'All of you fill in one slice: what one has saved joins the others’ when they open it or save. Colleagues whom the lead added type and do not submit; the lead looks it through and submits.',
  },
  part: {
    lead: { zh: '牵头', en: 'lead' },
    contact: { zh: '填报，也可以提交', en: 'fills in, may submit' },
    added: { zh: '牵头人加的，只填不交', en: 'added by the lead, does not submit' },
  },
  add: { zh: '加一位同事', en: 'Add a colleague' },
  addSays: {
    zh: '会马上收到一封邮件，里面是自己的链接，只能打开这一份填报。经办机构看得到加了谁。填过数的人不能再审签这份报告。',
    en: 'They get a mail at once with a link of their own, to this slice alone. The office sees whom you added. Whoever typed a figure cannot sign the report.',
  },
  addButton: { zh: '加上，寄出链接', en: 'Add, and mail the link' },
  remove: { zh: '去掉', en: 'Take off' },
  removeSure: { zh: '链接马上失效，填过的留着', en: 'The link ends at once; what was typed stays' },
  onlyLead: (lead: string) => ({ zh: `要加人，请找牵头的${lead}。`, en: `To add somebody, ask the lead, ${lead}.` }),
  problems: { zh: '没有改', en: 'Nothing was changed' },
  done: { zh: '已改', en: 'Done' },
}

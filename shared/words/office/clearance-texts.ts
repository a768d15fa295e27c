/** The office's page of the units' own reports. */
export const clearanceTexts = {
  title: { zh: '各单位年度报告', en: 'The units’ own reports' },
  lead: {
    zh: '每个单位的年度报告由本单位负责人审签、经这里核准后公布，不等别的单位报齐。',
    en: 'Each unit’s own report is signed by its head, cleared here and then published. None waits for the others to file.',
  },
  leadAfter: {
    zh: '每个单位的年度报告经本单位负责人审签就公布，这里可以看到，也可以退回要求更正。',
    en: 'Each unit’s own report is published when its head has signed it. Here you see them, and may call one back.',
  },
  unit: { zh: '单位', en: 'Unit' },
  standing: { zh: '情况', en: 'Standing' },
  revision: { zh: '第几次报送', en: 'Revision' },
  look: { zh: '查看', en: 'Look' },
  choose: (unit: string) => ({ zh: `选中${unit}`, en: `Choose ${unit}` }),
  stands: {
    none: () => ({ zh: '不公布', en: 'none' }),
    awaited: () => ({ zh: '还没有报送或审签', en: 'not sent or signed yet' }),
    'to-clear': () => ({ zh: '待核准', en: 'to be cleared' }),
    ready: () => ({ zh: '正在公布', en: 'being published' }),
    releasing: () => ({ zh: '正在公布', en: 'being published' }),
    public: (version: number) => ({ zh: `已公布第${version}版`, en: `version ${version} is public` }),
    corrected: (version: number) => ({
      zh: `已公布第${version}版，正在更正`,
      en: `version ${version} is public, a correction is on its way`,
    }),
  },
  clearChosen: { zh: '核准所选，公布', en: 'Clear and publish the chosen' },
  back: { zh: '回到各单位年度报告', en: 'Back to the units’ reports' },
  toBoard: { zh: '回到工作台', en: 'Back to the board' },
  decide: { zh: '核准或者退回', en: 'Clear or send back' },
  clear: { zh: '核准公布', en: 'Clear and publish' },
  returnTitle: { zh: '退回，请单位修改', en: 'Send back to be changed' },
  callBack: {
    zh: '退回要求更正（已公布的版本保留，更正后另出一版）',
    en: 'Call back to be corrected (the public version stays; the correction becomes the next)',
  },
  where: { zh: '哪一格（可以不选）', en: 'Which cell (optional)' },
  anywhere: { zh: '整份报告', en: 'the whole report' },
  reason: { zh: '要改什么、为什么', en: 'What to change, and why' },
  send: { zh: '退回', en: 'Send back' },
  done: {
    zh: '已记录。核准的报告几分钟内公布，退回的已通知单位。',
    en: 'Recorded. What was cleared will be public in a few minutes; units were told of what was sent back.',
  },
  nothing: { zh: '这个单位还没有报送。', en: 'This unit has sent nothing yet.' },
  problems: { zh: '没有记录，请看下面几点', en: 'Nothing was recorded; please see the points below' },
}

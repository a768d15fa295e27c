/** Part of the record, in the words in which it was agreed to. */
export const unitSignatureTexts = {
  leader: { zh: '本机关负责人审签', en: 'Signed by the head of this body' },
  clearance: { zh: '政府信息公开工作主管部门核准', en: 'Cleared by the office in charge of disclosure' },
  cleared: { zh: '同意公布。', en: 'Agreed that it be published.' },
  byUnit: { zh: '本机关更正。', en: 'Corrected by this body.' },
}

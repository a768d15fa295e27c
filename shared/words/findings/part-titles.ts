/** What a part of the whole is called where a unit writes it for its own report. */
export const ofOwnReport = ({ zh, en }: { zh: string; en: string }) => ({
  zh: `${zh}（本机关的年度报告）`,
  en: `${en} (this body’s own report)`,
})

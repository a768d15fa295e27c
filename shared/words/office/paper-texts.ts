/** The papers that the office takes from the board. */
export const paperTexts = {
  heading: { zh: '公文（Word）', en: 'Papers (Word)' },
  report: { zh: '报告', en: 'The report' },
  sheet: { zh: '审签单', en: 'The sign-off sheet' },
  letter: { zh: '报送的函', en: 'The covering letter' },
  to: { zh: '报送给', en: 'To whom' },
  says: {
    zh: '没有公布的稿件，每页上方都标明。版式按 GB/T 9704：A4，每页22行、每行28字，字体只写名称，不嵌入。',
    en: 'What is not published says so above every page. Layout of GB/T 9704; fonts are named and not embedded.',
  },
  none: { zh: '还没有汇总，没有稿件。', en: 'Nothing is merged yet, so there is no draft.' },
  toTooLong: {
    zh: '报送机关的名称请控制在60字以内，写成一行。',
    en: 'Name the addressee in one line of at most 60 characters.',
  },
}

/** The covering letter. It is in Chinese; the English is for who reads the source. */
export const letterTexts = {
  about: (report: string) => ({ zh: `关于报送${report}的函`, en: `Letter enclosing ${report}` }),
  body: (report: string) => ({ zh: `现将《${report}》报来，请审示。`, en: `Enclosed is “${report}”.` }),
  enclosed: (report: string) => ({ zh: `附件：${report}`, en: `Enclosure: ${report}` }),
  noAddressee: { zh: '＿＿＿＿＿＿＿＿', en: '________' },
  noDate: { zh: '　　　年　月　日', en: '____' },
}

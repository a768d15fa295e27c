import { expect, test } from 'vitest'
import { coveringLetter } from '../../../../shared/pages/report/letter-docx.ts'
import { ZipFile } from '../../../../shared/printed/files/zip.ts'

const pingtan = {
  issuer: { zh: '平潭综合实验区管理委员会', en: 'Pingtan' },
  title: { zh: '平潭综合实验区管理委员会2020年政府信息公开工作年度报告', en: 'Report' },
  to: '福建省人民政府办公厅',
}
function read(letter: Parameters<typeof coveringLetter>[0]) {
  const zip = ZipFile.open(coveringLetter(letter))
  if ('problem' in zip) throw new Error(zip.problem.en)
  const textIn = (name: string) =>
    zip
      .text(name)!
      .replace(/<w:br\/>/g, '\n')
      .replace(/<\/w:p>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .split('\n')
      .filter((line) => line !== '')
  return { lines: textIn('word/document.xml'), mark: textIn('word/header1.xml') }
}

test('the letter of a version: to whom, what is enclosed, who sends it and when', () => {
  expect(read({ ...pingtan, published: '2021-03-05' })).toEqual({
    lines: [
      '平潭综合实验区管理委员会',
      '关于报送2020年政府信息',
      '公开工作年度报告的函',
      '福建省人民政府办公厅：',
      '现将《平潭综合实验区管理委员会2020年政府信息公开工作年度报告》报来，请审示。',
      '附件：平潭综合实验区管理委员会2020年政府信息公开工作年度报告',
      '平潭综合实验区管理委员会',
      '2021年3月5日',
    ],
    mark: [],
  })
})

test('with a draft it says so, and leaves room for the addressee and the date', () => {
  const { lines, mark } = read({ ...pingtan, to: '', mark: '未公布的稿件' })
  expect(mark).toEqual(['未公布的稿件'])
  expect([lines[3], lines.at(-1)]).toEqual(['＿＿＿＿＿＿＿＿：', '　　　年　月　日'])
})

test.each(['关于报送2020年度报告的函', '某市'])(
  'a short or an odd name loses nothing and tears no year: %s',
  (title) => {
    const { lines } = read({ ...pingtan, title: { zh: title, en: '' } })
    expect(lines.slice(1, 3).join('')).toContain(`关于报送${title}的函`.slice(0, 12))
    expect(lines.some((line) => /\d$/.test(line) && line !== lines.at(-1))).toBe(false)
  },
)

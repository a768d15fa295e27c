import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { signOffSheet } from '../../../../shared/pages/sign-off/sign-off-sheet.ts'
import { ZipFile } from '../../../../shared/printed/files/zip.ts'
import { trialTexts } from '../../../../shared/words/trial-texts.ts'
import { cycleWith, decisionOf, definition, substitutedAt } from '../../../fixtures/tongjiang-2020.ts'

/** The text of the sheet, and of the mark above its pages. */
function read({ state }: Pick<ReturnType<typeof cycleWith>, 'state'>, says = {}): { text: string; mark: string } {
  const zip = ZipFile.open(signOffSheet(state, definition, says)!)
  if ('problem' in zip) throw new Error(zip.problem.en)
  const textIn = (name: string) =>
    zip
      .text(name)!
      .replace(/<w:br\/>/g, '\n')
      .replace(/<\/w:tc>/g, '|')
      .replace(/<[^>]+>/g, '')
  return { text: textIn('word/document.xml'), mark: textIn('word/header1.xml') }
}

describe('the sign-off sheet', () => {
  test('has the stages in the order of paper, each with opinion, name, day and room to sign', () => {
    const { text, mark } = read(cycleWith({ approved: 4 }))
    const at = (words: string) => text.indexOf(words)
    const order = ['政务公开办', '保密', '分管', '主要领导'].map((words) => at(words))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(text).toContain('同意\n副市长孙丽华　2021年1月28日　凭本人链接签批\n签名：')
    expect(mark).toContain('未公布的稿件')
    const heads = [
      '标题',
      '编制机关',
      '版本',
      '公开属性',
      '公开方式',
      '紧急程度',
      '拟公开时间',
      '公布期限',
      '稿件校验码',
      '拟稿',
    ]
    const fields = [...heads, '核对结果', '公开工作机构审核', '保密审查', '印数、附件', '印章']
    expect(fields.map((field) => text.indexOf(`${field}|`))).toEqual(
      fields.map((field) => text.indexOf(`${field}|`)).toSorted((a, b) => a - b),
    )
    expect(fields.filter((field) => !text.includes(`${field}|`))).toEqual([])
    expect(text).toContain('第1版（未公布）')
  })

  test('names who signed for another, and who has not signed', () => {
    const { text } = read(
      cycleWith({
        approved: 2,
        facts: (draft) => [
          substitutedAt('2021-02-01T00:00:00.000Z'),
          decisionOf('responsible-leader', 'sun', draft, 2, 'he'),
        ],
      }),
    )
    expect(text).toContain('常务副市长何志远（副市长孙丽华未在限期内答复，由规定的替代人签批）')
    expect(text).toContain('（市长郑国强尚未签批）')
  })

  test('says through whose link it was decided, and that a trial does not count', () => {
    const decided = (draft: string) => ({ ...decisionOf('responsible-leader', 'sun', draft, 2), linkIssuedBy: 'feng' })
    const cycle = cycleWith({ approved: 2, facts: (draft) => [decided(draft)] })
    const { text, mark } = read(cycle, { trial: trialTexts.page })
    expect(text).toContain('副市长孙丽华　2021年1月28日　由经办机构（政务公开办冯娟）出具的链接办理')
    expect(text.split('凭本人链接签批')).toHaveLength(3)
    expect(mark).toContain(trialTexts.page.zh)
  })

  test('gives an explanation that stands for several remarks once', () => {
    const justify = (n: number, reason: string) =>
      ({
        ...{ kind: 'act', cycle: 'tongjiang-2020', n, id: `j${n}`, at: '2021-01-25T07:00:00.000Z', by: 'feng', reason },
        ...{ act: 'justify', instance: `T${n}`, figures: 'f', round: 1 },
      }) as Fact
    const { text } = read(
      cycleWith({ facts: () => [justify(1, '口径调整'), justify(2, '口径调整'), justify(3, '年中清理')] }),
    )
    expect(text).toContain('提示的说明|口径调整（2条同此）\n年中清理|')
  })

  test('is not there before a draft is', () => {
    const { facts } = cycleWith()
    const collecting = foldCycle(facts.filter(({ kind }) => kind === 'opening' || kind === 'submission'))!
    expect(signOffSheet(collecting, definition, {})).toBeUndefined()
  })
})

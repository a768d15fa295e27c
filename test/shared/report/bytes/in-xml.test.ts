import { expect, test } from 'vitest'
import { inXml } from '../../../../shared/report/bytes/in-xml.ts'

test.each([
  ['《条例》第<49>条 & "其他"', '《条例》第&lt;49&gt;条 &amp; &quot;其他&quot;'],
  ["it's", 'it&apos;s'],
  ['一\n二\t三', '一\n二\t三'],
  ['控\u0000制\u0085符', '控制符'],
  ['由 PDF\ufffe 粘贴\uffff', '由 PDF 粘贴'],
  ['半个\ud800字', '半个字'],
  ['𠮷', '𠮷'],
])('%j is written so that every reader of XML opens the file', (text, xml) => expect(inXml(text)).toBe(xml))

import { fileNotes } from '../words/printed/file-notes.ts'
import type { DocumentPart, GridCell, PrintedDocument } from './printed-document.ts'

/**
 * A page in traditional characters (繁體), as mirrors of a site and programs set to them write it, in the simplified ones of the form:
 * those that its labels and sentences have, and what names of bodies and a report's text mostly have. Any other stays as it is.
 */
export function simplified(document: PrintedDocument): PrintedDocument {
  if (!document.parts.some(isTraditional)) return document
  const cells = new Map<GridCell, GridCell>()
  const ofCell = (cell: GridCell) => {
    // A cell that spans several places stays the same one in each.
    const known = cells.get(cell) ?? { ...cell, text: ofText(cell.text) }
    cells.set(cell, known)
    return known
  }
  const parts = document.parts.map((part) =>
    'text' in part ? { ...part, text: ofText(part.text) } : { ...part, grid: part.grid.map((row) => row.map(ofCell)) },
  )
  return { parts, notes: [...document.notes, fileNotes.wasTraditional] }
}

/** Titles and labels that every such report has; a name in a simplified report is no reason to change it. */
const marks = /公開|申請|處理|訴訟|結轉|結果|數量|總計|複議|復議|行政許可|行政處罰/
const isTraditional = (part: DocumentPart): boolean =>
  'text' in part ? marks.test(part.text) : part.grid.some((row) => row.some(({ text }) => marks.test(text)))

const traditional =
  '並來係個們傢傳僅億內兩別刪則動務勞匯區參員問啟單噹國園圖團執報場壞夾學實寧審寫將對導屬島嶺帶幾廢廣廳張強彆後徑從復徵應戶捨捲掃採換損據擬數斷於昇時暫書會東條業構標樣橋機檔檯欄權歷氣決沒況減漢濱灣為無熱爲獲現環產産畢畫異當' +
  '發監眾確碼祕稅種穩穫筆節範糾納級組結絡統經綫維網線編緻縣總織繫繳繼續罰羣義聯臺與舉舊華萬蘇蘭處號術衛衞裏補裡製複見規計記訟訪設許訴註評詢試話該認說説請諮識議護讀變財責貴費貼資質賬購軍較載轄轉辦農迴這連進過達適遺遼還郵鄉醫' +
  '鉤錶鎮長門開關陝陞陰陽隊際險隱隻雲電頁項順領頭題額類餘館馬體髮魯鳳麼齊齣龍'
const simple =
  '并来系个们家传仅亿内两别删则动务劳汇区参员问启单当国园图团执报场坏夹学实宁审写将对导属岛岭带几废广厅张强别后径从复征应户舍卷扫采换损据拟数断于升时暂书会东条业构标样桥机档台栏权历气决没况减汉滨湾为无热为获现环产产毕画异当' +
  '发监众确码秘税种稳获笔节范纠纳级组结络统经线维网线编致县总织系缴继续罚群义联台与举旧华万苏兰处号术卫卫里补里制复见规计记讼访设许诉注评询试话该认说说请咨识议护读变财责贵费贴资质账购军较载辖转办农回这连进过达适遗辽还邮乡医' +
  '钩表镇长门开关陕升阴阳队际险隐只云电页项顺领头题额类余馆马体发鲁凤么齐出龙'
const pairs = new Map([...traditional].map((char, n) => [char, simple.charAt(n)]))
const ofText = (text: string): string => text.replace(/[\u4e00-\u9fff]/gu, (char) => pairs.get(char) ?? char)

/** Why JSON from outside is not taken. */
export const jsonRefusals = {
  malformed: {
    zh: '发来的内容不是完整的 JSON，请检查后再发。',
    en: 'What was sent is not complete JSON. Please check it and send it again.',
  },
  repeated: {
    zh: '这一项写了两次，不知道以哪次为准，请只留一次。',
    en: 'This name is given twice and it is unclear which one counts. Please keep one.',
  },
  forbidden: { zh: '不能用这个名称，请删去这一项。', en: 'This name cannot be used. Please remove it.' },
  broken: {
    zh: '这一项里有半个字符（不成对的代理项），请重新输入。',
    en: 'There is half a character here (an unpaired surrogate). Please type it again.',
  },
  inexact: {
    zh: '这个数字位数太多，按数字发送会丢失精度，请加上引号按文字发送。',
    en: 'This number has more digits than can be kept exactly. Please send it as text, in quotation marks.',
  },
}

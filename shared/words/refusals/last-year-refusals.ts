/** Why files are not taken as last year's reports. */
export const lastYearRefusals = {
  notRead: {
    zh: '请先选文件读一次，看过读到的数，再确认。',
    en: 'Please have the files read first, look at the figures, then confirm.',
  },
  overtaken: {
    zh: '您看的时候，又有人带进了去年的数。这次没有记下来，请再读一次。',
    en: 'While you looked, somebody else brought in figures of last year’s. Nothing was recorded; please read them again.',
  },
  nothingNew: { zh: '这些文件已经带进来了。', en: 'These files are brought in already.' },
  otherPerson: {
    zh: '这些文件是另一位读的，请由本人确认，或者自己再读一次。',
    en: 'Somebody else had these files read; they confirm them, or you read them yourself.',
  },
  otherYear: (read: number, wanted: number) => ({
    zh: `读到的是 ${read} 年的数，这一期的去年是 ${wanted} 年，请再读一次。`,
    en: `The figures are of ${read}; the year before this cycle’s is ${wanted}. Please read them again.`,
  }),
  otherRoster: {
    zh: '去年的数里有名册里没有的单位，请再读一次。',
    en: 'Last year’s figures are of a unit that is not in the roster. Please read them again.',
  },
  unread: {
    zh: '去年的年报选了文件，还没有读。请先点“读出来看看”，或者不选文件。',
    en: 'Files of last year’s reports are chosen and not read yet. Please press “Read them”, or choose none.',
  },
  noFile: { zh: '请选文件。', en: 'Please choose a file.' },
  tooManyFiles: (most: number) => ({
    zh: `一次最多 ${most} 个文件，请分几次。`,
    en: `At most ${most} files at once; please take several turns.`,
  }),
  torn: { zh: '上传没有传完整，请再来一次。', en: 'The upload is not whole; please try again.' },
}

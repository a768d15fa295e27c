/** Why a correction is not given up. */
export const correctionRefusals = {
  none: {
    zh: '现在没有正在进行的更正，没有可以放弃的。',
    en: 'No correction is under way, so there is none to give up.',
  },
  another: {
    zh: '您看到的那次更正已经不在了，现在进行的是另一次。请刷新页面再看。',
    en: 'The correction you saw is gone, and another one is under way. Please reload the page.',
  },
  abandoned: {
    zh: '这次更正已经放弃，这一步不算数。已公布的版本没有变。',
    en: 'This correction was given up, so this counts for nothing. The published version is as it was.',
  },
}

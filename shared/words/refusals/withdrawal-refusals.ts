/** Why nothing is withdrawn. */
export const withdrawalRefusals = {
  notPublic: {
    zh: '报告还没有公布，没有可以撤回的。',
    en: 'The report is not public, so there is nothing to withdraw.',
  },
  replaced: {
    zh: '更正后的一版正在公布，旧版不用再撤回。',
    en: 'A corrected version is being published, so the old one need not be withdrawn.',
  },
  already: { zh: '这一版已经撤回了。', en: 'This version has been withdrawn already.' },
}

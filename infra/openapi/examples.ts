import { exampleDigest } from '../../functions/door/takes.ts'

/** What the examples of the document are made of. */

export const at = '2021-01-20T02:00:00.000Z'
export const both = (zh: string, en: string) => ({ zh, en })

export const finding = {
  relation: 'T3.identity',
  instance: 'T3.identity(natural)',
  severity: 'blocking',
  where: both('自然人', 'Natural persons'),
  cells: ['t3.new.natural', 't3.carried-in.natural'],
  left: '5',
  right: '4',
  operator: '=',
  leftIs: both('收到的', 'received'),
  rightIs: both('办理的和结转的', 'dealt with and carried over'),
  difference: '1',
  message: both('收到5件，办理和结转4件，差1件。', '5 were received, 4 dealt with or carried over: 1 is missing.'),
  advice: both('请核对这一列。', 'Please look at this column.'),
  figures: '{"t3.new.natural":"5"}',
}
export const sliceShown = {
  cycle: 'tongjiang-2020',
  unit: 'finance',
  definition: { id: 'government-information-disclosure-2019', version: 1, digest: exampleDigest },
  due: '2021-01-29',
  open: true,
  revision: 0,
  cells: [
    {
      id: 't3.new.natural',
      name: both('本年新收·自然人', 'New requests, natural persons'),
      kind: { kind: 'count' },
      computed: false,
      lastYear: '4',
      figure: null,
    },
  ],
  texts: [{ id: 'overview', title: both('总体情况', 'Overview'), required: false, text: '' }],
  findings: [],
  returns: [],
}
export const decision = {
  kind: 'decision',
  cycle: 'tongjiang-2020',
  round: 1,
  stage: 'disclosure-office',
  seat: 'wang-min',
  by: 'wang-min',
  choice: 'approve',
  draft: exampleDigest,
  scope: exampleDigest,
  reasons: [],
  attestation: both('我已通读全稿，同意公布。', 'I have read the whole report and agree that it be published.'),
  definition: exampleDigest,
  at,
}
export const actShown = {
  kind: 'act',
  cycle: 'tongjiang-2020',
  n: 1,
  id: '0000-0123456789abcdef',
  at,
  by: 'lin',
  reason: '系统故障',
}

import type { Language, LocalizedText } from '../../report/report-definition.ts'

/** What a proposal is about, and what will be done by it, in sentences: on the consent page, in its mail, on the board. */
export type ProposedMatter = {
  act:
    | 'skip'
    | 'force'
    | 'reassign'
    | 'leader'
    | 'nil'
    | 'exempt'
    | 'leave'
    | 'gap'
    | 'officer'
    | 'withdraw'
    | 'abandon'
    | 'readdress'
  /** Title of the stage; name of the unit for `leader`, `nil`, `exempt` and `leave`; the office itself for `officer`; the version for `withdraw` and `abandon`. */
  about: LocalizedText
  /** Who holds the seat now: forced or replaced; the officer who goes; whose mail goes to another address. */
  holder?: string
  /** Who is to get it; the address. */
  to?: string
}

export const versionOf = (name: LocalizedText, version: number): LocalizedText => ({
  zh: `${name.zh}的报告第${version}版`,
  en: `version ${version} of the report of ${name.en}`,
})
export const officeItself: LocalizedText = { zh: '经办机构', en: 'the office' }

/** Who proposes it, and that it came by a command, so that no digits were mailed to them. */
export const proposedBy = ({ byCommand }: { byCommand?: true }, name: string, language: Language): string =>
  byCommand ? `${name}${byCommandSaid[language]}` : name
const byCommandSaid = { zh: '（用命令提出，没有验证邮箱）', en: ' (by a command, the mailbox was not verified)' }

/** `不等公安局`: what is done comes first, then to whom: a subject shows no more than its beginning. */
export function matterTitle({ act, about, holder = '', to = '' }: ProposedMatter): LocalizedText {
  switch (act) {
    case 'skip':
      return { zh: `跳过“${about.zh}”`, en: `skip “${about.en}”` }
    case 'force':
      return { zh: `不等${holder}签“${about.zh}”`, en: `go on without ${holder} in “${about.en}”` }
    case 'reassign':
      return { zh: `改由${to}签“${about.zh}”`, en: `let ${to} sign “${about.en}”` }
    case 'leader':
      return {
        zh: `换负责人（${about.zh}），由${to}接替${holder}`,
        en: `let ${to} lead ${about.en} in the place of ${holder}`,
      }
    case 'officer':
      return to
        ? { zh: `${about.zh}由${to}接替${holder}`, en: `let ${to} take the place of ${holder} at ${about.en}` }
        : { zh: `去掉${about.zh}的经办人${holder}`, en: `let ${holder} go from ${about.en}` }
    case 'readdress':
      return { zh: `改寄通知${holder}的邮件`, en: `send the mail that tells ${holder} to another address` }
    case 'withdraw':
      return { zh: `撤回${about.zh}`, en: `withdraw ${about.en}` }
    case 'abandon':
      return { zh: `放弃更正（${about.zh}）`, en: `give up the correction of ${about.en}` }
    case 'nil':
      return { zh: `代报零（${about.zh}）`, en: `file nil for ${about.en}` }
    case 'leave':
      return { zh: `退出这一期（${about.zh}）`, en: `let ${about.en} leave the cycle` }
    case 'gap':
      return { zh: '不再等缺报的单位', en: 'go on without the units that are missing' }
    case 'exempt':
      return { zh: `不等${about.zh}`, en: `go on without ${about.en}` }
  }
}

/** What happens with the consent. The last one is what the public reads. */
export function effectsOf({ act, about, holder = '', to = '' }: ProposedMatter): LocalizedText[] {
  const published = (zh: string, en: string): LocalizedText => ({
    zh: `公开的报告写明：${zh}，以及上面的理由、谁提议、谁同意`,
    en: `the published report says: ${en}; with the reason above, who proposed and who consented`,
  })
  switch (act) {
    case 'skip':
      return [
        { zh: `“${about.zh}”这个环节没有人签，审签接着往下走`, en: `nobody signs “${about.en}”, and sign-off goes on` },
        { zh: '本来要签的人马上收到邮件', en: 'whoever was to sign gets a mail at once' },
        published('本环节未进行', 'this stage was not held'),
      ]
    case 'force':
      return [
        {
          zh: `${holder}的席位按通过算，但不是本人签的`,
          en: `the seat of ${holder} counts as passed, without their signature`,
        },
        { zh: `${holder}马上收到邮件`, en: `${holder} gets a mail at once` },
        published('该席位由经办机构代为通过，本人没有签批', 'the seat was passed by the office and not signed'),
      ]
    case 'reassign':
      return [
        { zh: `改由${to}签批，${holder}不能再签这一席`, en: `${to} signs; ${holder} can no longer sign in this seat` },
        { zh: `${holder}马上收到邮件`, en: `${holder} gets a mail at once` },
        published('该席位改由他人签批', 'the seat was given to somebody else'),
      ]
    case 'leader':
      return [
        {
          zh: `以后由${to}确认${about.zh}报送的数，${holder}不能再确认或者退回`,
          en: `${to} confirms what ${about.en} files from then on; ${holder} can neither confirm nor send it back`,
        },
        {
          zh: `${holder}的链接马上失效，本人收到邮件；这封邮件没有发出以前，报告不会公布`,
          en: `the link of ${holder} ends at once, and they get a mail; nothing is published before it has left`,
        },
        { zh: `${to}马上收到自己的链接`, en: `${to} gets a link of their own at once` },
      ]
    case 'officer':
      return [
        {
          zh: `${holder}的工作台链接马上失效，本人收到邮件`,
          en: `the board's link of ${holder} ends at once, and they get a mail`,
        },
        ...(to ? [{ zh: `${to}马上收到工作台链接`, en: `${to} gets a link to the board at once` }] : []),
      ]
    case 'readdress':
      return [
        {
          zh: `“${about.zh}”的签批变动，重新发邮件通知${holder}，寄到 ${to}`,
          en: `the mail that tells ${holder} of the change in “${about.en}” is sent anew, to ${to}`,
        },
        {
          zh: `只改这一封：${holder}的其他邮件和链接不变`,
          en: `this one mail alone: other mails and links of ${holder} stay as they are`,
        },
        {
          zh: '这封邮件没有发出以前，报告不会公布',
          en: 'nothing is published before that mail has left',
        },
      ]
    case 'abandon':
      return [
        {
          zh: `${about.zh}没有变，还是最新一版；这次更正的稿子和稿子上的签批都不再使用`,
          en: `${about.en} is as it was, and the newest; the drafts of this correction, and the signatures on them, are not used`,
        },
        {
          zh: '请来填报和审签的人马上收到邮件，写明上面的理由、谁提议、谁同意',
          en: 'whoever was asked to file or to sign gets a mail at once, with the reason above, who proposed and who consented',
        },
        { zh: '以后可以另行更正', en: 'another correction can be begun later' },
      ]
    case 'withdraw':
      return [
        {
          zh: '几分钟内，公开网站上这份报告的地址只写明：已撤回、日期和上面的理由',
          en: 'within minutes the report’s address on the public site says only that it is withdrawn, when, and the reason above',
        },
        {
          zh: '数据表、目录、订阅和公布情况随之改变；已签名的文件留在原处作凭证，不删除',
          en: 'the data, the catalogue, the feed and the list of who published follow; the signed files stay as evidence',
        },
        {
          zh: '参与这份报告的人马上收到邮件；要重新公布，须更正后另出一版',
          en: 'everybody who had a part in it gets a mail at once; to be public again it takes a corrected version',
        },
      ]
    case 'nil':
      return [
        {
          zh: `${about.zh}各项都记为 0，当作这个单位报送的数汇总`,
          en: `every figure of ${about.en} becomes 0 and is added as what it reported`,
        },
        { zh: `${about.zh}马上收到邮件`, en: `${about.en} gets a mail at once` },
        published(`${about.zh}由经办机构代报零`, `the office filed nil for ${about.en}`),
      ]
    case 'leave':
      return [
        {
          zh: `${about.zh}报过的数不再计入，也不再等它`,
          en: `what ${about.en} filed counts no more, and it is not waited for`,
        },
        { zh: `${about.zh}马上收到邮件`, en: `${about.en} gets a mail at once` },
        published(`${about.zh}已退出`, `${about.en} has left`),
      ]
    case 'gap':
      return [
        {
          zh: '期限和宽限都过了以后，还没报的单位标明缺报（不是0），其他单位的数汇总、送审签',
          en: 'once the date and the days of grace are over, units that have not filed are marked as gaps (not 0), and the others go to sign-off',
        },
        {
          zh: '审签的人和公开的报告都看得到缺了谁',
          en: 'whoever signs, and whoever reads the report, sees who is missing',
        },
      ]
    case 'exempt':
      return [
        { zh: `${about.zh}的数按缺处理，不是 0`, en: `the figures of ${about.en} are missing, not 0` },
        { zh: '其他单位的数马上汇总、送审签', en: 'the other units are merged and go to sign-off at once' },
        { zh: `${about.zh}马上收到邮件`, en: `${about.en} gets a mail at once` },
        published(`${about.zh}没有报送`, `${about.en} did not report`),
      ]
  }
}

export const consentTexts = {
  title: (name: string, matter: string) => ({
    zh: `${name}，请您同意：${matter}`,
    en: `${name}, your consent is asked: ${matter}`,
  }),
  proposed: (by: string, when: string) => ({ zh: `${by} ${when} 提议。`, en: `Proposed by ${by}, ${when}.` }),
  until: (date: string) => ({
    zh: `${date}（含当天）前不答复，提议作废，一切照旧。`,
    en: `Without an answer by ${date} (that day included) the proposal is void and everything stays as it is.`,
  }),
  ifYes: { zh: '您同意，就会', en: 'If you consent' },
  ifNo: { zh: '您不同意', en: 'If you decline' },
  stays: {
    zh: '一切照旧，提议的人会收到邮件。',
    en: 'Everything stays as it is, and whoever proposed it gets a mail.',
  },
  choose: { zh: '您的答复', en: 'Your answer' },
  yes: { zh: '同意', en: 'I consent' },
  no: { zh: '不同意', en: 'I decline' },
  send: { zh: '提交答复', en: 'Send the answer' },
  problems: { zh: '还没有提交，请看下面：', en: 'Nothing was recorded yet:' },
  done: {
    consent: { zh: '您已同意，不用再做什么', en: 'You have consented; there is nothing more to do' },
    decline: { zh: '您没有同意，一切照旧', en: 'You have declined; everything stays as it is' },
  },
  answered: (by: string, when: string, choice: string) => ({
    zh: `${by}已于${when}答复：${choice}。`,
    en: `${by} answered on ${when}: ${choice}.`,
  }),
  void: { zh: '提议已作废，一切照旧', en: 'The proposal is void; everything stays as it is' },
  overtaken: {
    zh: '您已同意，但情况先变了，没有照办',
    en: 'You have consented, but things had gone another way: nothing was done',
  },
  overtakenSays: {
    zh: '同意之前，情况已经变了（例如报告已经公布，或者换了一稿），所以没有照办，一切照旧。',
    en: 'Before the consent things had gone another way (the report was published, say, or another draft made), so nothing was done and everything stays as it is.',
  },
  voidSays: {
    zh: '过了答复的日子，或者情况已经变了。您不用再做什么。',
    en: 'Its days are over, or things have gone another way. There is nothing for you to do.',
  },
} as const

export const boardProposalTexts = {
  heading: { zh: '要第二个人同意的事', en: 'What needs a second person' },
  needsSecond: {
    zh: '这件事要第二个人同意才生效：您现在只是提议，系统马上请对方答复。',
    en: 'This takes the consent of a second person: you only propose it now, and they are asked at once.',
  },
  open: (asked: string, until: string) => ({
    zh: `等${asked}答复，到${until}作废`,
    en: `waits for ${asked}, void after ${until}`,
  }),
  standing: {
    consented: (by: string) => ({ zh: `${by}已同意`, en: `${by} consented` }),
    overtaken: (by: string) => ({
      zh: `${by}已同意，但情况先变了，没有照办`,
      en: `${by} consented, but things had gone another way: nothing was done`,
    }),
    declined: (by: string) => ({ zh: `${by}不同意`, en: `${by} declined` }),
    void: (_: string) => ({ zh: '已作废', en: 'void' }),
  },
  by: (by: string, reason: string) => ({ zh: `${by}提议：${reason}`, en: `Proposed by ${by}: ${reason}` }),
  proposed: { zh: '已提议，还没有生效', en: 'Proposed; nothing is done yet' },
} as const

import { clerkMailNames, clerkMailsOwed } from './clerk-mails.ts'
import { everybodyMailNames, everybodyMailsOwed } from './everybody-mails.ts'
import { leaderMailNames, leaderMailsOwed } from './leader-mails.ts'
import { linkMailNames, linkMailsOwed } from './link-mails.ts'
import { officeMailNames, officeMailsOwed } from './office-mails.ts'
import { proposalMailNames, proposalMailsOwed } from './proposal-mails.ts'
import { signerMailNames, signerMailsOwed } from './signer-mails.ts'

/** What each mail is called on the board. The names in its fact and in logs are the keys: this is the list of mails there are. */
export const mailNames = {
  ...clerkMailNames,
  ...leaderMailNames,
  ...signerMailNames,
  ...officeMailNames,
  ...proposalMailNames,
  ...everybodyMailNames,
  ...linkMailNames,
}

export type MailName = keyof typeof mailNames

/** What mails are owed for. */
export const owedMails = {
  ...clerkMailsOwed,
  ...leaderMailsOwed,
  ...signerMailsOwed,
  ...officeMailsOwed,
  ...proposalMailsOwed,
  ...everybodyMailsOwed,
  ...linkMailsOwed,
}

import type { Mailer } from '../../../functions/services.ts'
import { markedMail } from '../../../shared/mail/marked-mail.ts'
import { trialTexts } from '../../../shared/words/trial-texts.ts'

/** Marks every mail of a trial. */
export const trialMailer = (mailer: Mailer): Mailer => ({
  send: (message) => mailer.send(markedMail(message, trialTexts)),
})

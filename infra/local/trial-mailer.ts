import type { Mailer } from '../../functions/services.ts'
import { trialTexts } from '../../shared/words/trial-texts.ts'

/** Marks every mail of a trial before anything else in it. */
export const trialMailer = (mailer: Mailer): Mailer => ({
  send: (message) =>
    mailer.send({
      ...message,
      subject: `${trialTexts.subject.zh}${message.subject}`,
      text: `${trialTexts.mail.zh}\n${trialTexts.mail.en}\n\n${message.text}`,
      html: message.html.replace(/<body[^>]*>|^/, (body) => `${body}${mark}`),
    }),
})

const mark = `<p style="margin:0;padding:8px 16px;background:#7a2e00;color:#fff">${trialTexts.mail.zh}<br><span lang="en">${trialTexts.mail.en}</span></p>`

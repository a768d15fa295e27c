import type { SubmissionFact } from '../../cycle/facts.ts'
import type { Problem } from '../../report/errors.ts'
import { wordsIn } from '../words-in.ts'
import { sliceTexts } from './slice-texts.ts'

/** Why a slice was not taken, where nothing is wrong with a single cell. */
export const sliceRefusals = {
  nilNotSaid: {
    code: 'attestation-missing',
    field: 'nil',
    message: {
      zh: '所有数字都是 0。如果全年确实没有要报告的内容，请勾选“全年没有任何要报告的内容”，再提交一次。',
      en: 'Every figure is 0. If there is nothing to report for the whole year, please tick the box that says so and submit again.',
    },
  },
  zerosNotSeen: {
    code: 'attestation-missing',
    field: 'zeros-seen',
    message: {
      zh: '有些 0 是一键填的。请看一遍，确实都是 0 的话，勾选“看过了，其余都是 0”，再提交。',
      en: 'Some zeros were put in by a button. Please look them through; if they are right, tick “I have looked: all others are 0” and submit.',
    },
  },
  unchanged: {
    code: 'field-missing',
    field: 'as-it-was',
    message: {
      zh: `内容和上一次提交的完全一样。请修改后再提交；确实不用改的话，请勾选“${wordsIn(sliceTexts, 'zh').asItWas}”再提交。`,
      en: `This is exactly what was submitted before. Please change it; or, if nothing has to be changed, tick “${wordsIn(sliceTexts, 'en').asItWas}” and submit again.`,
    },
  },
  takeBackNotMeant: {
    code: 'attestation-missing',
    field: 'take-back',
    message: {
      zh: '没有取回。要取回的话，请先勾选“我要取回这一版”。',
      en: 'Not taken back. If you mean it, please tick the box first.',
    },
  },
  notTakenBack: {
    code: 'slice-changed',
    message: {
      zh: '现在取不回了：已经汇总，或者已有更新的一版。有错请打电话给经办人，由审签的人退回。',
      en: 'It cannot be taken back: it is merged, or there is a newer revision. If something is wrong, please call the office.',
    },
  },
  takenBackTooLate: {
    code: 'slice-changed',
    message: {
      zh: '没有取回：报告在同一时刻已进入发布。数字有错请告诉经办机构，由他们开始更正。',
      en: 'Not taken back: the report went into publication at the same moment. If something is wrong, please ask the office for a correction.',
    },
  },
  changed: (by: SubmissionFact): Problem => ({
    code: 'slice-changed',
    facts: { revision: by.revision, digest: by.digest },
    message: {
      zh: '这期间已经提交了另一个版本，没有覆盖它。请先读最新的一版，再提交。',
      en: 'Another revision was submitted meanwhile and was not overwritten. Please fetch the newest one first, then submit again.',
    },
  }),
  revisionUnknown: {
    zh: '没有这一版。第一次提交请去掉 revision，或填 0；修改请填最近一份回执上的版次。',
    en: 'There is no such revision. Leave it out or give 0 for the first one; to change one, give that of the latest receipt.',
  },
  noForm: {
    zh: '没有收到表单内容。请从邮件里的链接打开填报页再提交。',
    en: 'No form was received. Please open the form from the link in your mail and submit it there.',
  },
  busy: { zh: '同时保存的人太多，请稍等再保存。', en: 'Too many are saving at once. Please save again in a moment.' },
  unknown: { zh: '您单位的填报里没有这一项。', en: 'Your slice has no such field.' },
  long: (limit: number) => ({
    zh: `太长了，最多 ${limit} 字，没有保存。`,
    en: `Too long to be saved; ${limit} characters at most.`,
  }),
  copyTooLarge: {
    zh: '这份填报里写的内容太多，这一次没有保存。请删短说明或正文再试。',
    en: 'There is too much text in this slice; this was not saved. Please shorten explanations or texts and try again.',
  },
  noRevision: { zh: '没有这一版的回执。', en: 'There is no receipt for this revision.' },
  submittedMeanwhile: {
    zh: '这期间已经提交了。请刷新页面，看看提交的内容；要改的话，改完再提交一次。',
    en: 'It was submitted meanwhile. Please reload the page to see what was sent; to change it, submit again.',
  },
} as const

/** What a unit's leader reads before and after confirming. */
export const confirmationTexts = {
  title: (unit: string) => ({ zh: `确认${unit}填报的内容`, en: `Confirm the slice of ${unit}` }),
  nothingTitle: { zh: '现在没有要您确认的内容', en: 'There is nothing for you to confirm now' },
  nothing: {
    zh: '您单位还没有提交，或者提交后取回、退回去改了。有新的内容要确认时，会再发邮件给您。',
    en: 'Your unit has not submitted yet, or what it submitted was taken back or returned for correction. You will get a mail when there is something new to confirm.',
  },
  doneTitle: {
    confirm: { zh: '您已确认', en: 'You have confirmed' },
    return: { zh: '您已退回修改', en: 'You have returned it' },
  },
  done: {
    confirm: (at: string) => ({
      zh: `您在${at}确认了这一版，报送完成。不用再做什么。`,
      en: `You confirmed this revision on ${at}; the slice is complete. You need do nothing more.`,
    }),
    return: (at: string) => ({
      zh: `您在${at}把这一版退回修改，填报人会收到邮件。改好后会再请您确认。`,
      en: `You returned this revision on ${at}; whoever filled it in gets a mail. You will be asked again once it is corrected.`,
    }),
  },
  reasonGiven: { zh: '您写的原因', en: 'Your reason' },
  changed: {
    zh: '填报人又提交了新的一版，请看过新的内容再选择。新的6位数字在最近一封邮件里。',
    en: 'A newer revision has been submitted. Please read it before you choose. The new six digits are in the latest mail.',
  },
  same: {
    zh: '您是这一版的填报人，不能由您本人确认。请让同事重新提交，或者请经办机构更换确认人。',
    en: 'You submitted this revision yourself and cannot confirm it. Please let a colleague submit it, or ask the office to name another person.',
  },
  facts: {
    number: { zh: '回执号', en: 'Receipt' },
    at: { zh: '提交时间', en: 'Submitted' },
    by: { zh: '填报人', en: 'By' },
    digest: { zh: '校验码', en: 'Checksum' },
  },
  findings: { zh: '需要留意的地方', en: 'To be noted' },
  noFindings: (count: number) => ({
    zh: `系统核对了 ${count} 条勾稽关系，都对得上，没有需要留意的地方。`,
    en: `${count} relations were checked and hold; there is nothing to note.`,
  }),
  explanation: { zh: '填报人的说明：', en: 'Explanation: ' },
  compared: {
    zh: '与上一版不同的数字标出了原来的数。',
    en: 'Figures that differ from the revision before show the earlier figure.',
  },
  due: (date: string) => ({ zh: `请在${date}前答复。`, en: `Please answer by ${date}.` }),
  agree: { zh: '同意报送', en: 'Confirm' },
  return: { zh: '退回修改', en: 'Return for correction' },
  returnHint: {
    zh: '请写明哪里要改，填报人会收到。',
    en: 'Please say what has to change; whoever filled it in will read it.',
  },
  reason: { zh: '退回的原因', en: 'Reason for the return' },
  summary: { zh: '还没有生效，请改一下', en: 'Not done yet; please look at this' },
  choiceMissing: { zh: '请选择“确认”或者“退回修改”。', en: 'Please choose “Confirm” or “Return for correction”.' },
  reasonMissing: {
    zh: '退回时请写明原因，填报人才知道改哪里。',
    en: 'Please give a reason for the return, so that it is clear what has to change.',
  },
  reasonTooLong: (most: number) => ({
    zh: `原因最多 ${most} 字，请精简。`,
    en: `The reason may have ${most} characters at most. Please shorten it.`,
  }),
  stands: {
    zh: '这一版已经有了决定，不能再改。要改动的话，请联系经办机构。',
    en: 'This revision has been decided and cannot be decided again. If that must change, please call the office.',
  },
} as const

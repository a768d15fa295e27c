import type { LocalizedText } from '../../report/report-definition.ts'

/** Why an answer to a proposal, or a proposal itself, was not taken. */
export const consentRefusals = {
  nobody: {
    zh: '这件事要第二个人同意，而这一期没有登记第二位经办人，也没有登记第一责任人，所以不能做。',
    en: 'This takes the consent of a second person, and the cycle names neither a second officer nor an accountable person, so it cannot be done.',
  },
  proposedAlready: { zh: '这件事已经有人提议，正等着答复。', en: 'This has been proposed and waits for its answer.' },
  choiceMissing: { zh: '请选择“同意”或“不同意”。', en: 'Please choose: consent, or decline.' },
  stands: {
    zh: '这个提议已经有了答复，您这次的选择没有改变它。',
    en: 'The proposal has its answer; what you chose has not changed it.',
  },
  void: {
    zh: '这个提议已经作废：过了答复的日子，或者情况已经变了。一切照旧。',
    en: 'The proposal is void: its days are over, or things have gone another way. Everything stays as it is.',
  },
} as const satisfies Record<string, LocalizedText>

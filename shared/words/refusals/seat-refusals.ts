import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a person who is asked may not sign (who-may-sign.ts), and what to do. */
export const barredFromSigning = {
  submitted: {
    zh: '您填写、报送或确认过这份报告的数据（填了又改掉的也算；通过您出具的链接填写或者报送、单位没有人确认的也算），按规定不能再由您签批。请委托他人，或请经办机构改派。',
    en: 'You typed, submitted or confirmed figures for this report (what was changed since counts too, and so does what was typed or sent through a link that you had made and nobody there confirmed), so you may not sign it off. Please delegate, or ask the office to reassign.',
  },
  acted: {
    zh: '您调整、说明或提议过本稿依据的事项，现在不能由您签批。请委托他人，或请经办机构改派。',
    en: 'You adjusted, explained or proposed something this draft rests on, so you may not sign it off now. Please delegate, or ask the office to reassign.',
  },
  decided: {
    zh: '您已在本稿的另一个席位签批过，同一人不能签两次。请委托他人，或请经办机构改派。',
    en: 'You have already decided on this draft for another seat; one person may not sign twice. Please delegate, or ask the office.',
  },
  office: {
    zh: '这个环节不可缺少，不能由经办人签批。请委托他人，或请经办机构改派。',
    en: 'This stage is indispensable and cannot be signed by a person of the office. Please delegate, or ask the office to reassign.',
  },
} as const satisfies Record<string, LocalizedText>

/** Why a person may not be put in a seat. */
export const barredFromSeat = {
  submitted: {
    zh: '这个人填写、报送或确认过这份报告的数据（填了又改掉的也算；通过其出具的链接填写或者报送、单位没有人确认的也算），不能签批。请另选一人。',
    en: 'This person typed, submitted or confirmed figures for this report (what was changed since counts too, and so does what was typed or sent through a link that they had made and nobody there confirmed) and may not sign it off. Please choose somebody else.',
  },
  acted: {
    zh: '这个人调整、说明或提议过本稿依据的事项，不能签批。请另选一人。',
    en: 'This person adjusted, explained or proposed something this draft rests on and may not sign it off. Please choose somebody else.',
  },
  decided: {
    zh: '这个人已在另一个席位签批过本稿。请另选一人。',
    en: 'This person has signed this draft in another seat. Please choose somebody else.',
  },
  seated: {
    zh: '这个人在这份报告里另有席位，一个人只能签一处；在这里签了，轮到自己的席位就不能再签。请另选一人。',
    en: 'This person has another seat in this report. One person signs once: having signed here they could not sign in their own seat. Please choose somebody else.',
  },
  office: {
    zh: '这个环节不可缺少，不能由经办人签批。请另选一人。',
    en: 'This stage is indispensable and cannot be signed by a person of the office. Please choose somebody else.',
  },
} as const satisfies Record<string, LocalizedText>

/** How a seat was signed, passed or given to another: on the office's sheet, to who signs and to the public in the same words. */
export const seatTexts = {
  byCommand: (by: string) => ({ zh: `${by}（由命令行）`, en: `${by} (by a command)` }),
  byTwo: (by: string, consent: string) => ({
    zh: `${by}提议、${consent}同意，`,
    en: `${by}, with the consent of ${consent},`,
  }),
  delegate: (holder: string, reason: string) => ({
    zh: `受${holder}委托代签：${reason}`,
    en: `for ${holder}, by delegation: ${reason}`,
  }),
  substitute: (holder: string) => ({
    zh: `${holder}未在限期内答复，由规定的替代人签批`,
    en: `as the appointed substitute for ${holder}, who had not answered in time`,
  }),
  substituteOfGiven: {
    zh: '该席位未在限期内答复，由规定的替代人签批',
    en: 'as the appointed substitute of the seat, which had not answered in time',
  },
  reassigned: (seat: string, by: string, to: string, reason: string) => ({
    zh: `原由${seat}签批，${by}改派给${to}：${reason}`,
    en: `seat of ${seat}; ${by} gave it to ${to}: ${reason}`,
  }),
  forced: (holder: string, by: string, reason: string) => ({
    zh: `${holder}未签批。${by}决定不再等待：${reason}`,
    en: `${holder} has not signed. ${by} went on without: ${reason}`,
  }),
  skipped: (by: string, reason: string) => ({
    zh: `本环节未进行。${by}决定跳过：${reason}`,
    en: `This stage was not held. ${by} skipped it: ${reason}`,
  }),
  skippedMidway: (by: string, reason: string) => ({
    zh: `本环节没有进行完。${by}决定跳过：${reason}`,
    en: `This stage was not completed. ${by} skipped the rest: ${reason}`,
  }),
  unsigned: (holder: string, need: number) => ({
    zh: `${holder}：未参加签批（本环节${need}人同意即可）`,
    en: `${holder}: did not take part (${need} had to agree)`,
  }),
}

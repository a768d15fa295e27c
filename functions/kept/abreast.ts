/** So many reads are on their way at once: one after the other a thousand take the time of a thousand round trips, and all at once its memory. */
const atOnce = 16

/** Answers in the order of the list. */
export async function abreast<T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  for (let n = 0; n < list.length; n += atOnce) {
    answers.push(...(await Promise.all(list.slice(n, n + atOnce).map(work))))
  }
  return answers
}

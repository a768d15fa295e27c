type Text = { zh: string; en: string }

const named = 5

/** The first few by name, and how many there are. */
function list(names: readonly Text[]): Text {
  const first = names.slice(0, named)
  const more = names.length > named
  return {
    zh: `${first.map(({ zh }) => zh).join('、')}${more ? `等${names.length}个单位` : ''}`,
    en: `${first.map(({ en }) => en).join(', ')}${more ? ` and ${names.length - named} more` : ''}`,
  }
}

const joined = (parts: readonly (Text | undefined)[]): Text => {
  const said = parts.filter((part) => part !== undefined)
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
}

const of = (names: readonly Text[], says: (names: Text) => Text): Text | undefined =>
  names.length > 0 ? says(list(names)) : undefined

/** Why a relation with the year before keeps nobody from going on, and wants an explanation: the bodies are not those of then. */
export const otherBodies = {
  /** @param gone known of last year, and here no more */
  unit: (gone: readonly Text[], added: readonly Text[]): Text => {
    const { zh, en } = joined([
      of(gone, (names) => ({ zh: `这一期没有了${names.zh}`, en: `${names.en} are here no more` })),
      of(added, (names) => ({ zh: `这一期多了${names.zh}`, en: `${names.en} are new` })),
    ])
    return {
      zh: `单位与去年不同（${zh}）：因合并、拆分才对不上的，请写明；不是的，请改数。`,
      en: `The units are not those of last year (${en}): if it differs because units merged or split, say so; if not, mend the figure.`,
    }
  },
  /** @param without not in the sum; @param added in the sum, and without figures of last year's */
  whole: (without: readonly Text[], added: readonly Text[]): Text => {
    const { zh, en } =
      without.length + added.length > 0
        ? joined([
            of(without, (names) => ({ zh: `这一期没有加${names.zh}`, en: `${names.en} are not added this year` })),
            of(added, (names) => ({ zh: `${names.zh}没有去年的数`, en: `${names.en} have no figures of last year’s` })),
          ])
        : {
            zh: '有单位去年的数在汇总公布以后又更正过',
            en: 'figures of a unit were corrected after last year’s report was published',
          }
    return {
      zh: `去年汇总的与这一期加起来的不是同样的数（${zh}），所以不退回各单位；请写明原因，签的人看得到。`,
      en: `What was added up last year and this year is not the same (${en}), so nothing goes back to the units; please explain, and whoever signs reads it.`,
    }
  },
  /** The units were asked, and filed it again as it was. */
  filedAgain: {
    zh: '为这一处已经退回过，各单位照原数又报了一次，所以不再退回；请写明原因，签的人看得到。',
    en: 'It went back to the units for this, and they filed the same figures again, so it does not go back once more; please explain, and whoever signs reads it.',
  },
}

import * as z from 'zod'

/**
 * What a stage, or an office's settings file, may say about its public site: the tags that 国办发〔2017〕47号 asks of a page, and on what
 * terms its content may be used. A version's files are signed with them in it, so its release keeps what was said on that day.
 */
const line = z.string(says('文字', 'a text')).trim().min(1, says('不能为空', 'not empty')).max(200)

/** The column in which the reports stand. */
const usualColumn = {
  name: '政府信息公开年报',
  description: '政府信息公开工作年度报告',
  keywords: '政府信息公开,年度报告',
  type: '信息公开年报',
}

export const siteTags = z.strictObject({
  /** SiteName. */
  name: line,
  /** SiteDomain; without it the host of the public address. */
  domain: line.regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, says('小写的域名', 'a host name')).optional(),
  /** SiteIDCode, 网站标识码. */
  code: line.regex(/^([a-z]{2}\d{8}|\d{10})$/, says('10位网站标识码', 'the ten characters of 网站标识码')),
  column: z
    .strictObject({
      name: line.default(usualColumn.name),
      description: line.default(usualColumn.description),
      keywords: line.default(usualColumn.keywords),
      type: line.default(usualColumn.type),
    })
    .default(usualColumn),
  licence: z
    .strictObject({
      zh: line,
      en: line,
      url: line.regex(/^https?:\/\/[^\s"<>]+$/, says('网址', 'an address')).optional(),
    })
    .optional(),
})
export type SiteTags = z.output<typeof siteTags>

function says(zh: string, en: string) {
  return { error: `应为${zh} / should be ${en}` }
}

/** By the names the tags have; of a site that says nothing about itself the column's usual ones. */
export const tagsOf = (site: SiteTags | undefined): Record<string, string> => {
  const { name, description, keywords, type } = site?.column ?? usualColumn
  return {
    ...(site && { SiteName: site.name, SiteDomain: site.domain ?? '', SiteIDCode: site.code }),
    ...{ ColumnName: name, ColumnDescription: description, ColumnKeywords: keywords, ColumnType: type },
  }
}

/** On what terms the content may be used. Official texts are outside copyright; what is asked is said. */
export const licenceOf = (site: SiteTags | undefined): NonNullable<SiteTags['licence']> =>
  site?.licence ?? {
    zh: '转载、使用请注明来源和版本。',
    en: 'When you use or reprint this, name the source and the version.',
  }

import { parseArgs } from 'node:util'
import { checkDefinition, reportDefinitionSchema } from '../../../shared/report/definition/definition-check.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { commandTexts } from '../../../shared/words/office/command-texts.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { languageOf, type Terminal } from '../command.ts'
import { readJsonFile } from '../json-file.ts'

const t = inBoth(commandLineTexts)

/** `lianbao definition check FILE…`: everything wrong with a definition, each with its place. Exit code 1 when something is. */
export async function definitionCheck(args: string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { lang: { type: 'string' } },
  })
  const language = languageOf(values.lang)
  let worst = 0
  for (const file of positionals) {
    const found = await read(file, language)
    if ('problems' in found) {
      for (const problem of found.problems) err(`${file}：${problem}\n`)
      worst = 2
      continue
    }
    const faults = checkDefinition(found.document)
    out(`${faults.length > 0 ? '✗' : '✓'} ${file}：${commandTexts.faults(faults.length)[language]}\n`)
    for (const { path, message } of faults) out(`  ${path}：${message[language]}\n`)
    if (faults.length > 0) worst = Math.max(worst, 1)
  }
  return worst
}

/** `lianbao definition schema`: the JSON Schema of a definition document. */
export async function definitionSchema(_args: string[], { out }: Terminal): Promise<number> {
  out(`${JSON.stringify(reportDefinitionSchema(), null, 2)}\n`)
  return 0
}

async function read(file: string, language: Language): Promise<{ document: unknown } | { problems: string[] }> {
  try {
    return { document: await readJsonFile(file) }
  } catch (error) {
    if (error instanceof Refusal)
      return {
        problems: error.problems.map(({ field, message }) =>
          field ? `${field}：${message[language]}` : message[language],
        ),
      }
    return { problems: [t.notOpened((error as NodeJS.ErrnoException).code ?? String(error))] }
  }
}

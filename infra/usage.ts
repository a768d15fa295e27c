import { parseArgs } from 'node:util'
import { commandLineTexts } from '../shared/words/operator/command-line-texts.ts'
import { usageTexts } from '../shared/words/operator/usage-texts.ts'
import { inBoth } from '../shared/words/words-in.ts'

const t = inBoth(commandLineTexts)
const { usage } = inBoth(usageTexts)

/** How a command is called. What its help shows is what is held against the arguments, so the help is true. */
export type Usage = {
  /** `FILE… [VERSION] [--keep N] --from BACKUP`: positionals and options in their order; `…` may be repeated, `[ ]` may be left out. */
  takes: string
  /** What it works on; nothing for a command that needs neither. */
  on?: 'folder' | 'stage' | 'either'
}

type Option = { name: string; value?: string; needed: boolean; repeats: boolean }
type Form = { options: Option[]; positionals: { word: string; needed: boolean; repeats: boolean }[] }

const onWhat = { folder: ' --folder DIR', stage: ' --stage NAME', either: ' [--folder DIR|--stage NAME]' }

export const synopsis = (name: string, { takes, on }: Usage): string =>
  [name, takes].filter(Boolean).join(' ') + (on ? onWhat[on] : '')

function formOf(takes: string): Form {
  const form: Form = { options: [], positionals: [] }
  for (const [token] of takes.matchAll(/\[[^\]]*\]|--[\w-]+ [A-Z]\S*|\S+/g)) {
    const how = { needed: !token.startsWith('['), repeats: token.includes('…') }
    const [name = '', value] = token.replaceAll(/[[\]…]/g, '').split(' ')
    if (name.startsWith('--')) form.options.push({ name: name.slice(2), ...(value && { value }), ...how })
    else form.positionals.push({ word: name, ...how })
  }
  return form
}

/** Everything that is wrong with the arguments of a command, a line each. */
export function wrongUse({ takes, on }: Usage, args: readonly string[], given?: 'folder' | 'stage'): string[] {
  const { options, positionals } = formOf(takes)
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(options.map(({ name, value }) => [name, { type: value ? 'string' : 'boolean' }])),
  })
  const typed = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []))
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const most = positionals.some(({ repeats }) => repeats) ? Number.POSITIVE_INFINITY : positionals.length
  return [
    ...typed.flatMap(({ rawName, name, value }, i) => {
      const option = options.find((each) => each.name === name)
      if (!option) return [t.noSuchOption(rawName)]
      if (!option.repeats && typed.findIndex((each) => each.name === name) < i) return [t.givenTwice(rawName)]
      if (!option.value) return value === undefined ? [] : [t.takesNoValue(rawName)]
      return valueProblem(rawName, option.value, value)
    }),
    ...options
      .filter(({ name, needed }) => needed && !typed.some((each) => each.name === name))
      .map(({ name, value }) => t.missing(`--${name}${value ? ` ${value}` : ''}`)),
    ...positionals.filter(({ needed }, i) => needed && words[i] === undefined).map(({ word }) => t.missing(word)),
    ...positionals.flatMap(({ word }, i) =>
      word === 'N' && words[i] !== undefined ? valueProblem('N', 'N', words[i]) : [],
    ),
    ...words.slice(most).map((word) => t.tooMuch(word)),
    ...targetProblem(on, given),
  ]
}

function valueProblem(name: string, wanted: string, value: string | undefined): string[] {
  if (!value || value.startsWith('-')) return [t.needsValue(name, wanted)]
  const choices = /^[a-z|]+$/.test(wanted) ? wanted.split('|') : undefined
  const fits = choices ? choices.includes(value) : wanted !== 'N' || /^[1-9]\d{0,8}$/.test(value)
  return fits ? [] : [t.shouldBe(name, wanted, value)]
}

function targetProblem(on: Usage['on'], named: 'folder' | 'stage' | undefined): string[] {
  if (on === undefined) return named ? [t.targetForNothing(named)] : []
  if (on === 'stage' && named !== 'stage') return [t.needsStage]
  return on === 'folder' && named === 'stage' ? [t.needsFolder] : []
}

/** Of a program that npm starts: what is wrong with its arguments is said at once, with exit code 2; `--help` answers 0. */
export function holdToUsage(called: string, takes: string, args = process.argv.slice(2)): void {
  const help = `${usage}: npm ${[called, takes].join(' -- ')}`
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help)
    process.exit(0)
  }
  const problems = wrongUse({ takes }, args)
  if (problems.length === 0) return
  console.error([...problems, help].join('\n'))
  process.exit(2)
}

import { pathToFileURL } from 'node:url'
import { commandSays, usageTexts } from '../../shared/words/operator/usage-texts.ts'
import { inBoth } from '../../shared/words/words-in.ts'
import { synopsis, type Usage, wrongUse } from '../usage.ts'
import type { Command, Terminal } from './command.ts'
import { writingTo } from './printable.ts'
import { readTarget, StageNotFound, type Target } from './target.ts'

const t = inBoth(usageTexts)
const says = inBoth(commandSays)

type Called = { name: keyof typeof says; entry: Entry }
type Entry = Usage & { more?: () => Promise<string> } & (
    | { on: 'folder'; load: () => Promise<Command<{ folder: string }>> }
    | { on: 'stage'; load: () => Promise<Command<{ stage: string }>> }
    | { on?: 'either'; load: () => Promise<Command> }
  )

/** What `lianbao <words>` runs. Each is loaded when it is called, so that one command does not wait for another. */
const commands: Record<keyof typeof says, Entry> = {
  check: {
    takes: 'FILE|FOLDER|-… [--json] [--lang zh|en]',
    more: async () => (await import('./check/check.ts')).exitCodes,
    load: async () => (await import('./check/check.ts')).check,
  },
  'check-page': {
    takes: 'FOLDER',
    load: async () => (await import('./check/check-page.ts')).writeCheckPage,
  },
  verify: {
    takes: 'FOLDER|manifest.json|ADDRESS [--key PEM|SHA256]',
    load: async () => {
      const { verify } = await import('./check/verify.ts')
      return async (args, { out }) => verify(args, (line) => out(`${line}\n`))
    },
  },
  key: {
    takes: '',
    on: 'either',
    load: async () => (await import('./machine/key.ts')).key,
  },
  cost: {
    takes: '[--units N]',
    load: async () => (await import('./stage/cost.ts')).cost,
  },
  'rotate-link-secrets': {
    takes: '[--only-new]',
    on: 'stage',
    load: async () => (await import('./cycle/rotate-link-secrets.ts')).rotateLinkSecrets,
  },
  preflight: {
    takes: '',
    on: 'stage',
    load: async () => (await import('./stage/preflight.ts')).preflight,
  },
  redrive: {
    takes: '',
    on: 'stage',
    load: async () => (await import('./stage/redrive.ts')).redrive,
  },
  backup: {
    takes: 'TO [--keep N]',
    on: 'folder',
    load: async () => (await import('./machine/backup.ts')).backup,
  },
  doctor: {
    takes: '',
    on: 'folder',
    load: async () => (await import('./machine/doctor.ts')).doctor,
  },
  restore: {
    takes: '--from BACKUP|TABLE',
    on: 'either',
    load: async () => (await import('./machine/restore.ts')).restore,
  },
  import: {
    takes: 'OLD',
    on: 'folder',
    load: async () => (await import('./machine/import.ts')).importFolder,
  },
  board: {
    takes: '[CYCLE] [--json] [--csv] [--lang zh|en]',
    on: 'either',
    load: async () => (await import('./cycle/board.ts')).board,
  },
  act: {
    takes: 'CYCLE ACT [FIELD=VALUE…]',
    on: 'either',
    more: async () => (await import('./cycle/act.ts')).actsThere,
    load: async () => (await import('./cycle/act.ts')).act,
  },
  open: {
    takes: 'CYCLE.json [--roster CSV] [--definition JSON] [--good-rows] [--test] [--previous REPORT…] [--confirmed]',
    on: 'either',
    load: async () => (await import('./cycle/open.ts')).open,
  },
  repair: {
    takes: 'CYCLE',
    on: 'either',
    load: async () => (await import('./cycle/repair.ts')).repair,
  },
  explain: {
    takes: 'CYCLE CELL [--lang zh|en]',
    on: 'either',
    load: async () => (await import('./cycle/explain.ts')).explain,
  },
  sheet: {
    takes: 'CYCLE FILE.docx',
    on: 'either',
    load: async () => (await import('./cycle/sheet.ts')).sheet,
  },
  archive: {
    takes: 'CYCLE FILE.zip [N] [--unit ID]',
    on: 'either',
    load: async () => (await import('./cycle/archive.ts')).archive,
  },
  audit: {
    takes: 'CYCLE',
    on: 'either',
    load: async () => (await import('./cycle/audit.ts')).audit,
  },
  'verify-audit': {
    takes: 'FILE [OLDER|manifest.json|MAIL…]',
    load: async () => (await import('./cycle/audit.ts')).verifyAuditCommand,
  },
  'definition check': {
    takes: 'FILE… [--lang zh|en]',
    load: async () => (await import('./check/definition-check.ts')).definitionCheck,
  },
  'definition schema': {
    takes: '',
    load: async () => (await import('./check/definition-check.ts')).definitionSchema,
  },
}

const helpWords = ['help', '--help', '-h']
/** The command that is meant, by two words or by one. */
const meant = (words: readonly string[]): Called | undefined =>
  [words.slice(0, 2).join(' '), words[0] ?? ''].filter(isNamed).map((name) => ({ name, entry: commands[name] }))[0]

/** Answers with the exit code: whatever goes wrong is said in a sentence, wrong use with all that is wrong about it. */
export async function lianbao(given: string[], terminal: Terminal): Promise<number> {
  const read = readTarget(given)
  const args = read?.rest ?? given
  if (args[0] === 'help' || args.includes('--help') || args.includes('-h')) {
    const about = meant(args.filter((arg) => !helpWords.includes(arg)))
    terminal.out(about === undefined ? helpOfAll() : await helpOf(about))
    return 0
  }
  const called = meant(args)
  if (called === undefined) {
    if (args[0] !== undefined) terminal.err(`${t.noCommand(args[0])}\n`)
    terminal.err(helpOfAll())
    return 2
  }
  const { name, entry } = called
  const rest = args.slice(name.split(' ').length)
  const problems = read
    ? wrongUse(entry, rest, read.given && ('stage' in read.given ? 'stage' : 'folder'))
    : [t.oneTarget]
  if (read === undefined || problems.length > 0) {
    terminal.err(`${problems.join('\n')}\n${await helpOf(called)}`)
    return 2
  }
  try {
    return await run(entry, rest, terminal, read.target)
  } catch (error) {
    const { faultSentence } = await import('../local/serve/fault-sentence.ts')
    const folder = 'folder' in read.target ? read.target.folder : ''
    const said = error instanceof StageNotFound ? error.message : faultSentence(folder, error)
    if (said === undefined) throw error
    terminal.err(`${said}\n`)
    return 2
  }
}

async function run(entry: Entry, args: string[], terminal: Terminal, target: Target): Promise<number> {
  if (entry.on === 'folder') return 'folder' in target ? (await entry.load())(args, terminal, target) : 2
  if (entry.on === 'stage') return 'stage' in target ? (await entry.load())(args, terminal, target) : 2
  return (await entry.load())(args, terminal, target)
}

const isNamed = (name: string): name is keyof typeof says => Object.hasOwn(says, name)

async function helpOf({ name, entry }: Called): Promise<string> {
  return `${t.usage}: lianbao ${synopsis(name, entry)}\n  ${says[name]}\n${(await entry.more?.()) ?? ''}`
}

const helpOfAll = (): string =>
  `${t.usage}: npm run -s lianbao -- …\n${Object.keys(says)
    .filter(isNamed)
    .map((name) => `  ${synopsis(name, commands[name])}\n      ${says[name]}\n`)
    .join('')}  ${t.neither}\n`

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await lianbao(process.argv.slice(2), {
    out: writingTo(process.stdout),
    err: writingTo(process.stderr),
  })
}

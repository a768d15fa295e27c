import { pathToFileURL } from 'node:url'
import type { Command, Terminal } from './command.ts'
import { readTarget, StageNotFound, type Target } from './target.ts'
import { synopsis, type Usage, wrongUse } from './usage.ts'

type Entry = Usage & { more?: () => Promise<string> } & (
    | { on: 'folder'; load: () => Promise<Command<{ folder: string }>> }
    | { on: 'stage'; load: () => Promise<Command<{ stage: string }>> }
    | { on?: 'either'; load: () => Promise<Command> }
  )

/** What `lianbao <words>` runs. Each is loaded when it is called, so that one command does not wait for another. */
const commands: Record<string, Entry> = {
  check: {
    takes: 'FILE|FOLDER|-… [--json] [--lang zh|en]',
    says: '核对已公布的年报 / check published reports',
    more: async () => (await import('./check.ts')).exitCodes,
    load: async () => (await import('./check.ts')).check,
  },
  'check-page': {
    takes: 'FOLDER',
    says: '写出公众核对页 / write the public check page',
    load: async () => (await import('./check-page.ts')).writeCheckPage,
  },
  verify: {
    takes: 'FOLDER|manifest.json|ADDRESS [--key PEM|SHA256]',
    says: '核验已公布的一版 / verify a published version',
    load: async () => {
      const { verify } = await import('./verify.ts')
      return async (args, { out }) => verify(args, (line) => out(`${line}\n`))
    },
  },
  key: {
    takes: '',
    on: 'either',
    says: '公布用的签名公钥 / the publishing key, and its digest',
    load: async () => (await import('./key.ts')).key,
  },
  cost: {
    takes: '[--units N]',
    says: '一个周期在 AWS 上花多少钱 / what a cycle costs on AWS',
    load: async () => (await import('./cost.ts')).cost,
  },
  'rotate-link-secrets': {
    takes: '[--only-new]',
    on: 'stage',
    says: '更换签名链接的密钥 / rotate the secrets of signed links',
    load: async () => (await import('./rotate-link-secrets.ts')).rotateLinkSecrets,
  },
  preflight: {
    takes: '',
    on: 'stage',
    says: '部署前检查账号 / look at the account before deploying',
    load: async () => (await import('./preflight.ts')).preflight,
  },
  redrive: {
    takes: '',
    on: 'stage',
    says: '重新投递没处理成的事件 / give kept events again',
    load: async () => (await import('./redrive.ts')).redrive,
  },
  backup: {
    takes: 'TO [--keep N]',
    on: 'folder',
    says: '备份，不用停 / a whole copy while it runs',
    load: async () => (await import('./backup.ts')).backup,
  },
  doctor: {
    takes: '',
    on: 'folder',
    says: '体检 / look at what the system rests on',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  restore: {
    takes: '--from BACKUP|TABLE',
    on: 'either',
    says: '从备份恢复 / from a backup (--stage NAME --from TABLE: a table)',
    load: async () => (await import('./restore.ts')).restore,
  },
  import: {
    takes: 'OLD',
    on: 'folder',
    says: '把 0.1 版文件夹里办完的各期作为凭据带过来 / bring over what a folder of version 0.1 finished, as evidence',
    load: async () => (await import('./import.ts')).importFolder,
  },
  board: {
    takes: '[CYCLE] [--json] [--csv] [--lang zh|en]',
    on: 'either',
    says: '进度 / where a cycle stands',
    load: async () => (await import('./board.ts')).board,
  },
  act: {
    takes: 'CYCLE ACT [FIELD=VALUE…]',
    on: 'either',
    says: '办公室的操作 / an act of the office',
    more: async () => (await import('./act.ts')).actsThere,
    load: async () => (await import('./act.ts')).act,
  },
  open: {
    takes: 'CYCLE.json [--roster CSV] [--definition JSON] [--good-rows] [--test] [--previous REPORT…] [--confirmed]',
    on: 'either',
    says: '开新的一期 / open a cycle',
    load: async () => (await import('./open.ts')).open,
  },
  repair: {
    takes: 'CYCLE',
    on: 'either',
    says: '补发、接续、重启 / put right what was left undone',
    load: async () => (await import('./repair.ts')).repair,
  },
  explain: {
    takes: 'CYCLE CELL [--lang zh|en]',
    on: 'either',
    says: '一个数字从哪来 / where a figure comes from',
    load: async () => (await import('./explain.ts')).explain,
  },
  sheet: {
    takes: 'CYCLE FILE.docx',
    on: 'either',
    says: '审签单 / the sign-off sheet, as Word',
    load: async () => (await import('./sheet.ts')).sheet,
  },
  archive: {
    takes: 'CYCLE FILE.zip [N] [--unit ID]',
    on: 'either',
    says: '归档包，不写 N 是最新一版 / one ZIP of version N for the archive, the newest without it; of a unit’s own report with --unit',
    load: async () => (await import('./archive.ts')).archive,
  },
  audit: {
    takes: 'CYCLE',
    on: 'either',
    says: '导出审计记录（> 文件） / export the audit of a cycle (> FILE)',
    load: async () => (await import('./audit.ts')).audit,
  },
  'verify-audit': {
    takes: 'FILE [OLDER|manifest.json|MAIL…]',
    says: '核对审计记录，可与公布的清单、邮件对照 / verify an exported audit, against what was published',
    load: async () => (await import('./audit.ts')).verifyAuditCommand,
  },
  'definition check': {
    takes: 'FILE… [--lang zh|en]',
    says: '核对报表定义 / check report definitions',
    load: async () => (await import('./definition-check.ts')).definitionCheck,
  },
  'definition schema': {
    takes: '',
    says: '报表定义的 JSON Schema / JSON Schema of a definition',
    load: async () => (await import('./definition-check.ts')).definitionSchema,
  },
}

const helpWords = ['help', '--help', '-h']
/** The command that is meant, by two words or by one. */
const meant = (words: readonly string[]): { name: string; entry: Entry } | undefined =>
  [words.slice(0, 2).join(' '), words[0] ?? ''].flatMap((name) => {
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
    return entry ? [{ name, entry }] : []
  })[0]

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
    if (args[0] !== undefined) terminal.err(`没有“${args[0]}”这个命令 / there is no command “${args[0]}”\n`)
    terminal.err(helpOfAll())
    return 2
  }
  const { name, entry } = called
  const rest = args.slice(name.split(' ').length)
  const problems = read ? wrongUse(entry, rest, read.given) : [oneTarget]
  if (read === undefined || problems.length > 0) {
    terminal.err(`${problems.join('\n')}\n${await helpOf(called)}`)
    return 2
  }
  try {
    return await run(entry, rest, terminal, read.target)
  } catch (error) {
    const { faultSentence } = await import('../local/fault-sentence.ts')
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

const oneTarget =
  '只写一个：--folder DIR 或 --stage NAME / one of --folder DIR and --stage NAME, with what it names behind it'

async function helpOf({ name, entry }: { name: string; entry: Entry }): Promise<string> {
  return `用法 / usage: lianbao ${synopsis(name, entry)}\n  ${entry.says}\n${(await entry.more?.()) ?? ''}`
}

const helpOfAll = (): string =>
  `用法 / usage: npm run -s lianbao -- …\n${Object.entries(commands)
    .map(([name, entry]) => `  ${synopsis(name, entry)}\n      ${entry.says}\n`)
    .join('')}  两个都不写，是 LIANBAO_FOLDER，再没有就是 .lianbao / without either: LIANBAO_FOLDER, else .lianbao\n`

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await lianbao(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}

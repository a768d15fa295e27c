import { pathToFileURL } from 'node:url'
import { present } from '../../shared/present.ts'
import type { Command, Terminal } from './command.ts'
import { readTarget } from './target.ts'

/** What `lianbao <words>` runs. Each is loaded when it is called, so that one command does not wait for another. */
const commands: Record<string, { usage: string; load: () => Promise<Command> }> = {
  check: {
    usage: 'check FILE|FOLDER… [--json] [--lang zh|en]              核对已公布的年报 / check published reports',
    load: async () => (await import('./check.ts')).check,
  },
  'check-page': {
    usage: 'check-page FOLDER                                  写出公众核对页 / write the public check page',
    load: async () => (await import('./check-page.ts')).writeCheckPage,
  },
  verify: {
    usage: 'verify FOLDER|https://…/v1/ [--key PEM|SHA256:…]   核验已公布的一版 / verify a published version',
    load: async () => {
      const { verify } = await import('./verify.ts')
      return async (args, { out }) => verify(args, (line) => out(`${line}\n`))
    },
  },
  key: {
    usage: 'key                                                公布用的签名公钥 / the publishing key, and its digest',
    load: async () => (await import('./key.ts')).key,
  },
  cost: {
    usage: 'cost [--units 60]                                  一个周期在 AWS 上花多少钱 / what a cycle costs on AWS',
    load: async () => (await import('./cost.ts')).cost,
  },
  'rotate-link-secrets': {
    usage: 'rotate-link-secrets --stage NAME [--only-new]      更换签名链接的密钥 / rotate the secrets of signed links',
    load: async () => (await import('./rotate-link-secrets.ts')).rotateLinkSecrets,
  },
  preflight: {
    usage: 'preflight --stage NAME                             部署前检查账号 / look at the account before deploying',
    load: async () => (await import('./preflight.ts')).preflight,
  },
  redrive: {
    usage: 'redrive --stage NAME                               重新投递没处理成的事件 / give kept events again',
    load: async () => (await import('./redrive.ts')).redrive,
  },
  backup: {
    usage: 'backup TO --folder DIR [--keep N]                  备份，不用停 / a whole copy while it runs',
    load: async () => (await import('./backup.ts')).backup,
  },
  doctor: {
    usage: 'doctor --folder DIR                                体检 / look at what the system rests on',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  restore: {
    usage:
      'restore --folder DIR --from BACKUP                 从备份恢复 / from a backup (--stage NAME --from TABLE: a table)',
    load: async () => (await import('./restore.ts')).restore,
  },
  board: {
    usage: 'board [CYCLE] [--json|--csv]                       进度 / where a cycle stands',
    load: async () => (await import('./board.ts')).board,
  },
  act: {
    usage: 'act CYCLE ACT field=value … reason=…               办公室的操作 / an act of the office',
    load: async () => (await import('./act.ts')).act,
  },
  open: {
    usage: 'open CYCLE.json [--roster CSV] [--definition JSON] [--test] 开新的一期 / open a cycle',
    load: async () => (await import('./open.ts')).open,
  },
  repair: {
    usage: 'repair CYCLE                                       补发、接续、重启 / put right what was left undone',
    load: async () => (await import('./repair.ts')).repair,
  },
  explain: {
    usage: 'explain CYCLE CELL                                 一个数字从哪来 / where a figure comes from',
    load: async () => (await import('./explain.ts')).explain,
  },
  sheet: {
    usage: 'sheet CYCLE FILE.docx                              审签单 / the sign-off sheet, as Word',
    load: async () => (await import('./sheet.ts')).sheet,
  },
  archive: {
    usage:
      'archive CYCLE FILE.zip [VERSION]                   归档包 / one ZIP of a published version, for the archive',
    load: async () => (await import('./archive.ts')).archive,
  },
  audit: {
    usage: 'audit CYCLE > FILE                                 导出审计记录 / export the audit of a cycle',
    load: async () => (await import('./audit.ts')).audit,
  },
  'verify-audit': {
    usage:
      'verify-audit FILE [OLDER|manifest.json|MAIL]…      核对审计记录，可与公布的清单、邮件对照 / verify an exported audit, against what was published',
    load: async () => (await import('./audit.ts')).verifyAuditCommand,
  },
  'definition check': {
    usage: 'definition check FILE… [--lang zh|en]              核对报表定义 / check report definitions',
    load: async () => (await import('./definition-check.ts')).definitionCheck,
  },
  'definition schema': {
    usage: 'definition schema                                  报表定义的 JSON Schema / JSON Schema of a definition',
    load: async () => (await import('./definition-check.ts')).definitionSchema,
  },
}

/** Commands that look at a cycle take `--stage NAME` for a deployed stage, or `--folder DIR` for an embedded system. */
export async function lianbao(given: string[], terminal: Terminal): Promise<number> {
  const { target, rest: args } = readTarget(given) ?? { rest: [] }
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((words) => commands[words])
  if (name === undefined || target === undefined) {
    terminal.err(
      `用法 / usage: npm run -s lianbao -- …\n${Object.values(commands)
        .map(({ usage }) => `  ${usage}\n`)
        .join(
          '',
        )}  --stage NAME | --folder DIR                        部署在 AWS 的阶段，或本机文件夹 / a stage on AWS, or an embedded system's folder (.lianbao)\n`,
    )
    return 2
  }
  const command = await present(commands[name], name).load()
  return command(args.slice(name.split(' ').length), terminal, target)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await lianbao(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}

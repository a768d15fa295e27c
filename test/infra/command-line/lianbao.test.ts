import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lianbao } from '../../../infra/command-line/lianbao.ts'
import { type Usage, wrongUse } from '../../../infra/usage.ts'

const called: Usage = { takes: 'TO [MORE…] --from PLACE [--keep N] [--lang zh|en] [--good]', on: 'folder' }
const english = (lines: string[]): string[] => lines.map((line) => line.replace(/^.* \/ /, ''))

describe('a command', () => {
  it.each<[string, string[], string[]]>([
    ['as it should be called', ['a', '--from', 'b'], []],
    ['with all it takes', ['a', 'b', 'c', '--keep=3', '--lang', 'en', '--good', '--from', 'd'], []],
    ['with nothing', [], ['--from PLACE is missing', 'TO is missing']],
    [
      'with everything wrong',
      ['--nosuch', '--keep', '0', '--lang', 'fr', '--good=1', '--from'],
      [
        'there is no --nosuch',
        '--keep should be N, not “0”',
        '--lang should be zh|en, not “fr”',
        '--good takes no value',
        '--from needs PLACE',
        'TO is missing',
      ],
    ],
    ['with an option twice', ['a', '--from', 'b', '--from', 'c'], ['--from is given twice']],
    ['with an option where a value belongs', ['a', '--from', '--good'], ['--from needs PLACE']],
  ])('%s', (_, args, problems) => {
    expect(english(wrongUse(called, args))).toEqual(problems)
  })

  it.each<[Usage['on'], Parameters<typeof wrongUse>[2], string[]]>([
    ['folder', 'stage', ['it needs --folder DIR, not --stage']],
    ['stage', undefined, ['it needs --stage NAME']],
    ['stage', 'folder', ['it needs --stage NAME']],
    ['either', 'stage', []],
    [undefined, 'folder', ['--folder means nothing here']],
  ])('that works on %s, given %s', (on, given, problems) => {
    expect(english(wrongUse({ takes: '[FILE]', ...(on && { on }) }, ['too', 'much'], given))).toEqual([
      '“much” is too much',
      ...problems,
    ])
  })
})

describe('at the console', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianbao-usage-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function run(...args: string[]) {
    const said = { out: '', err: '' }
    const code = await lianbao(args, { out: (text) => (said.out += text), err: (text) => (said.err += text) })
    return { code, ...said }
  }

  const everyCommand =
    'check,check-page,verify,key,cost,rotate-link-secrets,preflight,redrive,backup,doctor,restore,board,act,open,repair,explain,sheet,archive,audit,verify-audit,definition check,definition schema'.split(
      ',',
    )
  it.each(everyCommand)('%s has help, and says what is wrong with an option it does not know', async (name) => {
    const help = await run(...name.split(' '), '--help')
    expect([help.code, help.err]).toEqual([0, ''])
    expect(help.out).toContain(`usage: lianbao ${name}`)
    const wrong = await run(...name.split(' '), '--nosuch')
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err).toContain('there is no --nosuch')
  })

  it('everything is listed by help, and by a word it does not know', async () => {
    const listed = (text: string) => everyCommand.filter((name) => !text.includes(`\n  ${name}`))
    const help = await run('--help')
    expect([help.code, listed(help.out)]).toEqual([0, []])
    const unknown = await run('publish')
    expect([unknown.code, listed(unknown.err)]).toEqual([2, []])
    expect(unknown.err).toContain('there is no command “publish”')
  })

  it.each([
    ['board'],
    ['open', 'nowhere.json'],
    ['audit', 'c'],
    ['repair', 'c'],
    ['backup', 'backups'],
    ['doctor'],
    ['restore', '--from', 'nowhere'],
  ])('%s of a folder that is none is refused in a sentence, and no folder is made', async (...args) => {
    const { code, out, err } = await run(
      ...args.map((arg) => (arg === 'backups' ? join(folder, arg) : arg)),
      '--folder',
      join(folder, 'typo'),
    )
    expect([code > 0, out, err.trim().split('\n').length < 3, /\n\s+at /.test(err)]).toEqual([true, '', true, false])
    expect(await readdir(folder)).toEqual([])
  })
})

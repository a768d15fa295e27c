import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

// No container can be run here. What can be seen without one: that each path it copies is there, and that it starts what the unit starts.
const lines = readFileSync('infra/machine/Dockerfile', 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
const argumentsOf = (instruction: string): string[] =>
  lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1))

it('copies what is there, and every folder that the program is made of', () => {
  const copied = argumentsOf('COPY')
    .filter((said) => !said.startsWith('--from='))
    .flatMap((said) => said.split(' ').slice(0, -1))
  expect(copied.filter((path) => !existsSync(path))).toEqual([])
  expect(copied).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'shared', 'functions', 'infra']))
  for (const said of argumentsOf('COPY').filter((each) => each.startsWith('--from='))) {
    const [from = '', path = ''] = said.split(' ')
    expect(argumentsOf('FROM').some((stage) => stage.endsWith(` AS ${from.slice('--from='.length)}`))).toBe(true)
    expect(path).toBe(`${argumentsOf('WORKDIR')[0]}/node_modules`)
  }
})

it('starts what the unit starts, with its settings, as somebody without rights, on one volume', () => {
  const unit = readFileSync('infra/machine/lianbao.service', 'utf8')
  const [, started = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? []
  expect((JSON.parse(argumentsOf('CMD')[0] ?? '') as string[]).join(' ')).toBe(started)
  const allocation = [...unit.matchAll(/MALLOC_\w+=\d+/g)].map(String)
  expect(argumentsOf('ENV')[0]?.split(' ')).toEqual(expect.arrayContaining(allocation))
  expect(argumentsOf('VOLUME')).toEqual([/--folder (\S+)/.exec(started)?.[1]])
  expect(lines.indexOf('USER 990')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('COPY')))
  expect(argumentsOf('RUN').join('\n')).toMatch(
    /npm ci --omit=dev[\s\S]*useradd --system --uid 990 --home-dir \/var\/lib\/lianbao /,
  )
})

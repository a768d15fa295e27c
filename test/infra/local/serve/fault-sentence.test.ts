import { expect, test } from 'vitest'
import { faultSentence } from '../../../../infra/local/serve/fault-sentence.ts'

const ofSystem = (code: string, path?: string) => Object.assign(new Error(code), { code, ...(path && { path }) })

test.each<[string, unknown, string | undefined]>([
  [
    'a file in the folder’s place',
    ofSystem('EEXIST', '/srv/a'),
    '已经有同名的文件 / a file of that name is there: /srv/a',
  ],
  ['a disk that can only be read', ofSystem('EROFS', '/srv/a'), '只能读 / can only be read: /srv/a'],
  ['no settings', ofSystem('ENOENT', '/srv/a/settings.json'), expect.stringContaining('docs/serve.zh.md')],
  ['what is ours to mend', new TypeError('x is not a function'), undefined],
])('%s', (_, error, said) => expect(faultSentence('/srv/a', error)).toEqual(said))

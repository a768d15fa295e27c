import type { Fault, FiveSentences, Listed, Sentence, Verification, Verified } from '../../published/verification.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { unended } from './withdrawal-texts.ts'

/** What the verification says, on its page and by `lianbao verify`: one source, so that both say the same. */
export const verifyTexts = {
  title: { zh: '核验一份公布的报告', en: 'Verify a published report' },
  verdict: {
    all: { zh: '✓ 全部核验通过', en: '✓ Everything is verified' },
    whole: { zh: '✓ 文件和签名核验通过，其余见下', en: '✓ Files and signature are verified; for the rest see below' },
    stranger: {
      zh: '？ 文件完好，但不能确认是谁签的',
      en: '? The files are whole, but who signed them cannot be told',
    },
    older: { zh: '！ 文件完好，但不是最新一版', en: '! The files are whole, but this is not the newest version' },
    withdrawn: { zh: '！ 文件完好，但这一版已经撤回', en: '! The files are whole, but this version was withdrawn' },
    broken: { zh: '✕ 核验不通过，不要使用', en: '✕ NOT verified; do not use it' },
  } satisfies Record<Verified, LocalizedText>,
  files: {
    holds: { zh: '文件没有被改动。', en: 'No file was changed.' },
    unknown: { zh: '没有文件可以核对。', en: 'There is no file to be checked.' },
    broken: { zh: '有文件被改动、缺少或者多出。', en: 'A file was changed, is missing, or does not belong here.' },
  },
  key: {
    holds: (key: string) => ({
      zh: `清单由公布机关的签名密钥签出（${key}）。`,
      en: `The list was signed with the publisher’s key (${key}).`,
    }),
    ofSite: (key: string) => ({
      zh: `清单由本站公布的签名密钥签出（${key}）。`,
      en: `The list was signed with the key that this site publishes (${key}).`,
    }),
    unknown: (key: string) => ({
      zh: `清单有签名，但这把密钥这里不认识（${key}）。`,
      en: `The list is signed, but the key is not known here (${key}).`,
    }),
    broken: { zh: '清单的签名不成立。', en: 'The signature of the list does not hold.' },
  },
  draft: {
    holds: {
      zh: '公布的就是审签的那一稿，每个数都能从来源重新算出。',
      en: 'What is published is the draft that was signed, and every figure follows from its sources again.',
    },
    unknown: {
      zh: '是不是审签的那一稿，不能确认：这要靠上面两条。',
      en: 'Whether it is the draft that was signed cannot be told: it rests on the two above.',
    },
    broken: {
      zh: '报告和清单对不上，或者有数算不出来。',
      en: 'The report disagrees with the list, or a figure does not follow from its sources.',
    },
  },
  newest: {
    holds: { zh: '这是最新一版。', en: 'This is the newest version.' },
    unknown: {
      zh: '是不是最新一版，没有核对：要读本站现在的登记。',
      en: 'Whether it is the newest version was not checked: the site’s list is needed.',
    },
    older: (n: number, { gone }: Listed) => ({
      zh: `这不是最新一版：第${n}版是，${gone ? '那一版已经撤回' : '更正了什么，那一版上有'}。`,
      en: `This is not the newest version: version ${n} is, ${gone ? 'and that one was withdrawn' : 'and says what it corrects'}.`,
    }),
    withdrawn: (reason: string) => ({
      zh: `这一版已经撤回。本站登记的理由：${unended(reason)}。`,
      en: `This version was withdrawn. The reason on the site’s list: ${unended(reason)}.`,
    }),
    withdrawnSince: (reason: string, n: number, { gone }: Listed) => ({
      zh: `这一版已经撤回。本站登记的理由：${unended(reason)}。以后公布的第${n}版${gone ? '也已撤回' : '代替了它'}。`,
      en: `This version was withdrawn. The reason on the site’s list: ${unended(reason)}. Version ${n}, published since, ${gone ? 'was withdrawn too' : 'takes its place'}.`,
    }),
  },
  register: {
    holds: (by: string) => ({
      zh: `登记没有断开：与${by}一致。`,
      en: `The register is unbroken: it agrees with ${by}.`,
    }),
    unknown: { zh: '登记有没有断开，没有核对。', en: 'Whether the register is unbroken was not checked.' },
    broken: { zh: '登记断开了：前后对不上。', en: 'The register is broken: what comes before or after disagrees.' },
    by: {
      listed: { zh: '本站的版本登记', en: 'the site’s list of versions' },
      previous: { zh: '上一版的清单', en: 'the list of the version before' },
      audit: { zh: '经办机构导出的审计记录', en: 'the audit the office exported' },
    },
  },
  means: {
    title: { zh: '这证明什么，不证明什么', en: 'What this proves, and what it does not' },
    proves: {
      zh: '证明：您手里的文件，一个字节不差，就是持有这把密钥的机关签出的那一版；公布的数字就是各位审签人看过的那一稿的数字，合计是由各机关的数加出来的。',
      en: 'It proves that the files you have are, to the byte, the version which whoever holds this key has signed; that the figures are those of the draft the signers saw; that totals are the sum of the bodies’ figures.',
    },
    not: {
      zh: '不证明：数字属实；签名的人真的读过；密钥没有被别人拿走。“最新一版”只是本站现在的说法。',
      en: 'It does not prove that the figures are true, that whoever signed had read them, or that nobody else has the key. “Newest” is what the site says now.',
    },
    page: {
      zh: '这一页和报告出自同一个网站。要完全不靠本站，请用下面的 openssl 命令，并向公布机关另外核对密钥的校验码。',
      en: 'This page comes from the same site as the report. To rely on nothing of it, use the openssl lines below, and ask the publisher for the key’s digest by another way.',
    },
  },
  todo: {
    broken: {
      zh: '请从公布机关的网站重新下载整个文件夹再核验。用 Excel 打开 CSV 再保存，也会改动文件。还是不通过，请打电话给公布机关，电话不要从这些文件里找。',
      en: 'Download the whole folder from the publisher’s site again and verify it. Opening a CSV in Excel and saving it changes the file too. If it still fails, call the publisher, and do not take the number from these files.',
    },
    stranger: {
      zh: '请从公布机关取得 publishing-key.pem，或者打电话核对上面密钥的校验码，再核验一次。',
      en: 'Get publishing-key.pem from the publisher, or compare the key’s digest by telephone, and verify once more.',
    },
    older: {
      zh: '各版本现在的情况和更正说明，在报告的版本页。',
      en: 'The report’s page of versions says how each stands and what was corrected.',
    },
    withdrawn: { zh: '请不要再引用这一版。', en: 'Please do not cite this version any more.' },
  },
  address: { zh: '报告的地址（本站的）', en: 'The report’s address (on this site)' },
  go: { zh: '核验', en: 'Verify' },
  drop: {
    zh: '或者把下载的整个文件夹的文件拖到这里，也可以',
    en: 'Or drop the files of the downloaded folder here, or',
  },
  choose: { zh: '选择文件', en: 'choose files' },
  more: {
    zh: '一起放进来的 publishing-key.pem 与本站公布的密钥对照，两边都有的才认；经办机构导出的审计记录（-audit.jsonl）也会核对。文件只在您的电脑里读，不会上传。',
    en: 'A publishing-key.pem given with them is compared with the keys of this site, and a key counts that both have; the audit the office exported (-audit.jsonl) is held against the list too. Files are read on your computer only; nothing is sent.',
  },
  noScript: {
    zh: '这一页在您的浏览器里核验，要打开 JavaScript。下面的命令不需要。',
    en: 'This page verifies in your browser and needs JavaScript. The lines below do not.',
  },
  insecure: {
    zh: '本页不是经 https 打开的：结果由本页自带的算法算出，而本页在路上可能被人改过。要紧的事，请用下面的命令再核验一次。',
    en: 'This page did not come by https: it computes with its own code, and somebody on the way may have changed the page. Where it matters, verify once more with the lines below.',
  },
  working: { zh: '正在核验……', en: 'Verifying…' },
  done: { zh: '核验完了。', en: 'Done.' },
  foreign: {
    zh: '请填本站报告的地址。别的网站的报告，请下载文件后放进来。',
    en: 'Give the address of a report of this site. Of another site, download the files and give them.',
  },
  lines: { zh: '不用本站的任何东西来核验', en: 'Verify with nothing of ours' },
  linesHow: {
    zh: '在下载的文件夹里，公布机关的 publishing-key.pem 放在一起。前四行核验清单的签名，应答 Verified OK；最后一行按清单核对每个文件，应都是 OK，report.json 和您要用的文件要在其中。是不是最新一版、有没有撤回，这几行看不出来：',
    en: 'In the downloaded folder, with publishing-key.pem from the publisher. The first four verify the list’s signature and should answer Verified OK; the last holds every file against the list and should say OK for each, report.json and the file you use among them. They do not tell whether it is the newest version, or withdrawn:',
  },
  faults: { zh: '对不上的地方', en: 'What does not hold' },
  version: (title: string, n: number, date: string) => ({
    zh: `${title}，第${n}版，${date}公布`,
    en: `${title}, version ${n}, published ${date}`,
  }),
  known: {
    zh: '自签名以来没有改动；请与公布机关的密钥核对，再用 --key 核验一次',
    en: 'unchanged since signed; compare the key with the publisher’s and verify once more with --key',
  },
}

/** The five sentences of a verification, each with how it stands. */
export function sentencesOf(
  verification: Verification,
  five: FiveSentences,
): { stands: Sentence; says: LocalizedText }[] {
  const { signer, newest, register } = verification
  const key = signer?.key ?? ''
  const by = register.map((one) => verifyTexts.register.by[one])
  const { files, draft } = verifyTexts
  return [
    { stands: five.files, says: files[five.files] },
    {
      stands: five.key,
      says:
        five.key === 'broken' || !signer
          ? verifyTexts.key.broken
          : verifyTexts.key[five.key === 'holds' && signer.ofSite ? 'ofSite' : five.key](key),
    },
    { stands: five.draft, says: draft[five.draft] },
    {
      stands: five.newest,
      says: newestSaid(newest),
    },
    {
      stands: five.register,
      says:
        five.register === 'holds'
          ? {
              zh: verifyTexts.register.holds(by.map(({ zh }) => zh).join('、')).zh,
              en: verifyTexts.register.holds(by.map(({ en }) => en).join(' and ')).en,
            }
          : verifyTexts.register[five.register],
    },
  ]
}

function newestSaid(newest: Listed | undefined): LocalizedText {
  const says = verifyTexts.newest
  if (!newest) return says.unknown
  const { is, now, reason = '' } = newest
  if (is === 'withdrawn') return now === undefined ? says.withdrawn(reason) : says.withdrawnSince(reason, now, newest)
  return now === undefined ? says.holds : says.older(now, newest)
}

/** One thing that does not hold, for whoever has to look for it. */
export function faultText(fault: Fault): LocalizedText {
  switch (fault.is) {
    case 'unreadable':
      return { zh: `${fault.path}：没有或者读不了`, en: `${fault.path}: missing or not readable` }
    case 'form':
      return { zh: `${fault.path}：不是公布的那种格式`, en: `${fault.path}: not of the form that is published` }
    case 'missing':
      return { zh: `${fault.path}：没有`, en: `${fault.path}: missing` }
    case 'outside':
      return { zh: `${fault.path}：指到文件夹外面`, en: `${fault.path}: leads out of the folder` }
    case 'bytes':
      return { zh: `${fault.path}：内容与清单不同`, en: `${fault.path}: its bytes are not those of the manifest` }
    case 'extra':
      return { zh: `${fault.path}：清单里没有`, en: `${fault.path}: not in the manifest` }
    case 'size':
      return {
        zh: `${fault.path}：${fault.size}字节，清单写的是${fault.said}`,
        en: `${fault.path}: has ${fault.size} bytes, the manifest says ${fault.said}`,
      }
    case 'signs-other':
      return {
        zh: 'manifest.sig.json 签的不是这份清单',
        en: 'manifest.sig.json: signs something else than manifest.json',
      }
    case 'signature':
      return { zh: 'manifest.sig.json：签名不成立', en: 'manifest.sig.json: the signature does not verify' }
    case 'field':
      return { zh: `report.json：${fault.field} 与清单不同`, en: `report.json: ${fault.field} is not the manifest's` }
    case 'decisions':
      return { zh: 'report.json：审签记录与清单不同', en: "report.json: its decisions are not the manifest's" }
    case 'no-provenance':
      return { zh: `report.json：${fault.cell} 没有来源`, en: `report.json: ${fault.cell} has no provenance` }
    case 'sum':
      return {
        zh: `report.json：${fault.cell} 是 ${fault.figure}，按来源应是 ${fault.gives}`,
        en: `report.json: ${fault.cell} is ${fault.figure}, its provenance gives ${fault.gives}`,
      }
    case 'twice':
      return { zh: `${fault.path}：清单里写了两次`, en: `${fault.path}: the manifest names it twice` }
    case 'behind':
      return {
        zh: '本站登记的最新一版比这一版旧：登记没有跟上，或者被改回',
        en: 'the newest version on the site’s list is older than this one: the list is behind, or was put back',
      }
    case 'elsewhere':
      return {
        zh: '这份清单是另一份报告或另一版的，不是这个地址的',
        en: 'the manifest is of another report or version than this address',
      }
    case 'listed':
      return { zh: '本站登记的这一版是另一份清单', en: 'the site lists another manifest for this version' }
    case 'previous':
      return {
        zh: '上一版的清单不是这份清单所写的',
        en: 'the manifest of the version before is not the one this one names',
      }
    case 'audit':
      return { zh: '审计记录与清单里的不同', en: 'the audit is not the one the manifest names' }
  }
}

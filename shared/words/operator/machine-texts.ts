/** What a machine of an office says at its console: of its data, its settings, what it rests on. */
export const machineTexts = {
  noLianbao: (folder: string) => ({ zh: `${folder} 里没有联报`, en: `there is no Lianbao in ${folder}` }),
  notWhole: (from: string) => ({ zh: '不是完整的备份', en: `not a whole backup: ${from}` }),
  hasFacts: (folder: string) => ({
    zh: `${folder} 里已有数据，请换一个空文件夹`,
    en: 'has facts already; please take an empty folder',
  }),
  data: { zh: '数据', en: 'data' },
  whole: { zh: '完好', en: 'whole' },
  clock: { zh: '时钟', en: 'clock' },
  disk: { zh: '磁盘', en: 'disk' },
  system: { zh: '系统', en: 'system' },
  smtp: { zh: '发信', en: 'SMTP' },
  imap: { zh: '收退信', en: 'IMAP' },
  noImap: { zh: '没有设置，退信没有人知道', en: 'not set: nobody is told of mails that come back' },
  certificate: { zh: '证书', en: 'certificate' },
  backups: { zh: '备份', en: 'backups' },
  host: { zh: '找不到这个主机名', en: 'no such host name' },
  refused: { zh: '连不上', en: 'nobody answers there' },
  noAnswer: { zh: '没有回应', en: 'no answer in time' },
  login: { zh: '用户名或密码不被接受', en: 'user name or password refused' },
  trust: { zh: '它的证书不被信任', en: 'its certificate is not trusted' },
  earlier: (now: string, newest: string) => ({
    zh: `${now}，比最后一条记录还早`,
    en: `earlier than the newest fact: ${newest}`,
  }),
  doesNotRun: { zh: '没有运行', en: 'does not run' },
  runs: { zh: '运行正常', en: 'runs' },
  noCertificate: (baseUrl: string) => ({ zh: '没有', en: `none: ${baseUrl}` }),
  days: (n: number) => ({ zh: `${n} 天`, en: 'days' }),
  backupsNotSet: { zh: '没有设置 backups', en: 'backups is not set' },
  noBackup: (folder: string) => ({ zh: `${folder}：没有`, en: 'none' }),
  hoursAgo: (hours: number) => ({ zh: `${hours} 小时前`, en: 'hours ago' }),
  hoursAgoOf: (hours: number, copies: number) => ({
    zh: `${hours} 小时前，共 ${copies} 份`,
    en: `hours ago, ${copies} in all`,
  }),
  notFirstVersion: (folder: string) => ({ zh: `${folder} 不是 0.1 版的文件夹`, en: 'is no folder of version 0.1' }),
  onePackage: {
    zh: '还缺一个包，请先运行',
    en: 'one package is missing, please run first: npm install --no-save classic-level@3.0.0',
  },
  noSetting: { zh: '没有这一项', en: 'no such setting' },
  settingMissing: { zh: '缺这一项', en: 'missing' },
  settingShouldBe: (zh: string, en: string) => ({ zh: `应为${zh}`, en: `should be ${en}` }),
  trialFolder: (folder: string) => ({
    zh: `${folder} 是试用的文件夹，请换一个新的。`,
    en: `${folder} is a trial's folder; please take a new one.`,
  }),
  officesOwn: (folder: string) => ({
    zh: `${folder} 正式使用，不能试用。`,
    en: `${folder} is an office's own; the trial needs another.`,
  }),
  portTaken: (port: number) => ({
    zh: `端口 ${port} 已被占用，请换一个：PORT=8081 npm start`,
    en: `Port ${port} is taken. Try PORT=8081 npm start.`,
  }),
  started: {
    outbox: { zh: '发件箱', en: 'outbox' },
    board: { zh: '工作台', en: 'board' },
    publicSite: { zh: '公开网站', en: 'public site' },
    folder: { zh: '数据', en: 'kept in' },
    stop: { zh: 'Ctrl+C 停止', en: 'stops it.' },
  },
}

/** What a setting should be, inside `settingShouldBe`. */
export const settingKinds = {
  text: { zh: '文字', en: 'a text' },
  fullText: { zh: '不空的文字', en: 'a text that is not empty' },
  port: { zh: '1–65535 的整数', en: 'an integer from 1 to 65535' },
  host: { zh: '主机名或 IP 地址', en: 'a host name or an IP address' },
  login: { zh: 'user 和 password 要么都写，要么都不写', en: 'user and password, or neither' },
  address: { zh: '网址', en: 'an address' },
  origin: {
    zh: 'https://主机名，末尾不带斜杠；只有 localhost 可以用 http',
    en: 'https://host without a slash at the end; only localhost may be http',
  },
  publicAddress: { zh: 'https:// 开头的网址，末尾不带斜杠', en: 'https://… without a slash at the end' },
  ip: { zh: '一个 IP 地址', en: 'one IP address' },
  mailbox: { zh: '邮箱地址', en: 'an e-mail address' },
  number: { zh: '数字', en: 'a number' },
  positive: { zh: '正数', en: 'more than zero' },
  zone: { zh: '时区，例如 Asia/Shanghai', en: 'a time zone, e.g. Asia/Shanghai' },
}

/** What is damaged, and what to do. */
export const damageTexts = {
  whole: (folder: string) => ({
    zh: `${folder}：数据有损坏，系统没有启动。请从备份恢复（docs/serve.zh.md，“恢复”）。`,
    en: `${folder}: the data is damaged, so the system did not start. Please restore a backup (docs/serve.md, “Restore”).`,
  }),
  of: {
    file: { zh: '数据库文件坏了', en: 'the database file is damaged' },
    'fact-changed': { zh: '一条记录不是当初写下的样子', en: 'a fact is not as it was written' },
    'facts-missing': {
      zh: '受理过的记录不见了（现有几条/应有几条）',
      en: 'acknowledged facts are gone (there are … of …)',
    },
    'other-history': {
      zh: '记录的来历不对，像是放回了别的拷贝',
      en: 'the facts have another history, as of another copy',
    },
    'head-differs': { zh: '最后一条记录对不上', en: 'the last fact does not fit' },
    'link-lost': { zh: '一个链接找不到了', en: 'a link cannot be found' },
    'heads-damaged': { zh: 'store/heads.log 坏了', en: 'store/heads.log is damaged' },
    'body-missing': { zh: '一份正文不见了', en: 'a body is gone' },
    'body-changed': { zh: '一份正文不是当初的样子', en: 'a body has other bytes' },
    'key-missing': {
      zh: '一个密钥不见了，寄出的链接或已公布的签名要靠它；请把原来的 keys 文件夹放回来',
      en: 'a key is gone, on which mailed links or published signatures rest; please put the folder `keys` back',
    },
  },
}

/** Why the office is not well, by the code that a monitor gets. */
export const illnessTexts = {
  'timer-late': {
    zh: '定时器很久没有走完一轮，提醒、到期处理和补救都停着',
    en: 'the timer has not come to its end for long: no reminders, no lapses, no repairs',
  },
  'timer-failed': { zh: '定时器刚才整轮出错', en: 'the timer broke as a whole' },
  'cycle-left-out': {
    zh: '定时器刚才没能处理其中一期，接着处理了别的各期',
    en: 'the timer could not look after a cycle; it went on with the others',
  },
  'workflow-failed': {
    zh: '有一期的流程出错停下，还没有重新走下去',
    en: 'the run of a cycle has failed, and none has gone on since',
  },
  'workflow-stuck': {
    zh: '刚才有一期没有办完，却推不动',
    en: 'an unfinished cycle could not be brought forward',
  },
  'publish-unit-reports-failed': {
    zh: '公布各单位年报的定时任务出错，或者其中有的没有做成',
    en: 'the schedule of the units’ own reports broke, or something of its turn failed',
  },
  'tell-later-failed': {
    zh: '提交、确认或操作之后该办的事没有当场办成',
    en: 'what follows from a submission, a confirmation or an act was not done at once',
  },
  'mail-waiting': { zh: '有信等了很久还没有发出', en: 'mail has been waiting for long' },
  'mail-not-leaving': {
    zh: '刚才有信没能放进待发的队列，会再试',
    en: 'mails could not be put into the queue; they are tried again',
  },
  'mailbox-unread': {
    zh: '收退信的邮箱很久读不了，退信没有人知道',
    en: 'the mailbox could not be read for long: nobody is told of mails that come back',
  },
  'disk-full': { zh: '磁盘快满了', en: 'the disk is nearly full' },
  'server-errors': { zh: '有请求因为系统自身出错没有办成', en: 'requests broke for a reason of ours' },
}

/** What a person at the console can mend. */
export const faultTexts = {
  inUse: {
    zh: '这个文件夹正由另一个联报使用，请先停掉那一个。',
    en: 'another Lianbao uses this folder; please stop it first.',
  },
  newerLayout: {
    zh: '这个文件夹是更新的版本写的，请换回那个版本。',
    en: 'It was written by a newer version; please go back to that one.',
  },
  notJson: { zh: '不是 JSON', en: 'not JSON' },
  packageMissing: (message: string) => ({
    zh: '这个命令要用的包没有全装上，请在完整安装的副本里运行（npm ci）',
    en: `the packages this command needs are not all installed; run it in a copy with all of them (npm ci): ${message}`,
  }),
  noSettings: (file: string) => ({
    zh: `找不到 ${file}，请照 docs/serve.zh.md 写一个。`,
    en: `There is no ${file}; docs/serve.md says what goes into it.`,
  }),
  ofSystem: {
    ENOENT: { zh: '没有这个文件或文件夹', en: 'there is no such file or folder' },
    EACCES: { zh: '没有权限', en: 'not permitted' },
    EPERM: { zh: '没有权限', en: 'not permitted' },
    ENOTDIR: { zh: '不是文件夹', en: 'not a folder' },
    EISDIR: { zh: '是文件夹，不是文件', en: 'a folder, not a file' },
    EEXIST: { zh: '已经有同名的文件', en: 'a file of that name is there' },
    EROFS: { zh: '只能读', en: 'can only be read' },
    ENOSPC: { zh: '磁盘满了', en: 'the disk is full' },
    EADDRINUSE: { zh: '端口已被占用', en: 'the port is taken' },
    EADDRNOTAVAIL: { zh: '这台机器没有这个地址', en: 'this machine has no such address' },
  },
}

/**
 * Who may import whom: the rooms of the house, from the ground up. Read by `npm run check`.
 * A package that is not named here is a decision: it is added with its reason in the commit.
 */

/** What each room of shared/ may enter besides itself. An arrow goes down this list's order only, so no two rooms enter each other. */
const ground = ['contract', 'calendar', 'present']
const domain = [...ground, 'words/findings', 'words/mails', 'report', 'words/refusals']
const rooms = {
  contract: ['present'],
  calendar: ['present'],
  // What is found or refused is a code with facts; its sentence lies with the others, and low, so that whoever decides may say it.
  'words/findings': ground,
  'words/mails': ground,
  'words/published': ground,
  'words/printed': [...ground, 'report'],
  report: [...ground, 'words/findings'],
  'words/refusals': [...ground, 'report'],
  cycle: domain,
  draft: [...domain, 'cycle'],
  published: [...domain, 'words/published', 'cycle', 'draft'],
  printed: [...domain, 'words/printed', 'cycle', 'draft'],
  words: [...domain, 'cycle', 'draft', 'published', 'printed'],
  pages: [...domain, 'cycle', 'draft', 'published', 'printed', 'words'],
  mail: [...domain, 'cycle', 'draft', 'published', 'printed', 'words'],
}

/** The rooms that have rooms of their own: what lies in the outer one, or in an earlier inner one it names, may be entered; a neighbour not. */
const innerRooms = {
  'shared/report': { bytes: [], definition: ['.', 'bytes', 'integrity'] },
  'shared/cycle': {
    facts: [],
    unit: ['.', 'facts'],
    opening: ['.', 'facts'],
    links: ['.', 'facts'],
    acts: ['.', 'facts', 'opening', 'links'],
    clock: ['.', 'facts'],
    board: ['.', 'facts', 'clock'],
  },
  'shared/words': { mails: [], clerk: ['.'], approver: ['.'], office: ['.', 'mails'], public: ['.'] },
  'shared/mail': { unit: ['.'], 'sign-off': ['.'], office: ['.'] },
  'shared/pages': {
    frame: [],
    report: ['frame'],
    slice: ['frame', 'report'],
    'sign-off': ['frame', 'report'],
    office: ['frame', 'report'],
    site: ['frame', 'report'],
  },
  'functions/http': { link: [], unit: [], leader: [], approver: [], office: [] },
  'functions/views': { slice: ['.'], office: ['.'] },
  'functions/kept': { published: ['.'] },
  'infra/command-line': {
    check: ['.'],
    stage: ['.'],
    machine: ['.', 'check', 'stage'],
    cycle: ['.', 'stage'],
  },
  'infra/local': {
    folder: [],
    door: ['folder'],
    engine: ['folder', 'door'],
    trial: ['folder', 'door', 'engine'],
    serve: ['folder', 'door', 'engine'],
    demo: ['trial'],
    counted: ['engine', 'demo'],
  },
}
/** What names each of its commands, to load the one that is called; and what a machine starts. */
const entries = ['^infra/command-line/lianbao.ts', '^infra/local/(start|serve).ts']

const inside = (...folders) => `^(${folders.join('|')})/`
const roomRules = Object.entries(rooms).map(([room, below]) => ({
  name: `shared/${room} enters only what lies below it`,
  comment:
    'What a report is does not depend on a cycle, a cycle not on its drafts, a draft not on its pages: else nothing can be read, tested or changed alone.',
  severity: 'error',
  from: {
    path: `^shared/${room}[./]`,
    ...(room === 'words' && { pathNot: '^shared/words/(findings|mails|printed|published|refusals)' }),
  },
  to: {
    path: '^shared/',
    pathNot: `^shared/(${[room, ...below].join('|')})[./]`,
  },
}))

const innerRules = Object.entries(innerRooms).flatMap(([room, inner]) => [
  ...Object.entries(inner).map(([name, below]) => ({
    name: `${room}/${name} enters ${below.length === 0 ? 'no other room of it' : 'what lies below it'}`,
    comment: 'What one reader is shown changes without a look at what another is.',
    severity: 'error',
    from: { path: `^${room}/${name}/` },
    to: {
      path: `^${room}/`,
      pathNot: `^${room}/(${[name, ...below].map((other) => (other === '.' ? '[^/]+$' : `${other}/`)).join('|')})`,
    },
  })),
  {
    name: `${room} enters no room inside it`,
    comment: 'What is common to its rooms knows none of them; but two are the ground that it stands on.',
    severity: 'error',
    from: { path: `^${room}/[^/]+$`, pathNot: entries },
    to: {
      path: `^${room}/(${Object.keys(inner).join('|')})/`,
      pathNot: '^shared/(report/bytes|cycle/facts)/',
    },
  },
])

const packages = (allowed) => ({
  dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'],
  pathNot: allowed,
})
/** Where the real services are made. */
const real = ['functions/aws', 'functions/sqlite', 'functions/smtp', 'functions/imap']
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    ...roomRules,
    ...innerRules,
    rule('no circle', 'Of two files that import each other neither can be understood first.', {}, { circular: true }),
    rule(
      'nothing is imported that is not there',
      'A path that does not resolve escapes every other rule. (aws-lambda has types only.)',
      {},
      { couldNotResolve: true, pathNot: '^aws-lambda$' },
    ),
    rule(
      'shared imports nothing of ours',
      'It is the domain: values and pure functions that also run in a browser and on the check page.',
      { path: inside('shared') },
      { path: inside('functions', 'infra', 'test') },
    ),
    rule(
      'shared uses few packages',
      'Each is one that runs in a browser and does one thing: schemas, escaped HTML, CSV, inflating office files.',
      { path: inside('shared') },
      packages('node_modules/(zod|hono|csv-parse|fflate)/'),
    ),
    rule(
      'shared has no I/O',
      'node:crypto computes digests; any other module of Node reads or writes something.',
      { path: inside('shared') },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    rule(
      'functions import shared and functions',
      'What is deployed knows nothing of how it is deployed.',
      { path: inside('functions') },
      { path: inside('infra', 'test') },
    ),
    rule(
      'functions/desk imports shared',
      'It runs in a browser: whatever else it imported would be sent to every clerk.',
      { path: inside('functions/desk') },
      { path: inside('functions'), pathNot: inside('functions/desk') },
    ),
    rule(
      'nothing imports functions/desk',
      'A page names its script by address; the server does not run what is written for a browser.',
      { path: inside('shared', 'functions', 'infra'), pathNot: inside('functions/desk') },
      { path: inside('functions/desk') },
    ),
    rule(
      'what a browser runs reaches nothing of Node',
      'The same check runs on the server, in the clerk’s browser and on the public check page.',
      { path: ['^functions/desk/', '^shared/report/(integrity/check|cells|bytes/canonical)\\.ts$'] },
      { path: '^[a-z_/]+$', reachable: true },
    ),
    rule(
      'only functions/aws imports the SDK',
      'Every effect goes through services.ts; a second place would have its own retries, timeouts and errors.',
      { path: inside('functions'), pathNot: inside('functions/aws') },
      { path: 'node_modules/(@aws-sdk|@smithy)/' },
    ),
    rule(
      'only an entry imports the real services',
      'A function file is handed its services; which they are is decided where it is bundled or loaded.',
      { path: inside('functions'), pathNot: inside(...real) },
      { path: inside(...real) },
    ),
    rule(
      'functions know nothing of CDK',
      'What is deployed knows nothing of how it is deployed.',
      { path: inside('functions') },
      { path: 'node_modules/(aws-cdk-lib|constructs)/' },
    ),
    rule(
      'infra/cloud sees shared/contract and shared/report alone',
      'It names functions by path; what they do is none of its business, and no synth runs the domain. Scripts and pages of the release it packs.',
      { path: inside('infra/cloud') },
      {
        path: inside('shared', 'functions', 'infra'),
        pathNot:
          '^(shared/(contract|report)|infra/cloud)/|^(infra/browser-scripts|infra/tool-pages|shared/present\\.ts)',
      },
    ),
    rule(
      'infra/local knows nothing of the command line',
      'The command line drives the embedded system, never the other way round.',
      { path: inside('infra/local') },
      { path: inside('infra/command-line') },
    ),
    rule(
      'infra/local runs without CDK',
      'One machine installs what it runs. The state machine is a file; a test holds it equal to what CDK synthesizes.',
      { path: inside('infra/local') },
      { path: [inside('infra/cloud'), 'node_modules/(aws-cdk-lib|constructs)/'] },
    ),
    rule(
      'a pure test is pure',
      'Tables of cases about shared run in seconds: what needs a process, a socket, a synth or a database stands in test/functions or test/infra.',
      { path: inside('test/shared') },
      {
        path: [
          inside('functions', 'infra'),
          '^(child_process|cluster|dgram|http|https|http2|net|tls|sqlite|worker_threads)$',
        ],
      },
    ),
    rule(
      'nothing that is shipped imports a test or a test library',
      'No code knows that it is being tested.',
      { path: inside('shared', 'functions', 'infra') },
      { path: [inside('test'), 'node_modules/(vitest|fast-check|playwright-core|axe-core)/'] },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
}

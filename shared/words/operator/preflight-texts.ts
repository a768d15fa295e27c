/** What would stop a deployment, or the first mail. */
export const preflightTexts = {
  ready: { zh: '✓ 可以部署', en: 'ready to deploy' },
  otherPartition: (seen: string, stage: string) => ({
    zh: `证书是 ${seen} 的，环境写的是 ${stage}`,
    en: `the credentials are of ${seen}, the stage of ${stage}`,
  }),
  otherAccount: (seen: string, stage: string) => ({
    zh: `账号是 ${seen}，环境写的是 ${stage}`,
    en: `account ${seen} is not the stage's ${stage}`,
  }),
  notBootstrapped: (account: string, region: string) => ({
    zh: '这个账号和区域还没有引导',
    en: `not bootstrapped: npx cdk bootstrap aws://${account}/${region}`,
  }),
  concurrency: (concurrency: number, needed: number) => ({
    zh: `并发额度 ${concurrency}，需要 ${needed}：申请提高（Service Quotas → AWS Lambda → Concurrent executions），或者在环境里写 "reserved": {"openLink": 0, "renewLink": 0}`,
    en: `${concurrency} concurrent executions, ${needed} are needed: ask for more, or reserve none for now`,
  }),
  certificate: (name: string, status: string) => ({
    zh: `${name} 的证书状态是 ${status}，要 ISSUED`,
    en: `the certificate of ${name} is ${status}, not ISSUED`,
  }),
  firstTime: {
    zh: '环境还不存在：第一次部署加 -c first=true，成功后再部署一次，删除保护才打开',
    en: 'the stage does not stand yet: deploy with -c first=true, then once more to switch protection on',
  },
  protectNow: {
    zh: '环境已建成，还没有删除保护：不带 -c first=true 再部署一次',
    en: 'the stage stands without protection: deploy once more without -c first=true',
  },
  sandbox: {
    zh: 'SES 还在沙箱里，只能寄给已验证的地址（连发件人域名以外的已验证地址也可能被拒）',
    en: 'SES is in its sandbox and writes to verified identities only',
  },
  paused: { zh: 'SES 的发送被暂停', en: 'SES has paused sending for this account' },
  notVerified: (address: string) => ({
    zh: `senderVerified 是 true，但 SES 没有验证 ${address} 的域名`,
    en: "senderVerified is true and SES has not verified the sender's domain",
  }),
  knownAlready: (address: string) => ({
    zh: `SES 里已经有 ${address} 的域名，堆栈再建会失败：写 "senderVerified": true`,
    en: `SES has the sender's domain already and the stack could not make it: set "senderVerified": true`,
  }),
  notVerifiedYet: (address: string) => ({
    zh: `SES 还没有验证 ${address} 的域名：把输出 SenderDkim1–3 写进 DNS，在此之前信发不出去`,
    en: "SES has not verified the sender's domain yet: enter SenderDkim1–3 into its DNS, no mail leaves before",
  }),
  failedProtected: (stack: string) => ({
    zh: `上次部署失败，堆栈带着删除保护留下了：aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack}`,
    en: `a failed deployment left its stack protected: aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack}`,
  }),
  noDomain: {
    zh: '没有 domain：链接会是 API Gateway 自己的地址，收信人不容易认',
    en: 'no domain: links will have API Gateway’s own address',
  },
  notAsked: (what: string, why: string) => ({
    zh: `没有查到 ${what}：${why}`,
    en: `${what} could not be looked at: ${why}`,
  }),
  account: { zh: '账号', en: 'account' },
  limit: { zh: '并发额度', en: 'concurrency' },
  bootstrap: { zh: '引导', en: 'bootstrap' },
  stack: { zh: '堆栈', en: 'stack' },
}

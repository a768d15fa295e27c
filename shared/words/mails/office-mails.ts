const nextSteps = {
  zh: '请督促以上单位和人员；政务公开办也可以在工作台上延期、代报零、免报或者改派。',
  en: 'Please press those named; the office can also extend, file nil, exempt or reassign on its board.',
}

/** What the office reads in its mails, and what others read of its acts. */
export const officeMails = {
  boardLink: {
    lead: (report: string, units: number, due: string) => ({
      zh: `《${report}》已开始，填报邀请正在发给${units}个单位，请各单位于${due}前（含当天）提交。`,
      en: `Work on “${report}” has begun. Invitations are going out to ${units} units, who are to submit by ${due} (that day included).`,
    }),
    what: {
      zh: '工作台上能看到每个单位报了没有、等谁签批、还差几天，也能催办、延期、换联系人、调整数字。每一步都要写原因，都会留下记录。',
      en: 'The board shows who has submitted, who is awaited and how many days are left; there you extend, reopen, change contacts and adjust figures. Each act needs a reason and is recorded.',
    },
    open: { zh: '打开工作台', en: 'Open the board' },
  },
  held: {
    lead: {
      held: (report: string, legal: string) => ({
        zh: `《${report}》的报送期限已过，仍有单位没有报。按这一期的约定，缺报时不往下走，要等齐。法定公开日期是${legal}。`,
        en: `The date for submissions to “${report}” is over and units are missing. This cycle was opened to wait for all of them. The legal date is ${legal}.`,
      }),
      'at-risk': (report: string, legal: string, days: number) => ({
        zh: `《${report}》必须在${legal}前公开，还剩${days}个工作日，进度已经落后。`,
        en: `“${report}” must be published by ${legal}; ${days} working days are left and it is behind.`,
      }),
      'legal-date': (report: string, legal: string) => ({
        zh: `《${report}》的法定公开日期是${legal}，到现在还没有发布。`,
        en: `“${report}” is due by law on ${legal} and is not published yet.`,
      }),
      missed: (report: string, legal: string) => ({
        zh: `《${report}》没有在法定日期${legal}前公开。报告里会如实写明公开的日期。`,
        en: `“${report}” was not published by its legal date, ${legal}. The report will say when it was.`,
      }),
      untold: (report: string) => ({
        zh: `办理《${report}》时有签批被跳过、代为通过或者改派，通知本人的邮件没有送到：`,
        en: `In “${report}” a signature was skipped, passed by the office or given to another, and the mail that tells whoever held it has not reached them:`,
      }),
    },
    missing: { zh: '还没有报齐的单位：', en: 'Units that are missing:' },
    awaited: (people: string) => ({ zh: `正在等：${people}。`, en: `Awaited: ${people}.` }),
    never: {
      zh: '系统不会代替任何人签字，没有签完的报告也不会发布。',
      en: 'The system signs for nobody, and nothing unsigned is published.',
    },
    act: {
      held: nextSteps,
      'at-risk': nextSteps,
      'legal-date': nextSteps,
      missed: nextSteps,
      untold: {
        zh: '邮件没有发出以前，报告不会公布。请先打电话告诉本人；邮箱不对的，请政务公开办在工作台上提出改寄，由第二个人同意。',
        en: 'Nothing is published before that mail has left. Please tell them by telephone; where the address is wrong, the office proposes another on its board, and a second person consents.',
      },
    },
  },
  officeAct: {
    lead: {
      reopen: (unit: string, until: string) => ({
        zh: `政务公开办重新开放了${unit}的填报，可以修改到${until}（含当天）。`,
        en: `The office has reopened the slice of ${unit}. It can be changed until ${until} (that day included).`,
      }),
      extend: (unit: string, until: string) => ({
        zh: `${unit}的填报期限延长到${until}（含当天）。`,
        en: `${unit} has until ${until} (that day included).`,
      }),
      answer: (unit: string) => ({ zh: `${unit}问：`, en: `${unit} asked:` }),
      adjust: (unit: string, cell: string, from: string, to: string) => ({
        zh: `政务公开办把${unit}的“${cell}”从 ${from} 调整为 ${to}。这次调整会随报告公开。`,
        en: `The office has changed “${cell}” of ${unit} from ${from} to ${to}. The adjustment is published with the report.`,
      }),
      nil: (unit: string) => ({
        zh: `政务公开办替${unit}报了“本期无数据”，各项都是 0。`,
        en: `The office has declared for ${unit} that there is nothing to report: every figure is 0.`,
      }),
      leave: (unit: string) => ({
        zh: `${unit}不再参加本期：不用填报，已经报过的数也不再计入。`,
        en: `${unit} no longer takes part: it need not report, and what it has filed counts no more.`,
      }),
      rename: (name: string) => ({
        zh: `名册里的单位名称改为“${name}”，页面、邮件和报告都用这个名称。填报的内容和链接不变。`,
        en: `The roster calls the unit “${name}” now; pages, mails and the report use this name. What was filled in and the links stay.`,
      }),
      exempt: (unit: string) => ({
        zh: `${unit}本期不用填报，报告里会写明。`,
        en: `${unit} need not report this time; the report will say so.`,
      }),
    },
    reason: { zh: '理由：', en: 'Reason:' },
    open: { zh: '打开填报页', en: 'Open the form' },
    answer: { zh: '政务公开办答复：', en: 'The office answers:' },
    look: { zh: '打开看一看', en: 'Open it' },
    objectByPhone: {
      zh: '有不同意见，请打电话给经办人。',
      en: 'If you do not agree, please call the officer named below.',
    },
    object: {
      zh: '有不同意见，请打开填报页，按“有疑问”写给政务公开办；改了的数可以在那里提出异议，审签的人会看到。',
      en: 'If you do not agree, open the form and press “A question”: the office answers there, and an objection to an adjusted figure is shown to whoever signs.',
    },
  },
  officeDigest: {
    lead: (report: string) => ({ zh: `《${report}》有这些事需要您看一下：`, en: `“${report}” needs you for this:` }),
    line: (what: string, advice: string) => ({ zh: `${what}。${advice}`, en: `${what}. ${advice}`.trim() }),
    open: { zh: '打开工作台', en: 'Open the board' },
  },
  proposal: {
    colon: { zh: '：', en: ':' },
    lead: (report: string, matter: string) => ({
      zh: `办理《${report}》时有一件事，要您同意才算数：${matter}。`,
      en: `Something about “${report}” needs your consent before it is done: to ${matter}.`,
    }),
    open: { zh: '看一看，再答复', en: 'Read it and answer' },
    code: {
      zh: '答复时，页面会往您的邮箱寄6位数字，填上才算数。只打开页面不算答复。',
      en: 'When you answer, the page mails you six digits, which you type there. Opening the page answers nothing.',
    },
    answer: (matter: string, consented: boolean) => ({
      zh: `${consented ? '已同意' : '未同意'}：${matter}`,
      en: `${consented ? 'Consented' : 'Declined'}: ${matter}`,
    }),
    answered: (by: string, matter: string, consented: boolean) => ({
      zh: consented ? `${by}同意了您的提议：${matter}。已经照办。` : `${by}没有同意您的提议：${matter}。一切照旧。`,
      en: consented
        ? `${by} consented to your proposal to ${matter}. It is done.`
        : `${by} declined your proposal to ${matter}. Everything stays as it is.`,
    }),
    officer: (report: string, to: string | undefined) => ({
      zh: `您不再是《${report}》的经办人${to ? `，由${to}接替` : ''}。您的工作台链接已经失效。`,
      en: `You no longer run “${report}”${to ? `; ${to} takes your place` : ''}. Your link to the board has ended.`,
    }),
    ousted: (report: string, stage: string, how: string) => ({
      zh: `《${report}》的“${stage}”原定请您签批，${how}`,
      en: `You were to sign “${stage}” of “${report}”. ${how}`,
    }),
    how: {
      skip: () => ({
        zh: '现在这个环节跳过，不再请您签。',
        en: 'The stage is skipped, and you are not asked any more.',
      }),
      force: () => ({
        zh: '现在不再等您，这一席按通过算；报告会写明不是您签的。',
        en: 'It is not waited for you any more: the seat counts as passed, and the report says that you did not sign.',
      }),
      reassign: (to: string) => ({ zh: `现在改由${to}签批。`, en: `Now ${to} signs instead.` }),
    },
    who: (by: string, consentedBy: string, when: string) => ({
      zh: `${by}提议，${consentedBy}同意，${when}起生效。理由：`,
      en: `Proposed by ${by}, consented to by ${consentedBy}, since ${when}. The reason:`,
    }),
    object: (phone: string) => ({
      zh: `如果您认为不妥，请马上打电话 ${phone}：报告公布之前还可以停下来。`,
      en: `If you think this is wrong, please call ${phone} at once: until it is published the report can be stopped.`,
    }),
  },
}

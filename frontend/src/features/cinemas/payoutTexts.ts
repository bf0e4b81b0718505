import { defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  lead: {
    zh: '对账已关闭的营业日，票款才能付给影院。一位管理员提出，另一位核准，核准时入账；金额由账簿算出，不由人填写。',
    en: 'A cinema is paid for business days whose reconciliation is closed. One administrator proposes, another approves, and approving books it. The books say how much; nobody types it.',
  },
  now: { zh: '现在可付', en: 'Payable now' },
  amount: { zh: '可付金额', en: 'Payable' },
  due: { zh: '应付票款', en: 'Due to the cinema' },
  claims: { zh: '应收回（付款后退票等）', en: 'Claims, such as refunds after a payout' },
  waiting: { zh: '尚未关账的票款', en: 'Waiting for days to close' },
  through: { zh: '付到', en: 'Through' },
  throughNone: { zh: '还没有关账的营业日', en: 'No day is closed yet' },
  blocked: { zh: '第一个未关账的营业日：', en: 'The first day that is not closed:' },
  blockedWhy: {
    zh: '这一天及之后的票款要等它关账。',
    en: 'What was sold on it and after it waits until it is closed.',
  },
  neverCompared: { zh: '还没有对账', en: 'never compared' },
  usedUp: {
    zh: '应收回的款项抵完了应付票款，留到下一次结算。',
    en: 'Claims use up what is due. They stay for the next payout.',
  },
  nothing: {
    zh: '已关账的营业日没有未付的票款。',
    en: 'Nothing is owed for the days that are closed.',
  },

  propose: { zh: '提出付款', en: 'Propose this payout' },
  proposeTitle: { zh: '提出付款', en: 'Propose a payout' },
  proposed: {
    zh: '已提出，等另一位管理员核准。',
    en: 'Proposed. Another administrator has to approve it.',
  },
  transferRef: { zh: '银行转账流水号', en: 'Reference of the bank transfer' },
  transferRefNeeded: { zh: '请填写转账流水号。', en: 'Enter the reference of the transfer.' },
  transferRefLong: { zh: '流水号最多 64 个字。', en: 'A reference has 64 letters at most.' },
  note: { zh: '说明', en: 'Note' },
  noteHint: {
    zh: '给核准的人看：付的是哪段时间，从哪个账户付的。',
    en: 'For whoever approves: for which time it is, and from which account it went.',
  },
  noteNeeded: { zh: '请写明说明。', en: 'Say what it is for.' },
  readOnly: { zh: '付款由管理员提出和核准。', en: 'Administrators propose and approve payouts.' },

  decideTitle: { zh: '待核准的付款', en: 'A payout to be approved' },
  approve: { zh: '核准并入账', en: 'Approve and book' },
  approved: { zh: '已核准，凭证已入账。', en: 'Approved; the journal is booked.' },
  stale: {
    zh: '提出之后账上的金额变了（例如又有退票），请退回后重新提出。',
    en: 'The books say something else by now, for example because of a refund. Refuse this one and propose anew.',
  },

  history: { zh: '付款记录', en: 'Payouts' },
  historyNone: { zh: '还没有付过款', en: 'Nothing was paid yet' },
  historyNoneWhy: {
    zh: '第一个营业日关账之后，就可以在这里提出付款。',
    en: 'Once the first business day is closed, a payout can be proposed here.',
  },
  number: { zh: '编号', en: 'No.' },
  state: { zh: '状态', en: 'State' },
  stateOpen: { zh: '待核准', en: 'To be approved' },
  stateApproved: { zh: '已付', en: 'Paid' },
  stateRejected: { zh: '已退回', en: 'Refused' },
  stateWithdrawn: { zh: '已撤回', en: 'Withdrawn' },
  transferred: { zh: '付款金额', en: 'Transferred' },
  deducted: { zh: '抵扣', en: 'Deducted' },
  maker: { zh: '提出', en: 'Proposed by' },
  checker: { zh: '核准', en: 'Decided by' },
  entries: { zh: '凭证', en: 'Entries' },
  more: { zh: '再看一些', en: 'Show more' },
});

import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '概览', en: 'Overview' },
  asOf: {
    zh: (when: string) => `数据截至${when}`,
    en: (when: string) => `As of ${when}`,
  },
  stale: {
    zh: '刚才没能读到新数据，显示的是上一次的结果。',
    en: 'The last look failed; these are the figures from before.',
  },
  well: { zh: '一切正常', en: 'All is well' },
  wellWhy: {
    zh: '收到的每一笔钱都有票或退款，影院和银行都在应答。',
    en: 'Every payment has its tickets or its refund; cinemas and the bank answer.',
  },
  todo: {
    zh: (n: number) => `${n} 件事需要有人看`,
    en: (n: number) => `${count(n, 'thing')} to see to`,
  },
  look: { zh: '去处理', en: 'See to it' },
  live: { zh: '已付款、无票也无退款', en: 'Paid, with neither tickets nor refund' },
  liveNote: {
    zh: '付款超过 5 分钟仍未出票、钱也没退回的订单。应当是 0。',
    en: 'Orders paid over five minutes ago with no tickets and no money back. It should be 0.',
  },
  needsOperator: { zh: '等人处理', en: 'Waiting for a person' },
  stuck: {
    zh: (n: number) => `${n} 笔订单付了款，既没出票也没退款`,
    en: (n: number) => `${count(n, 'order')} paid, with neither tickets nor refund`,
  },
  stuckTodo: {
    zh: '打开订单，向银行和影院再问一次。',
    en: 'Open the order and ask bank and cinema again.',
  },
  operator: {
    zh: (n: number) => `${n} 笔订单系统无法自己了结`,
    en: (n: number) => `${count(n, 'order')} cannot be finished without a person`,
  },
  operatorTodo: {
    zh: '看时间线卡在哪一方，再决定询问或退款。',
    en: 'See on the timeline which side it hangs on, then ask again or refund.',
  },
  cases: { zh: (n: number) => `（${n} 例）`, en: (n: number) => `(${count(n, 'case')})` },
  brokenI1: { zh: '同一个座位卖给了两个人', en: 'A seat was sold twice' },
  brokenI2: { zh: '有款项没有着落', en: 'Money came and ended nowhere' },
  brokenI3: {
    zh: '还可能付款的座位已被释放',
    en: 'Seats were given up that may still be paid for',
  },
  brokenI4: { zh: '订单已结束，预收款没有清零', en: 'A finished order has prepaid money left' },
  brokenI5: {
    zh: '账本与写入时不一致',
    en: 'The books are not as they were written',
  },
  brokenI6: {
    zh: '同一笔订单出票或记账两次',
    en: 'An order was ticketed or booked twice',
  },
  brokenI7: { zh: '退款超过了付款', en: 'More went back than was paid' },
  brokenOther: {
    zh: (code: string) => `规则 ${code} 没有成立`,
    en: (code: string) => `Rule ${code} does not hold`,
  },
  brokenTodo: {
    zh: '先停手，保留现场，请开发人员查订单与账本。',
    en: 'Touch nothing; have the order and the books looked into.',
  },
  unknown: {
    zh: (bank: string, n: number, span: string) => `${bank}有 ${n} 笔付款 ${span}没有给出结果`,
    en: (bank: string, n: number, span: string) =>
      `${bank} has left ${count(n, 'payment')} open for ${span}`,
  },
  unknownTodo: {
    zh: '系统会一直询问；持续下去请联系银行。',
    en: 'Asking goes on by itself; call the bank if it lasts.',
  },
  slow: {
    zh: (queue: string, n: number, span: string) => `${queue}：${n} 件，最早的等了 ${span}`,
    en: (queue: string, n: number, span: string) =>
      `${queue}: ${n} waiting, the oldest for ${span}`,
  },
  slowTodo: {
    zh: '多半是对方系统没有应答，看影院系统。',
    en: 'Most likely the other side is silent; look at the cinema systems.',
  },
  cinemas: {
    zh: (name: string, n: number) =>
      n === 1 ? `${name}没有应答` : `${name}等 ${n} 家影院没有应答`,
    en: (name: string, n: number) =>
      n === 1 ? `${name} does not answer` : `${name} and ${n - 1} more do not answer`,
  },
  cinemasTodo: {
    zh: '这些影院暂停售票，恢复后自动继续。',
    en: 'Their seats are not offered meanwhile; it goes on by itself once they answer.',
  },
  breaks: {
    zh: (n: number, days: number) => `${n} 笔对账差异未了结，最早的已 ${days} 天`,
    en: (n: number, days: number) =>
      `${count(n, 'difference')} unsettled, the oldest for ${count(days, 'day')}`,
  },
  breaksTodo: {
    zh: '由一人提出处理，另一人复核。',
    en: 'One person proposes a way out, another approves it.',
  },
  unsealed: {
    zh: (day: string) => `账本只封存到 ${day}`,
    en: (day: string) => `The books are sealed only up to ${day}`,
  },
  unchecked: { zh: '账本昨夜没有校验', en: 'The books were not checked last night' },
  uncheckedTodo: {
    zh: '校验任务没有跟上；可在服务器上运行 marquee ledger verify。',
    en: 'The task that checks them has fallen behind; marquee ledger verify does it by hand.',
  },
  unsealedTodo: { zh: '封账任务没有跟上。', en: 'The task that seals them has fallen behind.' },
  salesToday: { zh: '今日销售', en: 'Sold today' },
  lastWeek: {
    zh: (amount: string) => `上周同日此时 ${amount}`,
    en: (amount: string) => `${amount} by now a week ago`,
  },
  noLastWeek: { zh: '上周同日没有销售', en: 'Nothing was sold on that day a week ago' },
  more: { zh: (n: number) => `多 ${n}%`, en: (n: number) => `${n}% more` },
  less: { zh: (n: number) => `少 ${n}%`, en: (n: number) => `${n}% less` },
  same: { zh: '持平', en: 'the same' },
  ticketsToday: { zh: '今日出票', en: 'Tickets today' },
  ordersToday: { zh: '今日下单', en: 'Orders today' },
  refundsToday: { zh: '今日退款', en: 'Refunded today' },
  byHour: { zh: '今天每小时卖了多少', en: 'What each hour of today sold' },
  nothingYet: { zh: '今天还没有卖出票。', en: 'Nothing has been sold yet today.' },
  hour: { zh: '小时', en: 'Hour' },
  sales: { zh: '销售额', en: 'Sales' },
  ordersIn: { zh: (n: number) => `${n} 单`, en: (n: number) => count(n, 'order') },
  queues: { zh: '正在等的事', en: 'What waits' },
  queue: { zh: '队列', en: 'Queue' },
  waiting: { zh: '件数', en: 'Waiting' },
  oldest: { zh: '最早的', en: 'Oldest' },
  queueLocks: { zh: '要再问的锁座', en: 'Locks to ask about' },
  queueReleases: { zh: '要放回的座位', en: 'Seats to give back' },
  queueConfirms: { zh: '等影院出票', en: 'Sales to confirm' },
  queuePayments: { zh: '等付款结果', en: 'Payments to ask about' },
  queueRefunds: { zh: '在途的退款', en: 'Refunds under way' },
  queueReturns: { zh: '在途的长款退回', en: 'Surpluses under way' },
  queueMessages: { zh: '待发短信', en: 'Messages to send' },
  queueOutbox: { zh: '待办事项', en: 'Outbox' },
  queueReads: { zh: '要读的影院对账单', en: 'Cinema statements to read' },
  cinemasTitle: { zh: '影院', en: 'Cinemas' },
  cinemasWell: {
    zh: (n: number) => `${n} 家影院都在应答`,
    en: (n: number) => `All ${n} cinemas answer`,
  },
  cinemasSome: {
    zh: (bad: number, n: number) => `${n} 家中有 ${bad} 家有问题`,
    en: (bad: number, n: number) => `${bad} of ${n} in trouble`,
  },
  allCinemas: { zh: '全部影院系统', en: 'All cinema systems' },
  silent: { zh: '没有应答', en: 'Silent' },
  pausing: { zh: '暂停连接', en: 'Left in peace' },
  syncFailing: { zh: '排片读取失败', en: 'Programme not fetched' },
  answers: { zh: '在应答', en: 'Answers' },
  findings: {
    zh: (n: number) => `${n} 条数据问题`,
    en: (n: number) => count(n, 'finding'),
  },
  banks: { zh: '银行', en: 'Banks' },
  unionpay: { zh: '银联', en: 'UnionPay' },
  lastAnswer: {
    zh: (when: string) => `上次应答 ${when}`,
    en: (when: string) => `last answer ${when}`,
  },
  neverAnswered: { zh: '还没有往来', en: 'nothing heard yet' },
  openPayments: {
    zh: (n: number) => `${n} 笔付款进行中`,
    en: (n: number) => `${count(n, 'payment')} open`,
  },
  unknownPayments: {
    zh: (n: number) => `${n} 笔结果不明`,
    en: (n: number) => `${n} of unknown outcome`,
  },
  rules: { zh: '必须成立的规则', en: 'What must hold' },
  ruleI1: { zh: '一个座位只卖一次', en: 'A seat is sold once' },
  ruleI2: { zh: '每笔钱换来票或退回', en: 'Money ends as tickets or goes back' },
  ruleI3: { zh: '还可能付款的座位不释放', en: 'Seats are kept while payable' },
  ruleI4: { zh: '订单结束时预收款清零', en: 'Nothing prepaid is left at the end' },
  ruleI5: { zh: '账本没有被改动', en: 'The books are as written' },
  ruleI6: { zh: '一笔订单只出票一次', en: 'An order is ticketed once' },
  ruleI7: { zh: '退款不超过付款', en: 'Refunds never exceed payments' },
  holds: { zh: '成立', en: 'Holds' },
  books: { zh: '账本与对账', en: 'Books and reconciliation' },
  openBreaks: { zh: '未了结差异', en: 'Open differences' },
  sealedUntil: { zh: '账本封存至', en: 'Books sealed up to' },
  checked: { zh: '账本全面校验', en: 'Books checked' },
  checkedEntries: {
    zh: (n: number) => `${n} 条无误`,
    en: (n: number) => `${count(n, 'entry', 'entries')} in order`,
  },
  rowIs: {
    zh: (row: string, what: string) => `${row}：${what}`,
    en: (row: string, what: string) => `${row}: ${what}`,
  },
  found: { zh: '与写入时不一致', en: 'Not as they were written' },
  notChecked: { zh: '今夜首次校验', en: 'First check tonight' },
  notSealed: { zh: '还没有封存', en: 'Nothing sealed yet' },
  none: { zh: '无', en: 'None' },
});

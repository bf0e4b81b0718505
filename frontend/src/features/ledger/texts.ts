import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '账本', en: 'Ledger' },
  dayTitle: { zh: (day: string) => `账本 ${day}`, en: (day: string) => `Ledger, ${day}` },
  overview: { zh: '概览', en: 'Overview' },
  paidWithout: { zh: '已付款、无票也无退款', en: 'Paid, neither ticket nor refund' },
  paidWithoutOk: { zh: '应当一直是 0', en: 'Should always be 0' },
  needsOperator: { zh: '要人处理的订单', en: 'Orders that need a person' },
  ordersToday: { zh: '今天的订单', en: 'Orders today' },
  salesToday: { zh: '今天的销售', en: 'Sales today' },
  outbox: { zh: '待发消息', en: 'Messages waiting' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  category: { zh: '类别', en: 'Category' },
  cinema: { zh: '影院', en: 'Cinema' },
  order: { zh: '订单编号', en: 'Order id' },
  orderNo: { zh: '订单', en: 'Order' },
  all: { zh: '全部', en: 'All' },
  csv: { zh: '下载 CSV', en: 'Download CSV' },
  day: { zh: '日期', en: 'Day' },
  entries: { zh: '笔数', en: 'Entries' },
  entriesOf: { zh: (n: number) => `${n} 笔`, en: (n: number) => count(n, 'entry', 'entries') },
  total: { zh: '合计', en: 'Total' },
  totalShown: { zh: '筛选合计', en: 'Totals of the selection' },
  time: { zh: '时间', en: 'Time' },
  event: { zh: '事件', en: 'Event' },
  debit: { zh: '借', en: 'Debit' },
  credit: { zh: '贷', en: 'Credit' },
  amount: { zh: '金额', en: 'Amount' },
  memo: { zh: '摘要', en: 'Memo' },
  balances: { zh: '科目余额', en: 'Account balances' },
  account: { zh: '科目', en: 'Account' },
  balanced: { zh: '借贷相平', en: 'Debits equal credits' },
  unbalanced: { zh: '借贷不平', en: 'Debits and credits differ' },
  emptyDays: { zh: '这段时间没有账目', en: 'Nothing was posted in this time' },
  emptyDaysDetail: {
    zh: '有付款成功或退款到账的那天，才会出现在这里。',
    en: 'A day appears here once a payment or a refund has gone through.',
  },
  emptyEntries: { zh: '没有符合条件的账目', en: 'No entry matches' },
  clear: { zh: '清除筛选', en: 'Clear the filters' },
  more: { zh: (n: number) => `再看 ${n} 笔`, en: (n: number) => `${n} more` },
  back: { zh: '所有日期', en: 'All days' },
  previousDay: { zh: '前一天', en: 'Day before' },
  nextDay: { zh: '后一天', en: 'Day after' },
  readOnly: {
    zh: '账本只能查看。更正以新的账目出现，旧账目从不改动。',
    en: 'The ledger can only be read. Corrections appear as new entries; old ones never change.',
  },
  badRange: { zh: '开始日期要在结束日期之前。', en: 'The first day must not be after the last.' },
  saved: { zh: 'CSV 已下载。', en: 'The CSV was downloaded.' },
});

type Named = Record<string, { zh: string; en: string }>;

/** The accounts, categories and events of `api/domain/src/ledger.rs`; unknown ones are shown as they come. */
export const accountNames: Named = {
  '1110': { zh: '银行待清算款', en: 'Gateway clearing' },
  '2010': { zh: '客户预付款', en: 'Customer prepayments' },
  '2110': { zh: '应付影院票款', en: 'Due to cinemas' },
  '2120': { zh: '应付退款', en: 'Refunds payable' },
  '2190': { zh: '长款挂账', en: 'Suspense, surplus' },
  '4010': { zh: '服务费收入', en: 'Service fees' },
};

export const categoryNames: Named = {
  payment: { zh: '收款', en: 'Payment' },
  ticket: { zh: '票款', en: 'Ticket' },
  service_fee: { zh: '服务费', en: 'Service fee' },
  ticket_refund: { zh: '退票款', en: 'Ticket refund' },
  service_fee_refund: { zh: '退服务费', en: 'Service fee refund' },
  payment_return: { zh: '退回收款', en: 'Payment return' },
  refund_payout: { zh: '退款付出', en: 'Refund payout' },
  suspense: { zh: '挂账', en: 'Suspense' },
};

export const eventNames: Named = {
  payment_succeeded: { zh: '收款成功', en: 'Payment received' },
  payment_quarantined: { zh: '收款挂账', en: 'Payment quarantined' },
  order_ticketed: { zh: '出票', en: 'Tickets issued' },
  refund_requested: { zh: '发起退款', en: 'Refund begun' },
  refund_succeeded: { zh: '退款成功', en: 'Refund paid' },
};

export const nameIn = (names: Named, key: string, lang: 'zh' | 'en'): string =>
  names[key]?.[lang] ?? key;

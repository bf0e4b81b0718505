/** How an order, a payment and a refund stand: the same words on every page. */
import type { Schema } from '@/api/types';
import type { LocalizedText } from './lang';

export const orderNames: Record<Schema<'OrderStatus'>, LocalizedText> = {
  awaiting_payment: { zh: '待付款', en: 'Awaiting payment' },
  paid: { zh: '已付款，待出票', en: 'Paid, awaiting tickets' },
  ticketed: { zh: '已出票', en: 'Tickets issued' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  expired: { zh: '超时未付', en: 'Not paid in time' },
  refunding: { zh: '退款中', en: 'Being refunded' },
  refunded: { zh: '已退款', en: 'Refunded' },
};

export const paymentNames: Record<Schema<'PaymentStatus'>, LocalizedText> = {
  created: { zh: '已创建', en: 'Created' },
  pending: { zh: '等顾客付款', en: 'Pending' },
  unknown: { zh: '结果不明', en: 'Unknown' },
  succeeded: { zh: '成功', en: 'Succeeded' },
  failed: { zh: '失败，未扣款', en: 'Failed, nothing taken' },
  closed: { zh: '已关闭，未扣款', en: 'Closed, nothing taken' },
  quarantined: { zh: '金额不符，已隔离', en: 'Set aside: wrong amount' },
};

export const refundNames: Record<Schema<'RefundStatus'>, LocalizedText> = {
  requested: { zh: '待执行', en: 'Requested' },
  submitted: { zh: '银行处理中', en: 'With the bank' },
  unknown: { zh: '结果不明', en: 'Unknown' },
  succeeded: { zh: '已退回', en: 'Returned' },
  rejected: { zh: '影院未收回', en: 'Cinema keeps the tickets' },
  needs_manual: { zh: '需人工处理', en: 'Needs a person' },
};

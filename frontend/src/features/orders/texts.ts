import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  checkout: { zh: '确认订单', en: 'Check out' },
  orders: { zh: '票夹', en: 'Tickets' },
  order: { zh: '订单', en: 'Order' },
  orderNo: { zh: (no: string) => `订单号 ${no}`, en: (no: string) => `Order ${no}` },
  seats: { zh: '座位', en: 'Seats' },
  tickets: { zh: (n: number) => `票价 × ${n}`, en: (n: number) => `${count(n, 'ticket')}` },
  fee: { zh: '服务费', en: 'Service fee' },
  hallFee: { zh: '其中影厅服务费', en: 'Of it, hall fee' },
  total: { zh: '合计', en: 'Total' },
  lasts: { zh: (time: string) => `约 ${time} 散场`, en: (time: string) => `ends about ${time}` },

  timeLeft: { zh: '留座剩余时间', en: 'Time left with these seats' },
  timeLeftSpoken: {
    zh: (minutes: number) => `座位还为你保留 ${minutes} 分钟。`,
    en: (minutes: number) => `Your seats are kept for ${count(minutes, 'more minute')}.`,
  },
  lastMinute: { zh: '最后一分钟。', en: 'The last minute.' },
  keptUntil: {
    zh: (time: string) => `座位为你留到 ${time}`,
    en: (time: string) => `Your seats are kept until ${time}`,
  },
  lockOver: { zh: '留座时间到了', en: 'Your time with these seats is over' },
  lockOverDetail: {
    zh: '座位已经放回去。没有付款的话，不会扣款。',
    en: 'They went back on sale. If you had not paid, nothing was charged.',
  },
  lockRejected: { zh: '影院没有留下这些座位', en: 'The cinema did not keep these seats' },
  lockRejectedDetail: {
    zh: '没有扣款，请重新选座。',
    en: 'Nothing was charged. Please choose again.',
  },
  lockReleased: { zh: '座位已经还回去了', en: 'You gave these seats back' },
  locking: { zh: '正在请影院留座', en: 'Asking the cinema to keep your seats' },
  lockingDetail: {
    zh: '影院还没有回答。不用再选一次，我们一有结果就显示在这里。没有扣款。',
    en: 'The cinema has not answered yet. There is no need to choose again: the answer will appear here. Nothing was charged.',
  },
  chooseAgain: { zh: '重新选座', en: 'Choose seats again' },

  phone: { zh: '接收取票码的手机号', en: 'Mobile number for the pickup code' },
  phoneHint: {
    zh: '出票后，取票码发到这个号码。',
    en: 'The pickup code is sent here once the cinema confirms.',
  },
  phoneBad: {
    zh: '请填 11 位手机号，例如 13800000001。',
    en: 'Enter an 11-digit mobile number, for example 13800000001.',
  },
  refundTerms: { zh: '退票规则', en: 'Refunds' },
  acceptByPaying: { zh: '付款即表示同意以上规则。', en: 'By paying you accept these terms.' },
  method: { zh: '付款方式', en: 'Pay with' },
  pay: { zh: (amount: string) => `付款 ${amount}`, en: (amount: string) => `Pay ${amount}` },
  payOn: {
    zh: (amount: string) => `继续付款 ${amount}`,
    en: (amount: string) => `Go on paying ${amount}`,
  },
  paying: { zh: '正在打开银行页面', en: 'Opening your bank' },
  payNote: {
    zh: '将转到银行页面付款，付完会自动回来。',
    en: 'You pay on your bank’s page and come back here.',
  },
  giveBack: { zh: '不要了，还座位', en: 'Give the seats back' },
  cancelOrder: { zh: '取消订单', en: 'Cancel the order' },
  cancelTitle: { zh: '把座位还回去吗？', en: 'Give these seats back?' },
  cancelLead: {
    zh: (seats: string) => `${seats} 会马上放回，别人可以选。没有付过款，也不会扣款。`,
    en: (seats: string) =>
      `Others can choose ${seats} right away. You have not paid and nothing will be charged.`,
  },
  cancelLeadOpen: {
    zh: (seats: string) =>
      `银行那边还有一笔付款没有结果。等银行答复没有扣款，${seats} 就会放回；如果已经扣款，会全额原路退回。`,
    en: (seats: string) =>
      `A payment is still open at the bank. Once it says that it took nothing, ${seats} will go back on sale; if it took your money, you get all of it back.`,
  },
  cancelAskedTitle: { zh: '已申请取消', en: 'You asked to cancel' },
  cancelAskedDetail: {
    zh: '正在等银行答复。没有扣款，订单就取消；如果已经扣款，会全额原路退回。不用你做什么。',
    en: 'We are waiting for the bank. If it took nothing, the order ends; if it took your money, you get all of it back. You need do nothing.',
  },
  keep: { zh: '留着', en: 'Keep them' },
  cancelDone: {
    zh: '座位已还回，没有扣款。',
    en: 'The seats are back on sale. Nothing was charged.',
  },

  payment: { zh: '付款结果', en: 'Payment' },
  doneTitle: { zh: '出票了', en: 'Your tickets are ready' },
  doneDetail: {
    zh: (phone: string) => `取票码已发到 ${phone}，也在票面上。`,
    en: (phone: string) => `The pickup code went to ${phone} and is on your ticket.`,
  },
  seeTicket: { zh: '看票', en: 'Open the ticket' },
  seeOrder: { zh: '看订单', en: 'See the order' },
  paidTitle: { zh: '钱收到了，影院正在出票', en: 'Paid. The cinema is issuing your tickets' },
  paidDetail: {
    zh: '通常几秒钟。万一影院出不了票，票款会全额原路退回，不用你做什么。',
    en: 'This takes a few seconds. Should the cinema be unable to, the full amount goes back to where it came from; you need do nothing.',
  },
  failedTitle: { zh: '没有付成，钱没有动', en: 'Not paid. Your money was not touched' },
  failedDetail: {
    zh: (time: string) => `座位为你留到 ${time}，可以再付一次。`,
    en: (time: string) => `Your seats are kept until ${time}; you can try again.`,
  },
  failedOver: {
    zh: '留座时间也到了，座位已经放回去。',
    en: 'Your time with the seats is over too, and they went back on sale.',
  },
  bankSaid: {
    zh: (detail: string) => `银行的说法：${detail}`,
    en: (detail: string) => `The bank said: ${detail}`,
  },
  tryAgain: { zh: '再付一次', en: 'Try again' },
  unknownTitle: { zh: '银行还没告诉我们结果', en: 'The bank has not told us yet' },
  unknownWhat: {
    zh: '我们每隔几秒向银行核实一次，这一页会自己更新。请不要再付一次。',
    en: 'We ask the bank every few seconds and this page updates by itself. Please do not pay again.',
  },
  unknownUntil: {
    zh: (time: string) => `座位至少为你留到 ${time}。结果出来之前，我们不会放掉它们。`,
    en: (time: string) =>
      `Your seats are kept until at least ${time}. We do not give them up while the bank may still take your money.`,
  },
  unknownMoney: {
    zh: '如果钱已经扣了，要么出票，要么全额退回。不会两头落空。关掉这一页也没关系，结果在票夹里。',
    en: 'If the bank took your money, you get the tickets or the full amount back, never neither. You may close this page: the result will be under Tickets.',
  },
  unknownBack: { zh: '没付就回来了？继续付款', en: 'Came back without paying? Go on' },
  checked: {
    zh: (time: string) => `${time} 核实过`,
    en: (time: string) => `Last asked at ${time}`,
  },
  refundingTitle: { zh: '正在退款', en: 'Your money is on its way back' },
  refundingDetail: {
    zh: (amount: string) => `${amount} 会原路退回，一般 1 到 3 个工作日到账。不用你做什么。`,
    en: (amount: string) =>
      `${amount} goes back to where it came from, usually within three working days. You need do nothing.`,
  },
  refundedTitle: { zh: '已经退款', en: 'Refunded' },
  refundedDetail: {
    zh: (amount: string) => `${amount} 已原路退回。`,
    en: (amount: string) => `${amount} went back to where it came from.`,
  },
  showGoneTitle: { zh: '影院取消了这一场', en: 'The cinema cancelled this showtime' },
  showGoneOpen: {
    zh: '不用付款，也没有扣款。可以换一场。',
    en: 'There is nothing to pay and nothing was charged. Choose another time.',
  },
  showGonePaid: {
    zh: (amount: string) => `${amount} 会全额原路退回，不用申请；退到账时会发短信。`,
    en: (amount: string) =>
      `${amount} goes back in full to where it came from, without your asking; a text tells you when it has.`,
  },
  showGoneBack: {
    zh: (amount: string) => `${amount} 已全额原路退回。`,
    en: (amount: string) => `${amount} went back in full to where it came from.`,
  },
  operator: {
    zh: '有同事在看这笔订单，有结果会短信通知你。',
    en: 'A colleague is looking into this order and will text you.',
  },
  cancelledTitle: { zh: '订单已取消', en: 'Order cancelled' },
  expiredTitle: { zh: '订单超时，没有付款', en: 'The time to pay ran out' },
  endedDetail: {
    zh: '座位已放回，没有扣款。若银行之后才说收到了钱，会自动出票或全额退回。',
    en: 'The seats went back on sale and nothing was charged. Should the bank report a payment later, you get the tickets or everything back.',
  },

  shelfUpcoming: { zh: '即将开场', en: 'Coming up' },
  shelfPast: { zh: '看过的', en: 'Been' },
  shelfEnded: { zh: '已取消和已退款', en: 'Cancelled and refunded' },
  emptyTitle: { zh: '票夹还是空的', en: 'No tickets yet' },
  emptyDetail: {
    zh: '买了票就在这里，离线也能打开。',
    en: 'Tickets you buy are kept here and open without a network too.',
  },
  toFilms: { zh: '看看正在热映', en: 'See what is on' },
  more: { zh: '更早的', en: 'Earlier ones' },
  offlineTickets: { zh: '离线保存的票', en: 'Kept on this device' },
  offlineNote: {
    zh: '现在连不上网络，这些是上次联网时存下的票。',
    en: 'There is no network; these tickets were saved when there last was one.',
  },

  timeline: { zh: '经过', en: 'What happened' },
  sidePlatform: { zh: '平台', en: 'Marquee' },
  sideCinema: { zh: '影院', en: 'Cinema' },
  sideBank: { zh: '银行', en: 'Bank' },
  actions: { zh: '可以做的', en: 'What you can do' },
  resend: { zh: '重发取票短信', en: 'Send the text again' },
  resent: {
    zh: (to: string) => `短信正在发往 ${to}。`,
    en: (to: string) => `A text is on its way to ${to}.`,
  },
  refund: { zh: '退票', en: 'Refund' },
  refundTitle: { zh: '退掉整单吗？', en: 'Refund the whole order?' },
  refundLead: {
    zh: (seats: string) => `${seats} 会作废，座位放回去。`,
    en: (seats: string) => `${seats} will no longer admit anyone and go back on sale.`,
  },
  refundAmount: { zh: '退回', en: 'You get back' },
  refundFee: { zh: '不退的部分', en: 'Kept' },
  refundUntil: {
    zh: (time: string) => `${time} 之前可以退`,
    en: (time: string) => `Possible until ${time}`,
  },
  refundNot: { zh: '这单不能退', en: 'This order cannot be refunded' },
  refundGo: {
    zh: (amount: string) => `退回 ${amount}`,
    en: (amount: string) => `Refund ${amount}`,
  },
  refundKeep: { zh: '不退了', en: 'Keep the tickets' },
  refundStarted: {
    zh: '退票已受理，票款原路退回。',
    en: 'The refund has begun. The money goes back to where it came from.',
  },
  copy: { zh: '复制', en: 'Copy' },

  reasonAlreadyOver: { zh: '订单已经结束。', en: 'The order is over.' },
  reasonAlreadyPaid: { zh: '订单已付款。', en: 'The order is paid.' },
  reasonPaymentRunning: {
    zh: '有一笔付款还没有结果，先等银行的答复。',
    en: 'A payment is still open; the bank’s answer comes first.',
  },
  reasonPayWindowOver: { zh: '付款时间已过。', en: 'The time to pay is over.' },
  reasonNotPaid: { zh: '付款之后才有票。', en: 'There are tickets once it is paid.' },
  reasonTicketPending: { zh: '影院正在出票。', en: 'The cinema is issuing the tickets.' },
  reasonBeingRefunded: { zh: '正在退款。', en: 'It is being refunded.' },
  reasonRefunded: { zh: '已经退款。', en: 'It has been refunded.' },
  reasonPolicyForbids: { zh: '这家影院的票不能退。', en: 'This cinema does not refund.' },
  reasonRefundWindowOver: { zh: '已过退票时间。', en: 'The time for refunds is over.' },
});

import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '排片', en: 'Schedule' },
  week: { zh: '一周', en: 'Week' },
  weekOf: {
    zh: (from: string, to: string) => `${from} 至 ${to}`,
    en: (from: string, to: string) => `${from} to ${to}`,
  },
  previousWeek: { zh: '上一周', en: 'Week before' },
  nextWeek: { zh: '下一周', en: 'Week after' },
  thisWeek: { zh: '本周', en: 'This week' },
  hall: { zh: '影厅', en: 'Hall' },
  allHalls: { zh: '全部影厅', en: 'All halls' },
  plan: { zh: '排一场', en: 'Plan a session' },
  planAt: {
    zh: (hall: string, day: string) => `在${hall}排一场，${day}`,
    en: (hall: string, day: string) => `Plan a session in ${hall} on ${day}`,
  },
  gridLabel: {
    zh: '一周排片。方向键在场次间移动，回车打开；停在影厅名上按回车是排新的一场。',
    en: 'The week’s sessions. Arrow keys move between them, Enter opens one; Enter on a hall’s name plans a new one.',
  },
  copyDay: { zh: '复制这一天', en: 'Copy this day' },
  copyTitle: { zh: (day: string) => `复制 ${day}`, en: (day: string) => `Copy ${day}` },
  copyLead: {
    zh: '这一天的场次照样再排一遍，价格和停售时间也一样。和已有场次冲突的不排，会列出来。',
    en: 'Plans the same sessions again, prices and sales times included. What would overlap is left out and named.',
  },
  copyTo: { zh: '复制到', en: 'Copy to' },
  copyGo: { zh: '复制', en: 'Copy' },
  copied: {
    zh: (n: number) => `排上了 ${n} 场。`,
    en: (n: number) => `${count(n, 'session')} planned.`,
  },
  skipped: {
    zh: (n: number) => `${n} 场没有排，时间被占用：`,
    en: (n: number) => `${count(n, 'session')} left out because the hall is taken:`,
  },
  sameDay: { zh: '请选另一天。', en: 'Choose another day.' },
  none: { zh: '这一天还没有排片', en: 'Nothing is planned on this day' },
  noneWhy: {
    zh: '点“排一场”，或者把别的一天复制过来。',
    en: 'Plan a session, or copy another day here.',
  },
  sold: {
    zh: (sold: number, total: number) => `已售 ${sold}/${total}`,
    en: (sold: number, total: number) => `${sold} of ${total} sold`,
  },
  cleaning: { zh: (n: number) => `清场 ${n} 分钟`, en: (n: number) => `${n} min of cleaning` },
  stateOnSale: { zh: '在售', en: 'On sale' },
  stateClosed: { zh: '已停售', en: 'Sales closed' },
  stateCancelled: { zh: '已取消', en: 'Cancelled' },
  blockLabel: {
    zh: (parts: string[]) => parts.join('，'),
    en: (parts: string[]) => parts.join(', '),
  },

  newTitle: { zh: '排一场', en: 'Plan a session' },
  editTitle: { zh: '修改场次', en: 'Edit the session' },
  film: { zh: '影片', en: 'Film' },
  filmHint: { zh: '输入片名或编码', en: 'Type a title or a code' },
  noFilm: { zh: '没有对得上的影片', en: 'No film matches' },
  changeFilm: { zh: '换一部', en: 'Change' },
  day: { zh: '营业日', en: 'Business day' },
  start: { zh: '开场', en: 'Starts' },
  nightAfter: {
    zh: '06:00 之前算前一天的营业日。',
    en: 'Before 06:00 it belongs to the evening before.',
  },
  until: {
    zh: (end: string, free: string) => `${end} 散场，清场到 ${free}`,
    en: (end: string, free: string) => `Ends ${end}, the hall is free again at ${free}`,
  },
  language: { zh: '语言', en: 'Language' },
  subtitles: { zh: '字幕', en: 'Subtitles' },
  noSubtitles: { zh: '无字幕', en: 'None' },
  format: { zh: '制式', en: 'Format' },
  prices: { zh: '价格（元）', en: 'Prices (yuan)' },
  priceTable: { zh: '价格表', en: 'Price table' },
  ownPrices: { zh: '单独定价', en: 'Own prices' },
  ticket: { zh: '票价', en: 'Ticket' },
  hallFee: { zh: '影厅服务费', en: 'Hall fee' },
  bothPaid: { zh: '观众付两项之和。', en: 'Customers pay both.' },
  zoneTicket: {
    zh: (zone: string) => `${zone}票价`,
    en: (zone: string) => `Ticket price, ${zone}`,
  },
  zoneFee: {
    zh: (zone: string) => `${zone}影厅服务费`,
    en: (zone: string) => `Hall fee, ${zone}`,
  },
  priceWrong: {
    zh: '票价填大于 0 的金额；没有影厅服务费就留空。',
    en: 'Enter a ticket price above 0; leave the hall fee empty where there is none.',
  },
  stopSell: { zh: '开场前几分钟停止网售', en: 'Online sales end, minutes before' },
  maxSeats: { zh: '一单最多座位', en: 'Most seats in one order' },
  houseRule: { zh: '按影院规定', en: 'House rule' },
  required: { zh: '请填写。', en: 'Please fill this in.' },
  wrongNumber: { zh: '请填整数。', en: 'Enter a whole number.' },
  save: { zh: '保存', en: 'Save' },
  planGo: { zh: '排上', en: 'Plan it' },
  keep: { zh: '不改了', en: 'Leave it' },
  planned: { zh: '已排上。', en: 'The session is planned.' },
  saved: { zh: '已保存。', en: 'Saved.' },
  nothingChanged: { zh: '没有改动。', en: 'Nothing was changed.' },
  clash: {
    zh: (film: string, time: string) => `与《${film}》${time} 冲突（含清场）。`,
    en: (film: string, time: string) => `Overlaps ${film}, ${time}, cleaning included.`,
  },
  salesFix: {
    zh: '已有人买票或锁座：影片、影厅和开场时间不能再改，价格和停售时间可以。',
    en: 'Seats are sold or being bought: film, hall and start stay; prices and sales times may change.',
  },

  details: { zh: '场次', en: 'Session' },
  seats: { zh: '选座出票与留座', en: 'Sell and block seats' },
  edit: { zh: '修改', en: 'Edit' },
  cancel: { zh: '取消场次', en: 'Cancel session' },
  onSaleUntil: { zh: '网售到', en: 'Online until' },
  seatsSold: { zh: '已售', en: 'Sold' },
  seatsLocked: { zh: '正在付款', en: 'Being bought' },
  seatsBlocked: { zh: '留座', en: 'Blocked' },
  seatsTotal: { zh: '总座位', en: 'Seats' },
  code: { zh: '场次编码', en: 'Session code' },
  reasonGiven: { zh: '取消原因', en: 'Reason' },

  cancelTitle: { zh: '取消这一场吗？', en: 'Cancel this session?' },
  cancelLead: {
    zh: (n: number) =>
      n === 0
        ? '还没有卖出座位。取消后不能恢复。'
        : `已售 ${n} 座。线上订单全额原路退款并发短信，柜台票到柜台退。取消后不能恢复。`,
    en: (n: number) =>
      n === 0
        ? 'No seats are sold. This cannot be undone.'
        : `${count(n, 'seat')} sold. Online orders are refunded in full and told by text; counter tickets are refunded at the counter. This cannot be undone.`,
  },
  reason: { zh: '原因，会告诉观众', en: 'Reason, told to customers' },
  reasonProjector: { zh: '放映设备故障', en: 'A fault of the projector' },
  reasonCopy: { zh: '片源未到', en: 'The film did not arrive' },
  reasonPower: { zh: '停电', en: 'A power cut' },
  reasonOther: { zh: '其他', en: 'Another reason' },
  cancelGo: { zh: '取消并退款', en: 'Cancel and refund' },
  cancelKeep: { zh: '不取消', en: 'Keep the session' },
  refunds: { zh: '退款进度', en: 'Refunds' },
  refundedOf: {
    zh: (done: number, all: number) => `${done} / ${all} 笔线上订单已退`,
    en: (done: number, all: number) => `${done} of ${count(all, 'online order')} refunded`,
  },
  noOrders: { zh: '没有线上订单要退。', en: 'There is no online order to refund.' },
  refunding: {
    zh: (n: number) => `${n} 笔退款中，银行确认后自动更新。`,
    en: (n: number) => `${n} under way; this updates as the bank confirms.`,
  },
  refundsFailed: {
    zh: (n: number) => `${n} 笔银行没有接受，已转人工处理。`,
    en: (n: number) => `${n} refused by the bank; people have been asked to see to them.`,
  },
  refundsDone: { zh: '全部退完。', en: 'Everything is refunded.' },
  counterToRefund: {
    zh: (n: number) => `${n} 笔柜台销售要在柜台退。`,
    en: (n: number) => `${count(n, 'counter sale')} to refund at the counter.`,
  },
  toSales: { zh: '去柜台销售', en: 'Open counter sales' },

  pricesTitle: { zh: '价格表', en: 'Price tables' },
  pricesLead: {
    zh: '排片时选用。改价格表不影响已经排好的场次。',
    en: 'Chosen when a session is planned. Changing a table leaves planned sessions as they are.',
  },
  newTable: { zh: '新建价格表', en: 'New price table' },
  tableName: { zh: '名称', en: 'Name' },
  tableNameEn: { zh: '英文名', en: 'Name in English' },
  tableNameZh: { zh: '中文名', en: 'Name in Chinese' },
  tableCode: { zh: '编码', en: 'Code' },
  tableCodeHint: {
    zh: '小写字母、数字和连字符，之后不能改。',
    en: 'Small letters, digits and hyphens; it cannot be changed later.',
  },
  tableCodeTaken: { zh: '这个编码已经用过了。', en: 'That code is taken.' },
  deleteTable: { zh: '删除', en: 'Delete' },
  deleteTableTitle: {
    zh: (name: string) => `删除“${name}”吗？`,
    en: (name: string) => `Delete “${name}”?`,
  },
  deleteTableLead: {
    zh: '已经排好的场次照旧，只是以后不能再选用。',
    en: 'Planned sessions stay as they are; it just cannot be chosen any more.',
  },
  noTables: { zh: '还没有价格表', en: 'There are no price tables yet' },
  noTablesWhy: {
    zh: '把常用的价格存成表，排片时一选就好，例如工作日、周末、特惠日。',
    en: 'Keep the usual prices as tables and choose one when planning: weekdays, weekends, bargain days.',
  },
  noZone: { zh: '未定价', en: 'Not priced' },
  ofIt: { zh: (fee: string) => `含影厅费 ${fee}`, en: (fee: string) => `incl. hall fee ${fee}` },
});

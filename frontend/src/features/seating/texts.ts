import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '选座', en: 'Choose seats' },
  mapLabel: {
    zh: '座位图。方向键移动，回车或空格选座，加号和减号缩放。',
    en: 'Seat map. Arrow keys move, Enter or Space chooses, plus and minus zoom.',
  },
  listOf: {
    zh: (names: string[]) => names.join('、'),
    en: (names: string[]) =>
      names.length < 2
        ? names.join('')
        : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
  },
  join: { zh: (parts: string[]) => parts.join('，'), en: (parts: string[]) => parts.join(', ') },
  kindLove: { zh: '情侣座', en: 'love seat' },
  kindWheelchair: { zh: '轮椅席', en: 'wheelchair place' },
  kindCompanion: { zh: '陪同席', en: 'companion seat' },
  stateFree: { zh: '可选', en: 'available' },
  stateChosen: { zh: '已选中', en: 'chosen' },
  stateLocked: { zh: '别人已锁定', en: 'locked by someone else' },
  stateSold: { zh: '已售', en: 'sold' },
  stateOff: { zh: '不出售', en: 'not for sale' },
  stateMine: { zh: '你已锁定', en: 'kept for you' },

  legend: { zh: '图例', en: 'Key' },
  legendFree: { zh: '可选', en: 'Available' },
  legendChosen: { zh: '已选', en: 'Chosen' },
  legendLocked: { zh: '别人已锁定', en: 'Locked' },
  legendSold: { zh: '已售', en: 'Sold' },
  legendLove: { zh: '情侣座', en: 'Love seat' },
  legendWheelchair: { zh: '轮椅席', en: 'Wheelchair' },
  legendCompanion: { zh: '陪同席', en: 'Companion' },
  legendMine: { zh: '你的锁座', en: 'Kept for you' },
  zones: { zh: '价区', en: 'Prices' },

  best: { zh: '最佳', en: 'Best' },
  bestOf: {
    zh: (n: number) => `挑 ${n} 个最佳连座`,
    en: (n: number) => (n === 1 ? 'Pick the best seat' : `Pick the best ${n} seats together`),
  },
  bestNone: {
    zh: (n: number) => `已经没有 ${n} 个连在一起的座位了。`,
    en: (n: number) =>
      n === 1 ? 'No seat is left to propose.' : `There are no ${n} seats together any more.`,
  },

  updatedNow: { zh: '刚刚更新', en: 'Updated just now' },
  updated: {
    zh: (seconds: number) =>
      seconds < 60 ? `${seconds} 秒前更新` : `${Math.floor(seconds / 60)} 分钟前更新`,
    en: (seconds: number) =>
      seconds < 60 ? `Updated ${seconds} s ago` : `Updated ${Math.floor(seconds / 60)} min ago`,
  },
  live: { zh: '实时', en: 'Live' },
  notLive: { zh: '正在重连', en: 'Reconnecting' },
  seatsLeft: {
    zh: (n: number) => (n === 0 ? '已售完' : `余 ${n} 座`),
    en: (n: number) => (n === 0 ? 'Sold out' : `${count(n, 'seat')} left`),
  },

  nothingChosen: {
    zh: (max: number) => `点座位来选，一单最多 ${max} 座。`,
    en: (max: number) => `Tap seats to choose them, up to ${max} in one order.`,
  },
  soldOut: {
    zh: '这一场卖完了。有人没付款的话座位会放回来，留在这一页就能看到。',
    en: 'This showtime is sold out. If someone does not pay, seats come back: stay here and you will see.',
  },
  chosen: { zh: '已选座位', en: 'Your seats' },
  remove: { zh: (seat: string) => `不要 ${seat}`, en: (seat: string) => `Give back ${seat}` },
  summary: {
    zh: (n: number, seats: string, total: string) =>
      n === 0 ? '没有选座位。' : `已选 ${n} 座：${seats}。合计 ${total}。`,
    en: (n: number, seats: string, total: string) =>
      n === 0 ? 'No seats chosen.' : `${count(n, 'seat')} chosen: ${seats}. Total ${total}.`,
  },
  split: {
    zh: (tickets: string, fee: string) => `票价 ${tickets} + 服务费 ${fee}`,
    en: (tickets: string, fee: string) => `Tickets ${tickets} + service fee ${fee}`,
  },
  lock: {
    zh: (total: string) => `确认选座 ${total}`,
    en: (total: string) => `Keep these seats · ${total}`,
  },
  lockEmpty: { zh: '请先选座', en: 'Choose seats first' },
  locking: { zh: '正在请影院留座', en: 'Asking the cinema' },
  signInHint: {
    zh: '下一步登录，选好的座位会留在这里。',
    en: 'You will sign in next; your choice stays as it is.',
  },

  problemOrphan: {
    zh: (seats: string) => `这样会让 ${seats} 单独空着，挪一个座位就好。`,
    en: (seats: string) => `This leaves ${seats} alone. Shift by one seat and it works.`,
  },
  problemLove: {
    zh: (seats: string) => `${seats} 是情侣座，两个一起买。`,
    en: (seats: string) => `A love seat is sold whole; ${seats} is only half of one.`,
  },
  problemZone: {
    zh: (seats: string, zone: string) => `${seats} 属于「${zone}」，一单只能选同一价区。`,
    en: (seats: string, zone: string) =>
      `You cannot add ${seats}: it is in ${zone}, and one order stays in one price zone.`,
  },
  problemMany: {
    zh: (seats: string, max: number) => `一单最多 ${max} 座，${seats} 没有加上。`,
    en: (seats: string, max: number) =>
      `One order holds up to ${count(max, 'seat')}, so ${seats} was not added.`,
  },
  problemTaken: {
    zh: (seats: string) => `${seats} 已经不能选了。`,
    en: (seats: string) => `You cannot have ${seats} any more.`,
  },
  lost: {
    zh: (seats: string, kept: number) =>
      `${seats} 刚刚被别人选走了，已从你的选择里去掉。${kept > 0 ? '其余座位还在。' : ''}没有扣款。`,
    en: (seats: string, kept: number) =>
      `Someone else was quicker for ${seats}, so it was taken out of your choice. ${
        kept > 0 ? 'The rest is still yours to keep. ' : ''
      }Nothing was charged.`,
  },
  dismiss: { zh: '知道了', en: 'Got it' },

  changedTitle: { zh: '影院改了这一场', en: 'The cinema changed this showtime' },
  changedLead: {
    zh: '座位还没有锁，也没有扣款。请看改动：',
    en: 'No seats were locked and nothing was charged. What is different:',
  },
  changedTime: { zh: '开始时间', en: 'Starts' },
  changedHall: { zh: '影厅', en: 'Hall' },
  changedPrice: { zh: (zone: string) => `${zone}票价`, en: (zone: string) => `Price, ${zone}` },
  changedFee: { zh: '服务费', en: 'Service fee' },
  changedFormat: { zh: '制式', en: 'Format' },
  changedFilm: { zh: '影片', en: 'Film' },
  changedLanguage: { zh: '语言', en: 'Language' },
  changedSeatPlan: { zh: '座位图', en: 'Seat plan' },
  planVersion: {
    zh: (version: string) => `第 ${version} 版`,
    en: (version: string) => `version ${version}`,
  },
  changedStatus: { zh: '售票', en: 'Sales' },
  statusOnSale: { zh: '在售', en: 'open' },
  statusClosed: { zh: '已停售', en: 'closed' },
  statusCancelled: { zh: '已取消', en: 'cancelled' },
  changedOther: {
    zh: '座位安排有调整，请在图上重新确认。',
    en: 'The seating was rearranged; please check your seats on the map.',
  },
  changedAccept: { zh: '看过了，继续选座', en: 'I have seen it, go on' },
  was: { zh: (text: string) => `原 ${text}`, en: (text: string) => `was ${text}` },

  closed: { zh: '这一场已停止网上售票', en: 'Online sales for this showtime have ended' },
  closedDetail: {
    zh: '可以到影院售票处问问，或换一场。',
    en: 'Ask at the box office, or pick another time.',
  },
  cancelled: { zh: '影院取消了这一场', en: 'The cinema cancelled this showtime' },
  cancelledDetail: {
    zh: '已经买过票的，票款会全额原路退回。',
    en: 'If you have tickets, the full amount is on its way back to you.',
  },
  otherTimes: { zh: '看其他场次', en: 'See other times' },
  stopsAt: {
    zh: (time: string) => `${time} 停止网上售票`,
    en: (time: string) => `Online sales end at ${time}`,
  },
  silent: {
    zh: '影院的售票系统暂时没有回答',
    en: 'The cinema’s ticketing system is not answering',
  },
  silentDetail: {
    zh: '现在看不到座位，也就不能选座；没有锁座，没有扣款。我们每隔几秒再问一次，恢复后座位图会自己出现。',
    en: 'Its seats cannot be seen just now, so none can be chosen; nothing is kept and nothing was charged. We ask again every few seconds, and the seats appear here once it is back.',
  },
  askAgain: { zh: '现在再问一次', en: 'Ask again now' },
  loading: { zh: '正在向影院要座位图', en: 'Asking the cinema for its seats' },
  entrance: { zh: '入口', en: 'Entrance' },
  noFilm: { zh: '返回影片', en: 'Back to the film' },
});

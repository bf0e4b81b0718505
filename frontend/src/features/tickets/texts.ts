import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '电影票', en: 'Ticket' },
  pickupCode: { zh: '取票码', en: 'Pickup code' },
  verification: { zh: '验证码', en: 'Verification code' },
  seats: { zh: '座位', en: 'Seats' },
  qrAlt: {
    zh: '入场二维码，检票时出示',
    en: 'Entry code to show at the door',
  },
  qrHint: { zh: '在取票机或检票口扫码', en: 'Scan at the kiosk or the door' },
  qrTurns: {
    zh: (seconds: number) => `每 ${seconds} 秒换一次，没有网络也照样换`,
    en: (seconds: number) => `It changes every ${seconds} seconds, with or without a network`,
  },
  qrLiveOnly: {
    zh: '这家影院只认会变的码，截图进不了场：入场时请打开本页',
    en: 'This cinema takes the changing code only. A screenshot is not enough: open this page at the door',
  },
  qrStillRefused: {
    zh: '这家影院只认会变的码，这台设备显示不了。请用取票码在服务台取票',
    en: 'This cinema takes the changing code only, which this device cannot show. Collect at the desk with the pickup code',
  },
  startsIn: {
    zh: (days: number, hours: number, minutes: number) =>
      days > 0
        ? `还有 ${days} 天 ${hours} 小时开场`
        : hours > 0
          ? `还有 ${hours} 小时 ${minutes} 分开场`
          : `还有 ${minutes} 分钟开场`,
    en: (days: number, hours: number, minutes: number) =>
      days > 0
        ? `Starts in ${count(days, 'day')} ${count(hours, 'hour')}`
        : hours > 0
          ? `Starts in ${hours} h ${minutes} min`
          : `Starts in ${minutes} min`,
  },
  running: { zh: '正在放映', en: 'Running now' },
  over: { zh: '已散场', en: 'This showtime is over' },
  stampCollected: { zh: '已取票', en: 'Collected' },
  stampCheckedIn: { zh: '已检票', en: 'Checked in' },
  stampRefunded: { zh: '已退票', en: 'Refunded' },
  partly: {
    zh: (done: number, all: number) => `${all} 张中的 ${done} 张`,
    en: (done: number, all: number) => `${done} of ${all}`,
  },
  howToGet: { zh: '怎么去', en: 'How to get there' },
  openMap: { zh: '打开地图', en: 'Open a map' },
  call: { zh: (phone: string) => `致电 ${phone}`, en: (phone: string) => `Call ${phone}` },
  calendar: { zh: '加到日历', en: 'Add to calendar' },
  seeOrder: { zh: '订单与退票', en: 'Order and refund' },
  orderNo: { zh: (no: string) => `订单号 ${no}`, en: (no: string) => `Order ${no}` },
  offline: {
    zh: (time: string) => `现在没有网络，这是 ${time} 存下的票，照样能取票和检票。`,
    en: (time: string) =>
      `There is no network. This is your ticket as saved on ${time}; it still works at the kiosk and the door.`,
  },
  copy: { zh: '复制取票码', en: 'Copy the pickup code' },
  copied: { zh: '取票码已复制。', en: 'The pickup code was copied.' },
});

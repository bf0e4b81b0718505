import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '验票台', en: 'Box office desk' },
  checkIn: { zh: '检票入场', en: 'Check in' },
  pickup: { zh: '取票', en: 'Pickup' },
  mode: { zh: '做什么', en: 'Task' },
  checkInCode: { zh: '扫码，或输入取票码', en: 'Scan, or type a pickup code' },
  checkInHint: {
    zh: '扫码枪扫到的内容会直接填在这里，回车即检票。',
    en: 'A scanner types here by itself; Enter checks in.',
  },
  pickupCode: { zh: '取票码', en: 'Pickup code' },
  pickupHint: {
    zh: '取票码是一串数字，空格不用管。',
    en: 'The pickup code is a row of digits; blanks do not matter.',
  },
  doCheckIn: { zh: '检票', en: 'Check in' },
  doFind: { zh: '查票', en: 'Find' },
  admitted: { zh: '请进', en: 'Welcome in' },
  already: { zh: '已经检过', en: 'Already checked in' },
  alreadyAt: {
    zh: (time: string) => `第一次检票在 ${time}。核对是不是同一位观众。`,
    en: (time: string) => `First checked in at ${time}. Make sure it is the same guest.`,
  },
  refused: { zh: '不能入场', en: 'Do not admit' },
  notFound: { zh: '没有取到', en: 'No tickets' },
  tickets: { zh: (n: number) => `${n} 张票`, en: (n: number) => count(n, 'ticket') },
  collect: {
    zh: (n: number) => `交出 ${n} 张票`,
    en: (n: number) => `Hand out ${count(n, 'ticket')}`,
  },
  collected: { zh: '已交票', en: 'Handed out' },
  collectedAt: {
    zh: (time: string) => `${time} 已经取走`,
    en: (time: string) => `Handed out at ${time}`,
  },
  next: { zh: '下一位', en: 'Next guest' },
  stateIssued: { zh: '未取', en: 'Not collected' },
  stateCollected: { zh: '已取票', en: 'Collected' },
  stateCheckedIn: { zh: '已检票', en: 'Checked in' },
  stateRefunded: { zh: '已退票', en: 'Refunded' },
});

import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '自助取票', en: 'Collect tickets' },
  enterCode: { zh: '输入取票码', en: 'Enter your pickup code' },
  enterCodeHint: {
    zh: '短信或票夹里的 12 位数字',
    en: 'The 12 digits in your message or in the app',
  },
  enterProof: { zh: '再输入验证码', en: 'Now the verification code' },
  enterProofHint: {
    zh: '在取票码下面。纸质票一旦取出，就不能再退。',
    en: 'It stands below the pickup code. Tickets on paper can no longer be refunded.',
  },
  mistyped: {
    zh: '有一位数字不对，请再核对一遍。',
    en: 'One of the digits is wrong. Please compare them once more.',
  },
  right: { zh: '数字无误', en: 'The digits are right' },
  asking: { zh: '正在取票', en: 'Getting your tickets' },
  next: { zh: '下一步', en: 'Next' },
  back: { zh: '返回', en: 'Back' },
  print: { zh: '取票', en: 'Get the tickets' },
  clear: { zh: '清空', en: 'Clear' },
  erase: { zh: '删一位', en: 'Delete' },
  keypad: { zh: '数字键盘', en: 'Keypad' },
  tickets: { zh: (n: number) => `${n} 张票`, en: (n: number) => count(n, 'ticket') },
  printed: { zh: '请取走纸质票', en: 'Please take your tickets' },
  printAgain: { zh: '再打印一次', en: 'Print again' },
  nothing: {
    zh: '这些票已经检过，不再打印。',
    en: 'These tickets have been used and are not printed again.',
  },
  done: { zh: '完成', en: 'Done' },
  failed: { zh: '没有取到票', en: 'No tickets came out' },
  askDesk: {
    zh: '如果数字没错，请到服务台，工作人员会帮你。',
    en: 'If the digits are right, the staff at the desk will help you.',
  },
  again: { zh: '重新输入', en: 'Start over' },
  leaving: {
    zh: (seconds: number) => `${seconds} 秒后回到首页`,
    en: (seconds: number) => `Starting over in ${count(seconds, 'second')}`,
  },
  stay: { zh: '我还在', en: 'I am still here' },
  fullScreen: { zh: '全屏', en: 'Full screen' },
  language: { zh: 'English', en: '中文' },
  square: {
    zh: (seat: string) => `${seat} 的入场二维码`,
    en: (seat: string) => `Entry code of ${seat}`,
  },
  stateCheckedIn: { zh: '已检票', en: 'Used' },
  stateRefunded: { zh: '已退票', en: 'Refunded' },
  ticketNo: { zh: (no: string) => `票号 ${no}`, en: (no: string) => `Ticket ${no}` },
  admitOne: { zh: '凭票入场 · 一人一票', en: 'Admit one' },
});

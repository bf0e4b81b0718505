import { defineTexts } from '@/i18n/texts';

export const frameTexts = defineTexts({
  skip: { zh: '跳到正文', en: 'Skip to content' },
  mainNav: { zh: '主导航', en: 'Main' },
  showing: { zh: '正在热映', en: 'Now showing' },
  cinemas: { zh: '影院', en: 'Cinemas' },
  tickets: { zh: '票夹', en: 'Tickets' },
  me: { zh: '我的', en: 'Me' },
  notices: { zh: '城中消息', en: 'Notices' },
  signIn: { zh: '登录', en: 'Sign in' },
  back: { zh: '返回', en: 'Back' },
  city: { zh: '选择城市', en: 'Choose a city' },
  cityButton: {
    zh: (name: string) => `城市：${name}，点按更换`,
    en: (name: string) => `City: ${name}. Change`,
  },
  language: { zh: 'Switch to English', en: '切换到中文' },
  languageShort: { zh: 'EN', en: '中文' },
  theme: {
    zh: (name: string) => `外观：${name}，点按更换`,
    en: (name: string) => `Appearance: ${name}. Change`,
  },
  themeSystem: { zh: '跟随系统', en: 'As the system' },
  themeLight: { zh: '日场（浅色）', en: 'Matinée (light)' },
  themeDark: { zh: '夜场（深色）', en: 'Evening (dark)' },
  offline: {
    zh: '网络断开了。看过的页面和已出的票仍可打开，选座和付款要等恢复网络。',
    en: 'You are offline. Pages you have seen and your tickets still open; seats and payment wait for a network.',
  },
  footer: {
    zh: '座位由各影院售票系统实时给出，票款由银行直接收取。',
    en: 'Seats come live from each cinema’s own box office; payment goes straight through the bank.',
  },
  ledger: { zh: '账本', en: 'Ledger' },
  desk: { zh: '验票台', en: 'Box office desk' },
  overview: { zh: '概览', en: 'Overview' },
  shop: { zh: '返回购票', en: 'Back to the shop' },
  staffNav: { zh: '工作导航', en: 'Staff' },
});

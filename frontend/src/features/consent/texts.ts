import { defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '授权登录', en: 'Sign in to an application' },
  asks: {
    zh: (name: string) => `“${name}”想用你的账号登录`,
    en: (name: string) => `${name} would like to sign you in`,
  },
  asYou: {
    zh: (name: string) => `你现在以 ${name} 的身份登录。`,
    en: (name: string) => `You are signed in here as ${name}.`,
  },
  willSee: { zh: '同意后它会知道', en: 'If you agree, it learns' },
  wontSee: {
    zh: '它看不到你的密码、订单和付款方式，也不能替你买票。',
    en: 'It sees neither your password nor your orders or payments, and cannot buy for you.',
  },
  returns: { zh: '然后回到', en: 'Then you go back to' },
  granted: {
    zh: '你以前同意过同样的内容。',
    en: 'You agreed to the same before.',
  },
  allow: { zh: '同意', en: 'Allow' },
  deny: { zh: '不同意', en: 'Deny' },
  later: {
    zh: '以后可以在“我的”里随时收回。',
    en: 'You can take it back at any time under Me.',
  },
  sending: { zh: '正在回到应用…', en: 'Going back to the application…' },
  broken: { zh: '这个授权链接不完整', en: 'This sign-in link is not whole' },
  brokenWhy: {
    zh: '请回到应用再点一次登录。什么都没有授权。',
    en: 'Go back to the application and press sign in again. Nothing was allowed.',
  },
  home: { zh: '回首页', en: 'Go to the front page' },
  nowhere: {
    zh: '应用给的返回地址打不开。请关掉这一页。',
    en: 'The application’s return address cannot be opened. Close this page.',
  },
});

import { defineTexts } from '@/i18n/texts';

export const portalTexts = defineTexts({
  home: { zh: '今晚看什么', en: 'What is on' },
  soon: { zh: '接下来两小时', en: 'In the next two hours' },
  later: { zh: '接下来的场次', en: 'Starting next' },
  noSoon: { zh: '今天的场次都开演了', en: 'Today’s showtimes have all begun' },
  noSoonWhy: {
    zh: '明天的场次已经开售，从下面选一部影片。',
    en: 'Tomorrow is on sale already: choose a film below.',
  },
  showing: { zh: '正在热映', en: 'Now showing' },
  upcoming: { zh: '即将上映', en: 'Coming soon' },
  all: { zh: '全部', en: 'All' },
  apps: { zh: '城市应用', en: 'City services' },
  notices: { zh: '城中消息', en: 'Notices' },
  noNotices: { zh: '还没有消息', en: 'No notices yet' },
  noNoticesWhy: {
    zh: '影展、优惠和影院变动会写在这里。',
    en: 'Festivals, offers and changes at the cinemas are announced here.',
  },
  pinned: { zh: '置顶', en: 'Pinned' },
  more: { zh: '更早的消息', en: 'Earlier notices' },
  back: { zh: '全部消息', en: 'All notices' },
  seatsLeft: { zh: (n: number) => `余 ${n}`, en: (n: number) => `${n} left` },
  inMinutes: { zh: (n: number) => `${n} 分钟后`, en: (n: number) => `in ${n} min` },
  now: { zh: '马上开演', en: 'starting now' },
  categories: { zh: '分类', en: 'Categories' },
  allCategories: { zh: '全部', en: 'All' },
  feed: { zh: '订阅（Atom）', en: 'Subscribe (Atom)' },
  noApp: { zh: '没有这个应用', en: 'There is no such application' },
  noAppWhy: {
    zh: '它可能下线了，或者还没到上线的时间。',
    en: 'It may have been taken off, or its time has not come yet.',
  },
  toHome: { zh: '回首页', en: 'Go to the front page' },
  open: { zh: '打开', en: 'Open' },
  openAlone: { zh: '在新页面打开', en: 'Open by itself' },
  offeredBy: { zh: (host: string) => `由 ${host} 提供`, en: (host: string) => `by ${host}` },
  appLoading: {
    zh: (name: string) => `正在打开${name}…`,
    en: (name: string) => `Opening ${name}…`,
  },
  appSlow: {
    zh: (name: string) => `${name}还没有回应`,
    en: (name: string) => `${name} has not answered yet`,
  },
  appSlowWhy: {
    zh: '它不由我们运行。可以再等等、刷新，或者单独打开看看。',
    en: 'We do not run it. Wait a little, reload, or open it by itself.',
  },
  appRefused: { zh: '刷新一下就能打开', en: 'Reload to open it' },
  appRefusedWhy: {
    zh: '为了安全，应用要在重新载入的页面里打开。',
    en: 'To be safe, an application opens in a page that was freshly loaded.',
  },
  reload: { zh: '刷新', en: 'Reload' },
  opensNew: { zh: '在新页面打开', en: 'opens a new page' },
});

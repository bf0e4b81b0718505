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
  opensNew: { zh: '在新页面打开', en: 'opens a new page' },
});

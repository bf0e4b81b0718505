import type { Lang, LocalizedText } from '@/i18n/lang';

/** Words for the small codes of the catalogue; an unknown code is shown as it came. */
const hallTypes: Record<string, LocalizedText> = {
  standard: { zh: '普通厅', en: 'Standard' },
  imax: { zh: 'IMAX', en: 'IMAX' },
  dolby: { zh: '杜比影院', en: 'Dolby Cinema' },
  cinity: { zh: 'CINITY', en: 'CINITY' },
  giant: { zh: '巨幕厅', en: 'Giant screen' },
  laser: { zh: '激光厅', en: 'Laser' },
  screenx: { zh: 'ScreenX', en: 'ScreenX' },
  '4d': { zh: '4D厅', en: '4D' },
  '4dx': { zh: '4DX', en: '4DX' },
  led: { zh: 'LED厅', en: 'LED' },
  vip: { zh: 'VIP厅', en: 'VIP' },
  love: { zh: '情侣厅', en: 'Love seats' },
  kids: { zh: '儿童厅', en: 'Family' },
  art: { zh: '艺术厅', en: 'Art house' },
};

const formats: Record<string, string> = {
  '2d': '2D',
  '3d': '3D',
  imax: 'IMAX',
  imax_2d: 'IMAX',
  imax_3d: 'IMAX 3D',
  dolby_2d: 'Dolby',
  dolby_3d: 'Dolby 3D',
};

const languages: Record<string, LocalizedText> = {
  zh: { zh: '国语', en: 'Mandarin' },
  cmn: { zh: '国语', en: 'Mandarin' },
  yue: { zh: '粤语', en: 'Cantonese' },
  en: { zh: '英语', en: 'English' },
  ja: { zh: '日语', en: 'Japanese' },
  ko: { zh: '韩语', en: 'Korean' },
  fr: { zh: '法语', en: 'French' },
  de: { zh: '德语', en: 'German' },
  it: { zh: '意大利语', en: 'Italian' },
  es: { zh: '西班牙语', en: 'Spanish' },
  pt: { zh: '葡萄牙语', en: 'Portuguese' },
  ru: { zh: '俄语', en: 'Russian' },
  hi: { zh: '印地语', en: 'Hindi' },
  fa: { zh: '波斯语', en: 'Persian' },
  sv: { zh: '瑞典语', en: 'Swedish' },
  ar: { zh: '阿拉伯语', en: 'Arabic' },
  th: { zh: '泰语', en: 'Thai' },
  wuu: { zh: '沪语', en: 'Shanghainese' },
  zxx: { zh: '无对白', en: 'No dialogue' },
};

const services: Record<string, LocalizedText> = {
  refund: { zh: '可退票', en: 'Refunds' },
  exchange: { zh: '可改签', en: 'Exchanges' },
  snack: { zh: '小食', en: 'Snacks' },
  snacks: { zh: '小食', en: 'Snacks' },
  parking: { zh: '停车', en: 'Parking' },
  kiosk: { zh: '自助取票', en: 'Ticket kiosk' },
  wheelchair: { zh: '轮椅席', en: 'Wheelchair places' },
  accessible: { zh: '无障碍', en: 'Step-free' },
  glasses_3d: { zh: '3D眼镜', en: '3D glasses' },
  nursing_room: { zh: '母婴室', en: 'Nursing room' },
  locker: { zh: '寄存柜', en: 'Lockers' },
  lounge: { zh: '休息厅', en: 'Lounge' },
  wifi: { zh: 'Wi-Fi', en: 'Wi-Fi' },
};

const subtitleNames: Record<string, LocalizedText> = {
  zh: { zh: '中文字幕', en: 'Chinese subs' },
  en: { zh: '英文字幕', en: 'English subs' },
  'zh,en': { zh: '中英字幕', en: 'Chinese and English subs' },
  'zh+en': { zh: '中英字幕', en: 'Chinese and English subs' },
};

const base = (tag: string) => tag.toLowerCase().split('-')[0] ?? tag;
const spaced = (code: string) => code.replaceAll('_', ' ');

export const hallTypeName = (code: string, lang: Lang): string =>
  hallTypes[code.toLowerCase()]?.[lang] ?? spaced(code);
export const formatName = (code: string): string => formats[code.toLowerCase()] ?? spaced(code);

/** The names of the formats worth a word: an ordinary 2D screening is what one expects. */
export const specialFormats = (codes: readonly string[]): string[] => [
  ...new Set(codes.map(formatName).filter((name) => name !== '2D')),
];

/** "锦江区总府路 88 号" already says where it is; "总府路 88 号" needs its district. */
export function placeName(district: string, address: string): string {
  return address.includes(district) ? address : `${district} · ${address}`;
}

export const languageName = (tag: string, lang: Lang): string =>
  languages[base(tag)]?.[lang] ?? tag;
export const serviceName = (code: string, lang: Lang): string =>
  services[code]?.[lang] ?? spaced(code);

export function subtitlesName(code: string, lang: Lang): string {
  const known = subtitleNames[code.toLowerCase()] ?? subtitleNames[base(code)];
  return known?.[lang] ?? code;
}

const articleCategories: Record<string, LocalizedText> = {
  notice: { zh: '公告', en: 'Notices' },
  news: { zh: '资讯', en: 'News' },
  programme: { zh: '影展', en: 'Programmes' },
  service: { zh: '服务', en: 'Services' },
};

const appCategories: Record<string, LocalizedText> = {
  buy: { zh: '买票', en: 'Buy' },
  mine: { zh: '我的', en: 'Yours' },
  city: { zh: '城市', en: 'City' },
  developer: { zh: '开发者', en: 'Developers' },
};

export const articleCategorySlugs: readonly string[] = Object.keys(articleCategories);
export const appCategorySlugs: readonly string[] = Object.keys(appCategories);

export const articleCategoryName = (slug: string, lang: Lang): string =>
  articleCategories[slug]?.[lang] ?? slug;
export const appCategoryName = (slug: string, lang: Lang): string =>
  appCategories[slug]?.[lang] ?? slug;

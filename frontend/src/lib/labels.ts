import type { Lang, LocalizedText } from '@/i18n/lang';

/** Words for the small codes of the catalogue; an unknown code is shown as it came. */
const hallTypes: Record<string, LocalizedText> = {
  standard: { zh: '普通厅', en: 'Standard' },
  imax: { zh: 'IMAX', en: 'IMAX' },
  dolby: { zh: '杜比影院', en: 'Dolby Cinema' },
  dolby_cinema: { zh: '杜比影院', en: 'Dolby Cinema' },
  cinity: { zh: 'CINITY', en: 'CINITY' },
  china_giant_screen: { zh: '中国巨幕', en: 'Giant Screen' },
  giant: { zh: '巨幕厅', en: 'Giant screen' },
  laser: { zh: '激光厅', en: 'Laser' },
  screenx: { zh: 'ScreenX', en: 'ScreenX' },
  '4dx': { zh: '4DX', en: '4DX' },
  led: { zh: 'LED厅', en: 'LED' },
  vip: { zh: 'VIP厅', en: 'VIP' },
  couple: { zh: '情侣厅', en: 'Couples' },
  kids: { zh: '儿童厅', en: 'Family' },
  arthouse: { zh: '艺术厅', en: 'Art house' },
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
};

const services: Record<string, LocalizedText> = {
  refund: { zh: '可退票', en: 'Refunds' },
  exchange: { zh: '可改签', en: 'Exchanges' },
  snacks: { zh: '小食', en: 'Snacks' },
  snack: { zh: '小食', en: 'Snacks' },
  parking: { zh: '停车', en: 'Parking' },
  kiosk: { zh: '自助取票', en: 'Ticket kiosk' },
  accessible: { zh: '无障碍', en: 'Step-free' },
  wheelchair: { zh: '轮椅席', en: 'Wheelchair places' },
  '3d_glasses': { zh: '3D眼镜', en: '3D glasses' },
  glasses_3d: { zh: '3D眼镜', en: '3D glasses' },
  wifi: { zh: 'Wi-Fi', en: 'Wi-Fi' },
  children: { zh: '儿童优惠', en: 'Children’s price' },
  lounge: { zh: '休息区', en: 'Lounge' },
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
export const languageName = (tag: string, lang: Lang): string =>
  languages[base(tag)]?.[lang] ?? tag;
export const serviceName = (code: string, lang: Lang): string =>
  services[code]?.[lang] ?? spaced(code);

export function subtitlesName(code: string, lang: Lang): string {
  const known = subtitleNames[code.toLowerCase()] ?? subtitleNames[base(code)];
  return known?.[lang] ?? code;
}

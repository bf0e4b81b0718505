/** What is wrong with a cinema's data, and with which of it, in words. Pure. */
import type { Schema } from '@/api/types';
import { type Lang, type LocalizedText, type Names, nameIn } from '@/i18n/lang';

export const findingKinds: Record<Schema<'FaultKind'>, LocalizedText> = {
  malformed: { zh: '格式不对', en: 'Malformed' },
  code_invalid: { zh: '代码不合规', en: 'Invalid code' },
  text_invalid: { zh: '文字不合规', en: 'Invalid text' },
  number_invalid: { zh: '数值超出范围', en: 'Number out of range' },
  too_many: { zh: '数量过多', en: 'Too many' },
  foreign_cinema: { zh: '是其他影院的', en: 'Of another cinema' },
  unknown_film: { zh: '影片未知', en: 'Unknown film' },
  unknown_screen: { zh: '影厅未知', en: 'Unknown hall' },
  unknown_seat_plan: { zh: '座位图未知', en: 'Unknown seat plan' },
  unknown_zone: { zh: '价区未知', en: 'Unknown price zone' },
  unknown_timezone: { zh: '时区未知', en: 'Unknown time zone' },
  unknown_word: { zh: '用词未知', en: 'Unknown word' },
  plan_invalid: { zh: '座位图有误', en: 'Faulty seat plan' },
  plan_changed: { zh: '座位图在用却变了', en: 'Seat plan changed in use' },
  price_invalid: { zh: '票价有误', en: 'Faulty price' },
  price_too_low: { zh: '低于最低票价', en: 'Below the lowest price' },
  time_invalid: { zh: '时间有误', en: 'Faulty time' },
  business_date: { zh: '营业日不符', en: 'Business date does not fit' },
  version_back: { zh: '版本倒退', en: 'Version went back' },
  changed_under_version: { zh: '内容变了，版本没变', en: 'Changed under its version' },
  unknown_ticket: { zh: '影票未知', en: 'Unknown ticket' },
  clock_skew: { zh: '时钟不准', en: 'Clock is off' },
  unreadable: { zh: '无法读取', en: 'Unreadable' },
};

const subjects: Names = {
  cinema: { zh: '影院', en: 'Cinema' },
  film: { zh: '影片', en: 'Film' },
  films: { zh: '影片', en: 'Films' },
  screen: { zh: '影厅', en: 'Hall' },
  screens: { zh: '影厅', en: 'Halls' },
  seat_plan: { zh: '座位图', en: 'Seat plan' },
  session: { zh: '场次', en: 'Session' },
  sessions: { zh: '场次', en: 'Sessions' },
  ticket: { zh: '影票', en: 'Ticket' },
  clock: { zh: '时钟', en: 'Clock' },
  fetch: { zh: '取数', en: 'Fetch' },
  findings: { zh: '其余问题', en: 'Further findings' },
};

/** "Session S0101", from `session:S0101`. */
export function subjectText(subject: string, lang: Lang): string {
  const at = subject.indexOf(':');
  if (at < 0) return nameIn(subjects, subject, lang);
  return `${nameIn(subjects, subject.slice(0, at), lang)} ${subject.slice(at + 1)}`;
}

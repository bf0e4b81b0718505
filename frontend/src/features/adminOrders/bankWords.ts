/** Tells what the platform understood of a record from what the other side wrote itself. Pure. */
import type { Lang } from '@/i18n/lang';

export interface Told {
  /** In the reader's words; empty where there is nothing but the other side's. */
  said: string;
  /** As it came. `bank` wrote it itself, a `note` is what a program wrote down about its message. */
  quoted?: { by: 'bank' | 'note'; words: string };
}

const outcomes: Record<string, Record<Lang, string>> = {
  paid: { zh: '已付', en: 'paid' },
  returned: { zh: '已退', en: 'returned' },
  pending: { zh: '处理中', en: 'pending' },
  'not found': { zh: '查无此笔', en: 'not found' },
  failed: { zh: '未成功', en: 'failed' },
  rejected: { zh: '被拒绝', en: 'rejected' },
  unknown: { zh: '结果不明', en: 'result unknown' },
};

/** How a bank answers: its code of two digits, then its words. */
const isAnswer = (words: string) => /^\d{2}(\s|$)/.test(words);

/**
 * Takes the quoted words out of a text such as `failed 61 card limit` or `query: unknown: no answer`.
 * `inWords` says the rest, which may be empty, as the caller says such things.
 */
export function unquote(text: string, lang: Lang, inWords: (text: string) => string): Told {
  const found = /^(|.*\s)(failed|rejected|unknown)(:?) (.+)$/.exec(text);
  if (!found) return { said: inWords(text) };
  const [, before = '', outcome = '', colon, words = ''] = found;
  if ((outcome === 'unknown') !== (colon === ':')) return { said: inWords(text) };
  const by = outcome !== 'unknown' || isAnswer(words) ? 'bank' : 'note';
  const said = inWords(before.trim());
  const result = outcomes[outcome]?.[lang] ?? outcome;
  return { said: said ? `${said} ${result}` : result, quoted: { by, words } };
}

/** What stands in a bank's message or in a line of its bill. */
export function bankSaid(text: string, lang: Lang): Told {
  const outcome = outcomes[text]?.[lang];
  if (outcome) return { said: outcome };
  const bill = /^fee (.+), net (.+)$/.exec(text);
  if (bill) {
    const [, fee, net] = bill;
    return { said: lang === 'zh' ? `手续费 ${fee}，净额 ${net}` : text };
  }
  const told = unquote(text, lang, (rest) => rest);
  return told.quoted ? told : { said: '', quoted: { by: 'note', words: text } };
}

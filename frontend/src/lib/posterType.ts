/**
 * Setting a title large: where to break it and how big each line may be. Chinese lines share one
 * size and break between words; Latin capitals are stretched line by line to one width, as on a
 * letterpress bill.
 */
export interface Line {
  text: string;
  size: number;
}
export interface Block {
  lines: Line[];
  /** Distance from the top of the first line's letters to the foot of the last one's. */
  height: number;
}

/** Advances of the display face's capitals at weight 900, in thousandths of the size. */
const advances: Record<string, number> = {
  ' ': 126,
  '!': 242,
  '"': 372,
  '#': 444,
  '&': 473,
  "'": 187,
  '(': 218,
  ')': 218,
  '*': 321,
  '+': 420,
  ',': 269,
  '-': 343,
  '.': 247,
  '/': 331,
  '0': 439,
  '1': 383,
  '2': 398,
  '3': 411,
  '4': 455,
  '5': 417,
  '6': 438,
  '7': 409,
  '8': 442,
  '9': 437,
  ':': 237,
  ';': 257,
  '?': 381,
  A: 463,
  B: 440,
  C: 468,
  D: 469,
  E: 395,
  F: 389,
  G: 473,
  H: 480,
  I: 216,
  J: 216,
  K: 462,
  L: 361,
  M: 582,
  N: 481,
  O: 472,
  P: 421,
  Q: 472,
  R: 452,
  S: 408,
  T: 404,
  U: 472,
  V: 464,
  W: 645,
  X: 446,
  Y: 446,
  Z: 404,
  '’': 187,
  '·': 230,
};
/** Height of a Latin capital, and of a Chinese character's ink, as shares of the size. */
export const CAP_HEIGHT = 0.655;
export const HAN_HEIGHT = 0.92;

const isHan = (char: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。！？：·、（）《》—…]/u.test(
    char,
  );
export const hasHan = (text: string): boolean => [...text].some(isHan);

/** The width of a line in multiples of its size. */
export function measure(text: string): number {
  let sum = 0;
  for (const char of text) {
    if (isHan(char)) sum += 1;
    else {
      const plain = char.normalize('NFD').charAt(0).toUpperCase();
      sum += (advances[plain] ?? 430) / 1000;
    }
  }
  return sum;
}

/** Every way to cut `count` pieces into `lines` runs; titles are short, so all of them are tried. */
function* cuts(count: number, lines: number, from = 0): Generator<number[]> {
  if (lines === 1) {
    yield [count];
    return;
  }
  for (let end = from + 1; end <= count - lines + 1; end += 1) {
    for (const rest of cuts(count, lines - 1, end)) yield [end, ...rest];
  }
}

const MOST_LINES = 4;
const MOST_PIECES = 14;

function best<T>(candidates: Iterable<T>, score: (candidate: T) => number): T | undefined {
  let winner: T | undefined;
  let high = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > high) {
      high = value;
      winner = candidate;
    }
  }
  return winner;
}

function* splits(pieces: readonly string[], glue: string): Generator<string[]> {
  for (let lines = 1; lines <= Math.min(MOST_LINES, pieces.length); lines += 1) {
    for (const ends of cuts(pieces.length, lines)) {
      yield ends.map((end, index) =>
        pieces
          .slice(index === 0 ? 0 : ends[index - 1], end)
          .join(glue)
          .trim(),
      );
    }
  }
}

/** Words that look lost at the end of a line. */
const clinging = /\b(THE|A|AN|OF|IN|ON|AND|TO|FOR|MY)$/;

export function setLatin(title: string, width: number, height: number, cap: number): Block {
  const words = title.toUpperCase().split(/\s+/).filter(Boolean);
  const pieces = words.length > MOST_PIECES ? [words.join(' ')] : words;
  const set = (texts: string[]): Block => {
    const lines = texts.map((text) => ({ text, size: Math.min(cap, width / measure(text)) }));
    const gap = 0.1 * Math.min(...lines.map((line) => line.size));
    const tall =
      lines.reduce((sum, line) => sum + line.size * CAP_HEIGHT, 0) + gap * (lines.length - 1);
    const shrink = Math.min(1, height / tall);
    return {
      lines: lines.map(({ text, size }) => ({ text, size: size * shrink })),
      height: tall * shrink,
    };
  };
  const clean = (texts: string[]) => texts.map((text) => text.replace(/[:,]$/, ''));
  const score = (texts: string[]) => {
    const { lines } = set(clean(texts));
    const sizes = lines.map((line) => line.size);
    const ink = lines.reduce((sum, { text, size }) => sum + size * size * measure(text), 0);
    let value = ink;
    if (Math.max(...sizes) / Math.min(...sizes) > 2.6) value *= 0.6;
    texts.forEach((text, index) => {
      if (index === texts.length - 1) return;
      if (clinging.test(text)) value *= text.includes(' ') ? 0.75 : 0.9;
      // A break that the title itself has made is the best one.
      if (/:$/.test(text)) value *= 1.35;
    });
    return value * (texts.some((text) => text.includes(': ')) ? 0.7 : 1);
  };
  return set(clean(best(splits(pieces, ' '), score) ?? [title.toUpperCase()]));
}

interface Piece {
  text: string;
  /** The break before this piece falls inside a word. */
  torn: boolean;
}

/** Characters one by one, but numbers and Latin words whole; each knows whether a break is natural. */
function hanPieces(title: string): Piece[] {
  const words =
    'Segmenter' in Intl
      ? [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)].map(
          (part) => part.segment,
        )
      : [title];
  return words.flatMap((word) =>
    hasHan(word)
      ? [...word].map((text, index) => ({ text, torn: index > 0 }))
      : [{ text: word, torn: false }],
  );
}

export const HAN_LEADING = 1.08;

export function setHan(title: string, width: number, height: number, cap: number): Block {
  const parts = title.split(/[：:，·\s—]+/).filter(Boolean);
  const set = (texts: string[]): Block => {
    const widest = Math.max(...texts.map(measure));
    const stack = HAN_LEADING * (texts.length - 1) + HAN_HEIGHT;
    const size = Math.min(cap, width / widest, height / stack);
    return { lines: texts.map((text) => ({ text, size })), height: size * stack };
  };
  function* candidates(): Generator<{ texts: string[]; torn: number }> {
    const sets = parts.map((part) => {
      const pieces = hanPieces(part).slice(0, MOST_PIECES);
      const found: { texts: string[]; torn: number }[] = [];
      for (let lines = 1; lines <= Math.min(3, pieces.length); lines += 1) {
        for (const ends of cuts(pieces.length, lines)) {
          found.push({
            texts: ends.map((end, index) =>
              pieces
                .slice(index === 0 ? 0 : ends[index - 1], end)
                .map((piece) => piece.text)
                .join(''),
            ),
            torn: ends.slice(0, -1).filter((end) => pieces[end]?.torn).length,
          });
        }
      }
      return found;
    });
    const [first = [], second = [{ texts: [], torn: 0 }]] = sets;
    const rest = parts.slice(2).map((text) => text);
    for (const a of first) {
      for (const b of second) {
        const texts = [...a.texts, ...b.texts, ...rest];
        if (texts.length <= MOST_LINES) yield { texts, torn: a.torn + b.torn };
      }
    }
  }
  const score = ({ texts, torn }: { texts: string[]; torn: number }) => {
    const size = set(texts).lines[0]?.size ?? 0;
    const lengths = texts.map(measure);
    const uneven = Math.min(...lengths) / Math.max(...lengths);
    return (
      size *
      0.72 ** torn *
      (texts.length > 1 && uneven < 0.45 ? 0.72 : 1) *
      (texts.length > 3 ? 0.85 : 1)
    );
  };
  return set(best(candidates(), score)?.texts ?? [title]);
}

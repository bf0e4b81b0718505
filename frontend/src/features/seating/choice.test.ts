import { describe, expect, test } from 'vitest';
import { hall } from '@/ui/hall/fixtures';
import { buildPlan } from '@/ui/hall/plan';
import { best, type ChoiceRules, keepFree, orphans, problems, toggle } from './choice';

function rules(...lines: string[]): ChoiceRules {
  const data = hall(...lines);
  const states = new Map(data.seats.map((seat) => [seat.seat_code, seat.state]));
  return { plan: buildPlan(data), maxSeats: 4, isFree: (code) => states.get(code) === 'available' };
}

const lone = (rule: ChoiceRules, ...chosen: string[]) =>
  orphans(rule, chosen).map((seat) => seat.code);
const found = (rule: ChoiceRules, ...chosen: string[]) =>
  problems(rule, chosen).map((problem) => problem.code);

describe('the lone-seat rule', () => {
  test('a seat left alone between a chosen and a sold seat is named', () => {
    expect(lone(rules('xooooooo'), 'A3', 'A4')).toEqual(['A2']);
  });

  test('a wall and an aisle close a run like a sold seat', () => {
    expect(lone(rules('oooooooo'), 'A2')).toEqual(['A1']);
    expect(lone(rules('oooooo oo'), 'A5')).toEqual(['A6']);
  });

  test('a gap of two is nobody alone', () => {
    expect(lone(rules('oooooooo'), 'A3', 'A4')).toEqual([]);
  });

  test('a seat between two chosen ones is alone', () => {
    expect(lone(rules('oooooooo'), 'A3', 'A5')).toEqual(['A4']);
  });

  test('who was alone before is not blamed on this choice', () => {
    expect(lone(rules('xoxoooooo'), 'A4', 'A5')).toEqual([]);
  });

  test('runs of five usable seats or fewer are exempt', () => {
    expect(lone(rules('ooooo'), 'A2')).toEqual([]);
    expect(lone(rules('xxooooo'), 'A4')).toEqual([]);
    expect(lone(rules('oooooo'), 'A2')).toEqual(['A1']);
  });

  test('it is allowed when the run has no better way to seat that many', () => {
    // Two pairs and a pair of three: any single leaves a lone seat only in the pairs, so a better way exists.
    expect(lone(rules('ooxooxooo'), 'A1')).toEqual(['A2']);
    // Three blocks of two: every single leaves someone alone, so it must be allowed.
    expect(lone(rules('ooxooxoo'), 'A1')).toEqual([]);
  });

  test('wheelchair and companion places are neither alone nor a neighbour', () => {
    expect(lone(rules('wcoooooooo'), 'A1')).toEqual([]);
    expect(lone(rules('wcoooooooo'), 'A4')).toEqual(['A3']);
  });

  test('each run is looked at by itself', () => {
    expect(lone(rules('oooooo', 'oooooo'), 'A2', 'B1')).toEqual(['A1']);
  });
});

describe('the other rules', () => {
  test('a choice of nothing is no problem', () => {
    expect(found(rules('oo'))).toEqual([]);
  });

  test('zones do not mix', () => {
    const rule = rules('oooooo@front', 'oooooo@prime');
    expect(found(rule, 'A1', 'B1')).toEqual(['zone_mixed']);
    const step = toggle(rule, ['A1'], 'B1');
    expect(step.chosen).toEqual(['A1']);
    expect(step.refused).toMatchObject({ code: 'zone_mixed', seats: [{ code: 'B1' }] });
  });

  test('no more than the limit', () => {
    const rule = rules('oooooo');
    expect(found(rule, 'A1', 'A2', 'A3', 'A4', 'A5')).toContain('too_many_seats');
    const step = toggle(rule, ['A1', 'A2', 'A3', 'A4'], 'A5');
    expect(step.refused?.code).toBe('too_many_seats');
    expect(step.chosen).toHaveLength(4);
  });

  test('a love seat comes and goes whole', () => {
    const rule = rules('lrlr@love');
    expect(toggle(rule, [], 'A2').chosen).toEqual(['A1', 'A2']);
    expect(toggle(rule, ['A1', 'A2'], 'A1').chosen).toEqual([]);
    expect(found(rule, 'A2')).toEqual(['love_seat_split']);
  });

  test('a love seat whose other half would pass the limit is refused whole', () => {
    const rule = { ...rules('lrlr@love'), maxSeats: 3 };
    const step = toggle(rule, ['A1', 'A2'], 'A3');
    expect(step.refused?.code).toBe('too_many_seats');
    expect(step.chosen).toEqual(['A1', 'A2']);
  });

  test('a sold seat is refused by name', () => {
    const step = toggle(rules('xo'), [], 'A1');
    expect(step.refused).toMatchObject({ code: 'seat_taken', seats: [{ code: 'A1' }] });
  });

  test('what was taken meanwhile goes, the rest stays, love seats only whole', () => {
    const data = hall('oooo', 'lr');
    const gone = new Set(['A2', 'B2']);
    const rule = { plan: buildPlan(data), maxSeats: 6, isFree: (code: string) => !gone.has(code) };
    const { chosen, lost } = keepFree(rule, ['A1', 'A2', 'A3', 'B1', 'B2']);
    expect(chosen).toEqual(['A1', 'A3']);
    expect(lost.map((seat) => seat.code)).toEqual(['A2', 'B1', 'B2']);
  });
});

describe('best seats', () => {
  test('the middle, two thirds of the way back', () => {
    const rule = rules('oooooooooo', 'oooooooooo', 'oooooooooo', 'oooooooooo');
    expect(best(rule, 2)).toEqual(['C5', 'C6']);
    expect(best(rule, 4)).toEqual(['C4', 'C5', 'C6', 'C7']);
  });

  test('never across an aisle, never over the limit', () => {
    expect(best(rules('ooo ooo'), 4)).toBeNull();
    expect(best(rules('oooooooo'), 5)).toBeNull();
  });

  test('love seats only when nothing else is left, and only whole', () => {
    expect(best(rules('oo', 'lr'), 2)).toEqual(['A1', 'A2']);
    expect(best(rules('xx', 'lr'), 2)).toEqual(['B1', 'B2']);
    expect(best(rules('xx', 'lr'), 1)).toBeNull();
  });

  test('wheelchair and companion places are not proposed', () => {
    expect(best(rules('wc'), 2)).toBeNull();
  });
});

/** A small deterministic generator (mulberry32), so that a failing case can be run again by its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function randomHall(next: () => number): ChoiceRules {
  const pick = (marks: string) => marks[Math.floor(next() * marks.length)] as string;
  const lines = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
    let line = '';
    while (line.length < 14) {
      const mark = pick('oooooooxxx lw');
      line += mark === 'l' ? 'lr' : mark === 'w' ? 'wc' : mark;
    }
    return `${line}@${pick('ap')}`;
  });
  // Every hall needs a seat; a row of aisles alone would have none.
  lines.push('oooooooo@a');
  return rules(...lines);
}

describe('properties, over a thousand halls', () => {
  test('a proposal keeps every rule, and has the asked size side by side', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const rule = randomHall(random(seed));
      for (const count of [1, 2, 3, 4]) {
        const block = best(rule, count);
        if (!block) continue;
        const seats = block.map((code) => rule.plan.byCode.get(code));
        expect(block, `seed ${seed}`).toHaveLength(count);
        expect(new Set(seats.map((seat) => seat?.run)).size, `seed ${seed}`).toBe(1);
        expect(problems(rule, block), `seed ${seed}`).toEqual([]);
      }
    }
  });

  test('however one taps, the choice stays within limit, zone, whole love seats and free seats', () => {
    const mendable = new Set(['orphan_seat']);
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed);
      const rule = randomHall(next);
      let chosen: string[] = [];
      for (let tap = 0; tap < 12; tap++) {
        const seat = rule.plan.seats[Math.floor(next() * rule.plan.seats.length)];
        if (!seat) continue;
        chosen = toggle(rule, chosen, seat.code).chosen;
        const hard = found(rule, ...chosen).filter((code) => !mendable.has(code));
        expect(hard, `seed ${seed}`).toEqual([]);
      }
    }
  });

  test('a lone seat is really free, unchosen and without a free neighbour', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed);
      const rule = randomHall(next);
      let chosen: string[] = [];
      for (let tap = 0; tap < 4; tap++) {
        const seat = rule.plan.seats[Math.floor(next() * rule.plan.seats.length)];
        if (seat) chosen = toggle(rule, chosen, seat.code).chosen;
      }
      for (const alone of orphans(rule, chosen)) {
        const run = rule.plan.runs[alone.run] ?? [];
        const open = (place: number) => {
          const seat = run[place];
          return (
            seat !== undefined &&
            !['wheelchair', 'companion'].includes(seat.seat.kind) &&
            rule.isFree(seat.code) &&
            !chosen.includes(seat.code)
          );
        };
        expect(
          [open(alone.place - 1), open(alone.place), open(alone.place + 1)],
          `seed ${seed}`,
        ).toEqual([false, true, false]);
        // The seat had a free neighbour before: it is this choice that leaves it alone.
        const beside = [run[alone.place - 1], run[alone.place + 1]];
        expect(
          beside.some((seat) => seat && chosen.includes(seat.code)),
          `seed ${seed}`,
        ).toBe(true);
      }
    }
  });
});

import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { setLang } from '@/i18n/lang';
import { hall } from '@/ui/hall/fixtures';
import { buildPlan } from '@/ui/hall/plan';
import { type ChoiceRules, toggle } from './choice';
import { SeatMap } from './SeatMap';

function Hall({ lines }: { lines: string[] }) {
  const data = hall(...lines);
  const [plan] = useState(() => buildPlan(data));
  const [chosen, setChosen] = useState<string[]>([]);
  const states = new Map(
    data.seats.map((seat) => [seat.seat_code, { state: seat.state, mine: seat.mine }]),
  );
  const rules: ChoiceRules = {
    plan,
    maxSeats: 4,
    isFree: (code) => states.get(code)?.state === 'available',
  };
  return (
    <SeatMap
      plan={plan}
      zones={data.zones}
      states={states}
      chosen={chosen}
      lone={[]}
      onToggle={(code) => setChosen(toggle(rules, chosen, code).chosen)}
    />
  );
}

const focused = () => document.activeElement?.getAttribute('data-seat');
const chosen = () =>
  [...document.querySelectorAll('[aria-selected="true"]')].map((seat) =>
    seat.getAttribute('data-seat'),
  );

beforeEach(() => setLang('zh'));

describe('the map by keyboard', () => {
  test('it is one tab stop, at the first free seat', async () => {
    render(<Hall lines={['xoo oo', 'ooooooo']} />);
    expect(document.querySelectorAll('[role=gridcell][tabindex="0"]')).toHaveLength(1);
    await userEvent.tab();
    // The zoom buttons stand before the map; the first one can be pressed at the start.
    while (document.activeElement?.tagName === 'BUTTON') await userEvent.tab();
    expect(focused()).toBe('A2');
  });

  test('arrows walk across aisles and rows, Home and End go to the ends', async () => {
    render(<Hall lines={['xoo oo', 'ooooooo']} />);
    document.querySelector<SVGElement>('[data-seat="A2"]')?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe('A4');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('B5');
    await userEvent.keyboard('{Home}');
    expect(focused()).toBe('B1');
    await userEvent.keyboard('{End}');
    expect(focused()).toBe('B7');
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    expect(focused()).toBe('A1');
    await userEvent.keyboard('{ArrowLeft}{ArrowUp}');
    expect(focused()).toBe('A1');
    // The tab stop went along.
    expect(document.querySelector('[tabindex="0"][data-seat]')?.getAttribute('data-seat')).toBe(
      'A1',
    );
  });

  test('Enter and Space choose and give back; a sold seat stays as it is', async () => {
    render(<Hall lines={['xooooo']} />);
    document.querySelector<SVGElement>('[data-seat="A2"]')?.focus();
    await userEvent.keyboard('{Enter}{ArrowRight} ');
    expect(chosen()).toEqual(['A2', 'A3']);
    await userEvent.keyboard(' ');
    expect(chosen()).toEqual(['A2']);
    await userEvent.keyboard('{Home}{Enter}');
    expect(focused()).toBe('A1');
    expect(chosen()).toEqual(['A2']);
  });

  test('a love seat is chosen whole', async () => {
    render(<Hall lines={['lrlr@love']} />);
    document.querySelector<SVGElement>('[data-seat="A4"]')?.focus();
    await userEvent.keyboard('{Enter}');
    expect(chosen()).toEqual(['A3', 'A4']);
  });
});

describe('the map by ear', () => {
  test('every seat says row, number, kind, price and state', () => {
    render(<Hall lines={['xlr', 'wcooooo']} />);
    const label = (code: string) =>
      document.querySelector(`[data-seat="${code}"]`)?.getAttribute('aria-label');
    expect(label('A1')).toBe('A排1座，45.00元，已售');
    expect(label('A2')).toBe('A排2座，情侣座，45.00元，可选');
    expect(label('B1')).toBe('B排1座，轮椅席，45.00元，可选');
    expect(label('B2')).toBe('B排2座，陪同席，45.00元，可选');
  });

  test('a sold seat is disabled, the map is a grid of rows', () => {
    render(<Hall lines={['xo', 'oo']} />);
    expect(screen.getByRole('grid').querySelectorAll('[role=row]')).toHaveLength(2);
    expect(document.querySelector('[data-seat="A1"]')?.getAttribute('aria-disabled')).toBe('true');
    expect(document.querySelector('[data-seat="A2"]')?.getAttribute('aria-disabled')).toBe('false');
  });
});

test('a click chooses', () => {
  render(<Hall lines={['oooooo']} />);
  const seat = document.querySelector('[data-seat="A3"]');
  if (seat) fireEvent.click(seat);
  expect(chosen()).toEqual(['A3']);
});

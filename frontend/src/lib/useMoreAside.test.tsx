import { act, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { expect, test } from 'vitest';
import { moreAside, useMoreAside } from './useMoreAside';

const box = (scrollLeft: number, scrollWidth = 900) => ({
  scrollLeft,
  scrollWidth,
  clientWidth: 300,
});

test('more stands where something is hidden, and a fraction of a pixel hides nothing', () => {
  expect(moreAside(box(0))).toEqual({ before: false, after: true });
  expect(moreAside(box(250))).toEqual({ before: true, after: true });
  expect(moreAside(box(599.4))).toEqual({ before: true, after: false });
  expect(moreAside(box(0.6, 300))).toEqual({ before: false, after: false });
});

function Bar() {
  const bar = useRef<HTMLDivElement>(null);
  const { before, after } = useMoreAside(bar);
  return (
    <div
      ref={bar}
      data-testid="bar"
      data-more={`${before ? 'before' : ''} ${after ? 'after' : ''}`}
    >
      <p>long</p>
    </div>
  );
}

test('scrolling moves it from one side to the other', () => {
  render(<Bar />);
  const bar = screen.getByTestId('bar');
  const at = (left: number) => {
    for (const [name, value] of Object.entries(box(left)))
      Object.defineProperty(bar, name, { value, configurable: true });
    act(() => void bar.dispatchEvent(new Event('scroll')));
    return bar.dataset.more?.trim();
  };
  expect(at(0)).toBe('after');
  expect(at(300)).toBe('before after');
  expect(at(600)).toBe('before');
});

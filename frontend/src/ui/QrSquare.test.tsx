import { render, screen, waitFor } from '@testing-library/react';
import { decodeQR } from 'qr/decode.js';
import { expect, test, vi } from 'vitest';
import { QrSquare } from './QrSquare';

/** Colours the squares of a path as a camera would see them: four pixels to a module. */
function photographed(svg: Element): { data: Uint8ClampedArray; width: number; height: number } {
  const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
  const width = size * 4;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  const path = svg.querySelector('path')?.getAttribute('d') ?? '';
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row += 1) {
      for (let column = Number(x) * 4; column < (Number(x) + Number(run)) * 4; column += 1) {
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
      }
    }
  }
  return { data, width, height: width };
}

test.each(['low', 'medium'] as const)('what is drawn (%s) can be read', async (ecc) => {
  const text = `M2.${'aZ09-_'.repeat(45)}.119876543.${'Qw-_'.repeat(5)}`;
  const onDrawn = vi.fn();
  render(<QrSquare text={text} label="Entry code" ecc={ecc} onDrawn={onDrawn} />);
  await waitFor(() => expect(onDrawn).toHaveBeenCalledOnce());
  const svg = screen.getByRole('img', { name: 'Entry code' });
  expect(svg.getAttribute('data-text')).toBe(text);
  expect(decodeQR(photographed(svg))).toBe(text);
});

test('a text that no square can hold is said to have failed', async () => {
  const onFailed = vi.fn();
  render(<QrSquare text={'x'.repeat(4000)} label="Entry code" onFailed={onFailed} />);
  await waitFor(() => expect(onFailed).toHaveBeenCalledOnce());
});

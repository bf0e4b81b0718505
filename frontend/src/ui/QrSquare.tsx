import { useEffect, useState } from 'react';
import { cx } from '@/lib/cx';

/** Blank modules around a square, without which readers do not find it. */
const QUIET = 4;

interface Drawing {
  text: string;
  path: string;
  size: number;
}

/** Draws a text as modules. The encoder is fetched by the first page that needs it. */
async function draw(text: string, ecc: 'low' | 'medium'): Promise<Drawing> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(text, 'raw', { ecc, border: QUIET });
  const runs = rows.flatMap((row, y) =>
    runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`),
  );
  return { text, path: runs.join(''), size: rows.length };
}

/** Dark stretches of a row: where each begins and how long it is. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs[runs.length - 1];
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

interface QrSquareProps {
  text: string;
  label: string;
  /** Paper gets creased and needs more to spare; a screen is clean and larger modules read better. */
  ecc?: 'low' | 'medium';
  className?: string;
  onDrawn?: () => void;
  /** The encoder could not be had: show something else. */
  onFailed?: () => void;
}

/** A text as a square for cameras: dark on white in any mood. The one before stays until the next is drawn. */
export function QrSquare({
  text,
  label,
  ecc = 'medium',
  className,
  onDrawn,
  onFailed,
}: QrSquareProps) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let gone = false;
    draw(text, ecc)
      .then((drawn) => !gone && setDrawing(drawn))
      .catch(() => !gone && onFailed?.());
    return () => {
      gone = true;
    };
  }, [text, ecc, onFailed]);
  const isDrawn = drawing?.text === text;
  useEffect(() => {
    if (isDrawn) onDrawn?.();
  }, [isDrawn, onDrawn]);
  const size = drawing?.size ?? 1;
  return (
    <svg
      role="img"
      aria-label={label}
      aria-busy={drawing === null || undefined}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={cx('bg-paper text-on-paper', className)}
      data-text={drawing?.text}
    >
      <path d={drawing?.path ?? ''} fill="currentColor" />
    </svg>
  );
}

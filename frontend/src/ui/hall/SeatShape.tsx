import { memo } from 'react';
import { Caption } from './Caption';
import type { Look } from './look';
import type { PlanSeat } from './plan';
import {
  BAR,
  COMPANION,
  CROSS,
  HEART,
  LOVE_LEFT,
  LOVE_RIGHT,
  SINGLE,
  TICK,
  WHEELCHAIR,
  ZONE_MARKS,
} from './shapes';

/** Classes by zone number; zone 0 is the plain one. Written out, because the stylesheet is made from the text. */
export const zoneStroke = [
  'stroke-seat-free-line',
  'stroke-seat-zone-1',
  'stroke-seat-zone-2',
  'stroke-seat-zone-3',
  'stroke-seat-zone-4',
] as const;

export const zoneIndex = (index: number) => Math.max(0, Math.min(index, zoneStroke.length - 1));

const outline = (kind: PlanSeat['seat']['kind']) =>
  kind === 'love_left' ? LOVE_LEFT : kind === 'love_right' ? LOVE_RIGHT : SINGLE;

type Props = {
  kind: PlanSeat['seat']['kind'];
  look: Look;
  zone: number;
  number: string;
  /** Id of the hatch pattern of this drawing. */
  hatch: string;
};

/** One seat from its upper left corner, two by two. Used by the map and by its key. */
export const SeatShape = memo(function SeatShape({ kind, look, zone, number, hatch }: Props) {
  const path = outline(kind);
  if (look === 'off') {
    return <path d={CROSS} className="fill-none stroke-seat-sold" strokeWidth={0.1} />;
  }
  if (look === 'blocked') {
    return (
      <>
        <path d={path} className="fill-bad-soft stroke-bad" strokeWidth={0.12} />
        <path d={BAR} className="fill-none stroke-bad" strokeWidth={0.24} strokeLinecap="round" />
      </>
    );
  }
  if (look === 'sold') {
    return (
      <path d={path} className="fill-none stroke-seat-sold" strokeWidth={0.07} opacity={0.75} />
    );
  }
  if (look === 'locked') {
    return (
      <>
        <path d={path} fill={`url(#${hatch})`} className="stroke-seat-locked" strokeWidth={0.09} />
        <Glyph
          kind={kind}
          tone={kind === 'wheelchair' ? 'stroke-seat-locked' : 'fill-seat-locked'}
        />
      </>
    );
  }
  if (look === 'chosen') return <Bulb path={path} number={number} kind={kind} />;
  if (look === 'mine') {
    return (
      <>
        <path d={path} className="fill-accent-soft stroke-seat-mine" strokeWidth={0.18} />
        <path
          d={TICK}
          className="fill-none stroke-seat-mine"
          strokeWidth={0.18}
          strokeLinecap="round"
        />
      </>
    );
  }
  const index = zoneIndex(zone);
  const marked = kind === 'wheelchair' || kind === 'companion';
  return (
    <>
      <path d={path} className={`fill-seat-free ${zoneStroke[index]}`} strokeWidth={0.1} />
      {!marked && (
        <Caption x={1} y={1.24} size={0.68} className="seat-number fill-seat-on-free">
          {number}
        </Caption>
      )}
      {ZONE_MARKS[index] && !marked && (
        <path
          d={ZONE_MARKS[index]}
          className={`fill-none ${zoneStroke[index]}`}
          strokeWidth={0.16}
          strokeLinecap="round"
        />
      )}
      <Glyph
        kind={kind}
        tone={marked ? 'stroke-seat-access fill-seat-access' : 'fill-seat-love stroke-none'}
      />
    </>
  );
});

/** A chosen seat is a lit bulb: filled, glowing, with its number. */
function Bulb({ path, number, kind }: { path: string; number: string; kind: Props['kind'] }) {
  return (
    <g className="seat-bulb">
      <circle cx={1} cy={1} r={1.55} className="fill-seat-mine" opacity={0.18} />
      <path d={path} className="fill-seat-mine stroke-seat-mine" strokeWidth={0.1} />
      <Caption x={1} y={1.36} size={1} className="figures fill-seat-on-mine">
        {number}
      </Caption>
      {kind === 'love_right' && (
        <path d={HEART} transform="translate(0 1)" className="fill-seat-on-mine" />
      )}
    </g>
  );
}

function Glyph({ kind, tone }: { kind: Props['kind']; tone: string }) {
  if (kind === 'love_right') return <path d={HEART} transform="translate(0 1)" className={tone} />;
  if (kind === 'wheelchair') {
    return (
      <path
        d={WHEELCHAIR}
        className={`fill-none! ${tone}`}
        strokeWidth={0.15}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    );
  }
  if (kind === 'companion') return <path d={COMPANION} className={tone} strokeWidth={0.06} />;
  return null;
}

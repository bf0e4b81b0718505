/**
 * Turns a hall's geometry into something that can be drawn, walked with arrow keys and checked by rules.
 *
 * Coordinates are half seats: a seat is 2 wide and 2 deep, and two seats of one row are neighbours exactly when
 * their `x` differ by 2. A larger difference is an aisle. A plan holds only what never changes while a showtime
 * is on sale; who has which seat is kept apart, so that a live update touches no geometry.
 */
import type { components } from '../../api/schema';

export type SeatMapData = components['schemas']['SeatMap'];
/** A seat's place and kind; whose seat it is at the moment is no part of the plan. */
export type Seat = Omit<components['schemas']['Seat'], 'state' | 'mine'>;
export type SeatLayout = Pick<
  components['schemas']['SeatLayout'],
  'sections' | 'screen' | 'entrances'
>;

/** Width and depth of a seat, and so the distance of neighbours, in half seats. */
export const SEAT = 2;
/** Free depth put between two storeys, in half seats: room for the heading of the upper one. */
const STOREY_GAP = 5;
/** Free depth between the screen's line and the first row, so that the curve and its word fit. */
const SCREEN_DEPTH = 5;
/** Room for row labels at both ends of a row. */
const LABEL_WIDTH = 4;

export type PlanSeat = {
  seat: Seat;
  code: string;
  /** Left corner nearer the screen, in half seats of the drawing (storeys moved apart). */
  x: number;
  y: number;
  /** Index into `Plan.rows`, and place in that row. */
  row: number;
  column: number;
  /** Index into `Plan.runs`, and place in that run. */
  run: number;
  place: number;
};

export type PlanRow = {
  section: string;
  label: string;
  seats: PlanSeat[];
};

export type PlanStorey = { id: string; name: { zh: string; en: string }; x: number; y: number };

export type Plan = {
  rows: PlanRow[];
  /** Seats without an aisle between them, from left to right. */
  runs: PlanSeat[][];
  seats: PlanSeat[];
  byCode: ReadonlyMap<string, PlanSeat>;
  storeys: PlanStorey[];
  screen: { x0: number; x1: number; y: number };
  entrances: { x: number; y: number; label: { zh: string; en: string } }[];
  /** The drawing's extent in half seats. */
  bounds: { x: number; y: number; width: number; height: number };
};

type PlanInput = { layout: SeatLayout; seats: readonly Seat[] };

/** Groups seats into rows in the order of the plan; inside a row they stand by `x`. */
function groupRows(seats: readonly Seat[]): Seat[][] {
  const rows = new Map<string, Seat[]>();
  for (const seat of seats) {
    const key = `${seat.section}\u0000${seat.row}`;
    const row = rows.get(key);
    if (row) row.push(seat);
    else rows.set(key, [seat]);
  }
  return [...rows.values()].map((row) => [...row].sort((a, b) => a.x - b.x));
}

/** How far down each storey moves so that its heading has room above its first row. */
function storeyOffsets(layout: SeatLayout, seats: readonly Seat[]): Map<string, number> {
  const offsets = new Map<string, number>();
  const present = layout.sections.filter((section) =>
    seats.some((seat) => seat.section === section.id),
  );
  let moved = 0;
  let lastBottom = Number.NEGATIVE_INFINITY;
  for (const section of present) {
    const own = seats.filter((seat) => seat.section === section.id);
    const top = Math.min(...own.map((seat) => seat.y));
    if (top >= lastBottom && lastBottom !== Number.NEGATIVE_INFINITY) {
      moved += Math.max(0, STOREY_GAP - (top - lastBottom));
    }
    offsets.set(section.id, moved);
    lastBottom = Math.max(lastBottom, ...own.map((seat) => seat.y + SEAT));
  }
  return offsets;
}

/** Builds the plan of a hall. Seats of a section that the layout does not name are drawn where they say. */
export function buildPlan({ layout, seats }: PlanInput): Plan {
  const offsets = storeyOffsets(layout, seats);
  const rows: PlanRow[] = [];
  const runs: PlanSeat[][] = [];
  const all: PlanSeat[] = [];
  for (const group of groupRows(seats)) {
    const placed: PlanSeat[] = [];
    let run: PlanSeat[] = [];
    for (const seat of group) {
      const before = placed.at(-1);
      if (!before || seat.x - before.seat.x !== SEAT) {
        run = [];
        runs.push(run);
      }
      const item: PlanSeat = {
        seat,
        code: seat.seat_code,
        x: seat.x,
        y: seat.y + (offsets.get(seat.section) ?? 0),
        row: rows.length,
        column: placed.length,
        run: runs.length - 1,
        place: run.length,
      };
      placed.push(item);
      run.push(item);
      all.push(item);
    }
    const first = placed[0] as PlanSeat;
    rows.push({ section: first.seat.section, label: first.seat.row, seats: placed });
  }
  // A door moves with the storey whose rows begin above it.
  const moved = (y: number) =>
    Math.max(
      0,
      ...[...offsets].map(([section, offset]) =>
        seats.some((seat) => seat.section === section && seat.y <= y) ? offset : 0,
      ),
    );
  return {
    rows,
    runs,
    seats: all,
    byCode: new Map(all.map((seat) => [seat.code, seat])),
    storeys: storeys(layout, all),
    screen: layout.screen,
    entrances: layout.entrances.map((entrance) => ({
      ...entrance,
      y: entrance.y + moved(entrance.y),
    })),
    bounds: extent(layout, all),
  };
}

function storeys(layout: SeatLayout, seats: readonly PlanSeat[]): PlanStorey[] {
  const present = layout.sections.filter((section) =>
    seats.some((item) => item.seat.section === section.id),
  );
  if (present.length < 2) return [];
  const left = Math.min(...seats.map((item) => item.x));
  return present.map((section) => {
    const own = seats.filter((item) => item.seat.section === section.id);
    return {
      id: section.id,
      name: section.name,
      x: left,
      y: Math.min(...own.map((item) => item.y)),
    };
  });
}

function extent(layout: SeatLayout, seats: readonly PlanSeat[]): Plan['bounds'] {
  const xs = seats.map((item) => item.x);
  const ys = seats.map((item) => item.y);
  const left = Math.min(layout.screen.x0, ...xs) - LABEL_WIDTH;
  const right = Math.max(layout.screen.x1, ...xs.map((x) => x + SEAT)) + LABEL_WIDTH;
  const top = Math.min(layout.screen.y, ...ys.map((y) => y - SCREEN_DEPTH)) - 1;
  const bottom = Math.max(layout.screen.y, ...ys.map((y) => y + SEAT)) + 1;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * The seat nearest in the row above or below: what an arrow key up or down should reach. Nearness is measured
 * across, because rows of one hall have different lengths and offsets.
 */
export function verticalNeighbour(plan: Plan, from: PlanSeat, step: 1 | -1): PlanSeat | undefined {
  const row = plan.rows[from.row + step];
  if (!row) return undefined;
  return row.seats.reduce((best, item) =>
    Math.abs(item.x - from.x) < Math.abs(best.x - from.x) ? item : best,
  );
}

/** The next seat in the row, across aisles; undefined at the row's end. */
export function horizontalNeighbour(
  plan: Plan,
  from: PlanSeat,
  step: 1 | -1,
): PlanSeat | undefined {
  return plan.rows[from.row]?.seats[from.column + step];
}

/** From one label to the next, in sizes of its letters: closer, and two numbers read as one. */
const LABEL_LEADING = 1;

/**
 * The middle of each row's label at the side near `x`. A label stands level with its row's nearest
 * seat, because rows are curved; where two would touch, a short row in front of a long one, the one
 * behind moves back just as far as it must.
 */
export function labelHeights(plan: Plan, x: number, size: number): number[] {
  const least = size * LABEL_LEADING;
  const heights: number[] = [];
  let section: string | undefined;
  for (const row of plan.rows) {
    const nearest = row.seats.reduce((best, item) =>
      Math.abs(item.x + 1 - x) < Math.abs(best.x + 1 - x) ? item : best,
    );
    const before = row.section === section ? (heights.at(-1) ?? 0) : Number.NEGATIVE_INFINITY;
    heights.push(Math.max(nearest.y + 1, before + least));
    section = row.section;
  }
  return heights;
}

/**
 * Outlines of price zones as SVG path data in half seats. Every seat claims its cell; a strip of at most
 * `bridge` half seats between two rows of the same zone belongs to it too, so that a zone reads as one area while
 * aisles stay open.
 */
export function zoneOutlines(plan: Plan, bridge = 2): Map<string, string> {
  const { x: left, y: top, width, height } = plan.bounds;
  const cells: (string | undefined)[] = new Array(width * height).fill(undefined);
  const at = (x: number, y: number) => x - left + (y - top) * width;
  for (const item of plan.seats) {
    for (let dy = 0; dy < SEAT; dy++) {
      for (let dx = 0; dx < SEAT; dx++) cells[at(item.x + dx, item.y + dy)] = item.seat.zone;
    }
  }
  bridgeGaps(cells, width, height, bridge);
  const paths = new Map<string, string[]>();
  const zone = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? undefined : cells[x + y * width];
  const add = (name: string | undefined, segment: string) => {
    if (name === undefined) return;
    const list = paths.get(name);
    if (list) list.push(segment);
    else paths.set(name, [segment]);
  };
  // An edge belongs to the zone it bounds. It is drawn a hair inside that zone, so two zones never share a line.
  const inset = 0.08;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const own = zone(x, y);
      if (own === undefined) continue;
      const X = x + left;
      const Y = y + top;
      if (zone(x, y - 1) !== own) add(own, `M${X} ${Y + inset}h1`);
      if (zone(x, y + 1) !== own) add(own, `M${X} ${Y + 1 - inset}h1`);
      if (zone(x - 1, y) !== own) add(own, `M${X + inset} ${Y}v1`);
      if (zone(x + 1, y) !== own) add(own, `M${X + 1 - inset} ${Y}v1`);
    }
  }
  return new Map([...paths].map(([name, segments]) => [name, segments.join('')]));
}

function bridgeGaps(cells: (string | undefined)[], width: number, height: number, bridge: number) {
  for (let x = 0; x < width; x++) {
    let lastZone: string | undefined;
    let lastY = -1;
    for (let y = 0; y < height; y++) {
      const own = cells[x + y * width];
      if (own === undefined) continue;
      if (own === lastZone && y - lastY - 1 <= bridge) {
        for (let gap = lastY + 1; gap < y; gap++) cells[x + gap * width] = own;
      }
      lastZone = own;
      lastY = y;
    }
  }
}

// What there is to buy: showtimes as the API lists them, and pairs of seats in them that the rules of
// choosing allow in any order.

const DAY_MS = 864e5;

/** Reads JSON from the API. */
export async function read(url, path) {
    const answer = await fetch(`${url}/api/v1${path}`);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
}

/** Every showtime from tomorrow on, and its hall's pairs of seats. */
export async function readProgramme(url) {
    const showtimes = [];
    for (let day = 1; day <= 7; day += 1) {
        const date = new Date(Date.now() + day * DAY_MS).toISOString().slice(0, 10);
        let cursor = "";
        while (cursor !== null) {
            const page = await read(url, `/showtimes?date=${date}&limit=100${cursor}`);
            showtimes.push(...page.items.filter((item) => item.status === "on_sale"));
            cursor = page.next_cursor && `&cursor=${encodeURIComponent(page.next_cursor)}`;
        }
    }
    const pairs = new Map();
    for (const { id, hall } of showtimes) {
        if (!pairs.has(hall.id)) {
            pairs.set(hall.id, pairsOf((await read(url, `/showtimes/${id}/seats`)).seats));
        }
    }
    return showtimes.map((showtime) => ({ ...showtime, pairs: pairs.get(showtime.hall.id) }));
}

/**
 * Pairs of neighbours that leave nobody alone, whichever of them are sold. A stretch of open seats
 * is cut into pairs from its left end, so what stays free between them is always even; a stretch of
 * an odd number keeps its last three seats free.
 */
export function pairsOf(seats) {
    const rows = groupBy(seats, rowOf);
    const pairs = [];
    for (const row of rows.values()) {
        for (const stretch of stretchesOf(row)) {
            const usable = stretch.length % 2 === 0 ? stretch.length : stretch.length - 3;
            for (let at = 0; at + 1 < usable; at += 2) {
                const [left, right] = [stretch[at], stretch[at + 1]];
                const isPlain = left.kind === "normal" && right.kind === "normal";
                if (isPlain && left.zone === right.zone) {
                    pairs.push([left.seat_code, right.seat_code]);
                }
            }
        }
    }
    return pairs;
}

const rowOf = (seat) => `${seat.section} ${seat.row}`;

function groupBy(items, key) {
    const groups = new Map();
    for (const item of items) {
        const group = groups.get(key(item)) ?? [];
        group.push(item);
        groups.set(key(item), group);
    }
    return groups;
}

/** Open seats side by side: aisles, seats out of use and wheelchair places end a stretch. */
function stretchesOf(row) {
    const stretches = [];
    let last;
    for (const seat of row.toSorted((a, b) => a.x - b.x)) {
        const isOpen =
            seat.state === "available" && !["wheelchair", "companion"].includes(seat.kind);
        if (isOpen && last && seat.x - last.x === 2) {
            stretches.at(-1).push(seat);
        } else if (isOpen) {
            stretches.push([seat]);
        }
        last = isOpen ? seat : undefined;
    }
    return stretches;
}

/**
 * Wishes that do not get into each other's way: each pair once, one showtime after the other, and no
 * customer more than `atOnce` times or twice for one showtime (that would give the first seats back).
 */
export function wishes(showtimes, customers, atOnce) {
    const asked = customers.map(() => new Set());
    const found = [];
    let next = 0;
    const longest = Math.max(...showtimes.map((showtime) => showtime.pairs.length));
    for (let round = 0; round < longest; round += 1) {
        for (const showtime of showtimes.filter((one) => one.pairs.length > round)) {
            if (found.length >= customers.length * atOnce) return found;
            while (asked[next].has(showtime.id) && asked[next].size < atOnce) {
                next = (next + 1) % customers.length;
            }
            if (asked[next].size >= atOnce) return found;
            asked[next].add(showtime.id);
            found.push({ customer: next, showtime, seats: showtime.pairs[round] });
            next = (next + 1) % customers.length;
        }
    }
    return found;
}

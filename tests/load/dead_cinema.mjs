// "One dead cinema": what a cinema that never answers costs the customers of the others.
//
// Several cinemas sell at the same steady pace, each by makers of seat maps, locks and purchases,
// while visitors keep trying one more cinema. In turn that one answers and hangs; what is compared
// are the times of the others.

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { Customer, buy } from "./buyers.mjs";
import { addCustomers, uuidText } from "./customers.mjs";
import * as machine from "./machine.mjs";
import { pairsOf, read } from "./programme.mjs";

/** Codes of the cinemas in processes of their own; the last is the one that dies. */
const CODES = ["51018881", "51018882", "51018883", "51018889"];
/** Between two requests of a worker: the machine must not be what is measured. */
const PACE_MS = 25;
/** Visitors of the cinema that dies, at a time. */
const VISITORS = 8;
/** How long it may take until all programmes are there, or the dead one is back. */
const PATIENCE_S = 200;
/** Days from tomorrow on whose seats are bought. */
const DAYS = 4;
const DAY_MS = 864e5;

const CUSTOMERS = 4_000;

/** Starts the cinemas; they learn the platform's keys from the platform itself. */
async function startCinemas({ binaries, work, results, platform }) {
    const cinemas = [];
    for (const code of CODES) {
        const args = ["cinema", "--cinema-port", "0", "--cinema-code", code];
        args.push("--data", join(work, `cinema-${code}`), "--cinema-platform", platform);
        const log = join(results, `cinema-${code}.log`);
        const program = machine.start(join(binaries, "sandbox"), args, {}, log);
        await machine.until(`cinema ${code}`, 30, () => program.text.includes("\n"));
        const { url, public_key: key } = JSON.parse(program.text.split("\n")[0]);
        cinemas.push({ code, url, key, program });
    }
    return cinemas;
}

/** As `MARQUEE_DEMO_CINEMAS` wants them. */
const registrations = (cinemas) =>
    cinemas
        .map(({ url, code, key }) => `url=${url},code=${code},district=jinjiang,key=${key}`)
        .join(";");

/** The next days' showtimes of a cinema, each with its pairs of seats. */
async function showtimesOf(url, cinema) {
    const showtimes = [];
    const pairs = new Map();
    for (let day = 1; day <= DAYS; day += 1) {
        const date = new Date(Date.now() + day * DAY_MS).toISOString().slice(0, 10);
        const path = `/showtimes?date=${date}&cinema_id=${cinema.id}&limit=100`;
        const { items } = await read(url, path);
        for (const item of items.filter((one) => one.status === "on_sale")) {
            const { id } = item.hall;
            if (!pairs.has(id)) {
                pairs.set(id, pairsOf((await read(url, `/showtimes/${item.id}/seats`)).seats));
            }
            showtimes.push({ ...item, pairs: pairs.get(id) });
        }
    }
    return showtimes;
}

/** Every cinema that takes part, with what it plays: those of CODES, and one that is built in. */
async function readShops(url) {
    const list = await machine.until("all programmes", PATIENCE_S, async () => {
        const { items } = await read(url, "/cinemas?limit=100");
        const found = CODES.map((code) => items.find((one) => one.cinema_code === code));
        const builtIn = items.find((one) => !CODES.includes(one.cinema_code));
        return found.every(Boolean) && [builtIn, ...found];
    });
    const shops = [];
    for (const cinema of list) {
        const showtimes = await machine.until(cinema.cinema_code, PATIENCE_S, async () => {
            const some = await showtimesOf(url, cinema).catch(() => []);
            return some.length > 8 && some;
        });
        shops.push({ code: cinema.cinema_code, showtimes });
    }
    return shops;
}

/** Who does what in a cinema: each worker has showtimes of its own, so that nobody is in the way. */
class Worker {
    constructor(shop, place, people, token) {
        const mine = shop.showtimes.filter((_, at) => at % 3 === place);
        this.wishes = mine.flatMap((showtime) =>
            showtime.pairs.map((seats) => ({ showtime, seats })),
        );
        Object.assign(this, { shop, people, token, next: 0 });
    }

    wish() {
        const wish = this.wishes[this.next % this.wishes.length];
        this.next += 1;
        return wish;
    }

    /** Somebody who has bought nothing for a while. */
    customer(url) {
        return new Customer(url, this.token(this.people[this.next % this.people.length]));
    }
}

async function seatMap(url, worker) {
    const { showtime } = worker.wish();
    await read(url, `/showtimes/${showtime.id}/seats`);
}

/** Locks two seats and gives them back; only the lock is timed. */
async function lock(url, worker) {
    const customer = worker.customer(url);
    const { showtime, seats } = worker.wish();
    const begin = performance.now();
    const { id } = await customer.post("/seat-locks", { showtime_id: showtime.id, seats });
    const took = performance.now() - begin;
    await customer.delete(`/seat-locks/${id}`);
    return took;
}

async function purchase(url, worker) {
    const wish = worker.wish();
    if (worker.next > worker.wishes.length) throw new Error("too few seats for so long a run");
    const customer = worker.people[worker.next % worker.people.length];
    await buy(url, worker.token(customer), wish);
}

const DEEDS = { "seat map": seatMap, "seat lock": lock, purchase };

/** Does one deed after the other at a steady pace; their times. */
async function work(deed, url, worker, isOver, times) {
    while (!isOver()) {
        const begin = performance.now();
        const own = await deed(url, worker);
        times.push(own ?? performance.now() - begin);
        await pause(PACE_MS);
    }
}

/** Tries the cinema that dies, and counts what it is told. */
async function visit(url, worker, isOver, told) {
    const headers = { "Content-Type": "application/json" };
    while (!isOver()) {
        const { showtime, seats } = worker.wish();
        const person = worker.people[worker.next % worker.people.length];
        const begin = performance.now();
        const answer = await fetch(`${url}/api/v1/seat-locks`, {
            method: "POST",
            headers: {
                ...headers,
                Authorization: `Bearer ${worker.token(person)}`,
                "Idempotency-Key": randomUUID(),
            },
            body: JSON.stringify({ showtime_id: showtime.id, seats }),
        });
        const text = await answer.text();
        told.times.push(performance.now() - begin);
        told[answer.status] = (told[answer.status] ?? 0) + 1;
        if (answer.status === 201) {
            const customer = new Customer(url, worker.token(person));
            await customer.delete(`/seat-locks/${JSON.parse(text).id}`);
        }
        await pause(PACE_MS);
    }
}

/** All workers for so long; the times of the healthy cinemas' deeds, and what visitors were told. */
async function runPhase(url, crews, visitors, seconds) {
    const end = performance.now() + seconds * 1000;
    const isOver = () => performance.now() > end;
    const times = { "seat map": [], "seat lock": [], purchase: [] };
    const told = { times: [] };
    const works = crews.map(({ name, worker }) =>
        work(DEEDS[name], url, worker, isOver, times[name]),
    );
    const visits = visitors.map((worker) => visit(url, worker, isOver, told));
    await Promise.all([...works, ...visits]);
    return { times, told };
}

async function dial(cinema, faults) {
    const body = JSON.stringify({ faults });
    const base = new URL("/faults", cinema.url);
    const answer = await fetch(base, { method: "PUT", body });
    if (!answer.ok) throw new Error(`the dial answers ${answer.status}: ${await answer.text()}`);
}

const HANG = [{ operation: "any", kind: "hang", percent: 100 }];

const quantile = (sorted, q) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? 0;

function summary(times) {
    const sorted = times.toSorted((a, b) => a - b);
    return {
        count: sorted.length,
        p50: quantile(sorted, 0.5),
        p99: quantile(sorted, 0.99),
        max: sorted.at(-1) ?? 0,
    };
}

/** Waits until the cinema's breaker has let somebody through again. */
async function untilBack(url, shop) {
    await machine.until("the dead cinema to come back", PATIENCE_S, async () => {
        const { id } = shop.showtimes[0];
        const answer = await fetch(`${url}/api/v1/showtimes/${id}/seats`);
        await answer.text();
        return answer.ok;
    });
}

/**
 * Measures phases of `seconds`, in turn with all cinemas alive and with one dead, `repeats` times.
 * `startPlatform` starts one whose demo brings the given cinemas along.
 */
export async function measureDeadCinema({ seconds, repeats, key, database, places, ...rest }) {
    const { startPlatform, say } = rest;
    const port = await machine.freePort();
    const cinemas = await startCinemas({ ...rest, platform: `http://127.0.0.1:${port}` });
    const env = { MARQUEE_DEMO_CINEMAS: registrations(cinemas) };
    const { server, url } = await startPlatform(port, env, places);
    const people = addCustomers(database.server, database.name, CUSTOMERS, uuidText);
    const token = (person) => key.token(person);
    const shops = await readShops(url);
    const dead = cinemas.at(-1);
    const healthy = shops.filter((shop) => shop.code !== dead.code);
    const share = Math.floor(people.length / (3 * healthy.length + VISITORS));
    let taken = 0;
    const some = () => people.slice(taken, (taken += share));
    const crews = healthy.flatMap((shop) =>
        Object.keys(DEEDS).map((name, place) => ({
            name,
            worker: new Worker(shop, place, some(), token),
        })),
    );
    const theirs = shops.find((shop) => shop.code === dead.code);
    const visitors = Array.from(
        { length: VISITORS },
        (_, at) => new Worker(theirs, at % 3, some(), token),
    );
    say(`${healthy.length} healthy cinemas, ${crews.length} workers, ${VISITORS} visitors`);
    await runPhase(url, crews, visitors, 2);
    const phases = { alive: [], dead: [] };
    for (let repeat = 0; repeat < repeats; repeat += 1) {
        for (const phase of Object.keys(phases)) {
            say(`one dead cinema: ${phase}, ${repeat + 1} of ${repeats}`);
            await dial(dead, phase === "dead" ? HANG : []);
            phases[phase].push(await runPhase(url, crews, visitors, seconds));
        }
        await dial(dead, []);
        await untilBack(url, theirs);
    }
    await machine.stop(server);
    for (const { program } of cinemas) await machine.stop(program);
    return summarise(phases);
}

function summarise(phases) {
    const together = (phase, name) => summary(phases[phase].flatMap(({ times }) => times[name]));
    const rows = Object.keys(DEEDS).map((name) => ({
        name,
        alive: together("alive", name),
        dead: together("dead", name),
    }));
    const visits = (phase) => {
        const counts = {};
        for (const { told } of phases[phase]) {
            for (const [status, count] of Object.entries(told)) {
                if (status !== "times") counts[status] = (counts[status] ?? 0) + count;
            }
        }
        return { ...summary(phases[phase].flatMap(({ told }) => told.times)), answers: counts };
    };
    return { rows, visitors: { alive: visits("alive"), dead: visits("dead") } };
}

/** The figures as text. */
export function reportDeadCinema({ rows, visitors }) {
    const cell = (value) => value.toFixed(1).padStart(9);
    const line = ({ name, alive, dead }) =>
        `${name.padEnd(10)}${String(alive.count).padStart(7)}${String(dead.count).padStart(7)}` +
        [alive.p50, dead.p50, alive.p99, dead.p99].map(cell).join("") +
        cell(dead.p50 / alive.p50) +
        cell(dead.p99 / alive.p99);
    const answers = (phase) =>
        Object.entries(visitors[phase].answers)
            .map(([status, count]) => `${count} x ${status}`)
            .join(", ");
    return `
One dead cinema: milliseconds at the healthy ones, while it answers and while it hangs
deed        n alive n dead p50 alive p50 dead p99 alive p99 dead p50 ratio p99 ratio
${rows.map(line).join("\n")}

Its own visitors: ${answers("alive")} (p99 ${visitors.alive.p99.toFixed(0)} ms) while it answers;
${answers("dead")} (p50 ${visitors.dead.p50.toFixed(0)} ms, p99 ${visitors.dead.p99.toFixed(0)} ms) while it hangs.
`;
}

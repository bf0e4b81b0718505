// `make bench`: what the platform does in a second, beside what the database alone can do.
// README.md says what is measured and how to read it. Started by bench.sh beside a PostgreSQL.

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { buyFor, order } from "./buyers.mjs";
import { addCustomers, TokenKey, uuidBlob, uuidText } from "./customers.mjs";
import { measureDeadCinema, reportDeadCinema } from "./dead_cinema.mjs";
import * as machine from "./machine.mjs";
import { readProgramme, wishes } from "./programme.mjs";
import { report } from "./report.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const binaries = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release");
const results = join(root, "target", "bench");

const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 2);
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 12_000);
const ONLY = process.env.BENCH_ONLY?.split(",");

/** Locks that one customer may hold without ordering. */
const AT_ONCE = 4;

/** What is measured through HTTP, and the limit beside it: a script and its clients. */
const CASES = [
    { name: "seat lock", clients: 1, limit: "lock", limitClients: 1 },
    { name: "seat lock", clients: 32, limit: "lock", limitClients: 32 },
    { name: "seat lock", clients: 64, limit: "lock", limitClients: 64 },
    { name: "seat lock", clients: 256, limit: "lock", limitClients: 64 },
    { name: "sold out", clients: 32, limit: "sold_out", limitClients: 32 },
    { name: "seat map", clients: 32, limit: "seat_map", limitClients: 32 },
    { name: "showtime list", clients: 32, limit: "list", limitClients: 32 },
    { name: "order", clients: 32, limit: "order", limitClients: 32 },
];

const PLATFORM = "marquee_bench";
const DEAD = "marquee_dead_cinema";
const LIMIT = "marquee_limit";

const work = mkdtempSync(join(process.env.TMPDIR ?? tmpdir(), "marquee-bench."));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
mkdirSync(results, { recursive: true });

const say = (text) => process.stderr.write(`${text}\n`);
const wanted = (name) => !ONLY || ONLY.includes(name);

async function startSandbox() {
    const data = join(work, "sandbox");
    const ports = ["--bank-port", "0", "--phone-port", "0", "--cinema-port", "0"];
    const args = ["serve", ...ports, "--data", data];
    const sandbox = machine.start(
        join(binaries, "sandbox"),
        args,
        {},
        join(results, "sandbox.log"),
    );
    await machine.until("the sandbox", 30, () => sandbox.text.includes("\n"));
    return { sandbox, places: JSON.parse(sandbox.text.split("\n")[0]) };
}

/** Starts the platform on an empty database and waits until it is ready. */
async function startPlatform(name, databaseUrl, key, places, more = {}) {
    const port = more.port ?? (await machine.freePort());
    const env = {
        MARQUEE_ENV: "demo",
        MARQUEE_DATA: join(work, name),
        MARQUEE_PORT: String(port),
        MARQUEE_PUBLIC_URL: `http://127.0.0.1:${port}`,
        MARQUEE_UNIONPAY_URL: places.bank,
        MARQUEE_UNIONPAY_KEYS: places.keys,
        MARQUEE_SMS_URL: `${places.phone}/sms`,
        MARQUEE_JWT_KEY_FILE: key.file,
        MARQUEE_LOCK_TTL_S: "900",
        DATABASE_URL: databaseUrl,
        ...more.env,
    };
    const log = join(results, `${name}.log`);
    const marquee = join(binaries, "marquee");
    say(`importing the catalogue (${name})`);
    const imported = await machine.measure(marquee, ["seed"], {
        cwd: root,
        env: { ...process.env, ...env },
    });
    say(imported.out.trim());
    process.chdir(root);
    const server = machine.start(marquee, ["serve"], env, log);
    const url = env.MARQUEE_PUBLIC_URL;
    await machine.until("the platform", 60, async () => {
        if (server.exitCode !== null) throw new Error(`the platform ended; see ${log}`);
        const answer = await fetch(`${url}/api/v1/health/ready`).catch(() => undefined);
        return answer?.ok;
    });
    return { server, url };
}

/** Counters before and after; all of the machine's noise that can be told apart. */
class Meter {
    constructor(postgres, pids) {
        this.postgres = postgres;
        this.pids = pids;
        this.before = this.#read();
    }

    #read() {
        const own = this.pids.map((pid) => machine.cpuMs(pid));
        return {
            at: performance.now(),
            busy: machine.busyMs(),
            wal: this.postgres?.wal() ?? { syncs: 0, bytes: 0, pages: 0 },
            database: this.postgres ? machine.cpuMs(this.postgres.pid, true) : 0,
            programs: own.reduce((sum, ms) => sum + ms, 0),
        };
    }

    /** Per operation, given their number and the CPU time of the generator. */
    finish(count, generatorMs) {
        const [before, after] = [this.before, this.#read()];
        const database = after.database - before.database;
        const programs = after.programs - before.programs;
        const busy = after.busy - before.busy;
        const wall = (after.at - before.at) * machine.cores;
        if (!count) throw new Error("nothing was answered in the time of a run");
        const per = (value) => value / count;
        return {
            wal_syncs: per(after.wal.syncs - before.wal.syncs),
            wal_bytes: per(after.wal.bytes - before.wal.bytes),
            wal_pages: per(after.wal.pages - before.wal.pages),
            cpu_ms: per(database + programs),
            database_ms: per(database),
            others_percent: Math.max(0, ((busy - database - programs - generatorMs) / wall) * 100),
        };
    }
}

const quantile = (sorted, q) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? 0;

/** One run of pgbench against the smallest tables. */
async function runLimit(postgres, script, clients) {
    postgres.run(LIMIT, readFileSync(join(here, "limit", "reset.sql"), "utf8"));
    const before = Number(postgres.run(LIMIT, "SELECT count(*) FROM orders;"));
    const logs = mkdtempSync(join(work, "pgbench."));
    const meter = new Meter(postgres, []);
    const file = join(here, "limit", `${script}.sql`);
    const args = [
        ...postgres.options,
        "-n",
        "-M",
        "prepared",
        "-c",
        clients,
        "-j",
        Math.min(2, clients),
        "-T",
        SECONDS,
        "-l",
        "--log-prefix=times",
        "--sampling-rate=0.2",
        "-f",
        file,
        LIMIT,
    ];
    const { out, cpuMs } = await machine.measure("pgbench", args.map(String), { cwd: logs });
    const done = Number(out.match(/actually processed: (\d+)/)[1]);
    const added = Number(postgres.run(LIMIT, "SELECT count(*) FROM orders;")) - before;
    // Random pairs meet now and then: only what found its seats free counts.
    const count = script === "lock" ? added : done;
    const counters = meter.finish(count, cpuMs);
    const times = readdirSync(logs)
        .flatMap((name) => readFileSync(join(logs, name), "utf8").trim().split("\n"))
        .map((line) => Number(line.split(" ")[2]) / 1000)
        .sort((a, b) => a - b);
    const rate = (Number(out.match(/tps = ([\d.]+)/)[1]) * count) / done;
    return {
        rate,
        p50: quantile(times, 0.5),
        p95: quantile(times, 0.95),
        p99: quantile(times, 0.99),
        ...counters,
    };
}

/** The platform with people and wishes, on either database. */
class Shop {
    constructor({ database, url, server, key, people, uuid }) {
        Object.assign(this, { database, url, server, key, people, uuid });
        this.lines = join(work, "requests.txt");
        this.tokens = join(work, "tokens.txt");
    }

    token = (wish) => this.key.token(this.people[wish.customer]);

    /** Empties what the last run locked; what was ordered and what was sold stays. */
    reset() {
        const ordered = "SELECT seat_lock_id FROM orders";
        this.database.run(
            PLATFORM,
            [
                "DELETE FROM idempotency_keys",
                `DELETE FROM bo_session_seats WHERE state = 'locked' AND client_lock_id NOT IN (${ordered})`,
                `DELETE FROM bo_locks WHERE client_lock_id NOT IN (${ordered})`,
                `DELETE FROM seat_locks WHERE id NOT IN (${ordered})`,
            ].join(";\n") + ";\n",
        );
        if (this.database instanceof machine.Postgres) {
            this.database.run(PLATFORM, "VACUUM ANALYZE;");
            this.database.run(PLATFORM, "CHECKPOINT;");
        }
    }

    /** Sells seats past the API, so that a showtime is full or half full. */
    sell(showtime, seats) {
        const rows = seats.map((seat) => `('${seat}')`).join(", ");
        this.database.run(
            PLATFORM,
            `
            INSERT INTO bo_session_seats (session_id, seat_code, state, client_lock_id)
            SELECT session_id, column1, 'sold', ${this.uuid("00000000-0000-0000-0000-000000000001")}
            FROM bo_sessions, (VALUES ${rows}) AS seats
            WHERE session_code = '${showtime.session_code}';
        `,
        );
    }

    /** Locks in the database that no order has: seats, claims of the box office, rows of ours. */
    locks() {
        const ordered = "(SELECT seat_lock_id FROM orders)";
        const counts = this.database.run(
            PLATFORM,
            `
            SELECT
            (SELECT count(*) FROM bo_session_seats WHERE state = 'locked'
                AND client_lock_id NOT IN ${ordered}),
            (SELECT count(*) FROM bo_locks WHERE state = 'held' AND client_lock_id NOT IN ${ordered}),
            (SELECT count(*) FROM seat_locks WHERE status = 'held' AND id NOT IN ${ordered});
        `,
        );
        const [seats, claims, rows] = counts.split("|").map(Number);
        return { seats, claims, rows };
    }

    /** One run of wrk; `requests` are paths with a customer and, for a POST, a body. */
    async run(requests, mode, clients, postgres, expectFailures) {
        writeFileSync(this.tokens, this.people.map((person) => this.key.token(person)).join("\n"));
        const line = ({ path, customer = -1, body }) =>
            `/api/v1${path}\t${customer + 1}\t${body ? JSON.stringify(body) : ""}`;
        writeFileSync(this.lines, `${requests.map(line).join("\n")}\n`);
        const meter = new Meter(postgres, [this.server.pid]);
        const args = [
            "-t1",
            `-c${clients}`,
            `-d${SECONDS}s`,
            "--timeout",
            "20s",
            "-s",
            join(here, "requests.lua"),
            this.url,
            "--",
            this.lines,
            this.tokens,
            mode,
        ];
        const { out, cpuMs } = await machine.measure("wrk", args);
        const seen = JSON.parse(out.trim().split("\n").pop());
        if (seen.ran_out) throw new Error("too few requests were prepared");
        const isRight = expectFailures ? seen.failed === seen.requests : seen.failed === 0;
        if (!isRight || seen.broken) throw new Error(`${requests[0].path}: ${out}`);
        const counters = meter.finish(seen.requests, cpuMs);
        const { p50, p95, p99, requests: count, seconds } = seen;
        return { rate: count / seconds, count, p50, p95, p99, ...counters };
    }

    /** Locks every pair once, and compares what the generator saw with what the database has. */
    async lockSeats(jobs, clients, postgres) {
        this.reset();
        const requests = jobs.map(({ customer, showtime, seats }) => ({
            path: "/seat-locks",
            customer,
            body: { showtime_id: showtime.id, seats },
        }));
        const seen = await this.run(requests, "once", clients, postgres, false);
        const locks = await machine.until("the last locks", 20, () => {
            const found = this.locks();
            const { seats, claims, rows } = found;
            return seats === 2 * claims && claims === rows && found;
        });
        const unseen = locks.rows - seen.count;
        if (unseen < 0 || unseen > clients) {
            throw new Error(
                `${seen.count} locks were answered, but the database has ${locks.rows}`,
            );
        }
        return seen;
    }
}

/** Showtimes for each purpose, so that no measurement disturbs another. */
async function prepare(shop) {
    const all = await readProgramme(shop.url);
    const middle = all.filter(({ seats_total: total }) => total >= 150 && total <= 250);
    const full = middle[0];
    const half = middle.slice(1, 51);
    const set = new Set([full, ...half]);
    const jobs = wishes(
        all.filter((one) => !set.has(one)),
        shop.people,
        AT_ONCE,
    );
    shop.sell(full, full.pairs.flat());
    for (const showtime of half)
        shop.sell(
            showtime,
            showtime.pairs.flat().filter((_, at) => at % 4 < 2),
        );
    const ordered = jobs.splice(-100);
    const orders = [];
    for (const wish of ordered) {
        orders.push({ wish, id: (await order(shop.url, shop.token(wish), wish)).id });
    }
    say(
        `${all.length} showtimes, ${jobs.length} pairs of seats for ${shop.people.length} customers`,
    );
    return { full, half, jobs, orders };
}

function readsOf(name, { full, half, orders }, shop) {
    switch (name) {
        case "sold out":
            return shop.people.map((_, customer) => {
                const seats = full.pairs[customer % full.pairs.length];
                return { path: "/seat-locks", customer, body: { showtime_id: full.id, seats } };
            });
        case "seat map":
            return half.map(({ id }) => ({ path: `/showtimes/${id}/seats` }));
        case "showtime list":
            return half.map(({ cinema, business_date: date }) => ({
                path: `/showtimes?cinema_id=${cinema.id}&date=${date}&limit=20`,
            }));
        case "order":
            return orders.map(({ wish, id }) => ({
                path: `/orders/${id}`,
                customer: wish.customer,
            }));
        default:
            throw new Error(name);
    }
}

async function measureCase(one, stock, shop, postgres) {
    const limit = await runLimit(postgres, one.limit, one.limitClients);
    const platform =
        one.name === "seat lock"
            ? await shop.lockSeats(stock.jobs, one.clients, postgres)
            : await shop.run(
                  readsOf(one.name, stock, shop),
                  "again",
                  one.clients,
                  postgres,
                  one.name === "sold out",
              );
    return { name: one.name, clients: one.clients, limit, platform };
}

async function measurePurchases(stock, shop, postgres, sandbox) {
    shop.reset();
    await buyFor(1, 2, shop.url, stock.jobs.splice(-50), shop.token);
    const ticketed = () =>
        Number(postgres.run(PLATFORM, "SELECT count(*) FROM orders WHERE status = 'ticketed';"));
    const before = ticketed();
    const meter = new Meter(postgres, [shop.server.pid, sandbox.pid]);
    const { times, seconds } = await buyFor(3 * SECONDS, 8, shop.url, stock.jobs, shop.token);
    const counters = meter.finish(times.length, 0);
    if (ticketed() - before !== times.length) throw new Error("orders without their tickets");
    times.sort((a, b) => a - b);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => quantile(times, q));
    // The generator is this process, and counts among the others here.
    const platform = { rate: times.length / seconds, p50, p95, p99, ...counters };
    return { name: "purchase", clients: 8, platform };
}

async function measureSqlite(key, places) {
    const { server, url } = await startPlatform("sqlite", "", key, places);
    const tool = join(here, "sqlite_tool.py");
    const database = new machine.Sqlite(join(work, "sqlite", "marquee.db"), tool);
    const people = addCustomers(database, "", 2_000, uuidBlob);
    const shop = new Shop({ database, url, server, key, people, uuid: uuidBlob });
    const jobs = wishes(await readProgramme(url), people, AT_ONCE);
    const rows = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        const file = join(work, `limit-${repeat}.db`);
        const { out } = await machine.measure("python3", [tool, "limit", file, String(SECONDS)]);
        const platform = await shop.lockSeats(jobs, 8, undefined);
        const limit = { rate: Number(out) };
        rows.push({ name: "seat lock, SQLite", clients: 8, limit, platform });
    }
    await machine.stop(server);
    return rows;
}

/** A platform of its own, so that nothing of it disturbs the others. */
async function oneDeadCinema(postgres, key, places) {
    postgres.run("postgres", `CREATE DATABASE ${DEAD};`);
    const start = (port, env, outside) =>
        startPlatform("dead-cinema", postgres.url(DEAD), key, outside, { port, env });
    return measureDeadCinema({
        seconds: 3 * SECONDS,
        repeats: REPEATS,
        key,
        places,
        database: { server: postgres, name: DEAD },
        startPlatform: start,
        binaries,
        work,
        results,
        say,
    });
}

/** What stands beside the database's limit, and a purchase. */
async function measureRates(postgres, key, { sandbox, places }) {
    for (const name of [PLATFORM, LIMIT]) postgres.run("postgres", `CREATE DATABASE ${name};`);
    postgres.run(LIMIT, readFileSync(join(here, "limit", "schema.sql"), "utf8"));
    const { server, url } = await startPlatform("postgres", postgres.url(PLATFORM), key, places);
    const people = addCustomers(postgres, PLATFORM, CUSTOMERS, uuidText);
    const shop = new Shop({ database: postgres, url, server, key, people, uuid: uuidText });
    const stock = await prepare(shop);
    const rows = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        for (const one of CASES.filter(({ name }) => wanted(name))) {
            say(`${one.name}, ${one.clients} clients, ${repeat + 1} of ${REPEATS}`);
            rows.push(await measureCase(one, stock, shop, postgres));
        }
    }
    if (wanted("purchase")) rows.push(await measurePurchases(stock, shop, postgres, sandbox));
    const memory = readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1];
    await machine.stop(server);
    if (wanted("sqlite")) rows.push(...(await measureSqlite(key, places)));
    return { rows, memory };
}

async function main() {
    const postgres = new machine.Postgres(process.env.DATABASE_URL);
    const key = new TokenKey(join(work, "tokens.pem"));
    const outside = await startSandbox();
    const isOnlyDead = ONLY?.every((name) => name === "dead cinema");
    const rates = isOnlyDead ? undefined : await measureRates(postgres, key, outside);
    const dead = wanted("dead cinema") && (await oneDeadCinema(postgres, key, outside.places));
    await machine.stop(outside.sandbox);
    const summary = {
        seconds: SECONDS,
        repeats: REPEATS,
        ...(rates && { peak_memory_mib: Math.round(rates.memory / 1024), rows: rates.rows }),
        ...(dead && { one_dead_cinema: dead }),
    };
    writeFileSync(join(results, "bench.json"), `${JSON.stringify(summary, null, 2)}\n`);
    if (rates) process.stdout.write(report(summary));
    if (dead) process.stdout.write(reportDeadCinema(dead));
}

await main();

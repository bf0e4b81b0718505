// What the benchmark knows of the machine: processes it started and the CPU time they took, the
// databases, free ports.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { cpus } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** How many processors there are. */
export const cores = cpus().length;

/** Milliseconds in one tick of /proc; Linux has 100 ticks a second on every common machine. */
const TICK_MS = 10;

const running = new Set();

/** Starts a program of ours; it ends with the benchmark at the latest. */
export function start(program, args, env, log) {
    const out = openSync(log, "a");
    const options = { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", out] };
    const child = spawn(program, args, options);
    child.text = "";
    child.stdout.on("data", (data) => {
        child.text += data;
    });
    running.add(child);
    child.on("exit", () => running.delete(child));
    return child;
}

export async function stop(child) {
    if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
    }
}

process.on("exit", () => {
    for (const child of running) child.kill("SIGKILL");
});

/** Runs a program to its end without blocking; its output and the CPU milliseconds it took. */
export async function measure(program, args, options = {}) {
    const script = 'TIMEFORMAT="cpu %3U %3S"; time "$@"';
    const child = spawn("bash", ["-c", script, "bash", program, ...args], {
        env: { ...process.env, LC_ALL: "C" },
        ...options,
    });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (data) => {
        out += data;
    });
    child.stderr.on("data", (data) => {
        errors += data;
    });
    const [status] = await once(child, "close");
    const times = errors.match(/cpu ([\d.]+) ([\d.]+)\s*$/);
    if (status !== 0 || !times) throw new Error(`${program} failed: ${errors}${out}`);
    return { out, cpuMs: (Number(times[1]) + Number(times[2])) * 1000 };
}

export async function until(what, seconds, look) {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
        const seen = await look();
        if (seen) return seen;
        if (Date.now() > deadline) throw new Error(`in vain waited for ${what}`);
        await pause(50);
    }
}

export async function freePort() {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address();
    server.close();
    await once(server, "close");
    return port;
}

function ticks(stat) {
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
        parent: Number(fields[1]),
        own: +fields[11] + +fields[12],
        ended: +fields[13] + +fields[14],
    };
}

/** CPU milliseconds that a process has taken, with its children when they are asked for. */
export function cpuMs(pid, withChildren = false) {
    const root = ticks(readFileSync(`/proc/${pid}/stat`, "latin1"));
    let total = root.own;
    if (withChildren) {
        total += root.ended;
        for (const other of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
            try {
                const { parent, own } = ticks(readFileSync(`/proc/${other}/stat`, "latin1"));
                if (parent === pid) total += own;
            } catch {
                // It ended in between; its parent has its time.
            }
        }
    }
    return total * TICK_MS;
}

/** CPU milliseconds of the whole machine that were not idle. */
export function busyMs() {
    const times = cpus().map((cpu) => cpu.times);
    return times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.irq, 0);
}

/** The PostgreSQL that `with_postgres.sh` started. */
export class Postgres {
    constructor(url) {
        this.home = new URL(url).searchParams.get("host");
        const file = readFileSync(join(this.home, "data", "postmaster.pid"), "utf8");
        this.pid = Number(file.split("\n")[0]);
        this.options = ["-h", this.home, "-U", "marquee"];
    }

    url(database) {
        return `postgres://marquee@localhost/${database}?host=${this.home}`;
    }

    /** Runs SQL text; the last row, its columns separated by `|`. */
    run(database, sql) {
        const args = [...this.options, "-d", database, "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-"];
        const options = { input: sql, encoding: "utf8", maxBuffer: 1 << 28 };
        const { status, stdout, stderr } = spawnSync("psql", args, options);
        if (status !== 0) throw new Error(`psql: ${stderr}`);
        return stdout.trim().split("\n").pop();
    }

    /** Counters of the write-ahead log since the start: flushes, bytes, whole pages. */
    wal() {
        const sql = "SELECT wal_sync, wal_bytes, wal_fpi FROM pg_stat_wal;";
        const [syncs, bytes, pages] = this.run("postgres", sql).split("|").map(Number);
        return { syncs, bytes, pages };
    }
}

/** An SQLite file, written past the server. */
export class Sqlite {
    constructor(file, tool) {
        this.file = file;
        this.tool = tool;
    }

    run(_, sql) {
        const options = { input: sql, encoding: "utf8", maxBuffer: 1 << 28 };
        const { status, stdout, stderr } = spawnSync(
            "python3",
            [this.tool, "run", this.file],
            options,
        );
        if (status !== 0) throw new Error(`sqlite_tool.py: ${stderr}`);
        return stdout.trim();
    }
}

// The table that the benchmark prints: medians over its repetitions.

const COLUMNS = [
    ["what", 18],
    ["clients", 7],
    ["per s", 8],
    ["limit/s", 8],
    ["ratio", 6],
    ["p50 ms", 8],
    ["p95 ms", 8],
    ["p99 ms", 8],
    ["limit p99", 9],
    ["CPU ms", 7],
    ["of it DB", 8],
    ["limit CPU", 9],
    ["syncs", 6],
    ["limit", 6],
    ["WAL B", 7],
    ["limit", 6],
    ["pages", 6],
    ["limit", 6],
    ["others %", 8],
];

export function median(values) {
    const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
    if (!sorted.length) return undefined;
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function show(value, digits) {
    return value === undefined ? "-" : value.toFixed(digits);
}

function cells(name, clients, rows) {
    const of = (side, key) => median(rows.map((row) => row[side]?.[key]));
    const ratio = median(rows.map(({ platform, limit }) => limit && platform.rate / limit.rate));
    return [
        name,
        clients,
        show(of("platform", "rate"), 0),
        show(of("limit", "rate"), 0),
        show(ratio, 3),
        show(of("platform", "p50"), 1),
        show(of("platform", "p95"), 1),
        show(of("platform", "p99"), 1),
        show(of("limit", "p99"), 1),
        show(of("platform", "cpu_ms"), 2),
        show(of("platform", "database_ms"), 2),
        show(of("limit", "cpu_ms"), 2),
        show(of("platform", "wal_syncs"), 2),
        show(of("limit", "wal_syncs"), 2),
        show(of("platform", "wal_bytes"), 0),
        show(of("limit", "wal_bytes"), 0),
        show(of("platform", "wal_pages"), 2),
        show(of("limit", "wal_pages"), 2),
        show(of("platform", "others_percent"), 0),
    ];
}

/** The table as text. */
export function report({ rows, seconds, repeats, peak_memory_mib: memory }) {
    const groups = new Map();
    for (const row of rows) {
        const key = `${row.name}\t${row.clients}`;
        groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const lines = [COLUMNS.map(([name]) => name)];
    for (const [key, group] of groups) lines.push(cells(...key.split("\t"), group));
    const pad = (cell, at) =>
        at === 0 ? String(cell).padEnd(COLUMNS[at][1]) : String(cell).padStart(COLUMNS[at][1]);
    const table = lines.map((line) => line.map(pad).join(" ")).join("\n");
    return `
${table}

Medians of ${repeats} runs of ${seconds} s each, platform and limit in turn. CPU, syncs and WAL bytes are
for one operation, of the server and its database (and the sandbox, for a purchase). "others" is the
CPU that other programs took meanwhile. The server's memory was at most ${memory} MiB.
`;
}

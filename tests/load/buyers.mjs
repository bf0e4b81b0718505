// Customers who buy: lock, order, pay at the sandbox bank's cashier as a browser would, and look at
// the order until it has its tickets.

import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const TEST_CARD = "6216261000000000018";

/** How often a buyer looks whether the tickets are there. */
const LOOK_MS = 25;

/** How long a purchase may take before it counts as failed. */
const PATIENCE_MS = 30_000;

const agent = new Agent({ keepAlive: true });

/** Sends one request; the status and the text of the answer. */
function send(method, url, headers = {}, body = "") {
    return new Promise((resolve, reject) => {
        const length = { "Content-Length": Buffer.byteLength(body) };
        const options = { method, agent, headers: { ...headers, ...length } };
        const sent = request(url, options, (answer) => {
            const parts = [];
            answer.on("data", (part) => parts.push(part));
            answer.on("error", reject);
            answer.on("end", () => {
                const text = Buffer.concat(parts).toString();
                resolve({ status: answer.statusCode, text });
            });
        });
        sent.on("error", reject);
        sent.end(body);
    });
}

async function expect(status, method, url, headers, body) {
    const answer = await send(method, url, headers, body);
    if (answer.status !== status) {
        throw new Error(`${method} ${url}: ${answer.status} ${answer.text.slice(0, 300)}`);
    }
    return answer.text;
}

/** Somebody with a token, at the platform's API. */
export class Customer {
    constructor(url, token) {
        this.url = `${url}/api/v1`;
        this.headers = { Authorization: `Bearer ${token}` };
    }

    async get(path) {
        return JSON.parse(await expect(200, "GET", this.url + path, this.headers));
    }

    async delete(path) {
        await expect(204, "DELETE", this.url + path, this.headers);
    }

    async post(path, wish) {
        const headers = {
            ...this.headers,
            "Content-Type": "application/json",
            "Idempotency-Key": randomUUID(),
        };
        return JSON.parse(
            await expect(201, "POST", this.url + path, headers, JSON.stringify(wish)),
        );
    }
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** Locks the wished seats and orders them. */
export async function order(url, token, { showtime, seats }) {
    const customer = new Customer(url, token);
    const lock = await customer.post("/seat-locks", { showtime_id: showtime.id, seats });
    return customer.post("/orders", { seat_lock_id: lock.id });
}

/** Buys the wished seats, up to the tickets. */
export async function buy(url, token, wish) {
    const customer = new Customer(url, token);
    const { id } = await order(url, token, wish);
    const payment = await customer.post("/payments", { order_id: id, method: "unionpay" });
    const cashier = payment.next_action;
    const fields = new URLSearchParams(cashier.fields).toString();
    const page = await expect(200, "POST", cashier.url, FORM, fields);
    const path = page.match(/action="([^"]+)"/)[1].replaceAll("&amp;", "&");
    const pressed = new URLSearchParams({ card: TEST_CARD, outcome: "pay" }).toString();
    const paid = await send("POST", new URL(path, cashier.url).href, FORM, pressed);
    if (paid.status >= 400) throw new Error(`the cashier answers ${paid.status}`);
    const deadline = Date.now() + PATIENCE_MS;
    while ((await customer.get(`/orders/${id}`)).status !== "ticketed") {
        if (Date.now() > deadline) throw new Error(`order ${id} gets no tickets`);
        await pause(LOOK_MS);
    }
}

/**
 * Lets `count` customers at a time buy for so many seconds. Each wish is bought once, by the customer
 * whose token it names.
 */
export async function buyFor(seconds, count, url, wishes, tokenOf) {
    const begin = performance.now();
    const end = begin + seconds * 1000;
    const times = [];
    let next = 0;
    const buyer = async () => {
        while (performance.now() < end && next < wishes.length) {
            const wish = wishes[next];
            next += 1;
            const started = performance.now();
            await buy(url, tokenOf(wish), wish);
            times.push(performance.now() - started);
        }
    };
    await Promise.all(Array.from({ length: count }, buyer));
    return { times, seconds: (performance.now() - begin) / 1000 };
}

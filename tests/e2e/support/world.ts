import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ownShowtime, Person } from './api';
import { OUTPUT, program, webApp } from './places';

/** Starting may take this long on a busy machine before something must be wrong. */
const DEADLINE_MS = 60_000;

/** What the sandbox says when it is open. */
interface Opened {
  bank: string;
  phone: string;
  cinema: { url: string; public_key: string } | null;
}

interface Child {
  process: ChildProcess;
  name: string;
}

/**
 * How old the world is when the tests begin, in seconds. A day and an hour: the day of its sales is
 * over for certain, and sealed.
 */
const AGE_S = 25 * 3_600;

/**
 * Starts what `make run` starts, on free ports with an empty data directory, and answers with the
 * function that stops it again. The tests find the addresses in the environment. The world is a day
 * old when the tests begin: it has sales of yesterday.
 */
export default async function startWorld(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'marquee-e2e-'));
  mkdirSync(OUTPUT, { recursive: true });
  const children: Child[] = [];
  const close = async () => {
    for (const child of children.splice(0).reverse()) await end(child);
  };
  const stop = async () => {
    await close();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const ports = { port: await freePort(), appPort: await freePort() };
    await open({ data, ...ports, shiftS: -AGE_S, children });
    await sellYesterday();
    await close();
    await open({ data, ...ports, shiftS: 0, children });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

interface World {
  data: string;
  port: number;
  /** Where the sandbox serves somebody else's application. */
  appPort: number;
  /** How far its clocks are ahead of ours, in seconds. */
  shiftS: number;
  /** What it starts, in the order of starting. */
  children: Child[];
}

async function open({ data, port, appPort, shiftS, children }: World): Promise<void> {
  const site = `http://127.0.0.1:${port}`;
  // The other maker's cinema knows the platform by its keys; nobody has told the platform of it.
  const keys = execFileSync(program('marquee'), ['keys'], {
    env: { ...process.env, MARQUEE_DATA: data, DATABASE_URL: '' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const shared = {
    MARQUEE_DATA: data,
    MARQUEE_APP_PORT: String(appPort),
    MARQUEE_CLOCK_SHIFT_S: String(shiftS),
  };
  const sandbox = start('sandbox', ['serve', '--bank-port', '0', '--phone-port', '0'], {
    ...shared,
    MARQUEE_CINEMA_PORT: '0',
    MARQUEE_CINEMA_TRUST: keys.trim().split(/\s+/).join(','),
    MARQUEE_CINEMA_PLATFORM: site,
  });
  children.push(sandbox);
  const said = await within(firstLine(sandbox), 'the sandbox');
  const { bank, phone, cinema } = JSON.parse(said) as Opened;
  const marquee = start('marquee', ['serve'], {
    ...shared,
    MARQUEE_PORT: String(port),
    MARQUEE_BANK_PORT: new URL(bank).port,
    MARQUEE_PHONE_PORT: new URL(phone).port,
    MARQUEE_WEB: webApp(),
    DATABASE_URL: '',
  });
  children.push(marquee);
  // It prints its addresses when it listens and its catalogue is there.
  await within(firstLine(marquee), 'Marquee');
  Object.assign(process.env, {
    E2E_SITE: site,
    E2E_BANK: bank,
    E2E_PHONE: phone,
    E2E_CINEMA: cinema?.url,
    E2E_CINEMA_KEY: cinema?.public_key,
    E2E_PAST: String(AGE_S),
  });
}

/** Two sales, for those who look into the books of a day that is over. */
async function sellYesterday(): Promise<void> {
  const customer = await Person.register('昨日客', '13700000001');
  const kept = await customer.buyTickets(await ownShowtime());
  await customer.buyTickets(await ownShowtime());
  Object.assign(process.env, { E2E_YESTERDAY_ORDER: kept.order_no });
}

function start(name: 'marquee' | 'sandbox', args: string[], env: Record<string, string>): Child {
  const child = spawn(program(name), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(createWriteStream(join(OUTPUT, `${name}.log`)));
  return { process: child, name };
}

/** What it says first; an error when it ends without a word. */
async function firstLine({ process: child, name }: Child): Promise<string> {
  if (!child.stdout) throw new Error(`${name} has no output`);
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}; see ${join(OUTPUT, `${name}.log`)}`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), gone])) as [string];
  // Whatever follows is read too, so that the program never waits for a full pipe.
  lines.on('line', () => undefined);
  gone.catch(() => undefined);
  return line;
}

async function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not start in time`)), DEADLINE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function end({ process: child }: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  // Streams of seats may keep it from ending politely.
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

import { expect } from '@playwright/test';
import { inbox } from './api';

interface Message {
  to: string;
  text: string;
  sent_at: string;
}

/** What came to this number, the newest first. */
export async function messages(phone: string): Promise<Message[]> {
  const answer = await fetch(`${inbox()}/messages?phone=${phone}`);
  if (!answer.ok) throw new Error(`the phone answered ${answer.status}`);
  return ((await answer.json()) as { items: Message[] }).items;
}

/** The newest message that matches, as soon as it is there. */
export async function messageFor(phone: string, pattern: RegExp): Promise<string> {
  const find = async () => (await messages(phone)).find(({ text }) => pattern.test(text))?.text;
  await expect
    .poll(find, { message: `a message to ${phone} that matches ${pattern}`, timeout: 20_000 })
    .toBeTruthy();
  return (await find()) ?? '';
}

/** The newest one-time code sent to this number. */
export async function codeFor(phone: string): Promise<string> {
  const text = await messageFor(phone, /验证码 \d{6}，/);
  return /验证码 (\d{6})/.exec(text)?.[1] ?? '';
}

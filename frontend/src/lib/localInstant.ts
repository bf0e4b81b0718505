import { dayOf, formatTime, instantOf, PLATFORM_ZONE } from './time';

/** An instant as a field of the type `datetime-local` shows it, in the platform's zone. */
export function localText(at: number): string {
  return `${dayOf(at, PLATFORM_ZONE)}T${formatTime(at, PLATFORM_ZONE)}`;
}

/** What such a field says, as an instant in ISO 8601; empty for an empty field. */
export function textInstant(text: string): string {
  const [, day, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  if (!day) return '';
  const at = instantOf(day, Number(hours) * 60 + Number(minutes), PLATFORM_ZONE);
  return new Date(at).toISOString();
}

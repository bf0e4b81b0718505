/** Sounds and shakes, so that a gate's eyes can stay on the guests. */
import { createStore, memory, useStore } from '@/lib/store';

const KEY = 'marquee.gate.sound';
const store = createStore(memory.read(KEY) !== 'off');

export const useSound = (): boolean => useStore(store);
export function setSound(on: boolean): void {
  memory.write(KEY, on ? null : 'off');
  store.set(on);
}

export type Signal = 'ok' | 'warn' | 'bad';

/** Pitches in hertz, each for a tenth of a second: rising is good, falling is not. */
const tunes: Record<Signal, readonly number[]> = {
  ok: [880, 1320],
  warn: [660, 660],
  bad: [330, 220],
};
const shakes: Record<Signal, number[]> = { ok: [60], warn: [80, 60, 80], bad: [250, 80, 250] };
const NOTE_S = 0.11;

let audio: AudioContext | undefined;

export function signal(kind: Signal): void {
  if (!store.get()) return;
  navigator.vibrate?.(shakes[kind]);
  try {
    audio ??= new AudioContext();
    const context = audio;
    // A page that nobody has touched yet stays silent.
    if (context.state === 'suspended') void context.resume();
    for (const [place, pitch] of tunes[kind].entries()) note(context, pitch, place * NOTE_S * 1.2);
  } catch {
    // Some devices have no sound to give.
  }
}

function note(context: AudioContext, pitch: number, delayS: number): void {
  const at = context.currentTime + delayS;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.2, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_S);
}

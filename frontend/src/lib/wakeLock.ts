import { useEffect } from 'react';

/** Keeps the screen on while a code is to be scanned. The browser drops the lock when the page is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !navigator.wakeLock) return;
      try {
        const granted = await navigator.wakeLock.request('screen');
        if (gone) await granted.release();
        else lock = granted;
      } catch {
        // A low battery or the system's settings may forbid it; the ticket works all the same.
      }
    };
    void ask();
    const onVisible = () => void ask();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', onVisible);
      void lock?.release();
    };
  }, []);
}

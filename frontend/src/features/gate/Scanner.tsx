import {
  Camera,
  CameraOff,
  Flashlight,
  FlashlightOff,
  ImageUp,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { Button, buttonClass } from '@/ui/Button';
import { setSound, useSound } from './signals';
import { identityOf } from './square';
import { texts } from './texts';
import { type CameraState, codeInPicture, useCamera } from './useCamera';

/** A code that left the picture for so long is somebody else's when it comes again. */
const GONE_MS = 2500;

/** Hears a code once for as long as it stays in the picture, however often its square turns. */
function useOnce(onCode: (code: string) => void) {
  const seen = useRef({ identity: '', at: 0 });
  return useCallback(
    (code: string) => {
      const identity = identityOf(code);
      const now = performance.now();
      const isNew = identity !== seen.current.identity || now - seen.current.at > GONE_MS;
      seen.current = { identity, at: now };
      if (isNew) onCode(code);
    },
    [onCode],
  );
}

export function Scanner({ onCode }: { onCode: (code: string) => void }) {
  const t = useTexts(texts);
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video, useOnce(onCode));
  const sound = useSound();
  const [missed, setMissed] = useState(false);
  const on = camera.state === 'on';

  const choose = async (file: File | undefined) => {
    if (!file) return;
    const code = await codeInPicture(file);
    setMissed(code === null);
    if (code !== null) onCode(code);
  };

  return (
    <section aria-label={t.camera} className="grid gap-3">
      <div className="relative grid aspect-4/3 max-h-[34dvh] w-full place-items-center overflow-hidden rounded-lg border border-line bg-on-paper lg:max-h-none">
        <video
          ref={video}
          muted
          playsInline
          className={cx('absolute inset-0 size-full object-cover', !on && 'invisible')}
        />
        {on ? <Frame /> : <Closed state={camera.state} onStart={() => void camera.start()} />}
        <div className="absolute right-2 bottom-2 flex gap-2">
          {on && camera.torch !== null && (
            <Round
              label={camera.torch ? t.torchOff : t.torchOn}
              onClick={() => void camera.light(!camera.torch)}
            >
              {camera.torch ? <FlashlightOff /> : <Flashlight />}
            </Round>
          )}
          <Round label={sound ? t.soundOff : t.soundOn} onClick={() => setSound(!sound)}>
            {sound ? <Volume2 /> : <VolumeX />}
          </Round>
          {on && (
            <Round label={t.stopCamera} onClick={camera.stop}>
              <CameraOff />
            </Round>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <label
          className={cx(
            buttonClass('secondary', 'sm'),
            'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent',
          )}
        >
          <ImageUp className="size-4" aria-hidden="true" />
          {t.picture}
          <input
            type="file"
            accept="image/*"
            className="sr-only"
            onChange={(event) => {
              const input = event.currentTarget;
              void choose(input.files?.[0]);
              // The same picture again is a new scan.
              input.value = '';
            }}
          />
        </label>
        <p role="status" className="text-sm text-bad">
          {missed && t.noCode}
        </p>
      </div>
    </section>
  );
}

function Closed({ state, onStart }: { state: CameraState; onStart: () => void }) {
  const t = useTexts(texts);
  const why: Partial<Record<CameraState, string>> = {
    starting: t.starting,
    refused: t.cameraRefused,
    none: t.cameraNone,
    insecure: t.cameraInsecure,
  };
  return (
    <div className="relative grid max-w-xs justify-items-center gap-4 p-6 text-center text-paper">
      {why[state] && <p role="status">{why[state]}</p>}
      {state !== 'starting' && state !== 'insecure' && (
        <Button size="lg" onClick={onStart}>
          <Camera className="size-5" aria-hidden="true" />
          {t.startCamera}
        </Button>
      )}
    </div>
  );
}

/** Four corners: where the code should be. */
function Frame() {
  const corner = 'absolute size-9 border-paper';
  return (
    <div className="relative aspect-square h-3/4" aria-hidden="true">
      <span className={`${corner} top-0 left-0 rounded-tl-md border-t-4 border-l-4`} />
      <span className={`${corner} top-0 right-0 rounded-tr-md border-t-4 border-r-4`} />
      <span className={`${corner} bottom-0 left-0 rounded-bl-md border-b-4 border-l-4`} />
      <span className={`${corner} right-0 bottom-0 rounded-br-md border-r-4 border-b-4`} />
    </div>
  );
}

interface RoundProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
}

function Round({ label, onClick, children }: RoundProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-11 place-items-center rounded-full bg-surface-0 text-ink [&>svg]:size-5"
    >
      {children}
    </button>
  );
}

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export type CameraState = 'off' | 'starting' | 'on' | 'refused' | 'none' | 'insecure';

/** Pauses between two looks; a phone decodes a frame in a few milliseconds. */
const LOOK_EVERY_MS = 120;
/** The longer edge of what is decoded. */
const FRAME_PX = 800;
const PICTURE_PX = 1600;

const decoder = () => import('qr/decode.js');

/** Whether the browser already lets this page see through the camera. */
async function isAllowed(): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name: 'camera' as PermissionName });
    return status.state === 'granted';
  } catch {
    return false;
  }
}

/**
 * The camera at the back, looked through until it is switched off. `onCode` hears every frame in
 * which there is a code.
 */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (code: string) => void,
) {
  const [state, setState] = useState<CameraState>('off');
  const [torch, setTorch] = useState<boolean | null>(null);
  const stream = useRef<MediaStream | null>(null);
  const hear = useRef(onCode);
  hear.current = onCode;

  const stop = useCallback(() => {
    for (const track of stream.current?.getTracks() ?? []) track.stop();
    stream.current = null;
    setTorch(null);
    setState('off');
  }, []);

  const start = useCallback(async () => {
    const devices = navigator.mediaDevices;
    if (!devices?.getUserMedia) return setState('insecure');
    setState('starting');
    try {
      const found = await devices.getUserMedia({
        audio: false,
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      stream.current = found;
      const element = video.current;
      if (!element) return stop();
      element.srcObject = found;
      await element.play();
      const [track] = found.getVideoTracks();
      const able = track?.getCapabilities?.() as { torch?: boolean } | undefined;
      setTorch(able?.torch ? false : null);
      setState('on');
    } catch (error) {
      stop();
      const name = error instanceof DOMException ? error.name : '';
      setState(name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'none');
    }
  }, [stop, video]);

  const light = useCallback(async (on: boolean) => {
    const [track] = stream.current?.getVideoTracks() ?? [];
    try {
      await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
      setTorch(on);
    } catch {
      setTorch(null);
    }
  }, []);

  useEffect(() => {
    // Fetched while there is a network, so that it is there when there is none.
    void decoder().catch(() => undefined);
    let gone = false;
    void isAllowed().then((allowed) => {
      if (allowed && !gone) void start();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [start, stop]);

  useEffect(() => {
    if (state !== 'on') return;
    return look(video, (code) => hear.current(code));
  }, [state, video]);

  return { state, torch, start, stop, light };
}

function look(video: RefObject<HTMLVideoElement | null>, onCode: (code: string) => void) {
  const canvas = document.createElement('canvas');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const once = async () => {
    const { decodeQR } = await decoder();
    const element = video.current;
    if (element && element.readyState >= 2 && document.visibilityState === 'visible') {
      const image = drawn(canvas, element, element.videoWidth, element.videoHeight, FRAME_PX);
      const code = image && codeIn(decodeQR, image);
      if (code && !over) onCode(code);
    }
  };
  const again = () => {
    if (over) return;
    once()
      .catch(() => undefined)
      .finally(() => {
        timer = setTimeout(again, LOOK_EVERY_MS);
      });
  };
  again();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

type Decode = typeof import('qr/decode.js')['decodeQR'];

function codeIn(decode: Decode, image: ImageData, timeLimit?: number): string | null {
  try {
    return decode(image, timeLimit ? { timeLimit } : {});
  } catch {
    // There is no code in most pictures.
    return null;
  }
}

function drawn(
  canvas: HTMLCanvasElement,
  source: CanvasImageSource,
  width: number,
  height: number,
  most: number,
): ImageData | null {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}

/** The code in a picture, for devices without a camera that can be asked for; null without one. */
export async function codeInPicture(file: Blob): Promise<string | null> {
  const { decodeQR } = await decoder();
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = document.createElement('canvas');
    const image = drawn(canvas, bitmap, bitmap.width, bitmap.height, PICTURE_PX);
    bitmap.close();
    return image && codeIn(decodeQR, image, 1500);
  } catch {
    return null;
  }
}

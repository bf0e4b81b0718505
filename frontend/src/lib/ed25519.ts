/**
 * Ed25519 (RFC 8032): by the browser itself where it can, else by a small library that is loaded
 * only then.
 */
type Bytes = Uint8Array<ArrayBuffer>;

/** What precedes the 32 bytes of a seed in PKCS #8. */
const PKCS8_HEAD = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

const library = () => import('@noble/ed25519');

let native: Promise<boolean> | undefined;
/** Whether this browser knows the curve; asked once. */
function isNative(): Promise<boolean> {
  native ??= (async () => {
    try {
      await crypto.subtle.importKey('pkcs8', pkcs8(new Uint8Array(32)), 'Ed25519', false, ['sign']);
      return true;
    } catch {
      return false;
    }
  })();
  return native;
}

function pkcs8(seed: Bytes): Bytes {
  const key = new Uint8Array(PKCS8_HEAD.length + seed.length);
  key.set(PKCS8_HEAD);
  key.set(seed, PKCS8_HEAD.length);
  return key;
}

/** Whether the owner of a public key signed that message. Whatever has another length is no. */
export async function isSignedBy(key: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (key.length !== 32 || signature.length !== 64) return false;
  try {
    if (!(await isNative())) return (await library()).verifyAsync(signature, message, key);
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, message);
  } catch {
    return false;
  }
}

/** Signs with a seed of 32 bytes: 64 bytes. */
export async function signWith(seed: Bytes, message: Bytes): Promise<Uint8Array> {
  if (!(await isNative())) return (await library()).signAsync(message, seed);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8(seed), 'Ed25519', false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
}

/** What an application asks for, as it stands in the address (RFC 6749, RFC 7636). */
export interface ConsentQuery {
  client_id: string;
  redirect_uri: string;
  response_type: string;
  scope: string;
  state?: string;
  code_challenge: string;
  code_challenge_method: string;
}

const NEEDED = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'code_challenge',
  'code_challenge_method',
] as const;

/** Reads the request; null when a part of it is missing or said twice. */
export function readRequest(search: string): ConsentQuery | null {
  const params = new URLSearchParams(search);
  const isTwice = (name: string) => params.getAll(name).length > 1;
  if ([...NEEDED, 'state'].some(isTwice)) return null;
  if (NEEDED.some((name) => !params.get(name))) return null;
  const of = (name: string) => params.get(name) ?? '';
  const state = params.get('state');
  return {
    client_id: of('client_id'),
    redirect_uri: of('redirect_uri'),
    response_type: of('response_type'),
    scope: of('scope'),
    ...(state === null ? {} : { state }),
    code_challenge: of('code_challenge'),
    code_challenge_method: of('code_challenge_method'),
  };
}

/** Where the server sends the browser on, if a browser may be sent there: a web page, never a script. */
export function safeTarget(target: string): string | null {
  try {
    const url = new URL(target);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

const WHATSAPP = 'wss://web.whatsapp.com/ws/chat';
const MEDIA_HOST = 'mmg.whatsapp.net';
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Where this transport talks to: WhatsApp, or a server on this machine that plays it. */
export interface Place {
  socketUrl: string;
  /** Whether files may be fetched from this machine too. */
  loopback: boolean;
}

/**
 * The only addresses a connection may go to. Baileys does not check who answers inside the
 * connection, so the name in the certificate is all that tells WhatsApp from somebody else.
 *
 * @throws when `socketUrl` is neither WhatsApp's nor on this machine
 */
export function placeAt(socketUrl: string | undefined): Place {
  if (socketUrl === undefined) return { socketUrl: WHATSAPP, loopback: false };
  const url = URL.canParse(socketUrl) ? new URL(socketUrl) : undefined;
  const isSocket = url?.protocol === 'ws:' || url?.protocol === 'wss:';
  if (url && isSocket && LOOPBACK.has(url.hostname)) return { socketUrl, loopback: true };
  if (url?.protocol === 'wss:' && url.host === 'web.whatsapp.com' && url.username === '')
    return { socketUrl, loopback: false };
  throw new Error(
    'WHATSAPP_SOCKET_URL must be wss://web.whatsapp.com/… or, for tests, ws:// on 127.0.0.1 or localhost',
  );
}

/**
 * Where to fetch a file. The sender writes host and path into the message, so both are checked:
 * nobody makes the lab's server call another one.
 *
 * @returns `undefined` when the message names no usable path
 */
export function mediaAddress(
  media: { url?: string | null; directPath?: string | null },
  { loopback }: Pick<Place, 'loopback'>,
): URL | undefined {
  const named = URL.canParse(media.url ?? '') ? new URL(media.url ?? '') : undefined;
  const isTrusted = (url: URL) =>
    url.protocol === 'https:' &&
    (/^[a-z0-9.-]+\.whatsapp\.net$/.test(url.host) || (loopback && LOOPBACK.has(url.hostname)));
  const host = named && isTrusted(named) ? named.host : MEDIA_HOST;
  const path = media.directPath ?? (named && isTrusted(named) ? named.pathname + named.search : undefined);
  if (!path?.startsWith('/') || !URL.canParse(`https://${host}${path}`)) return undefined;
  const url = new URL(`https://${host}${path}`);
  return url.host === host ? url : undefined;
}

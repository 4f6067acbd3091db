// The line to the lab: sending, and hearing of news.

const WAIT_MS = 25_000;
const MAX_PAUSE_MS = 10_000;
const PAGE = 500;
const MAX_PAGES = 20;

/** Sends a message; throws with words for the person when it is not recorded. */
export async function post(message) {
  const response = await fetch('/simulator/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  }).catch(() => undefined);
  if (response?.status === 202) return;
  if (response?.status === 413) throw new Error('Terlalu besar untuk dikirim.');
  throw new Error('Belum terkirim. Ketuk untuk mencoba lagi.');
}

/** Everything said on these phones so far, oldest first. */
export async function history(phones) {
  const found = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const next = await chat(phones, found.at(-1)?.seq ?? 0, 0);
    found.push(...next);
    if (next.length < PAGE) break;
  }
  return found;
}

/**
 * Tells of everything new on the phones until `gone` is aborted. One request for all phones, because
 * a browser keeps only six open to one address.
 *
 * @param {{ phones: string[], after: number, gone: AbortSignal, tell: (messages: object[]) => void, trouble: (is: boolean) => void }} how
 */
export async function listen({ phones, after, gone, tell, trouble }) {
  let seen = after;
  let failures = 0;
  while (!gone.aborted) {
    const asked = performance.now();
    try {
      const messages = await chat(phones, seen, WAIT_MS, gone);
      failures = 0;
      trouble(false);
      seen = messages.at(-1)?.seq ?? seen;
      if (messages.length > 0) tell(messages);
      // A full waiting room sends us away at once; asking again at once would not make it emptier.
      else if (performance.now() - asked < 500) await pause(2_000, gone);
    } catch {
      if (gone.aborted) return;
      failures += 1;
      trouble(true);
      await pause(Math.min(MAX_PAUSE_MS, 500 * 2 ** failures), gone);
    }
  }
}

async function chat(phones, after, wait, signal) {
  const query = new URLSearchParams({ phones: phones.join(','), after: String(after), wait: String(wait) });
  const response = await fetch(`/simulator/chat?${query}`, { signal });
  if (!response.ok) throw new Error(`the lab answered ${response.status}`);
  return response.json();
}

function pause(ms, gone) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    gone.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** An id no other message has. Not `randomUUID`: that exists only on https and localhost. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The bytes of a file as they travel in JSON. */
export function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

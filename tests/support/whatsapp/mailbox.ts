import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Line } from './line.ts';
import type { News } from './news.ts';

/** What the server holds for the bot until the bot has answered it. */
export interface Mailbox {
  /** Delivers it now, or with the next login. The same id from the same sender replaces the old one. */
  post(stanza: BinaryNode): void;
  /** The bot has answered: it is not delivered again. A refusal (`ack error=`) is an answer too. */
  answered(answer: { id: string; from?: string | undefined; kind: string; isRefusal?: boolean }): void;
  /** The bot wants it again: the refusal that follows means the old one, not the one posted next. */
  wantedAgain(id: string): void;
  /** Delivers what has been delivered before, answered or not; `undefined` when it is too long ago. */
  redeliver(id: string): BinaryNode | undefined;
  /** A client has logged in: it gets the backlog, and from then on everything at once. */
  open(line: Line): void;
  close(): void;
  /** Stanzas without an answer. */
  held(): BinaryNode[];
}

interface Held {
  stanza: BinaryNode;
  refusalsToIgnore: number;
}

const REMEMBERED = 20_000;

/** An empty mailbox. */
export function createMailbox(news: News): Mailbox {
  const held = new Map<string, Held>();
  const keysOf = new Map<string, Set<string>>();
  const sent = new Map<string, BinaryNode>();
  let line: Line | undefined;

  const send = (to: Line, stanza: BinaryNode) => {
    to.send(stanza);
    const { id } = stanza.attrs;
    if (stanza.tag !== 'message' || id === undefined) return;
    sent.set(id, stanza);
    const [oldest] = sent.keys();
    if (sent.size > REMEMBERED && oldest !== undefined) sent.delete(oldest);
  };
  // Baileys leaves out who wrote it when the lab's own phone did.
  const matching = (id: string, from: string | undefined, kind: string): string[] => {
    const keys = [...(keysOf.get(id) ?? [])].filter((key) => key.startsWith(`${kind} `));
    const exact = keys.filter((key) => from !== undefined && key.endsWith(` ${userOf(from)}`));
    return exact.length > 0 ? exact : keys.slice(0, 1);
  };
  const drop = (key: string, id: string) => {
    held.delete(key);
    const keys = keysOf.get(id);
    keys?.delete(key);
    if (keys?.size === 0) keysOf.delete(id);
  };

  return {
    post(stanza) {
      const { id = '', from = '' } = stanza.attrs;
      const key = `${kindOf(stanza.tag, stanza.attrs.type)} ${id} ${userOf(from)}`;
      const before = held.get(key);
      held.delete(key);
      held.set(key, { stanza, refusalsToIgnore: before?.refusalsToIgnore ?? 0 });
      keysOf.set(id, (keysOf.get(id) ?? new Set()).add(key));
      if (line) send(line, stanza);
    },
    answered({ id, from, kind, isRefusal = false }) {
      for (const key of matching(id, from, kind)) {
        const entry = held.get(key);
        if (isRefusal && entry && entry.refusalsToIgnore > 0) entry.refusalsToIgnore -= 1;
        else drop(key, id);
      }
      news.tell();
    },
    wantedAgain(id) {
      for (const key of keysOf.get(id) ?? []) {
        const entry = held.get(key);
        if (entry && key.startsWith('message ')) entry.refusalsToIgnore += 1;
      }
    },
    redeliver(id) {
      const stanza = sent.get(id);
      if (stanza) this.post(stanza);
      return stanza;
    },
    open(opened) {
      const backlog = [...held.values()];
      opened.send(info('offline_preview', { count: String(backlog.length), message: '0', receipt: '0' }));
      for (const { stanza } of backlog) send(opened, { ...stanza, attrs: { ...stanza.attrs, offline: '1' } });
      opened.send(info('offline', { count: String(backlog.length) }));
      line = opened;
    },
    close() {
      line = undefined;
      // The refusals that had not come yet never will.
      for (const entry of held.values()) entry.refusalsToIgnore = 0;
    },
    held: () => [...held.values()].map(({ stanza }) => stanza),
  };
}

/** Receipts of different kinds about one message are different stanzas. */
export function kindOf(tag: string, type: string | undefined): string {
  return tag === 'receipt' ? `receipt/${type ?? ''}` : tag;
}

/** The account in an address, without device and server. */
export function userOf(address: string): string {
  return address.replace(/[:@].*$/, '');
}

function info(tag: string, attrs: Record<string, string>): BinaryNode {
  return { tag: 'ib', attrs: { from: 's.whatsapp.net' }, content: [{ tag, attrs }] };
}

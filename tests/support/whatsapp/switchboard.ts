import { type BinaryNode, getBinaryNodeChild } from '@whiskeysockets/baileys';
import { secondsNow } from './correspondent.ts';
import { bytesIn } from './device.ts';
import type { Exchange } from './exchange.ts';
import type { Line } from './line.ts';
import { kindOf, userOf } from './mailbox.ts';
import { answerTo } from './queries.ts';
import type { Sealed } from './signal.ts';

/** What the server does with the stanzas of a linked client. */
export interface Switchboard {
  stanza(line: Line, stanza: BinaryNode): void;
  /** How many messages of the bot the server has taken. */
  readonly taken: number;
}

/** What it needs of the lab's phone and of the one who keeps the lines. */
export interface SwitchboardParts {
  fileWanted(receipt: BinaryNode): void;
  /** The client is ready for what came while it was away. */
  becameActive(line: Line): void;
  unlinked(): void;
}

/** A switchboard for whoever is logged in. */
export function createSwitchboard(exchange: Exchange, parts: SwitchboardParts): Switchboard {
  const { mailbox, phones, plan } = exchange;
  let taken = 0;

  const iqCame = (line: Line, iq: BinaryNode) => {
    if (iq.attrs.type === 'result') return;
    line.send(answerTo(iq, exchange));
    if (getBinaryNodeChild(iq, 'active')) parts.becameActive(line);
    if (getBinaryNodeChild(iq, 'remove-companion-device')) parts.unlinked();
  };

  const messageCame = (line: Line, stanza: BinaryNode) => {
    const { id = '', to = '' } = stanza.attrs;
    const drop = plan.dropAfter;
    if (drop) drop.messages -= 1;
    const isLast = drop?.messages === 0;
    if (isLast && !drop.taken) {
      plan.dropAfter = undefined;
      return line.reset();
    }
    if (plan.ackError && plan.ackError.times > 0) {
      plan.ackError.times -= 1;
      return line.send(ackOf(stanza, { error: String(plan.ackError.code) }));
    }
    if (plan.acks === 'lost') return;
    taken += 1;
    for (const { address, sealed } of copiesIn(stanza)) {
      void phones
        .get(userOf(address))
        ?.receives({ id, chat: to, sealed, isConfirmed: plan.acks === 'given' });
    }
    if (isLast) {
      plan.dropAfter = undefined;
      return line.reset();
    }
    if (plan.acks === 'given') line.send(ackOf(stanza, { t: secondsNow() }));
  };

  const receiptCame = (line: Line, stanza: BinaryNode) => {
    const { id = '', to, type = '' } = stanza.attrs;
    const items = contentOf(getBinaryNodeChild(stanza, 'list')).map(({ attrs }) => attrs.id ?? '');
    const ids = [id, ...items];
    const phone = phones.get(userOf(to ?? ''));
    line.send(ackOf(stanza, {}));
    if (type === 'retry') return void phone?.wantedAgain(id, stanza);
    if (type === 'server-error') return parts.fileWanted(stanza);
    if (type.startsWith('read')) return phone?.confirmed(ids, 'read');
    for (const each of ids) mailbox.answered({ id: each, from: to, kind: 'message' });
    phone?.confirmed(ids, 'delivered');
  };

  return {
    get taken() {
      return taken;
    },
    stanza(line, stanza) {
      const { id = '', to, type, error } = stanza.attrs;
      if (stanza.tag === 'iq') iqCame(line, stanza);
      else if (stanza.tag === 'message') messageCame(line, stanza);
      else if (stanza.tag === 'receipt') receiptCame(line, stanza);
      else if (stanza.tag === 'ack')
        mailbox.answered({
          id,
          from: to,
          kind: kindOf(stanza.attrs.class ?? '', type),
          isRefusal: error !== undefined,
        });
      else if (stanza.tag === 'chatstate') {
        for (const { tag } of contentOf(stanza)) phones.get(userOf(to ?? ''))?.sees(tag);
      }
    },
  };
}

/** What is in a message for each phone. */
function copiesIn(stanza: BinaryNode): { address: string; sealed: Sealed }[] {
  const participants = contentOf(getBinaryNodeChild(stanza, 'participants'));
  const alone = getBinaryNodeChild(stanza, 'enc')
    ? [{ ...stanza, attrs: { jid: stanza.attrs.to ?? '' } }]
    : [];
  return [...participants, ...alone].map((to) => {
    const type = getBinaryNodeChild(to, 'enc')?.attrs.type;
    return {
      address: to.attrs.jid ?? '',
      sealed: { type: type === 'pkmsg' ? 'pkmsg' : 'msg', body: bytesIn(to, 'enc') },
    };
  });
}

function ackOf(stanza: BinaryNode, more: Record<string, string>): BinaryNode {
  const { id = '', to = '', type, participant } = stanza.attrs;
  return {
    tag: 'ack',
    attrs: {
      id,
      class: stanza.tag,
      from: to,
      ...(type && stanza.tag === 'receipt' ? { type } : {}),
      ...(participant ? { participant } : {}),
      ...more,
    },
  };
}

function contentOf(stanza: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(stanza?.content) ? stanza.content : [];
}

import type { Door, Inbound, Outbound, Receipt, Sent, Transport } from '../transport.ts';

/** What a test says of a message; the rest is filled in. */
type Spoken = Pick<Inbound, 'address'> & Partial<Inbound>;

/** A transport that goes nowhere: a test speaks on one side and reads on the other. */
export interface MemoryTransport extends Transport {
  /** Set it, and later than this after a person's last words only templates reach them, shown as `[name]`. */
  answersWithinMs?: number;
  /** What was handed over, in order; a message that is sent twice stands here twice. */
  readonly sent: readonly Outbound[];
  /** What was handed over to one address. */
  sentTo(address: string): Outbound[];
  /** Brings a message in, as text unless it says otherwise. Give a `messageId` to bring it again. */
  deliver(spoken: Spoken): ReturnType<Door['receive']>;
  /** Answers the next `times` sends with this instead of taking them. */
  failNext(answer: Sent, times?: number): void;
  receipt(receipt: Receipt): void;
  identityChanged(address: string): void;
  /** The door it was started with, for what has no word of its own here. */
  door(): Door;
}

/** @param now the instant messages are sent at unless they say otherwise */
export function createMemoryTransport(now: () => Date): MemoryTransport {
  const sent: Outbound[] = [];
  const failures: Sent[] = [];
  let opened: Door | undefined;
  let delivered = 0;

  const door = () => {
    if (!opened) throw new Error('the memory transport has not been started');
    return opened;
  };

  const memory: MemoryTransport = {
    name: 'memory',
    again: 'sameMessage',
    sent,
    door,
    sentTo: (address) => sent.filter((message) => message.address === address),
    deliver(spoken) {
      delivered += 1;
      return door().receive({
        transport: 'memory',
        messageId: `in-${delivered}`,
        kind: 'text',
        text: '',
        phone: spoken.address,
        sentAt: now(),
        ...spoken,
      });
    },
    failNext(answer, times = 1) {
      for (let turn = 0; turn < times; turn += 1) failures.push(answer);
    },
    receipt: (receipt) => door().receipt(receipt),
    identityChanged: (address) => door().identityChanged(address),
    async start(given) {
      opened = given;
    },
    async send(message) {
      const failure = failures.shift();
      if (failure) return failure;
      const { lastHeardAt, template, invitation, file, address, text, messageId } = message;
      const silentMs = now().getTime() - (lastHeardAt?.getTime() ?? 0);
      if (memory.answersWithinMs === undefined || silentMs < memory.answersWithinMs) {
        sent.push(message);
      } else if (template && !file) {
        sent.push({ ...message, text: `[${template.name}] ${text}` });
      } else {
        if (invitation)
          sent.push({ address, messageId: `${messageId}-invitation`, text: `[${invitation.name}]` });
        return { outcome: 'awaitsPerson', invited: invitation !== undefined };
      }
      return { outcome: 'handedOver' };
    },
    state: () =>
      opened
        ? { status: 'connected', detail: 'Dalam memori, untuk pengujian' }
        : { status: 'stopped', detail: 'Belum dimulai' },
    async stop() {
      opened = undefined;
    },
  };
  return memory;
}

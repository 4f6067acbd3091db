import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/open.ts';
import { FROM_CITIZENS } from '../../files/kinds.ts';
import type { FileStore } from '../../files/store.ts';
import type { Log } from '../../log.ts';
import type { Door, Inbound, InboundFile, Transport } from '../transport.ts';
import { type SimulatorRouter, simulatorRouter } from './http.ts';
import { messageById, show } from './messages.ts';
import type { Posted, SentByPhone } from './requests.ts';
import { ALL_CHATS, createWaitingRoom } from './waiting.ts';

/** WhatsApp as a web page and a few addresses, for trying the lab out without a telephone. */
export interface Simulator extends Transport {
  /** Serves `/simulator` and everything below it. */
  readonly router: SimulatorRouter;
}

/** What the simulator is made of. */
export interface SimulatorParts {
  db: Db;
  clock: Clock;
  files: FileStore;
  /** What the lab calls itself, and the number its `wa.me` links lead to. */
  lab(): { shortName: string; whatsappNumber: string };
  log: Log;
}

const MAX_WAITING = 200;

/** Connects the simulated phones of one lab. */
export function createSimulator({ db, clock, files, lab, log }: SimulatorParts): Simulator {
  const waiting = createWaitingRoom(MAX_WAITING);
  let door: Door | undefined;

  async function post(sent: SentByPhone): Promise<Posted> {
    if (!door) return { outcome: 'closed' };
    const id = sent.id ?? `sim-${Buffer.from(clock.chance(12)).toString('hex')}`;
    const known = messageById(db, id);
    if (known?.direction === 'toCitizen') return { outcome: 'idTaken' };
    // A redelivery finds its file where the first delivery put it.
    const file = known?.fileId ? { state: 'stored' as const, fileId: known.fileId } : await admit(sent);
    const inbound = inboundOf(sent, id, file);
    // Shown before it is handed in, so that no answer can stand above its question.
    show(db, {
      id,
      phone: sent.from,
      direction: 'fromCitizen',
      kind: inbound.kind,
      text: inbound.text || placeOf(sent),
      fileId: file?.state === 'stored' ? file.fileId : null,
      fileName: sent.file?.name.slice(0, 200) ?? null,
      mimeType: sent.file?.mimeType ?? null,
      sentAt: inbound.sentAt,
    });
    waiting.ring(ALL_CHATS);
    await door.receive(inbound);
    return { outcome: 'recorded', id };
  }

  async function admit({
    file,
  }: SentByPhone): Promise<Exclude<InboundFile, { state: 'awaiting' }> | undefined> {
    if (!file) return undefined;
    const { name, mimeType, base64: bytes } = file;
    const admitted = await files.admit(bytes, {
      name,
      mimeType,
      origin: 'citizen',
      accepts: FROM_CITIZENS,
    });
    return admitted.outcome === 'stored'
      ? { state: 'stored', fileId: admitted.fileId }
      : { state: 'refused', problem: admitted.problem };
  }

  function inboundOf(sent: SentByPhone, messageId: string, file: InboundFile | undefined): Inbound {
    const { from, text, location } = sent;
    return {
      transport: 'simulator',
      address: from,
      phone: from,
      messageId,
      kind: sent.kind ?? kindOf(sent),
      text: text ?? location?.name ?? '',
      ...(file && { file }),
      ...(location && { location: { latitude: location.latitude, longitude: location.longitude } }),
      // Parsed, not guessed: the schema has let only ISO instants through.
      sentAt: sent.sentAt ? new Date(sent.sentAt) : clock.now(),
    };
  }

  return {
    name: 'simulator',
    again: 'sameMessage',
    router: simulatorRouter({ db, files, lab, log, waiting, post }),
    async start(given) {
      door = given;
    },
    async send({ address, messageId, text, file }) {
      show(db, {
        id: messageId,
        phone: address,
        direction: 'toCitizen',
        kind: !file ? 'text' : file.mimeType.startsWith('image/') ? 'image' : 'document',
        text,
        fileId: file?.fileId ?? null,
        fileName: file?.name ?? null,
        mimeType: file?.mimeType ?? null,
        sentAt: clock.now(),
      });
      waiting.ring(address);
      waiting.ring(ALL_CHATS);
      return { outcome: 'handedOver' };
    },
    state: () =>
      door
        ? { status: 'connected', detail: 'Simulator: ponsel tiruan di halaman /simulator' }
        : { status: 'stopped', detail: 'Simulator tidak berjalan' },
    async stop() {
      door = undefined;
      waiting.close();
    },
  };
}

function kindOf({ file, location }: SentByPhone): Inbound['kind'] {
  if (file) return file.mimeType.startsWith('image/') ? 'image' : 'document';
  return location ? 'location' : 'text';
}

const placeOf = ({ location }: SentByPhone): string =>
  location ? `${location.latitude}, ${location.longitude}` : '';

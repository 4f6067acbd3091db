import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import { secondsNow } from './correspondent.ts';
import type { Exchange } from './exchange.ts';
import { createLine, type Line } from './line.ts';
import type { Pairing } from './pairing.ts';

/** Where clients come in: who is not linked goes to the pairing, who is linked gets the one line there is. */
export interface Entrance {
  readonly port: number;
  /** How often a client has connected, and logged in with its keys. */
  readonly connections: number;
  readonly logins: number;
  /** The line of the linked client. */
  line(): Line | undefined;
  /** Whether the linked client has said that it is ready for its backlog. */
  readonly isOnline: boolean;
  becameActive(line: Line): void;
  /** The server regards the linked client as gone. */
  hangUp(): void;
  /** The server ends its stream. */
  endWith(code: string | undefined, content?: BinaryNode[]): void;
  /** Breaks all connections, or only those that were never answered. */
  resetAll(which?: 'unanswered'): void;
  stop(): Promise<void>;
}

/** What the entrance needs of the rest. */
export interface EntranceParts {
  exchange: Exchange;
  pairing: Pairing;
  /** A stanza of the linked client. */
  stanza(line: Line, stanza: BinaryNode): void;
}

const LAST_WORD_MS = 20;

/** Opens it on a free port of this machine. */
export async function openEntrance({ exchange, pairing, stanza }: EntranceParts): Promise<Entrance> {
  const { account, mailbox, news, plan } = exchange;
  let current: { line: Line; isActive: boolean } | undefined;
  let connections = 0;
  let logins = 0;
  const sockets = new Set<Socket>();
  /** Those that asked while the network was dead. */
  const unanswered = new Set<Socket>();

  const hangUp = () => {
    current = undefined;
    mailbox.close();
    news.tell();
  };
  const endWith = (code: string | undefined, content: BinaryNode[] = []) => {
    const line = current?.line;
    hangUp();
    line?.send({ tag: 'stream:error', attrs: code ? { code } : {}, content });
    line?.close();
  };
  const refuse = (line: Line, code: number) => {
    line.send({ tag: 'failure', attrs: { reason: String(code), location: 'loopback' } });
    setTimeout(() => line.close(), LAST_WORD_MS).unref();
  };

  const introduced = (line: Line, client: { key: Buffer; payload: proto.ClientPayload }) => {
    const { username, device } = client.payload;
    if (!username) return pairing.begin(line, client);
    if (plan.refusal && plan.refusal.times > 0) {
      plan.refusal.times -= 1;
      return refuse(line, plan.refusal.code);
    }
    const known = exchange.device;
    const isKnown =
      known?.number === device && known?.noiseKey.equals(client.key) && String(username) === account.number;
    if (!isKnown) return refuse(line, 401);
    if (current) endWith(undefined, [{ tag: 'conflict', attrs: { type: 'replaced' } }]);
    logins += 1;
    current = { line, isActive: false };
    const lid = account.lidAddress.replace('@', `:${known?.number}@`);
    line.send({ tag: 'success', attrs: { lid, t: secondsNow(), location: 'loopback' } });
  };

  const server = createServer((_request, response) => response.writeHead(404).end());
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (plan.isOffline) socket.resetAndDestroy();
  });
  server.on('upgrade', (request, socket, head) => {
    if (plan.isSilent) return void unanswered.add(request.socket);
    webSockets.handleUpgrade(request, socket, head, (ws) => {
      connections += 1;
      createLine(ws, request.socket, {
        introduced,
        stanza(line, each) {
          if (current?.line === line) stanza(line, each);
          else pairing.stanza(line, each);
        },
        closed(line) {
          pairing.closed(line);
          if (current?.line === line) hangUp();
          news.tell();
        },
      });
      news.tell();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    // A server that listens on a port has an address of this kind.
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    get logins() {
      return logins;
    },
    get isOnline() {
      return current?.isActive ?? false;
    },
    line: () => current?.line,
    becameActive(line) {
      if (current?.line !== line || current.isActive) return;
      current.isActive = true;
      mailbox.open(line);
      news.tell();
    },
    hangUp,
    endWith,
    resetAll(which) {
      for (const socket of which ? unanswered : sockets) socket.resetAndDestroy();
      unanswered.clear();
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

import type { BinaryNode, ConnectionState, WASocket } from '@whiskeysockets/baileys';
import { toString as drawQr } from 'qrcode';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';

/** What pairing needs. */
export interface PairingParts {
  /** Pair by code for this number, unless the operator chooses otherwise. */
  phone: string | undefined;
  clock: Clock;
  log: Log;
  terminal(line: string): void;
  saveCreds(): void;
  /** Something else is shown now. */
  changed(): void;
}

/** What the operator scans or types. Secret: whoever links a phone speaks for the lab. */
export interface Shown {
  qr?: string;
  code?: string;
  /** When it stops working. */
  until?: Date;
}

/** Links a phone: shows the operator what to scan or to type. */
export interface Pairing {
  /** How the next socket asks: by a code for this number, or by QR. */
  choose(way: { phone: string } | 'qr'): void;
  /** Follows a new socket. */
  watch(socket: WASocket): void;
  heard(socket: WASocket, update: Partial<ConnectionState>): void;
  /** Whether this socket has asked for a phone. */
  hasAsked(socket: WASocket): boolean;
  shown(): Shown;
}

// Baileys shows the first QR for a minute, the other five for 20 seconds each, and then gives up.
const FIRST_QR_MS = 60_000;
const NEXT_QR_MS = 20_000;
const CODE_MS = FIRST_QR_MS + 5 * NEXT_QR_MS;

/** Pairing by code when a phone number is set, else by QR. */
export function createPairing({ phone, clock, log, terminal, saveCreds, changed }: PairingParts): Pairing {
  let digits = phone?.replace(/\D/g, '');
  let shown: Shown = {};
  let lastQr: string | undefined;
  let asked: WASocket | undefined;
  let isAccepted = false;
  let isGreeted = false;

  const until = (ms: number): Date => new Date(clock.now().getTime() + ms);

  const show = (socket: WASocket, raw: string, livesMs: number) => {
    // Baileys keeps drawing the secret it began with, so ours of now is put in its place.
    const fields = raw.split(',');
    fields[3] = socket.authState.creds.advSecretKey;
    lastQr = raw;
    const qr = fields.join(',');
    shown = { qr, until: until(livesMs) };
    terminal('WhatsApp: pindai dengan HP laboratorium (Perangkat tertaut > Tautkan perangkat):');
    drawQr(qr, { type: 'terminal', small: true }).then(terminal, (error) =>
      log.error({ problem: problemOf(error) }, 'the QR could not be drawn'),
    );
  };

  const askForCode = async (socket: WASocket, forPhone: string, qr: string) => {
    try {
      const code = await socket.requestPairingCode(forPhone);
      if (asked !== socket) return;
      shown = { code: `${code.slice(0, 4)}-${code.slice(4)}`, until: until(CODE_MS) };
      terminal(`WhatsApp: kode penautan ${shown.code} (Perangkat tertaut > Tautkan dengan nomor telepon)`);
    } catch (error) {
      log.error({ problem: problemOf(error) }, 'no pairing code, showing a QR instead');
      if (asked === socket) show(socket, qr, FIRST_QR_MS);
    }
    changed();
  };

  // The server may want a new secret after the first scan. Baileys 7.0.0-rc14 does not know this
  // notification and the phone would say "couldn't link" (WhiskeySockets/Baileys#2737).
  const refresh = (socket: WASocket, node: BinaryNode) => {
    socket.authState.creds.advSecretKey = Buffer.from(clock.chance(32)).toString('base64');
    saveCreds();
    if (lastQr) show(socket, lastQr, NEXT_QR_MS);
    changed();
    const { id = '', from = '', type = '' } = node.attrs;
    socket
      .sendNode({ tag: 'ack', attrs: { id, to: from, class: 'notification', type } })
      .catch((error: unknown) => log.warn({ problem: problemOf(error) }, 'pairing: no answer could be sent'));
  };

  return {
    choose(way) {
      digits = way === 'qr' ? undefined : way.phone.replace(/\D/g, '');
    },
    watch(socket) {
      asked = undefined;
      isAccepted = false;
      lastQr = undefined;
      shown = {};
      socket.ws.on('CB:notification,type:companion_reg_refresh', (node: BinaryNode) => {
        try {
          refresh(socket, node);
        } catch (error) {
          log.error({ problem: problemOf(error) }, 'pairing: the secret could not be renewed');
        }
      });
    },
    heard(socket, { qr, isNewLogin, connection }) {
      if (isNewLogin) isAccepted = true;
      if (isNewLogin || connection === 'open' || connection === 'close') shown = {};
      // Baileys goes on emitting codes after the phone has accepted one.
      if (qr && !isAccepted) {
        const isFirst = asked !== socket;
        asked = socket;
        if (!digits) show(socket, qr, isFirst ? FIRST_QR_MS : NEXT_QR_MS);
        else if (isFirst) void askForCode(socket, digits, qr);
      }
      if (connection === 'open' && !isGreeted) {
        isGreeted = true;
        terminal(`WhatsApp: terhubung sebagai +${/^\d+/.exec(socket.user?.id ?? '')?.[0] ?? '?'}`);
      }
    },
    hasAsked: (socket) => asked === socket,
    shown: () => shown,
  };
}

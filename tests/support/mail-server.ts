import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter that somebody's mail server has taken. */
export interface Letter {
  to: string[];
  /** Headers and text as people read them. */
  text: string;
}

/** A mail server on this machine. */
export interface MailServer {
  port: number;
  /** What it was handed, oldest first. */
  letters: Letter[];
  stop(): Promise<void>;
}

/**
 * Starts a mail server that keeps what it is handed.
 *
 * @param letters where it keeps it, when another one did so before
 */
export async function startMailServer({
  port = 0,
  letters = [],
}: {
  port?: number;
  letters?: Letter[];
} = {}): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (bytes) => (text += String(bytes)));
      stream.on('end', () => {
        letters.push({ to: envelope.rcptTo.map(({ address }) => address), text: readable(text) });
        done();
      });
    },
  });
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    // It listens on a port.
    port: (listening.address() as AddressInfo).port,
    letters,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}

const readable = (text: string): string =>
  text
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (codes) => Buffer.from(codes.replaceAll('=', ''), 'hex').toString());

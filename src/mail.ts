import { createTransport } from 'nodemailer';
import type { Config } from './config.ts';
import type { Mail } from './jobs/watch-line.ts';

// A mail server that hangs must not hold up what waits behind it.
const PATIENCE_MS = 10_000;

/**
 * Hands letters to the lab's mail server, one connection each.
 *
 * @returns a function that resolves once the server has taken the letter for somebody, and rejects otherwise
 */
export function createMailer({
  smtpUrl,
  from,
}: NonNullable<Config['mail']>): (letter: Mail) => Promise<void> {
  const server = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    await server.sendMail({ from, to, subject, text });
  };
}

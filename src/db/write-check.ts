import type { Db } from './open.ts';

/** Why the database cannot be written now, or undefined. It writes one page and has the disk confirm it. */
export function whyNotWritable({ $client }: Db): string | undefined {
  try {
    // Ours to use: the migrations keep their own count.
    const version = Number($client.pragma('user_version', { simple: true }));
    $client.pragma(`user_version = ${version}`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown error';
  }
}

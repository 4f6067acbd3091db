import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import { generate } from 'selfsigned';
import { systemClock } from '../../../src/clock.ts';

/** Where a file lies and how it is opened: the part of a message that is the same for all kinds of files. */
export interface MediaReference {
  url: string;
  directPath: string;
  mediaKey: Uint8Array;
  fileEncSha256: Uint8Array;
  fileSha256: Uint8Array;
  fileLength: number;
  mediaKeyTimestamp: number;
}

/** WhatsApp's store of encrypted files, over HTTPS with a certificate of its own. */
export interface MediaHost {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** The certificate, for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  /** Encrypts and stores a file as a phone does. */
  put(bytes: Buffer, type: MediaType): Promise<MediaReference>;
  /** Fetches and opens a file as a phone does. @throws when it is gone or not what was sent */
  take(media: Partial<MediaReference>, type: MediaType): Promise<Buffer>;
  /** A new place for a file that was there, as when a phone uploads it again. */
  putBack(directPath: string): string | undefined;
  readonly faults: MediaFaults;
  /** How often files were asked for and brought. */
  readonly counts: { uploads: number; downloads: number };
  stop(): Promise<void>;
}

/** What goes wrong with files. */
export interface MediaFaults {
  /** The next uploads are answered with 500. */
  uploadsToFail: number;
  /** The next downloads are answered with this. */
  downloadsToFail: number;
  downloadStatus: number;
  /** Everything stored so far is gone (404 or 410) until it is uploaded again. */
  expire(status?: 404 | 410): void;
  /** One byte in the middle of everything stored so far is changed. */
  tamper(): void;
}

const MAC_BYTES = 10;

/** Starts the store on a free port. */
export async function startMediaHost(): Promise<MediaHost> {
  const { cert, private: key } = await certificate();
  const files = new Map<string, { bytes: Buffer; gone?: number }>();
  const counts = { uploads: 0, downloads: 0 };

  const server = createServer({ cert, key }, (request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const answer = (status: number, body: string | Buffer = '') => {
      response.writeHead(status, { 'content-length': body.length });
      response.end(body);
    };
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (faults.uploadsToFail > 0) {
          faults.uploadsToFail -= 1;
          return answer(500);
        }
        counts.uploads += 1;
        const place = store(Buffer.concat(chunks));
        answer(200, JSON.stringify({ url: urlOf(place), direct_path: place }));
      });
      return;
    }
    counts.downloads += 1;
    if (faults.downloadsToFail > 0) {
      faults.downloadsToFail -= 1;
      return answer(faults.downloadStatus);
    }
    const file = files.get(path);
    if (!file || file.gone) return answer(file?.gone ?? 404);
    answer(200, file.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urlOf = (place: string) => `https://${host}${place}`;
  const store = (bytes: Buffer): string => {
    const place = `/v/t62.7119-24/${randomBytes(12).toString('hex')}`;
    files.set(place, { bytes });
    return place;
  };

  const faults: MediaFaults = {
    uploadsToFail: 0,
    downloadsToFail: 0,
    downloadStatus: 503,
    expire(status = 404) {
      for (const file of files.values()) file.gone = status;
    },
    tamper() {
      for (const file of files.values()) {
        file.bytes = Buffer.from(file.bytes);
        const middle = file.bytes.length >> 1;
        file.bytes[middle] = (file.bytes[middle] ?? 0) ^ 1;
      }
    },
  };

  return {
    host,
    certificate: cert,
    faults,
    counts,
    async put(bytes, type) {
      const mediaKey = randomBytes(32);
      const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
      const aes = createCipheriv('aes-256-cbc', cipherKey, iv);
      const body = Buffer.concat([aes.update(bytes), aes.final()]);
      const sealed = Buffer.concat([body, macOf(macKey, iv, body)]);
      const directPath = store(sealed);
      return {
        url: urlOf(directPath),
        directPath,
        mediaKey,
        fileEncSha256: sha256(sealed),
        fileSha256: sha256(bytes),
        fileLength: bytes.length,
        mediaKeyTimestamp: Math.floor(systemClock.now().getTime() / 1000),
      };
    },
    async take({ directPath, mediaKey, fileSha256 }, type) {
      const file = files.get(directPath ?? '');
      if (!file || file.gone || !mediaKey) throw new Error('the file is not on the server');
      const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
      const body = file.bytes.subarray(0, -MAC_BYTES);
      if (!macOf(macKey, iv, body).equals(file.bytes.subarray(-MAC_BYTES)))
        throw new Error('the file was changed');
      const aes = createDecipheriv('aes-256-cbc', cipherKey, iv);
      const bytes = Buffer.concat([aes.update(body), aes.final()]);
      if (!fileSha256 || !sha256(bytes).equals(fileSha256)) throw new Error('the file is another one');
      return bytes;
    },
    putBack(directPath) {
      const file = files.get(directPath);
      return file && store(file.bytes);
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function macOf(key: Uint8Array | undefined, iv: Uint8Array, body: Buffer): Buffer {
  if (!key) throw new Error('there is no key for the MAC');
  return createHmac('sha256', key).update(iv).update(body).digest().subarray(0, MAC_BYTES);
}

function certificate() {
  return generate([{ name: 'commonName', value: '127.0.0.1' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
}

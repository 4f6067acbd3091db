import type { AddressInfo } from 'node:net';
import express from 'express';
import { perform, submitForm } from '../../src/effects.ts';
import { createFileTokens } from '../../src/files/file-tokens.ts';
import { printHere } from '../../src/print/here.ts';
import { readHere } from '../../src/reader/index.ts';
import { createSite, type SiteParts } from '../../src/site/server.ts';
import type { TestLab } from './lab.ts';

/** What a page answered. */
export interface Answered {
  status: number;
  html: string;
  headers: Headers;
}

/** The public pages of a lab, behind a proxy that says from which address somebody comes. */
export interface OpenSite {
  /** Where it is reached, without a slash at the end. */
  address: string;
  get(path: string, from?: string): Promise<Answered>;
  post(path: string, fields: Record<string, string>, from?: string): Promise<Answered>;
  close(): Promise<void>;
}

/** Opens the public pages of `lab` on a free port of this machine. */
export async function openSite(lab: TestLab, different: Partial<SiteParts> = {}): Promise<OpenSite> {
  const file = { path: import.meta.filename, name: 'x.pdf', mimeType: 'application/pdf', sizeBytes: 1 };
  const site = createSite({
    transact: lab.transact,
    clock: lab.clock,
    lab: () => lab.settings,
    log: { error: (_about, message) => Promise.reject(new Error(message)) },
    files: {
      open: () => file,
      admit: () => Promise.reject(new Error('nobody sends a file here')),
    },
    perform,
    submitForm,
    fileTokens: createFileTokens(new Uint8Array(32)),
    publicUrl: () => 'https://lab.example',
    published: () => readHere(lab.db).ask('published', { lab: lab.settings, now: lab.clock.now() }),
    print: printHere,
    simulated: false,
    ...different,
  });
  const server = express().set('trust proxy', 'loopback').use(site).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const ask = async (path: string, from: string, init: RequestInit = {}): Promise<Answered> => {
    const headers = { 'x-forwarded-for': from };
    const response = await fetch(`${address}${path}`, { ...init, headers, redirect: 'manual' });
    return { status: response.status, html: await response.text(), headers: response.headers };
  };
  return {
    address,
    get: (path, from = '203.0.113.1') => ask(path, from),
    post: (path, fields, from = '203.0.113.1') =>
      ask(path, from, { method: 'POST', body: new URLSearchParams(fields) }),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium stands on this machine; undefined when there is none. */
export const chromiumPath: string | undefined = places.find((path) => path !== undefined && existsSync(path));

// Left out only by hand: where nobody watches, a missing browser is a failure, not a silence.
if (!chromiumPath && process.env.CI)
  throw new Error('no Chromium on this machine: install it or set CHROMIUM_PATH');
if (!chromiumPath)
  console.warn('No Chromium found: tests in a browser are left out. Set CHROMIUM_PATH to run them.');

/** Starts the browser, without anything that would reach out of this machine. */
export function launchChromium(): Promise<Browser> {
  if (!chromiumPath) throw new Error('no Chromium on this machine');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

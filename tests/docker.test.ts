import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installRoot } from '../src/db/root.ts';

const lines = (file: string): string[] => readFileSync(join(installRoot, file), 'utf8').split('\n');

const dockerfile = lines('Dockerfile');
/** What is copied out of the checkout; what comes from the build stage does not lie in it. */
const copied = dockerfile
  .map((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1])
  .flatMap((paths) => paths?.split(' ') ?? []);
const runtime = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM')));

test('everything the image is built from is in the checkout and reaches the builder', () => {
  const kept = lines('.dockerignore').flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);

  expect(copied.length).toBeGreaterThan(5);
  for (const path of copied) {
    expect(existsSync(join(installRoot, path)), path).toBe(true);
    expect(
      kept.some((whole) => path === whole || path.startsWith(`${whole}/`)),
      `${path} is left out by .dockerignore`,
    ).toBe(true);
  }
});

test('the image holds every folder the program reads below its installation', () => {
  // The program finds them by `join(installRoot, 'some/folder', …)`.
  const read = globSync('src/**/*.{ts,tsx}', { cwd: installRoot }).flatMap((file) =>
    [...readFileSync(join(installRoot, file), 'utf8').matchAll(/join\(installRoot, '([^']+)'/g)].map(
      ([, folder = '']) => folder,
    ),
  );

  expect(read.length).toBeGreaterThan(3);
  for (const folder of new Set(read)) {
    if (folder === 'node_modules') continue;
    const there = runtime.some((line) => line.startsWith('COPY ') && line.split(' ').includes(folder));
    expect(there, `${folder} is not copied into the image`).toBe(true);
  }
});

test('the image starts the built program as somebody who is not root, with the data in a volume', () => {
  const source = /^CMD \["node", "dist\/(.+)\.js"\]$/m.exec(runtime.join('\n'))?.[1];

  expect(runtime).toContain('USER node');
  expect(runtime).toContain('VOLUME /data');
  expect(existsSync(join(installRoot, `${source}.ts`)), `${source}.ts`).toBe(true);
});

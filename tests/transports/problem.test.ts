import { expect, test } from 'vitest';
import { masked, problemOf } from '../../src/transports/problem.ts';

test('a log line keeps no number, address or key', () => {
  expect(masked('no session for 6281200000001@s.whatsapp.net today')).toBe('no session for … today');
  expect(masked(`key ${'Ab'.repeat(30)}`)).toBe('key …');
  expect(masked('code 428 after 30 s, Meta code 131053')).toBe('code 428 after 30 s, Meta code 131053');
});

test('what went wrong is told with its cause, and both are masked', () => {
  const cause = new Error('connect ECONNREFUSED for 6281200000001');
  expect(problemOf(new TypeError('fetch failed', { cause }))).toBe(
    'TypeError: fetch failed: connect ECONNREFUSED for …',
  );
  expect(problemOf('siti@lab.example')).toBe('…');
});

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { play } from '../support/transcript.ts';

const here = import.meta.dirname;
const scripts = globSync('**/*.chat', { cwd: here }).sort();

test.each(scripts)('%s goes as it is written', async (name) => {
  const file = join(here, name);
  const script = readFileSync(file, 'utf8');
  const played = await play(script);
  // UPDATE=1 writes what the bot says now; read the difference before committing it.
  if (process.env.UPDATE) writeFileSync(file, played);
  else expect(played).toBe(script);
});

test('a mother in a hurry registers in at most fourteen messages', () => {
  const script = readFileSync(join(here, 'laboratory/register.chat'), 'utf8');
  const hers = script.split('\n').filter((line) => /^siti[:[ ]/.test(line));
  expect(hers.at(-1)).toBe('siti: kirim');
  expect(hers.length).toBeLessThanOrEqual(14);
});

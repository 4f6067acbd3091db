import { describe, expect, test } from 'vitest';
import { follow, shorten } from '../../src/domain/links/index.ts';
import { links } from '../../src/domain/links/table.ts';
import { testLab } from '../support/lab.ts';

const TARGET = '/t/LAB-7K2M-9QXP-C';

function lab() {
  const made = testLab();
  return {
    ...made,
    shorten: (target: string, days = 30) => made.change((ctx) => shorten(ctx, { target, days })),
    follow: (slug: string) => made.change((ctx) => follow(ctx, slug)),
  };
}

describe('short links', () => {
  test('lead where they were made for, and count that they were opened', () => {
    const { db, ...to } = lab();
    const slug = to.shorten(TARGET);
    expect(slug).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(to.follow(slug)).toEqual({ outcome: 'found', target: TARGET });
    expect(to.follow(slug)).toEqual({ outcome: 'found', target: TARGET });
    expect(db.select().from(links).all()).toMatchObject([{ slug, opened: 2 }]);
  });

  test('the same target keeps its slug while it lives, and lives as long as was promised last', () => {
    const to = lab();
    const slug = to.shorten(TARGET, 30);
    to.clock.pass({ days: 29 });
    expect(to.shorten(TARGET, 30)).toBe(slug);
    expect(to.shorten(TARGET, 1)).toBe(slug);
    to.clock.pass({ days: 29 });
    expect(to.follow(slug).outcome).toBe('found');
    to.clock.pass({ days: 1 });
    expect(to.follow(slug)).toEqual({ outcome: 'expired' });
    expect(to.shorten(TARGET)).not.toBe(slug);
  });

  test('different targets have different slugs', () => {
    const to = lab();
    expect(to.shorten(TARGET)).not.toBe(to.shorten('/t/LAB-0000-0000-0'));
  });

  test('a slug that chance gives twice is drawn again', () => {
    const to = lab();
    const repeating = [new Uint8Array(8), new Uint8Array(8), new Uint8Array(8).fill(1)];
    const slugs = to.change((ctx) => {
      const bounded = { ...ctx, chance: () => repeating.shift() ?? new Uint8Array(8) };
      return [TARGET, '/simulator'].map((target) => shorten(bounded, { target, days: 1 }));
    });
    expect(slugs).toEqual(['00000000', '11111111']);
    const stuck = () =>
      to.change((ctx) => shorten({ ...ctx, chance: () => new Uint8Array(8) }, { target: '/t/x', days: 1 }));
    expect(stuck).toThrow('no free slug');
  });

  test('a slug is read as people type it', () => {
    const to = lab();
    const slug = to.change((ctx) =>
      shorten(
        { ...ctx, chance: () => Uint8Array.of(0, 1, 10, 11, 12, 13, 14, 15) },
        { target: TARGET, days: 1 },
      ),
    );
    expect(slug).toBe('01ABCDEF');
    expect(to.follow('olabcdef')).toEqual({ outcome: 'found', target: TARGET });
  });

  test.each(['', 'ZZZZZZZZ', '7K2M', '__proto__', "' or 1=1", '7'.repeat(4_000), 'ÅÅÅÅÅÅÅÅ'])(
    'a slug nobody made leads nowhere: %s',
    (slug) => {
      expect(lab().follow(slug)).toEqual({ outcome: 'unknown' });
    },
  );

  test.each([
    '/t/LAB-7K2M-9QXP-C',
    '/simulator',
    '/simulator?from=6281200000001',
    'https://wa.me/6282100000000?text=LACAK%20LAB-7K2M-9QXP-C',
  ])('may lead to %s', (target) => {
    expect(lab().shorten(target)).toHaveLength(8);
  });

  test.each([
    'https://evil.example/',
    'https://wa.me.evil.example/',
    'https://wa.me@evil.example/',
    'http://wa.me/62',
    'https://wa.me/\\evil.example',
    'https://wa.me/62\r\nSet-Cookie: a=b',
    'javascript:alert(1)',
    '//evil.example/t/',
    '/t/../admin',
    '/t/a/b',
    '/t//evil.example',
    '/t/x\n',
    '/simulator/../admin',
    '/simulator//evil.example',
    '/simulators',
    '/admin',
    '',
    `https://wa.me/${'6'.repeat(500)}`,
  ])('may never lead to %j', (target) => {
    expect(() => lab().shorten(target)).toThrow('may lead only to');
  });

  test.each([0, -1, 1.5, Number.NaN, 100_000])('lives a sensible number of days, not %s', (days) => {
    expect(() => lab().shorten(TARGET, days)).toThrow('whole days');
  });
});

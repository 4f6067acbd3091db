import { expect, test } from 'vitest';
import { identityChanged, recognise, samePerson } from '../../src/domain/citizens/index.ts';
import {
  addStaff,
  linkChat,
  linkedStaff,
  listStaff,
  makeChatLink,
  openChatLink,
  switchOff,
  unlinkChat,
} from '../../src/domain/staff/index.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const NUMBER = '6281200000090@s.whatsapp.net';
const ACCOUNT = '93750000000001@lid';
const OTHER_ACCOUNT = '93750000000002@lid';

function writes(lab: TestLab, address: string, aliases: string[] = []): number {
  const sender = { transport: 'whatsapp', address, aliases, phone: null, displayName: null };
  return lab.change((ctx) => recognise(ctx, sender)).id;
}

function hire(lab: TestLab, name: string): number {
  const email = `${name.toLowerCase()}@lab.example`;
  const added = lab.change((ctx) => addStaff(ctx, { name, email, role: 'supervisor', passwordHash: 'x' }));
  if (added.outcome !== 'added') throw new Error(`${name} should be new`);
  return added.staffId;
}

const codeFor = (lab: TestLab, staffId: number) => lab.change((ctx) => makeChatLink(ctx, { staffId })).code;
const link = (lab: TestLab, code: string, citizenId: number) =>
  lab.change((ctx) => linkChat(ctx, { code, citizenId }));

test('an officer who writes the code from the own chat is known there', () => {
  const lab = testLab();
  const [rina, chat] = [hire(lab, 'Rina'), writes(lab, NUMBER)];
  const code = codeFor(lab, rina);
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
  expect(link(lab, ` ${code.toLowerCase()} `, chat)).toEqual({ outcome: 'linked', name: 'Rina' });
  expect(linkedStaff(lab.db, chat)).toMatchObject({ staffId: rina, role: 'supervisor', unitPath: '/1/' });
  expect(lab.facts.at(-1)).toEqual({ kind: 'staff.changed', staffId: rina, what: 'chatLinked' });
});

test('a code is good once, for half an hour, and only until there is a newer one', () => {
  const lab = testLab();
  const [rina, chat] = [hire(lab, 'Rina'), writes(lab, NUMBER)];
  const [first, second] = [codeFor(lab, rina), codeFor(lab, rina)];
  expect(link(lab, first, chat).outcome).toBe('unknown');
  expect(openChatLink(lab.db, rina, lab.clock.now())?.code).toBe(second);
  expect(link(lab, second, chat).outcome).toBe('linked');
  expect(link(lab, second, chat).outcome).toBe('unknown');
  const late = codeFor(lab, rina);
  lab.clock.pass({ minutes: 30 });
  expect(link(lab, late, chat).outcome).toBe('unknown');
  expect(openChatLink(lab.db, rina, lab.clock.now())).toBeUndefined();
});

test('a chat belongs to one account, and one account has one chat', () => {
  const lab = testLab();
  const [rina, bagus] = [hire(lab, 'Rina'), hire(lab, 'Bagus')];
  const [one, other] = [writes(lab, NUMBER), writes(lab, '6281200000091@s.whatsapp.net')];
  link(lab, codeFor(lab, rina), one);
  link(lab, codeFor(lab, rina), other);
  expect([linkedStaff(lab.db, one), linkedStaff(lab.db, other)?.staffId]).toEqual([undefined, rina]);
  link(lab, codeFor(lab, bagus), other);
  expect(linkedStaff(lab.db, other)?.staffId).toBe(bagus);
});

test('a closed account is known in no chat, nor is one whose owner ended the link', () => {
  const lab = testLab();
  const [rina, chat] = [hire(lab, 'Rina'), writes(lab, NUMBER)];
  link(lab, codeFor(lab, rina), chat);
  lab.change((ctx) => unlinkChat(ctx, { staffId: rina }));
  expect(linkedStaff(lab.db, chat)).toBeUndefined();
  link(lab, codeFor(lab, rina), chat);
  lab.change((ctx) => switchOff(ctx, { staffId: rina }));
  expect(linkedStaff(lab.db, chat)).toBeUndefined();
  expect(link(lab, codeFor(lab, rina), chat).outcome).toBe('unknown');
});

test('when somebody else may hold the number, the link falls', () => {
  const lab = testLab();
  const [rina, chat] = [hire(lab, 'Rina'), writes(lab, NUMBER)];
  link(lab, codeFor(lab, rina), chat);
  lab.change((ctx) => identityChanged(ctx, 'whatsapp', NUMBER));
  expect(linkedStaff(lab.db, chat)).toBeUndefined();
});

test('when a number comes with another account than before, the link falls', () => {
  const lab = testLab();
  const [rina, chat] = [hire(lab, 'Rina'), writes(lab, ACCOUNT, [NUMBER])];
  link(lab, codeFor(lab, rina), chat);
  const stranger = writes(lab, OTHER_ACCOUNT, [NUMBER]);
  expect(stranger).not.toBe(chat);
  expect([linkedStaff(lab.db, chat), linkedStaff(lab.db, stranger)]).toEqual([undefined, undefined]);
});

test('two officers whose chats turn out to be one person’s both keep their accounts', () => {
  const lab = testLab();
  const [rina, bagus] = [hire(lab, 'Rina'), hire(lab, 'Bagus')];
  const [older, younger] = [writes(lab, ACCOUNT), writes(lab, NUMBER)];
  link(lab, codeFor(lab, rina), older);
  link(lab, codeFor(lab, bagus), younger);
  lab.change((ctx) =>
    samePerson(ctx, { transport: 'whatsapp', addresses: [ACCOUNT, NUMBER], phone: '6281200000090' }),
  );
  expect(linkedStaff(lab.db, older)?.staffId).toBe(rina);
  expect(listStaff(lab.db)).toHaveLength(2);
});

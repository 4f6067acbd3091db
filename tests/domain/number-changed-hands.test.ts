import { expect, test } from 'vitest';
import { identityChanged, recognise } from '../../src/domain/citizens/index.ts';
import {
  answerProposal,
  openProposals,
  proposalAwaitedSince,
  proposeDate,
} from '../../src/domain/consultations/index.ts';
import { ownRequests } from '../../src/domain/registrations/index.ts';
import { track, wanted } from '../../src/domain/tracking/index.ts';
import { consultationLab } from '../support/consultations.ts';
import { day, TUESDAY } from '../support/registrations.ts';

const NUMBER = '6281200007777';

/** A chat that has registered a consultation, for which another day is proposed; then its number goes to somebody else. */
function givenUp() {
  const lab = consultationLab();
  const { id } = lab.change((ctx) =>
    recognise(ctx, {
      transport: 'whatsapp',
      address: NUMBER,
      phone: NUMBER,
      displayName: 'Siti',
      aliases: [],
    }),
  );
  const chat = { kind: 'citizen', id } as const;
  const made = lab.consult({}, chat);
  lab.as(lab.ratna, (ctx) =>
    proposeDate(ctx, {
      registrationId: made.id,
      expectedVersion: made.version,
      day: TUESDAY,
      reason: 'Dokter berhalangan',
    }),
  );
  return {
    ...lab,
    chat,
    made: lab.now(made),
    goes() {
      lab.clock.pass({ days: 50 });
      lab.change((ctx) => identityChanged(ctx, 'whatsapp', NUMBER));
      lab.clock.pass({ minutes: 1 });
    },
  };
}

test('whoever holds a number now is shown no request of the holder before, and no code of one', () => {
  const lab = givenUp();
  const codes = () => lab.as(lab.chat, (ctx) => ownRequests(ctx)).requests.map(({ code }) => code);
  expect(codes()).toEqual([lab.made.code]);
  lab.goes();
  expect(codes()).toEqual([]);
  const { whose } = lab.as(lab.chat, (ctx) => wanted(ctx, { code: lab.made.code }));
  expect(whose).toBeNull();
});

test('nor answers for them: a bare number means no proposal, and answering one needs the proof', () => {
  const lab = givenUp();
  const asked = () => lab.as(lab.chat, (ctx) => openProposals(ctx, null)).map(({ code }) => code);
  expect(asked()).toEqual([lab.made.code]);
  lab.goes();
  expect(asked()).toEqual([]);
  expect(lab.as(lab.chat, (ctx) => proposalAwaitedSince(ctx, null))).toBeNull();
  const answer = () =>
    lab.as(lab.chat, (ctx) => answerProposal(ctx, { registrationId: lab.made.id, accepted: false })).outcome;
  expect(answer()).toBe('proofNeeded');
  lab.prove(lab.chat, lab.made);
  expect(answer()).toBe('declined');
});

test('and guesses with the tries of a stranger, not with those of the owner', () => {
  const lab = givenUp();
  lab.goes();
  const proof = { kind: 'birthDate', day: day('1991-01-01') } as const;
  const tried = lab.as(lab.chat, (ctx) => track(ctx, { code: lab.made.code, proof }));
  expect(tried).toEqual({ outcome: 'mismatch', triesLeft: 4 });
});

test('but a new telephone of the same person has its request back with one proof', () => {
  const lab = givenUp();
  lab.goes();
  const proof = { kind: 'birthDate', day: day('1990-08-17') } as const;
  const { code } = lab.made;
  expect(lab.as(lab.chat, (ctx) => track(ctx, { code, proof })).outcome).toBe('verified');
  lab.clock.pass({ hours: 1 });
  expect(lab.as(lab.chat, (ctx) => ownRequests(ctx)).requests.map((each) => each.code)).toEqual([code]);
  expect(lab.as(lab.chat, (ctx) => openProposals(ctx, null))).toHaveLength(1);
  // Until the number goes on once more.
  lab.goes();
  expect(lab.as(lab.chat, (ctx) => ownRequests(ctx)).requests).toEqual([]);
});

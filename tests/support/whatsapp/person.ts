import { setTimeout as pause } from 'node:timers/promises';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { systemClock } from '../../../src/clock.ts';
import { type Content, draftOf, shownOf } from './content.ts';
import { createCorrespondent, type Letter, newId, secondsNow } from './correspondent.ts';
import type { Exchange, Phone } from './exchange.ts';
import type { Heard, Person, Who, Writing } from './who.ts';

/** A person and what the server needs of their phone. */
export interface PersonOnLine {
  person: Person;
  phone: Phone;
}

const MOST_PLEAS = 5;
const THINKING_MS = 100;

/** Somebody with a new phone. */
export function createPerson(
  exchange: Exchange,
  { name, writesUnder = 'phone', tellsOther = true, ...given }: Required<Pick<Who, 'phone' | 'lid'>> & Who,
): PersonOnLine {
  const { mailbox, news, media } = exchange;
  const phoneAddress = `${given.phone}@s.whatsapp.net`;
  const lidAddress = `${given.lid}@lid`;
  const self = createCorrespondent(given.lid, exchange);
  const heard: Heard[] = [];
  const pleas = new Map<string, number>();
  let unreadable = 0;
  let typing = 0;
  /** How much had been heard when they last wrote. */
  let heardBefore = 0;
  let lastHeardMs = 0;

  const letterOf = async (content: Content, writing: Writing): Promise<Letter> => {
    const { id = newId(), sentAt = systemClock.now(), under = writesUnder } = writing;
    heardBefore = heard.length;
    const isLid = under === 'lid';
    const draft = await draftOf(
      content,
      { media, chat: exchange.account.phoneAddress, nowMs: sentAt.getTime() },
      writing,
    );
    const attrs: Record<string, string> = {
      from: isLid ? lidAddress : phoneAddress,
      type: draft.type,
      t: String(Math.floor(sentAt.getTime() / 1000)),
      notify: name,
    };
    const tells = writing.tellsOther ?? tellsOther;
    if (tells && isLid) attrs.sender_pn = phoneAddress;
    if (tells && !isLid) attrs.sender_lid = lidAddress;
    if (draft.edit) attrs.edit = draft.edit;
    if (writing.within) {
      attrs.participant = attrs.from ?? '';
      attrs.from = writing.within;
    }
    return {
      id,
      message: draft.message,
      attrs,
      ...(draft.mediaType ? { encAttrs: { mediatype: draft.mediaType } } : {}),
    };
  };
  /**
   * Nobody answers in the millisecond. Baileys keeps a new session only after it has written in it, and an
   * answer that overtakes this must be asked for again, which no real person causes.
   */
  const thinks = async () => {
    const sinceHeard = systemClock.now().getTime() - lastHeardMs;
    if (sinceHeard < THINKING_MS) await pause(THINKING_MS - sinceHeard);
  };
  const sends = async (content: Content, writing: Writing = {}): Promise<string> => {
    const letter = await letterOf(content, writing);
    await thinks();
    await self.writes(letter);
    return letter.id;
  };

  const plead = (id: string, chat: string) => {
    const count = (pleas.get(id) ?? 0) + 1;
    pleas.set(id, count);
    if (count <= MOST_PLEAS) mailbox.post(self.plea(id, chat, count));
  };

  const receives: Phone['receives'] = ({ id, chat, sealed, isConfirmed }) =>
    self.inTurn(async () => {
      const confirm = () => {
        if (isConfirmed && person.confirmsDelivery) mailbox.post(receipt(id, chat));
      };
      const before = heard.find((each) => each.id === id);
      if (unreadable > 0) {
        unreadable -= 1;
        return plead(id, chat);
      }
      lastHeardMs = systemClock.now().getTime();
      const message = await self.reads(sealed).catch(() => undefined);
      if (!message) {
        if (!before) return plead(id, chat);
        before.times += 1;
        return confirm();
      }
      const shown = await shownOf(message, media);
      // A phone shows an id once; another text under it would be a fault worth seeing.
      if (before && before.text === shown.text) before.times += 1;
      else heard.push({ id, ...shown, at: systemClock.now(), chat, times: 1 });
      confirm();
      news.tell();
    });

  const person: Person = {
    name,
    phone: given.phone,
    lid: given.lid,
    phoneAddress,
    lidAddress,
    heard,
    gotByBot: new Set(),
    readByBot: new Set(),
    confirmsDelivery: true,
    get typing() {
      return typing;
    },
    says: (text, writing) => sends({ text }, writing),
    sends,
    async asks(text, writing) {
      await sends({ text }, writing);
      const before = heardBefore;
      const what = `an answer to ${name}`;
      return (await news.until(() => heard[before], what)).text;
    },
    async prepares(text, writing = {}) {
      return self.prepares(await letterOf({ text }, writing));
    },
    async garbles(text, { comesAgain = true, ...writing } = {}) {
      const letter = await letterOf({ text }, writing);
      await self.writes({ ...letter, state: 'garbled', comesAgain });
      return letter.id;
    },
    async arrivesEmpty(text, writing = {}) {
      const letter = await letterOf({ text }, writing);
      await self.writes({ ...letter, state: 'empty' });
      return letter.id;
    },
    async calls(video = false) {
      const callId = newId();
      const from = writesUnder === 'lid' ? lidAddress : phoneAddress;
      const attrs = {
        'call-id': callId,
        'call-creator': from,
        ...(writesUnder === 'lid' && tellsOther ? { caller_pn: phoneAddress } : {}),
      };
      const audio = [{ tag: 'audio', attrs: { rate: '16000' } }];
      const offer = { tag: 'offer', attrs, content: video ? [{ tag: 'video', attrs: {} }] : audio };
      for (const word of [offer, { tag: 'terminate', attrs: { ...attrs, reason: 'timeout' } }]) {
        const call = { from, id: newId(), t: secondsNow(), notify: name };
        mailbox.post({ tag: 'call', attrs: call, content: [word] });
      }
      return callId;
    },
    last: () => heard.at(-1),
    hears: (words, ms) =>
      news.until(
        () =>
          typeof words === 'number'
            ? heard[words - 1]
            : heard.slice(heardBefore).findLast(({ text }) => words.test(text)),
        `${name} to hear ${words}; heard so far: ${JSON.stringify(heard.map(({ text }) => text))}`,
        ms,
      ),
    reads() {
      for (const { id, chat } of heard) mailbox.post(receipt(id, chat, 'read'));
    },
    changesIdentity({ announced = true } = {}) {
      self.renews();
      if (!announced) return;
      const from = writesUnder === 'lid' ? lidAddress : phoneAddress;
      const attrs = { id: newId(), from, type: 'encrypt', t: secondsNow() };
      mailbox.post({ tag: 'notification', attrs, content: [{ tag: 'identity', attrs: {} }] });
    },
    asksAgain(id) {
      const chat = heard.find((each) => each.id === id)?.chat ?? phoneAddress;
      plead(id, chat);
    },
    cannotRead(times) {
      unreadable = times;
    },
  };

  return {
    person,
    phone: {
      phoneAddress,
      lidAddress,
      bundle: self.bundle,
      receives,
      wantedAgain: self.wantedAgain,
      confirmed(ids, kind) {
        const confirmed = kind === 'read' ? person.readByBot : person.gotByBot;
        for (const id of ids) confirmed.add(id);
        news.tell();
      },
      sees(chatState) {
        if (chatState === 'composing') typing += 1;
        news.tell();
      },
    },
  };
}

function receipt(id: string, chat: string, type?: 'read'): BinaryNode {
  return { tag: 'receipt', attrs: { id, from: chat, t: secondsNow(), ...(type ? { type } : {}) } };
}

import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Admitted, Outbound, Sent, Waiting } from '../transport.ts';
import { recipientAt } from './address.ts';
import { type Offer, offerIn } from './choices.ts';
import { type Meaning, meaningOf } from './errors.ts';
import type { Answer, Graph } from './graph.ts';
import type { Governor } from './limits.ts';
import { uploadMedia } from './media.ts';
import { fileOf, fitsTemplate, templateOf, tooLongFor, wordsOf } from './outbound.ts';
import type { CloudParts } from './parts.ts';
import { createRecent } from './recent.ts';
import type { Standing } from './standing.ts';

/** How long after somebody wrote anything may be said to them. */
export const ANSWERS_WITHIN_MS = 24 * 3_600_000;

/** What sending needs. */
export interface SendingParts {
  clock: Clock;
  log: Log;
  graph: Graph;
  governor: Governor;
  standing: Standing;
  phoneNumberId: string;
  tappable: CloudParts['tappable'];
  /** Meta has a message, and this is its name for it. */
  taken(messageId: string, metaId: string): void;
}

/** Hands messages to Meta, within what it allows. */
export interface Sending {
  /** Which letters may go now. */
  admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
  send(message: Outbound): Promise<Sent>;
  /** Somebody has written: they may be answered, and see that we have read it once we do. */
  heard(addresses: readonly string[], metaId: string): void;
  /** Meta says that this person has not written for too long, whatever we thought. */
  windowClosed(address: string): void;
}

const REMEMBERED = 10_000;
const PRESENCE_PATIENCE_MS = 1_500;
const NO_ANSWER = 'Jawaban Meta tidak sampai, jadi belum pasti terkirim.';
/** Before the id of the letter an invitation goes out for, so that its statuses are not taken for the letter's. */
const INVITATION = 'invitation-';

/** The letter a status is about, by the word of ours that Meta repeats with it. */
export const letterIn = (ours: string | undefined): string | undefined =>
  ours !== undefined && /^[A-Za-z0-9]{1,64}$/.test(ours) ? ours : undefined;

/** The letter behind an invitation that a status is about. */
export const invitedForIn = (ours: string | undefined): string | undefined =>
  ours?.startsWith(INVITATION) ? letterIn(ours.slice(INVITATION.length)) : undefined;

/** A new sending with nothing under way. */
export function createSending(parts: SendingParts): Sending {
  const { clock, log, graph, governor, standing, phoneNumberId, tappable, taken } = parts;
  const unread = createRecent<string>(REMEMBERED);
  const closed = createRecent<true>(REMEMBERED);

  const post = (to: object, ours: string, content: object): Promise<Answer> =>
    graph.post(`${phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...to,
      biz_opaque_callback_data: ours,
      ...content,
    });

  /** Reads what came of a message. `instead` says what to do when the window turns out to be closed. */
  async function sentOf(answer: Answer, message: Outbound, instead?: () => Promise<Sent>): Promise<Sent> {
    if (answer.outcome === 'answered') {
      standing.sent();
      const metaId = idIn(answer.body);
      if (metaId === undefined) return { outcome: 'unknown', problem: 'Meta tidak menyebut nomor pesannya.' };
      taken(message.messageId, metaId);
      return { outcome: 'handedOver' };
    }
    const meaning = meaningIn(answer);
    if (!('kind' in meaning)) return meaning;
    if (meaning.kind === 'windowClosed' && instead) {
      closed.set(message.address, true);
      return instead();
    }
    return unsent(meaning, message);
  }

  function meaningIn(answer: Exclude<Answer, { outcome: 'answered' }>): Meaning | Sent {
    if (answer.outcome === 'error') {
      const meaning = meaningOf(answer.error);
      if (meaning.kind !== 'halted') standing.known();
      return meaning;
    }
    log.warn({ problem: answer.problem }, 'Cloud API: no answer to a message');
    if (answer.outcome === 'unknown') return { outcome: 'unknown', problem: NO_ANSWER };
    standing.unreached();
    return notNow(standing.hindrance()?.afterMs ?? 0, 'Meta tidak terjangkau.');
  }

  function unsent(meaning: Meaning, { address }: Outbound): Sent {
    const { words } = meaning;
    switch (meaning.kind) {
      case 'later': {
        const { afterMs, rests } = meaning;
        if (rests && afterMs !== undefined)
          governor.rest(rests === 'pair' ? { address } : 'everywhere', afterMs);
        return { outcome: 'notNow', problem: words, ...(afterMs === undefined ? {} : { afterMs }) };
      }
      case 'halted':
        standing.halted(meaning, 'message');
        log.error({ problem: words }, 'Cloud API: nothing can be sent');
        return notNow(standing.hindrance()?.afterMs ?? 0, words);
      case 'refused':
        log.warn({ problem: words }, 'Cloud API: a message was refused');
        return { outcome: 'refused', problem: words };
      case 'windowClosed':
      case 'awaitsPerson':
        return { outcome: 'awaitsPerson', invited: false, problem: words };
    }
  }

  async function inside(to: object, message: Outbound): Promise<Sent> {
    await shownAsRead(message);
    const content = message.file ? await uploaded(message, message.file) : { content: words(message) };
    if ('outcome' in content) return content;
    return sentOf(await post(to, message.messageId, content.content), message, () => outside(to, message));
  }

  async function uploaded(
    message: Outbound,
    file: NonNullable<Outbound['file']>,
  ): Promise<{ content: object } | Sent> {
    const upload = await uploadMedia(file, graph, phoneNumberId);
    if (upload.outcome === 'uploaded') return { content: fileOf(message.text, file, upload) };
    if (upload.outcome === 'missing') return { outcome: 'refused', problem: 'Berkasnya tidak ada lagi.' };
    // An upload without an answer has shown nobody anything.
    if (upload.outcome === 'unknown') return { outcome: 'notNow', problem: 'Berkas gagal diunggah ke Meta.' };
    const meaning = meaningIn(upload);
    return 'kind' in meaning ? unsent(meaning, message) : meaning;
  }

  function words(message: Outbound): object {
    const isByStaff = tappable(message.messageId)?.isByStaff ?? false;
    const offer: Offer = isByStaff ? { kind: 'none' } : offerIn(message.text);
    return wordsOf(message, offer);
  }

  /** After 24 hours: approved words for it, else approved words that ask the person to write. */
  async function outside(to: object, message: Outbound): Promise<Sent> {
    const { template, invitation, messageId, text, file } = message;
    if (template && !file && fitsTemplate(text))
      return sentOf(await post(to, messageId, templateOf(template, text)), message);
    if (!invitation) return { outcome: 'awaitsPerson', invited: false };
    const answer = await post(to, `${INVITATION}${messageId}`, templateOf(invitation));
    if (answer.outcome === 'answered') return { outcome: 'awaitsPerson', invited: true };
    const meaning = meaningIn(answer);
    const sent = 'kind' in meaning ? unsent(meaning, message) : meaning;
    // Whatever is wrong with the invitation, the letter itself is not lost by it.
    if (sent.outcome === 'notNow') return sent;
    return { outcome: 'awaitsPerson', invited: false, ...('problem' in sent && { problem: sent.problem }) };
  }

  /** Read marks, and that we are writing; a failure here hinders no answer. */
  async function shownAsRead({ address, priority }: Outbound): Promise<void> {
    const metaId = unread.get(address);
    // A notice is no sign that anybody has read what this person wrote.
    if (metaId === undefined || priority === 'notice' || priority === 'digest') return;
    unread.delete(address);
    const answer = await graph.post(
      `${phoneNumberId}/messages`,
      {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: metaId,
        typing_indicator: { type: 'text' },
      },
      PRESENCE_PATIENCE_MS,
    );
    if (answer.outcome !== 'answered') log.debug({}, 'Cloud API: a message could not be marked as read');
  }

  const isOutside = ({ address, lastHeardAt }: Outbound): boolean =>
    closed.get(address) === true ||
    (lastHeardAt !== undefined && clock.now().getTime() - lastHeardAt.getTime() >= ANSWERS_WITHIN_MS);

  return {
    admit(letters) {
      const hindrance = standing.hindrance();
      if (hindrance) return { letters: [], againInMs: hindrance.afterMs };
      // After trouble one letter tries the way for all.
      const isWell = standing.state().status === 'connected';
      return isWell ? governor.admit(letters) : { ...governor.admit(letters.slice(0, 1)), againInMs: 1_000 };
    },
    async send(message) {
      const to = recipientAt(message.address);
      if (!to) return { outcome: 'refused', problem: 'Alamat ini bukan alamat WhatsApp.' };
      const tooLong = tooLongFor(message);
      if (tooLong) return { outcome: 'refused', problem: tooLong };
      const hindrance = standing.hindrance();
      if (hindrance) return notNow(hindrance.afterMs, hindrance.problem);
      const waitMs = governor.take(message.address);
      if (waitMs > 0) return notNow(waitMs, 'Terlalu cepat; dikirim sebentar lagi.');
      return isOutside(message) ? outside(to, message) : inside(to, message);
    },
    heard(addresses, metaId) {
      for (const address of addresses) {
        unread.set(address, metaId);
        closed.delete(address);
      }
    },
    windowClosed: (address) => closed.set(address, true),
  };
}

const notNow = (afterMs: number, problem: string): Sent => ({ outcome: 'notNow', problem, afterMs });

function idIn(body: unknown): string | undefined {
  // Only looked at, and only as far as it is there.
  const { messages } = (body ?? {}) as { messages?: { id?: unknown }[] };
  const id = Array.isArray(messages) ? messages[0]?.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

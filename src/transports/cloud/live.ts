import { createFetching } from '../fetching.ts';
import { problemOf } from '../problem.ts';
import type { Admitted, Door, Outbound, Receipt, Sent, TransportState, Waiting } from '../transport.ts';
import { meaningOf } from './errors.ts';
import { createGraph } from './graph.ts';
import type { AccountChange } from './inbound.ts';
import { createGovernor } from './limits.ts';
import { fetchMedia } from './media.ts';
import type { CloudParts } from './parts.ts';
import { failureIn, receiptOf, type Status } from './receipts.ts';
import { createRecent } from './recent.ts';
import { createSending, invitedForIn, letterIn } from './sending.ts';
import { createStanding } from './standing.ts';
import { readPayload } from './webhook.ts';

/** The transport while it runs. */
export interface Live {
  admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
  send(message: Outbound): Promise<Sent>;
  state(): TransportState;
  /** Takes in what the webhook brought; `later` when it could not be written down. */
  take(body: Buffer): Promise<'taken' | 'later'>;
  stop(): Promise<void>;
}

/** How often Meta is asked how we stand: while all is well, and while it is not. */
const PROBE_EVERY_MS = { connected: 5 * 60_000, otherwise: 30_000 } as const;
const FETCH_PAUSES_MS = [2_000, 10_000];
const REMEMBERED = 10_000;

/** Puts the parts together and asks Meta how we stand. */
export function goLive(
  { clock, files, settings, log, tappable, fetchPausesMs }: CloudParts,
  door: Door,
): Live {
  const { phoneNumberId } = settings;
  const graph = createGraph(settings);
  const standing = createStanding(clock);
  /** Meta's names for messages of ours, for a status that does not bring ours back. */
  const letters = createRecent<string>(REMEMBERED);
  const seenChanges = createRecent<true>(REMEMBERED);
  const sending = createSending({
    clock,
    log,
    graph,
    governor: createGovernor(clock),
    standing,
    phoneNumberId,
    tappable,
    taken(messageId, metaId) {
      letters.set(metaId, messageId);
      // The same as WhatsApp's own tick: it has it. A status says more, or never comes.
      door.receipt({ messageId, state: 'acknowledged' });
    },
  });
  const fetching = createFetching({
    files,
    log,
    pausesMs: fetchPausesMs ?? FETCH_PAUSES_MS,
    awaited: () => door.awaitingFiles(),
    isConnected: () => standing.state().status === 'connected',
    fetch: (reference, stopping) => fetchMedia(reference, { graph, settings, stopping }),
    arrived: (messageId, file) => door.fileArrived(messageId, file),
  });

  /** Asks Meta whether it knows number and token, and takes up files that could not be fetched. */
  async function probe(): Promise<void> {
    const before = standing.state().status;
    const answer = await graph.get(`${phoneNumberId}?fields=display_phone_number`);
    if (answer.outcome === 'answered') standing.known();
    else if (answer.outcome !== 'error') standing.unreached();
    else {
      const meaning = meaningOf(answer.error);
      if (meaning.kind === 'halted') standing.halted(meaning, 'probe');
    }
    const { status, detail } = standing.state();
    if (status !== before) log.info({ status, detail }, 'Cloud API: the line is different now');
    // Whether messages may go says nothing about files: those Meta gives to whom it knows.
    if (answer.outcome === 'answered') fetching.resume();
  }
  let askedAt = 0;
  const probed = () => {
    const now = clock.now().getTime();
    const isWell = standing.state().status === 'connected';
    // A clock that was set back must not keep us from asking.
    if (isWell && now >= askedAt && now - askedAt < PROBE_EVERY_MS.connected) return;
    askedAt = now;
    void probe().catch((error) => log.error({ problem: problemOf(error) }, 'Cloud API: a look failed'));
  };

  function noteStatuses(statuses: readonly Status[]): void {
    const receipts: Receipt[] = [];
    for (const status of statuses) {
      const failure = failureIn(status);
      if (failure) log.warn({ problem: failure.words }, 'Cloud API: a message did not arrive');
      if (failure?.kind === 'halted') standing.halted(failure, 'message');
      const address = status.recipient_id ?? status.recipient_user_id;
      if (failure?.kind === 'windowClosed' && address !== undefined) sending.windowClosed(address);
      const messageId = letterIn(status.biz_opaque_callback_data) ?? letters.get(status.id);
      const receipt = messageId === undefined ? undefined : receiptOf(messageId, status);
      if (receipt) receipts.push(receipt);
      const waiting = invitedForIn(status.biz_opaque_callback_data);
      // Nobody has asked the person to write after all.
      if (failure && waiting)
        receipts.push({ messageId: waiting, state: 'awaitsPerson', problem: failure.words });
    }
    if (receipts.length > 0) door.receiptsNow(receipts);
  }

  function noteAccount({ messageId, leftPhone, accounts }: AccountChange): void {
    if (seenChanges.get(messageId)) return;
    if (accounts.length > 1) door.samePerson({ addresses: accounts });
    if (leftPhone !== undefined) door.identityChanged(leftPhone);
    seenChanges.set(messageId, true);
  }

  const probing = setInterval(probed, PROBE_EVERY_MS.otherwise);
  probing.unref();
  // Not waited for: what comes in is taken in while Meta is still being asked.
  probed();

  return {
    admit: sending.admit,
    send: sending.send,
    state: standing.state,
    async take(body) {
      const payload = readPayload(parsed(body), { phoneNumberId, tappable, now: clock.now(), log });
      if (!payload) {
        // Meta signed it, so the same bytes would come again and again; nothing in them can be read.
        log.error({ bytes: body.length }, 'Cloud API: a signed payload cannot be read and is given up');
        return 'taken';
      }
      // Before they are written down: the answer may be on its way before we hear of it.
      for (const { address, aliases = [], messageId } of payload.messages)
        sending.heard([address, ...aliases], messageId);
      try {
        const recorded = await Promise.all(payload.messages.map((message) => door.receive(message)));
        payload.messages.forEach(({ messageId, file }, index) => {
          if (file?.state === 'awaiting' && recorded[index]?.outcome === 'recorded')
            fetching.begin(messageId, file.reference);
        });
        noteStatuses(payload.statuses);
        payload.accounts.forEach(noteAccount);
      } catch (error) {
        log.error({ problem: problemOf(error) }, 'Cloud API: a payload was not written down; it comes again');
        return 'later';
      }
      return 'taken';
    },
    async stop() {
      clearInterval(probing);
      graph.stop();
      await fetching.stop();
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

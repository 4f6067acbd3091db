import { laboratoryDialog, phoneOf, withoutChance } from '../support/dialog.ts';
import { type BenchLab, openBenchLab } from './lab.ts';

const dialog = laboratoryDialog();

/** What the people of a run saw. */
export interface Run {
  turnsPerSecond: number;
  /** Milliseconds from writing to hearing, per turn, in the order they were answered. */
  waits: number[];
  /** When each answer came, in seconds from the beginning. */
  answeredAt: number[];
}

/** People who register at one lab, every answer compared with the golden transcript. */
export interface Crowd {
  lab: BenchLab;
  /** `inFlight` people at a time, each writing as soon as they are answered. */
  hurry(turns: number, inFlight: number): Promise<Run>;
  /** `perSecond` messages a second, each by somebody who is waiting for nothing. */
  stroll(turns: number, perSecond: number): Promise<Run>;
  stop(): Promise<void>;
}

/** Opens a lab with a crowd before it. */
export async function openCrowd(dataDir: string): Promise<Crowd> {
  /** Whose turn it is to say what, and since when they wait for the answer. */
  const progress = new Map<string, { place: number; wroteAt: number }>();
  let persons = 0;
  let answered: (address: string, waitMs: number) => void = () => {};
  let fail: (error: unknown) => void = () => {};

  const lab = await openBenchLab(dataDir, ({ address, text }) => {
    const at = progress.get(address);
    const expected = at && dialog[at.place];
    if (!at || !expected) return fail(new Error(`${address} was told something unasked: ${text}`));
    if (withoutChance(text) !== expected.answer)
      return fail(
        new Error(`"${expected.typed}" was answered with:\n${text}\ninstead of:\n${expected.answer}`),
      );
    at.place += 1;
    if (at.place === dialog.length) progress.delete(address);
    answered(address, performance.now() - at.wroteAt);
  });

  function write(address: string): void {
    const at = progress.get(address);
    const exchange = at && dialog[at.place];
    if (!at || !exchange) throw new Error(`${address} has nothing to say`);
    at.wroteAt = performance.now();
    lab.says(address, exchange.typed).catch(fail);
  }

  function newcomer(): string {
    persons += 1;
    const address = phoneOf(persons);
    progress.set(address, { place: 0, wroteAt: 0 });
    return address;
  }

  /** Counts answers until there are `turns`; `next` hears of everybody who was answered. */
  function run(turns: number, begin: () => void, next: (address: string | undefined) => void): Promise<Run> {
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const waits: number[] = [];
      const answeredAt: number[] = [];
      fail = reject;
      answered = (address, waitMs) => {
        const seconds = (performance.now() - began) / 1_000;
        waits.push(waitMs);
        answeredAt.push(seconds);
        if (waits.length === turns) resolve({ turnsPerSecond: turns / seconds, waits, answeredAt });
        else next(progress.has(address) ? address : undefined);
      };
      begin();
    });
  }

  return {
    lab,
    hurry(turns, inFlight) {
      let written = 0;
      const writeNext = (address: string | undefined) => {
        if (written === turns) return;
        written += 1;
        write(address ?? newcomer());
      };
      const waiting = [...progress.keys()].slice(0, inFlight);
      const begin = () => {
        for (let place = 0; place < inFlight; place += 1) writeNext(waiting[place]);
      };
      return run(turns, begin, writeNext);
    },
    async stroll(turns, perSecond) {
      const free = [...progress.keys()];
      let written = 0;
      let beat: NodeJS.Timeout | undefined;
      const began = performance.now();
      const begin = () => {
        beat = setInterval(() => {
          const due = Math.min(turns, Math.floor(((performance.now() - began) * perSecond) / 1_000));
          for (; written < due; written += 1) write(free.shift() ?? newcomer());
        }, 1);
      };
      try {
        return await run(turns, begin, (address) => address && free.push(address));
      } finally {
        clearInterval(beat);
      }
    },
    stop: () => lab.stop(),
  };
}

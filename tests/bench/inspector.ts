import type { Service } from '../support/service.ts';

/** For `startService`: lets the bench look into the process. Only on this machine. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** What a process holds. */
export interface Held {
  /** After collecting garbage. */
  heapMebibytes: number;
  /** Timers, sockets, files… by name, as Node counts them. */
  resources: Record<string, number>;
}

/** A look into a running process. */
export interface Inspector {
  held(): Promise<Held>;
  close(): void;
}

const COLLECTIONS = 3;

/** Looks into a service that was started with `INSPECTED`. */
export async function inspect(service: Service): Promise<Inspector> {
  const address = /Debugger listening on (ws:\S+)/.exec(service.printed())?.[1];
  if (!address) throw new Error('the service was not started with INSPECTED');
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  let asked = 0;
  const waiting = new Map<number, (result: Result) => void>();
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data)) as { id?: number; result: Result }; // the protocol's contract
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer.result);
  };
  const ask = (method: string, params: object = {}) =>
    new Promise<Result>((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      socket.send(JSON.stringify({ id: asked, method, params }));
    });
  await ask('HeapProfiler.enable');

  return {
    async held() {
      for (let time = 0; time < COLLECTIONS; time += 1) await ask('HeapProfiler.collectGarbage');
      const { result } = await ask('Runtime.evaluate', { expression: LOOK, returnByValue: true });
      const { heap, names } = result?.value ?? { heap: Number.NaN, names: [] };
      const resources: Record<string, number> = {};
      for (const name of names) resources[name] = (resources[name] ?? 0) + 1;
      return { heapMebibytes: heap / 1_048_576, resources };
    },
    close: () => socket.close(),
  };
}

interface Result {
  result?: { value?: { heap: number; names: string[] } };
}

const LOOK = '({ heap: process.memoryUsage().heapUsed, names: process.getActiveResourcesInfo() })';

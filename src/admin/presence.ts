/** How long somebody counts as writing after the last key. */
const WRITING_MS = 6_000;

/** Somebody who looks at a thing in one of their windows. */
export interface Watcher {
  staffId: number;
  name: string;
  /** Brings this window who else is here. */
  tell(others: Other[]): void;
}

/** Somebody else who looks at the same thing. */
export interface Other {
  name: string;
  writing: boolean;
}

/** Who looks at what, in memory: it is true for as long as their windows are open, and never longer. */
export interface Presence {
  /** A window shows the thing; the answer is called when it closes. */
  enter(at: string, watcher: Watcher): () => void;
  /** Somebody writes a reply there. */
  writes(at: string, staffId: number): void;
}

export function createPresence(): Presence {
  const places = new Map<string, Set<Watcher>>();
  const writing = new Map<string, NodeJS.Timeout>();

  return {
    enter(at, watcher) {
      const here = places.get(at) ?? new Set();
      places.set(at, here.add(watcher));
      tellAll(at);
      return () => {
        here.delete(watcher);
        if (here.size === 0) places.delete(at);
        if (![...here].some(({ staffId }) => staffId === watcher.staffId)) stopped(at, watcher.staffId);
        tellAll(at);
      };
    },
    writes(at, staffId) {
      if (![...(places.get(at) ?? [])].some((watcher) => watcher.staffId === staffId)) return;
      const key = `${at} ${staffId}`;
      const isNews = !writing.has(key);
      clearTimeout(writing.get(key));
      const ends = setTimeout(() => {
        stopped(at, staffId);
        tellAll(at);
      }, WRITING_MS);
      writing.set(key, ends.unref());
      if (isNews) tellAll(at);
    },
  };

  function stopped(at: string, staffId: number): void {
    clearTimeout(writing.get(`${at} ${staffId}`));
    writing.delete(`${at} ${staffId}`);
  }

  function tellAll(at: string): void {
    const here = [...(places.get(at) ?? [])];
    for (const watcher of here) {
      const others = new Map(
        here
          .filter(({ staffId }) => staffId !== watcher.staffId)
          .map(({ staffId, name }) => [staffId, { name, writing: writing.has(`${at} ${staffId}`) }]),
      );
      watcher.tell([...others.values()]);
    }
  }
}

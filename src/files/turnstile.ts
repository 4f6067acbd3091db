/** Lets at most `places` pieces of work run at once; the others wait in the order they came. */
export function createTurnstile(places: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      // The place is handed to the next in line, never given back and raced for.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Something that is made once and then kept for a while; what failed is made anew. */
export function keptFor<Made>(forMs: number, make: () => Promise<Made>): { of(now: Date): Promise<Made> } {
  let kept: { at: number; made: Promise<Made> } | undefined;
  return {
    of(now) {
      const age = now.getTime() - (kept?.at ?? 0);
      // A clock that was set back keeps nothing longer.
      if (kept && age >= 0 && age < forMs) return kept.made;
      const mine = { at: now.getTime(), made: make() };
      kept = mine;
      mine.made.catch(() => {
        if (kept === mine) kept = undefined;
      });
      return mine.made;
    },
  };
}

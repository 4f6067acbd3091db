import type { RequestHandler } from 'express';

const HOUR_MS = 3_600_000;
const MEGABYTE = 1024 * 1024;
/** One form: six files of ten megabytes, and its words. */
const MOST_AT_ONCE = 64 * MEGABYTE;
/** A clinic that registers all morning brings less from one address. */
const PER_ADDRESS = 400 * MEGABYTE;
/** From all addresses together, so that many of them fill no disk either. */
const ALTOGETHER = 1_024 * MEGABYTE;
const MOST_ADDRESSES = 20_000;

/** Whoever sends something, when, and where somebody goes who has sent too much. */
interface Door {
  of(request: Parameters<RequestHandler>[0]): { address: string; now: Date };
  tooLarge: RequestHandler;
  tooMuch: RequestHandler;
}

/**
 * Bounds what the website takes in by the hour, before a byte of it is read: nobody has proven anything
 * yet, and what is uploaded lies on the disk whether or not a form is ever sent.
 */
export function uploadBudget({ of, tooLarge, tooMuch }: Door): RequestHandler {
  let hour = -1;
  let all = 0;
  let byAddress = new Map<string, number>();
  return (request, response, next) => {
    const { address, now } = of(request);
    const thisHour = Math.floor(now.getTime() / HOUR_MS);
    if (thisHour !== hour) [hour, all, byAddress] = [thisHour, 0, new Map()];
    // Browsers say how much comes; who does not say it means no form.
    const bytes = Number(request.headers['content-length'] ?? Number.NaN);
    if (!(bytes <= MOST_AT_ONCE)) return tooLarge(request, response, next);
    const own = (byAddress.get(address) ?? 0) + bytes;
    if (own > PER_ADDRESS || all + bytes > ALTOGETHER || byAddress.size >= MOST_ADDRESSES)
      return tooMuch(request, response, next);
    byAddress.set(address, own);
    all += bytes;
    return next();
  };
}

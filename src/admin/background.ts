import { createHash } from 'node:crypto';

/** The header by which a page says that it refreshes itself. */
export const BACKGROUND_HEADER = 'x-background';

/**
 * What a page says when it asks for itself again: nobody is reading just now. Made for one session and one
 * address that was given out before, so that no page can be read for the first time without a trace.
 *
 * @param url path and query, as the browser asks for them
 */
export const backgroundMark = (token: string, url: string): string =>
  createHash('sha256').update(`background\n${token}\n${url}`).digest('base64url').slice(0, 22);

/** The attribute of an element that asks for `url` by itself. */
export const askedBySelf = ({ token = '' }: { token: string | undefined }, url: string): string =>
  JSON.stringify({ [BACKGROUND_HEADER]: backgroundMark(token, url) });

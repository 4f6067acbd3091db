import { integer } from 'drizzle-orm/sqlite-core';

/** An instant, stored in UTC as milliseconds. */
export const instant = () => integer({ mode: 'timestamp_ms' });

/** Yes or no, stored as 0 or 1. */
export const yesNo = () => integer({ mode: 'boolean' });

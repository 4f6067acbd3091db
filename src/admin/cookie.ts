import type { Request, Response } from 'express';
import type { SessionChange } from './visit.ts';

/** Reads and writes the cookie that holds a session's token. */
export interface SessionCookie {
  read(request: Request): string | undefined;
  write(response: Response, change: SessionChange): void;
}

/** `__Host-sid` where we are reached over https, else `sid`, because a browser would drop the other. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-sid' : 'sid';
  const options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  return {
    read: (request) => cookieNamed(request.headers.cookie ?? '', name),
    write: (response, change) => {
      if (change === 'ended') response.clearCookie(name, options);
      else response.cookie(name, change.token, options);
    },
  };
}

function cookieNamed(header: string, name: string): string | undefined {
  const found = header
    .split(';', 50)
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  return found && /^[\w-]{20,100}$/.test(found) ? found : undefined;
}

import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { Door } from '../transport.ts';
import { personOf, phoneIn } from './inbound.ts';

/** What WhatsApp tells about people without a message of theirs. */
export interface PeopleNews {
  /** This account has this number. */
  numberLearned(lid: string | undefined, number: string | undefined): void;
  /** Listens to a new socket. */
  watch(socket: WASocket): void;
}

/** Hands such news to the lab. What is lost here is learned again with the person's next message. */
export function createPeopleNews(door: Pick<Door, 'samePerson' | 'identityChanged'>, log: Log): PeopleNews {
  const safely = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ what, problem: problemOf(error) }, 'WhatsApp: news about a person was not noted');
    }
  };
  const numberLearned: PeopleNews['numberLearned'] = (lid, number) =>
    safely('number', () => {
      const phone = phoneIn(number);
      if (lid && number) door.samePerson({ addresses: [lid, number], ...(phone ? { phone } : {}) });
    });
  return {
    numberLearned,
    watch(socket) {
      socket.ev.on('lid-mapping.update', ({ lid, pn }) => numberLearned(personOf(lid), personOf(pn)));
      // The server says at once that somebody has a new phone; otherwise only their next message shows it.
      socket.ws.on('CB:notification,type:encrypt', ({ attrs, content }: BinaryNode) =>
        safely('identity', () => {
          const isNew = Array.isArray(content) && content.some(({ tag }) => tag === 'identity');
          // Linked devices come and go and prove nothing.
          const address = attrs.from?.includes(':') ? undefined : personOf(attrs.from);
          if (isNew && address) door.identityChanged(address);
        }),
      );
    },
  };
}

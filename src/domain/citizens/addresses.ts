import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { addresses, citizens } from './table.ts';

type Citizen = typeof citizens.$inferSelect;

/** Where a message came from, as the transport tells it. */
interface Sender {
  transport: string;
  address: string;
  aliases: string[];
  phone: string | null;
  displayName: string | null;
}

const byAddress = statement((db) =>
  db
    .select()
    .from(citizens)
    .where(
      eq(
        citizens.id,
        // Not a join: SQLite plans those anew at every run.
        db
          .select({ citizenId: addresses.citizenId })
          .from(addresses)
          .where(
            and(
              eq(addresses.transport, sql.placeholder('transport')),
              eq(addresses.address, sql.placeholder('address')),
            ),
          ),
      ),
    )
    .prepare(),
);

const create = statement((db) =>
  db
    .insert(citizens)
    .values({
      displayName: sql.placeholder('displayName'),
      phone: sql.placeholder('phone'),
      createdAt: sql.placeholder('createdAt'),
    })
    .returning()
    .prepare(),
);

const addAddress = statement((db) =>
  db
    .insert(addresses)
    .values({
      citizenId: sql.placeholder('citizenId'),
      transport: sql.placeholder('transport'),
      address: sql.placeholder('address'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .prepare(),
);

/**
 * The person behind an address, made on first sight.
 *
 * A person who is known under any alias is the same person; a phone learned later is kept. A LID is
 * never turned into a phone number. A number that comes with another account than before has a new
 * holder: it goes to a person of its own, who hears nothing of the earlier one.
 */
export function recognise(ctx: DomainContext, sender: Sender): Citizen {
  const { transport } = sender;
  const known = byAddress(ctx.tx).get({ transport, address: sender.address });
  if (known && sender.aliases.length === 0 && !tellsMore(sender, known)) return known;
  const { displayName, phone } = sender;
  const citizen = holderOf(ctx, sender) ?? create(ctx.tx).get({ displayName, phone, createdAt: ctx.now });
  for (const address of [sender.address, ...sender.aliases]) {
    takeFromEarlierHolder(ctx, citizen, { transport, address });
    addAddress(ctx.tx).run({ citizenId: citizen.id, transport, address, createdAt: ctx.now });
  }
  if (!tellsMore(sender, citizen)) return citizen;
  const learned = {
    phone: citizen.phone ?? sender.phone,
    displayName: sender.displayName ?? citizen.displayName,
  };
  ctx.tx.update(citizens).set(learned).where(eq(citizens.id, citizen.id)).run();
  return { ...citizen, ...learned };
}

const tellsMore = (sender: Sender, citizen: Citizen): boolean =>
  (sender.phone !== null && citizen.phone === null) ||
  (sender.displayName !== null && sender.displayName !== citizen.displayName);

// WhatsApp's own name for an account. It goes with the person; a number goes to whoever has it next.
const isAccount = (address: string): boolean => address.endsWith('@lid');

/** Who the sender is known as: by the address they write from, then by the others; nobody who has another account. */
function holderOf(ctx: DomainContext, { transport, address, aliases }: Sender): Citizen | undefined {
  const all = [address, ...aliases];
  const knownAt = (each: string) => byAddress(ctx.tx).get({ transport, address: each });
  const named = all.map(knownAt).find((citizen) => citizen !== undefined);
  const account = all.find(isAccount);
  if (!named || account === undefined) return named;
  const owner = knownAt(account);
  return owner?.id === named.id || !hasAccount(ctx, named, transport) ? named : owner;
}

/** A number with a new holder gets a new generation, so that nothing written for the earlier one goes there. */
function takeFromEarlierHolder(
  ctx: DomainContext,
  citizen: Citizen,
  { transport, address }: { transport: string; address: string },
): void {
  const earlier = byAddress(ctx.tx).get({ transport, address });
  if (!earlier || earlier.id === citizen.id || !hasAccount(ctx, earlier, transport)) return;
  ctx.tx
    .update(addresses)
    .set({ citizenId: citizen.id, generation: sql`${addresses.generation} + 1` })
    .where(and(eq(addresses.transport, transport), eq(addresses.address, address)))
    .run();
}

function hasAccount(ctx: DomainContext, { id }: Citizen, transport: string): boolean {
  return ctx.tx
    .select({ address: addresses.address })
    .from(addresses)
    .where(and(eq(addresses.citizenId, id), eq(addresses.transport, transport)))
    .all()
    .some(({ address }) => isAccount(address));
}

/** The address the person is reached at: the one used last, or the first known. */
export function addressOf(
  db: Db,
  citizenId: number,
): { transport: string; address: string; generation: number } | undefined {
  return db.select().from(addresses).where(eq(addresses.citizenId, citizenId)).orderBy(addresses.id).get();
}

/**
 * Notes that somebody else may hold an address now: what was written for the old holder stays held,
 * under every address of that person.
 *
 * @returns the person, or undefined when nobody is known there
 */
export function identityChanged(ctx: DomainContext, transport: string, address: string): number | undefined {
  const citizenId = byAddress(ctx.tx).get({ transport, address })?.id;
  if (citizenId === undefined) return undefined;
  ctx.tx
    .update(addresses)
    .set({ generation: sql`${addresses.generation} + 1` })
    .where(eq(addresses.citizenId, citizenId))
    .run();
  return citizenId;
}

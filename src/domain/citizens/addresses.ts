import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { unlinkHandedOver } from '../staff/index.ts';
import { join } from './join.ts';
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
 * A person who is known under any alias is the same person, and two who turn out to be one are joined. The
 * phone is the newest one told; a LID is never turned into one. A number that comes with another account than
 * before has a new holder: it goes to a person of its own, who hears nothing of the earlier one.
 */
export function recognise(ctx: DomainContext, sender: Sender): Citizen {
  const { transport, address, aliases, displayName, phone } = sender;
  const known = byAddress(ctx.tx).get({ transport, address });
  if (known && aliases.length === 0 && !tellsMore(sender, known)) return known;
  const all = [address, ...aliases];
  const citizen =
    holderOf(ctx, transport, all) ?? create(ctx.tx).get({ displayName, phone, createdAt: ctx.now });
  for (const each of all) {
    takeFromEarlierHolder(ctx, citizen, { transport, address: each });
    addAddress(ctx.tx).run({ citizenId: citizen.id, transport, address: each, createdAt: ctx.now });
  }
  if (!tellsMore(sender, citizen)) return citizen;
  const learned = {
    phone: phone ?? citizen.phone,
    displayName: displayName ?? citizen.displayName,
  };
  ctx.tx.update(citizens).set(learned).where(eq(citizens.id, citizen.id)).run();
  return { ...citizen, ...learned };
}

/**
 * Notes that these addresses are one person's, as a transport has learned without a message. Nobody is made:
 * whoever is known under none of them is left alone.
 *
 * @returns the person, or undefined when nobody is known there
 */
export function samePerson(
  ctx: DomainContext,
  {
    transport,
    addresses: all,
    phone,
  }: { transport: string; addresses: readonly string[]; phone: string | null },
): Citizen | undefined {
  // By the account first: a number may have gone to somebody else.
  const [address, ...aliases] = [...all].sort(
    (one, other) => Number(isAccount(other)) - Number(isAccount(one)),
  );
  const isKnown = all.some((each) => byAddress(ctx.tx).get({ transport, address: each }));
  if (address === undefined || !isKnown) return undefined;
  return recognise(ctx, { transport, address, aliases, phone, displayName: null });
}

const tellsMore = (sender: Sender, citizen: Citizen): boolean =>
  (sender.phone !== null && sender.phone !== citizen.phone) ||
  (sender.displayName !== null && sender.displayName !== citizen.displayName);

// WhatsApp's own name for an account. It goes with the person; a number goes to whoever has it next.
const isAccount = (address: string): boolean => /@lid$|^[A-Z]{2}\.[A-Za-z0-9.]+$/.test(address);

/** Whoever is known under these addresses, as one person; nobody who has another account. */
function holderOf(ctx: DomainContext, transport: string, all: readonly string[]): Citizen | undefined {
  const known = new Map<number, Citizen>();
  for (const address of all) {
    const citizen = byAddress(ctx.tx).get({ transport, address });
    if (citizen) known.set(citizen.id, citizen);
  }
  const account = all.find(isAccount);
  const isSame = (citizen: Citizen): boolean => {
    const accounts = account === undefined ? [] : accountsOf(ctx, citizen, transport);
    return accounts.length === 0 || accounts.includes(account ?? '');
  };
  const same = [...known.values()].filter(isSame);
  return same.length > 1 ? same.reduce((one, other) => join(ctx, one, other)) : same[0];
}

/** A number with a new holder gets a new generation, so that nothing written for the earlier one goes there. */
function takeFromEarlierHolder(
  ctx: DomainContext,
  citizen: Citizen,
  { transport, address }: { transport: string; address: string },
): void {
  const earlier = byAddress(ctx.tx).get({ transport, address });
  if (!earlier || earlier.id === citizen.id) return;
  ctx.tx
    .update(addresses)
    .set({ citizenId: citizen.id, generation: sql`${addresses.generation} + 1` })
    .where(and(eq(addresses.transport, transport), eq(addresses.address, address)))
    .run();
  // What an officer is told would go to a stranger.
  unlinkHandedOver(ctx, earlier.id);
  // Staff would call a stranger.
  if (earlier.phone !== null && earlier.phone === address.split('@')[0])
    ctx.tx.update(citizens).set({ phone: null }).where(eq(citizens.id, earlier.id)).run();
}

function accountsOf(ctx: DomainContext, { id }: Citizen, transport: string): string[] {
  return ctx.tx
    .select({ address: addresses.address })
    .from(addresses)
    .where(and(eq(addresses.citizenId, id), eq(addresses.transport, transport)))
    .all()
    .map(({ address }) => address)
    .filter(isAccount);
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
  ctx.tx.update(citizens).set({ holderSince: ctx.now }).where(eq(citizens.id, citizenId)).run();
  unlinkHandedOver(ctx, citizenId);
  return citizenId;
}

import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import { citizens } from '../citizens/table.ts';
import type { DomainContext } from '../context.ts';
import { registrations } from '../registrations/table.ts';
import { firstNameOf } from '../values/person-name.ts';
import { shipments } from './table.ts';
import type { KnownShipper } from './values.ts';

const MOST = 5;
/** Of one institution that sends every week, the others are still found. */
const LOOKED_AT = 50;

const earlier = statement((db) =>
  db
    .select({ registration: registrations, shipment: shipments })
    .from(registrations)
    .innerJoin(shipments, eq(shipments.registrationId, registrations.id))
    .innerJoin(citizens, eq(citizens.id, registrations.citizenId))
    .where(
      and(
        eq(registrations.citizenId, sql.placeholder('citizenId')),
        // Whoever holds the number now knows nobody of the one before.
        gt(registrations.createdAt, sql`coalesce(${citizens.holderSince}, 0)`),
      ),
    )
    .orderBy(desc(registrations.id))
    .limit(LOOKED_AT)
    .prepare(),
);

/** Who has sent samples from this chat before, newest first, at most five. */
export function knownShippers(ctx: DomainContext): { shippers: KnownShipper[] } {
  if (ctx.actor.kind !== 'citizen') return { shippers: [] };
  const known = new Map<string, KnownShipper>();
  for (const { registration, shipment } of earlier(ctx.tx).all({ citizenId: ctx.actor.id })) {
    const { institution, personName, phone, email } = registration;
    if (institution === null || email === null) continue;
    const name = `${institution}\n${personName}`.toLowerCase();
    if (known.has(name)) continue;
    const { street, rt, rw, village, subdistrict } = shipment;
    const { provinceCode, provinceName, regencyCode, regencyName } = shipment;
    known.set(name, {
      called: `${institution} (${firstNameOf(personName)})`,
      institution,
      personName,
      phone,
      email,
      address: { street, rt, rw, village, subdistrict },
      region: { provinceCode, provinceName, regencyCode, regencyName },
    });
  }
  return { shippers: [...known.values()].slice(0, MOST) };
}

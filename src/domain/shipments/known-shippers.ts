import type { DomainContext } from '../context.ts';
import { earlierRequests } from '../registrations/index.ts';
import { firstNameOf } from '../values/person-name.ts';
import { shipmentOf } from './rows.ts';
import type { KnownShipper } from './values.ts';

const MOST = 5;

/** Who has sent samples from this chat before, newest first, at most five. */
export function knownShippers(ctx: DomainContext): { shippers: KnownShipper[] } {
  const known = new Map<string, KnownShipper>();
  for (const { id, service, institution, personName, phone, email } of earlierRequests(ctx)) {
    if (service !== 'shipment' || institution === null || email === null) continue;
    const name = `${institution}\n${personName}`.toLowerCase();
    if (known.has(name) || known.size === MOST) continue;
    const shipment = shipmentOf(ctx.tx, id);
    if (!shipment) continue;
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
  return { shippers: [...known.values()] };
}

import type { DomainContext } from '../context.ts';
import { newCode } from '../values/code.ts';
import type { RegistrationService } from '../values/services.ts';
import { registrationByCode } from './rows.ts';

const RANDOM_BYTES = 8;
const MAX_DRAWS = 5;

/** A code for a new request of a service, such as `LAB-7K2M-9QXP-C`, that no other one has. */
export function freshCode(ctx: DomainContext, service: RegistrationService): string {
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const code = newCode(ctx.lab.codePrefixes[service], ctx.chance(RANDOM_BYTES));
    if (!registrationByCode(ctx.tx, code)) return code;
  }
  throw new Error(`${MAX_DRAWS} codes in a row are taken: is the source of chance broken?`);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { defaultPrefix, readCode } from '../values/code.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { isRegistered, REGISTRATION_SERVICES, type RegistrationService } from '../values/services.ts';
import type { Proof, ProofKind } from './values.ts';

/** What each service asks for before it shows anything. */
const WANTED: Readonly<Record<RegistrationService, ProofKind | null>> = {
  laboratory: 'birthDate',
  consultation: 'birthDate',
  tour: null,
  shipment: 'lastFive',
};

/** What a request of a service wants before anything of it is shown; null when its code is enough. */
export const proofOf = (service: RegistrationService): ProofKind | null => WANTED[service];

/** What opens names, papers and changes of a request of a service. */
export const fullProofOf = (service: RegistrationService): ProofKind => WANTED[service] ?? 'lastFive';

/**
 * The service that a code's letters name: as the lab has set them, else as every lab has them. Any
 * other letters count as a laboratory's, whose proof is the strictest.
 */
export function serviceOfPrefix(code: string, prefixes: LabSettings['codePrefixes']): RegistrationService {
  const prefix = code.split('-')[0];
  return (
    REGISTRATION_SERVICES.find((service) => prefixes[service] === prefix) ??
    REGISTRATION_SERVICES.find((service) => defaultPrefix(service) === prefix) ??
    'laboratory'
  );
}

/** What is kept of a registration that proofs are compared with. */
export interface Proven {
  service: string;
  birthDate: string | null;
  phone: string;
}

/**
 * Whether a proof fits. The same work is done for a code that belongs to nothing, and for a proof of a
 * kind that the request does not ask for; neither ever fits.
 */
export function isRight(proof: Proof | null, registration: Proven | undefined): boolean {
  const service = registration && isRegistered(registration.service) ? registration.service : undefined;
  // A code that is enough by itself has nothing to compare.
  const kind = proof?.kind ?? null;
  const isAsked = service !== undefined && (kind === proofOf(service) || kind === fullProofOf(service));
  const fits = areEqual(givenIn(proof), keptOf(kind, registration));
  return isAsked && fits;
}

const givenIn = (proof: Proof | null): string => {
  if (proof === null) return '';
  return proof.kind === 'birthDate' ? proof.day : proof.digits;
};

// What nobody can give: it takes the same comparison and never fits.
const NOTHING = '-';
const LAST = 5;

function keptOf(kind: ProofKind | null, registration: Proven | undefined): string {
  if (kind === null) return '';
  if (kind === 'birthDate') return registration?.birthDate ?? NOTHING;
  const digits = registration?.phone.slice(-LAST) ?? '';
  return digits.length === LAST ? digits : NOTHING;
}

// Digests, so that the time taken tells nothing of where two texts differ.
function areEqual(given: string, kept: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
}

const MAX_CODE_CHARACTERS = 30;

/** The code that was asked for. What is no code at all wears out like one, under what was typed. */
export function askedFor(typed: string): string {
  const reading = readCode(typed);
  return reading.outcome === 'code' ? reading.code : typed.slice(0, MAX_CODE_CHARACTERS);
}

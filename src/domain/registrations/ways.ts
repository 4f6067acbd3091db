import { isRegistered, REGISTRATION_SERVICES, type RegistrationService } from '../values/services.ts';
import type { Stage } from './table.ts';

/**
 * Who takes a registration from one stage to the next. `report` is what it ends with, uploaded or gone
 * out; `own` is a step that only the service itself knows: a date that is proposed, boxes that are counted.
 */
export type Mover = 'citizen' | 'staff' | 'report' | 'own';

/** One way from a stage to another. */
export interface Way {
  from: Stage;
  to: Stage;
  by: readonly Mover[];
  /** Staff say why; the citizen is told. */
  needsReason?: true;
}

/** From the sample's arrival to the report: the same for whoever brought or sent it. */
const TESTING: readonly Way[] = [
  { from: 'sampleReceived', to: 'testing', by: ['staff'] },
  { from: 'sampleReceived', to: 'sampleRejected', by: ['staff'], needsReason: true },
  { from: 'testing', to: 'validating', by: ['staff', 'report'] },
  { from: 'testing', to: 'sampleRejected', by: ['staff'], needsReason: true },
  { from: 'sampleRejected', to: 'cancelled', by: ['staff'] },
  { from: 'validating', to: 'testing', by: ['staff'], needsReason: true },
  { from: 'validating', to: 'completed', by: ['report'] },
  // A corrected report was uploaded.
  { from: 'completed', to: 'validating', by: ['report'] },
];

/** Every way there is, in the order of the buttons. What is not here does not happen. */
export const WAYS: Readonly<Record<RegistrationService, readonly Way[]>> = {
  laboratory: [
    { from: 'registered', to: 'verified', by: ['staff'] },
    { from: 'registered', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'registered', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'verified', to: 'sampleReceived', by: ['staff'] },
    { from: 'verified', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'verified', to: 'cancelled', by: ['citizen', 'staff'] },
    // A new sample has come.
    { from: 'sampleRejected', to: 'sampleReceived', by: ['staff'] },
    ...TESTING,
  ],
  consultation: [
    { from: 'registered', to: 'confirmed', by: ['staff'] },
    { from: 'registered', to: 'dateProposed', by: ['own'] },
    { from: 'registered', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'registered', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'dateProposed', to: 'confirmed', by: ['own'] },
    // The citizen wants another day, or staff take the proposal back.
    { from: 'dateProposed', to: 'registered', by: ['own'] },
    { from: 'dateProposed', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'dateProposed', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'confirmed', to: 'completed', by: ['staff'] },
    { from: 'confirmed', to: 'noShow', by: ['staff'] },
    { from: 'confirmed', to: 'dateProposed', by: ['own'] },
    // The citizen has moved it: the new day is to be confirmed.
    { from: 'confirmed', to: 'registered', by: ['own'] },
    { from: 'confirmed', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'confirmed', to: 'cancelled', by: ['citizen', 'staff'] },
    // Somebody came after all.
    { from: 'noShow', to: 'completed', by: ['staff'] },
  ],
  tour: [
    { from: 'registered', to: 'reviewing', by: ['staff', 'report'] },
    { from: 'registered', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'reviewing', to: 'approved', by: ['report'] },
    { from: 'reviewing', to: 'rejected', by: ['report'] },
    { from: 'reviewing', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'approved', to: 'completed', by: ['staff'] },
    { from: 'approved', to: 'noShow', by: ['staff'] },
    { from: 'approved', to: 'cancelled', by: ['citizen', 'staff'] },
    // Another day or a larger group is to be looked at once more; so is a corrected letter.
    { from: 'approved', to: 'reviewing', by: ['own', 'report'] },
    { from: 'rejected', to: 'reviewing', by: ['report'] },
    { from: 'noShow', to: 'completed', by: ['staff'] },
  ],
  shipment: [
    // Verifying and asking for corrections judge the documents themselves.
    { from: 'registered', to: 'documentsVerified', by: ['own'] },
    { from: 'registered', to: 'documentsToFix', by: ['own'] },
    { from: 'registered', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'registered', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'documentsToFix', to: 'documentsVerified', by: ['own'] },
    // What was to be put right has come.
    { from: 'documentsToFix', to: 'registered', by: ['own'] },
    { from: 'documentsToFix', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'documentsToFix', to: 'cancelled', by: ['citizen', 'staff'] },
    { from: 'documentsVerified', to: 'awaitingSamples', by: ['own'] },
    { from: 'awaitingSamples', to: 'rejected', by: ['staff'], needsReason: true },
    { from: 'awaitingSamples', to: 'cancelled', by: ['citizen', 'staff'] },
    // Boxes come when they come; only the desk, which has counted them, receives.
    { from: 'registered', to: 'sampleReceived', by: ['own'] },
    { from: 'documentsToFix', to: 'sampleReceived', by: ['own'] },
    { from: 'awaitingSamples', to: 'sampleReceived', by: ['own'] },
    { from: 'sampleRejected', to: 'sampleReceived', by: ['own'] },
    ...TESTING,
  ],
};

/** The way from one stage of a service to another for this mover, or undefined when there is none. */
export function wayFor(service: RegistrationService, mover: Mover, from: Stage, to: Stage): Way | undefined {
  return WAYS[service].find((way) => way.from === from && way.to === to && way.by.includes(mover));
}

/**
 * Where staff may take a registration from `stage`, in the order of the buttons; nowhere for a request of
 * a service that people do not register for.
 */
export function nextStages({
  service,
  stage,
}: {
  service: string;
  stage: string;
}): { to: Stage; needsReason: boolean }[] {
  if (!isRegistered(service)) return [];
  return WAYS[service]
    .filter((way) => way.from === stage && way.by.includes('staff'))
    .map((way) => ({ to: way.to, needsReason: way.needsReason === true }));
}

/** The services in which staff take a registration to this stage. */
export const servicesTakenTo = (stage: Stage): RegistrationService[] =>
  REGISTRATION_SERVICES.filter((service) =>
    WAYS[service].some((way) => way.to === stage && way.by.includes('staff')),
  );

/** The stages a registration of a service can be in, in the order in which it reaches them. */
export function stagesOf(service: RegistrationService): Stage[] {
  return [...new Set<Stage>(['registered', ...WAYS[service].flatMap(({ from, to }) => [from, to])])];
}

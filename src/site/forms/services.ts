import { REGISTRATION_SERVICES, type RegistrationService } from '../../domain/values/services.ts';
import type { PlainWord } from '../words.ts';

/** Below `/daftar`: where each service is asked for. */
export const SLUGS: Record<RegistrationService, string> = {
  laboratory: 'pemeriksaan',
  consultation: 'konsultasi',
  tour: 'wisata',
  shipment: 'kirim-sampel',
};

/** The service an address asks for. */
export const serviceAt = (slug: string): RegistrationService | undefined =>
  REGISTRATION_SERVICES.find((service) => SLUGS[service] === slug);

/** What one needs at hand. */
export const NEEDS: Record<RegistrationService, PlainWord> = {
  laboratory: 'laboratoryNeeds',
  consultation: 'consultationNeeds',
  tour: 'tourNeeds',
  shipment: 'shipmentNeeds',
};

import type { Source } from '../../src/domain/cases/values.ts';
import type { Service } from '../../src/domain/values/services.ts';
import type { Language } from './kit.ts';

const SERVICE_NAMES: Record<Service, { id: string; en: string }> = {
  laboratory: { id: 'Pemeriksaan laboratorium', en: 'Laboratory tests' },
  consultation: { id: 'Konsultasi klinik', en: 'Clinical consultations' },
  tour: { id: 'Wisata ilmiah', en: 'Scientific tours' },
  shipment: { id: 'Pengiriman sampel', en: 'Sample shipments' },
  complaint: { id: 'Pengaduan', en: 'Complaints' },
  question: { id: 'Pertanyaan', en: 'Questions' },
  sampling: { id: 'Pengambilan contoh uji', en: 'Sampling requests' },
};

/** What a service is called on screens and in messages. */
export const serviceName = (service: Service, language: Language): string => SERVICE_NAMES[service][language];

const SOURCE_NAMES: Record<Source, { id: string; en: string }> = {
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  counter: { id: 'Loket', en: 'Counter' },
  phone: { id: 'Telepon', en: 'Phone' },
  website: { id: 'Situs web', en: 'Website' },
};

/** What the way is called by which a request came. */
export const sourceName = (source: Source, language: Language): string => SOURCE_NAMES[source][language];

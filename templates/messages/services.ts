import type { Source } from '../../src/domain/cases/values.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { SAMPLE_CATEGORIES, type SampleCategory } from '../../src/domain/values/shipment.ts';
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

const CATEGORY_NAMES: Record<SampleCategory, { id: string; en: string }> = {
  human: { id: 'Manusia', en: 'Human' },
  nonHuman: { id: 'Non-manusia', en: 'Non-human' },
};
const isCategory = (word: string): word is SampleCategory => Object.hasOwn(CATEGORY_NAMES, word);

/** What a category of requests is called; one that people wrote themselves is called as they wrote it. */
export const categoryName = (category: string, language: Language): string =>
  isCategory(category) ? CATEGORY_NAMES[category][language] : category;

/** The category that somebody calls so, for a search; other words stay as they are. */
export function categoryOf(words: string): string {
  const plain = words.toLowerCase().replace(/[^a-z]/g, '');
  const named = SAMPLE_CATEGORIES.find((category) =>
    Object.values(CATEGORY_NAMES[category]).some((name) => name.toLowerCase().replace('-', '') === plain),
  );
  return named ?? words;
}

/** What the way is called by which a request came. */
export const sourceName = (source: Source, language: Language): string => SOURCE_NAMES[source][language];

import type { Section } from '../../flows/shipment/section.ts';
import type { Language } from './kit.ts';
import type { Position } from './position.ts';

/** Where somebody is in the shipment, with its section. */
export interface SectionPosition extends Position {
  section: Section;
}

const SECTIONS: Record<Section, { number: number; id: string; en: string }> = {
  sender: { number: 1, id: 'pengirim', en: 'sender' },
  address: { number: 2, id: 'alamat', en: 'address' },
  samples: { number: 3, id: 'sampel', en: 'samples' },
  documents: { number: 4, id: 'dokumen', en: 'documents' },
  details: { number: 5, id: 'detail sampel', en: 'sample details' },
};
/** The summary is the last one. */
const COUNT = 6;

/** `Bagian 2 dari 6: alamat (5/12)` in a line of its own, in front of a question. */
export function sectionLine({ section, at, of, changing }: SectionPosition, language: Language): string {
  if (changing) return '';
  const { number, ...names } = SECTIONS[section];
  const where = language === 'id' ? `Bagian ${number} dari ${COUNT}` : `Part ${number} of ${COUNT}`;
  return `${where}: ${names[language]} (${at}/${of})\n`;
}

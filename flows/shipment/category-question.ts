import { choice } from '../answers/choice.ts';
import { say } from '../kit.ts';
import { type Ask, placeIn } from './section.ts';

const categories = choice([
  {
    key: 'human',
    words: ['manusia', 'sampel manusia', 'pasien', 'orang', 'human', 'human samples'],
  },
  {
    key: 'nonHuman',
    words: [
      'bukan manusia',
      'non manusia',
      'nonmanusia',
      'lingkungan',
      'air',
      'makanan',
      'hewan',
      'tanah',
      'non human',
      'nonhuman',
      'environment',
      'water',
      'food',
    ],
  },
]);

/** Section 3: what the samples are taken from (REG-SHIP-11). */
export const category: Ask<'category'> = {
  key: 'category',
  words: ['kategori', 'kategori sampel', 'category'],
  ask: (view) => say('shipment.askCategory', placeIn('samples', view)),
  read(heard) {
    const reading = categories.read(heard);
    return reading.outcome === 'unclear' && heard.kind === 'text'
      ? { outcome: 'unclear', said: say('shipment.categoryUnclear') }
      : reading;
  },
  example: say('shipment.categoryExample'),
  field: {
    kind: 'choice',
    label: say('shipment-labels.category'),
    choices: () => [
      { word: 'manusia', label: say('shipment-labels.human') },
      { word: 'bukan manusia', label: say('shipment-labels.nonHuman') },
    ],
  },
};

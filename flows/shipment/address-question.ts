import type { SenderAddress } from '../../src/domain/shipments/values.ts';
import { type AddressParts, readAddress, readRtRw } from '../answers/address.ts';
import { freeText } from '../answers/free-text.ts';
import { isSkip } from '../answers/words.ts';
import type { Step } from '../form/question.ts';
import { type Heard, say } from '../kit.ts';
import { type Ask, placeIn, type Sight } from './section.ts';

/** What is still missing, in the order in which it is asked for. */
type Missing = 'street' | 'rtRw' | 'village' | 'subdistrict';

const MAX_PART_CHARACTERS = 120;
const part = freeText({ max: MAX_PART_CHARACTERS });

/** Street, RT and RW, village and sub-district: read out of one answer, and only asked for where missing (REG-SHIP-07). */
export const address: Ask<'address'> = {
  key: 'address',
  words: ['alamat', 'alamat pengirim', 'jalan', 'address', 'street'],
  ask(view) {
    const parts = partsOf(view);
    const missing = missingOf(parts);
    return Object.keys(parts).length === 0 || missing === undefined
      ? say('shipment.askAddress', placeIn('address', view))
      : say('shipment.askAddressPart', { missing });
  },
  read: (heard, view) => readPart(heard, partsOf(view)),
  example: say('shipment.addressExample'),
  field: {
    kind: 'place',
    label: say('shipment-labels.address'),
    parts: [
      { name: 'street', label: say('shipment-labels.street') },
      { name: 'rt', label: say('shipment-labels.rt'), kind: 'number' },
      { name: 'rw', label: say('shipment-labels.rw'), kind: 'number' },
      { name: 'village', label: say('shipment-labels.village') },
      { name: 'subdistrict', label: say('shipment-labels.subdistrict') },
    ],
    take: ([row = {}]) => {
      const clean = (name: string) => (row[name] ?? '').trim().slice(0, MAX_PART_CHARACTERS);
      return weighed({
        ...(clean('street') ? { street: clean('street') } : {}),
        rt: digits(clean('rt')),
        rw: digits(clean('rw')),
        ...(clean('village') ? { village: clean('village') } : {}),
        ...(clean('subdistrict') ? { subdistrict: clean('subdistrict') } : {}),
      });
    },
  },
};

const digits = (text: string): string => text.replace(/\D/g, '').slice(0, 3);

// The draft of this question is written by this question alone.
const partsOf = (view: Sight): AddressParts => (view.draft as AddressParts | null) ?? {};

function missingOf({ street, rt, rw, village, subdistrict }: AddressParts): Missing | undefined {
  if (street === undefined) return 'street';
  if (rt === undefined && rw === undefined) return 'rtRw';
  if (village === undefined) return 'village';
  return subdistrict === undefined ? 'subdistrict' : undefined;
}

function readPart(heard: Heard, parts: AddressParts): Step<SenderAddress> {
  const { length } = heard.text;
  if (length > MAX_ADDRESS_CHARACTERS)
    return {
      outcome: 'unclear',
      said: say('answers.freeTextTooLong', { max: MAX_ADDRESS_CHARACTERS, typed: length }),
    };
  const reading = part.read(heard);
  const missing = Object.keys(parts).length === 0 ? undefined : missingOf(parts);
  if (missing === 'rtRw') {
    // Villages without RT are many.
    const found = isSkip(heard.text) ? { rt: '', rw: '' } : readRtRw(heard.text);
    return found
      ? weighed({ ...parts, ...found })
      : { outcome: 'unclear', said: say('shipment.rtRwUnclear') };
  }
  if (isSkip(heard.text)) return { outcome: 'unclear', said: say('form.cannotSkip') };
  if (reading.outcome === 'unclear' && length <= MAX_PART_CHARACTERS) return reading;
  const found = readAddress(heard.text);
  if (missing === undefined || missing === 'street')
    return Object.keys(found).length === 0 ? notRead : weighed({ ...parts, ...found });
  // Whoever is asked for one part names that one first: "Sumberrejo, Mertoyudan".
  const { street, ...labelled } = found;
  return weighed({
    ...parts,
    ...(street === undefined ? {} : { [missing]: street }),
    ...ordered(labelled, missing, street),
  });
}

const MAX_ADDRESS_CHARACTERS = 300;
const notRead: Step<SenderAddress> = { outcome: 'unclear', said: say('shipment.addressUnclear') };

/** What stood behind the part that was asked for moves one place on. */
function ordered(
  { village, subdistrict, ...rest }: AddressParts,
  missing: Missing,
  first: string | undefined,
): AddressParts {
  if (missing !== 'village' || first === undefined || village === undefined)
    return {
      ...rest,
      ...(village === undefined ? {} : { village }),
      ...(subdistrict === undefined ? {} : { subdistrict }),
    };
  return { ...rest, subdistrict: subdistrict ?? village };
}

function weighed(parts: AddressParts): Step<SenderAddress> {
  const missing = missingOf(parts);
  const { street, rt = '', rw = '', village, subdistrict } = parts;
  if (street === undefined || village === undefined || subdistrict === undefined || missing !== undefined)
    return {
      outcome: 'keep',
      draft: parts,
      said: say('shipment.askAddressPart', { missing: missing ?? 'street' }),
    };
  return { outcome: 'read', value: { street, rt, rw, village, subdistrict } };
}

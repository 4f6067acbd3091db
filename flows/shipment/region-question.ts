import type { Province, Regency } from '../../src/domain/regions/values.ts';
import type { SenderRegion } from '../../src/domain/shipments/values.ts';
import { choice } from '../answers/choice.ts';
import type { OutputOf } from '../effects.ts';
import { looking, lookUp, type Step } from '../form/question.ts';
import { type Heard, say } from '../kit.ts';
import { type Ask, placeIn, type Sight } from './section.ts';

/** What is chosen, and what is offered to choose from. */
interface Draft {
  province: Province | null;
  provinces: Province[];
  regencies: Regency[];
}

const NOTHING: Draft = { province: null, provinces: [], regencies: [] };
/** One message offers at most nine choices. */
const MOST = 9;

/** Province, then city or regency, from the official list; whoever names the city at once has named both (REG-SHIP-08, 09). */
export const region: Ask<'region'> = {
  key: 'region',
  words: ['provinsi', 'kota', 'kabupaten', 'kota kabupaten', 'province', 'city', 'regency'],
  ask(view) {
    const { province } = draftOf(view);
    return province
      ? say('shipment.askRegency', { province: province.name })
      : say('shipment.askProvince', placeIn('address', view));
  },
  read: (heard, view) => readPlace(heard, draftOf(view)),
  look: lookUp('findPlaces', (found, view) => judge(found, draftOf(view))),
  example: say('shipment.regionExample'),
  field: {
    kind: 'place',
    label: say('shipment-labels.region'),
    hint: say('shipment-labels.regionHint'),
  },
};

// The draft of this question is written by this question alone.
const draftOf = (view: Sight): Draft => (view.draft as Draft | null) ?? NOTHING;

function readPlace(heard: Heard, draft: Draft): Step<SenderRegion> {
  const { provinces, regencies } = draft;
  const count = provinces.length + regencies.length;
  if (count > 0 && /^\W*\d/.test(heard.text)) {
    const options = Array.from({ length: count }, (_, place) => ({ key: String(place), words: [] }));
    const chosen = choice(options).read(heard);
    if (chosen.outcome !== 'read') return chosen.outcome === 'unclear' ? chosen : notUnderstood;
    const place = Number(chosen.value);
    const province = provinces[place];
    const regency = regencies[place - provinces.length];
    if (province) return inProvince(province);
    return regency ? { outcome: 'read', value: regionOf(regency) } : notUnderstood;
  }
  if (!/\p{L}{2}/u.test(heard.text)) return notUnderstood;
  return looking<'findPlaces'>({ words: heard.text, provinceCode: draft.province?.code ?? null });
}

const notUnderstood: Step<SenderRegion> = { outcome: 'unclear', said: say('shipment.typePlace') };

function judge(found: OutputOf<'findPlaces'>, draft: Draft): Step<SenderRegion> {
  const [province] = found.provinces;
  const [regency] = found.regencies;
  // A province bears the name of its city (Bengkulu, Jambi): where one is chosen, the city is meant.
  const isWithin = draft.province !== null && regency?.province.code === draft.province.code;
  const provinces = isWithin ? [] : found.provinces;
  if (provinces.length === 1 && province) return inProvince(province);
  if (provinces.length === 0 && found.regencies.length === 1 && regency)
    return {
      outcome: 'read',
      value: regionOf(regency),
      said: say('shipment.regionRead', { regency: regency.name, province: regency.province.name }),
    };
  const regencies = found.regencies.slice(0, MOST - provinces.length);
  if (provinces.length + regencies.length > 0)
    return {
      outcome: 'keep',
      draft: { province: draft.province, provinces, regencies },
      said: say('shipment.choosePlace', {
        names: [...provinces.map(({ name }) => name), ...regencies.map(inFull)],
      }),
    };
  return {
    outcome: 'unclear',
    said: draft.province
      ? say('shipment.regencyUnknown', { province: draft.province.name })
      : say('shipment.provinceUnknown'),
  };
}

const inFull = ({ name, province }: Regency): string => `${name}, ${province.name}`;

const inProvince = (province: Province): Step<SenderRegion> => ({
  outcome: 'keep',
  draft: { ...NOTHING, province },
  said: say('shipment.askRegency', { province: province.name }),
});

const regionOf = ({ code, name, province }: Regency): SenderRegion => ({
  provinceCode: province.code,
  provinceName: province.name,
  regencyCode: code,
  regencyName: name,
});

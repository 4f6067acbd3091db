import type { SenderAddress } from '../../src/domain/shipments/values.ts';

/** As much of an address as was read. */
export type AddressParts = Partial<SenderAddress>;

const RT = /\brt\s*[.:]?\s*(\d{1,3})\b/i;
const RW = /\brw\s*[.:]?\s*(\d{1,3})\b/i;
const BOTH = /\brt\s*[/.-]?\s*rw\s*[.:]?\s*(\d{1,3})\s*[/.-]\s*(\d{1,3})\b/i;
const VILLAGE = /^(?:ds|desa|kel|kelurahan|village)\b[.:]?\s*(?=\S)/i;
const SUBDISTRICT = /^(?:kec|kecamatan|sub-?district)\b[.:]?\s*(?=\S)/i;
/** What the next question asks for. */
const REGION =
  /^(?:(?:kab|kabupaten|kota|kodya|prov|propinsi|provinsi)\b[.:]?\s*\S.*|(?:jawa (?:tengah|barat|timur)|jateng|jabar|jatim|indonesia)[.]?)$/i;
const POSTCODE = /^(?:kode\s?pos\s*:?\s*)?(\d{5})$/i;
const LABELLED = /\s+(?=(?:ds|desa|kel|kelurahan|kec|kecamatan|kab|kabupaten)\b[.:]?\s+\S)/gi;
const MAX_PART_CHARACTERS = 120;

/**
 * Reads an address written in one go: street, RT, RW, village and sub-district. What has no label counts
 * in that order; a postcode stays with the sub-district. City and province are left out.
 */
export function readAddress(text: string): AddressParts {
  const both = BOTH.exec(text);
  const rt = both?.[1] ?? RT.exec(text)?.[1];
  const rw = both?.[2] ?? RW.exec(text)?.[1];
  const found: AddressParts = { ...(rt ? { rt } : {}), ...(rw ? { rw } : {}) };
  const loose: string[] = [];
  let postcode = '';
  for (const part of partsOf(both ? text.replace(BOTH, ',') : text)) {
    const code = POSTCODE.exec(part)?.[1];
    if (code) postcode = ` ${code}`;
    else if (VILLAGE.test(part)) found.village = part.replace(VILLAGE, '');
    else if (SUBDISTRICT.test(part)) found.subdistrict = part.replace(SUBDISTRICT, '');
    else if (!REGION.test(part)) loose.push(part);
  }
  const [street, ...rest] = loose;
  if (street !== undefined) found.street = street;
  for (const part of rest) {
    if (found.village === undefined) found.village = part;
    else if (found.subdistrict === undefined) found.subdistrict = part;
    else found.street = `${found.street}, ${part}`;
  }
  if (found.subdistrict !== undefined) found.subdistrict += postcode;
  return found;
}

const partsOf = (text: string): string[] =>
  text
    .replace(RT, ',')
    .replace(RW, ',')
    .replace(LABELLED, ', ')
    .split(/[,;\n]+/)
    .map((part) => part.replace(/^[\s/.-]+|[\s/-]+$/g, '').replace(/\s+/g, ' '))
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map((part) => part.slice(0, MAX_PART_CHARACTERS));

/** RT and RW alone: `RT 3 RW 5`, `3/5`, `003 005`. */
export function readRtRw(text: string): Pick<SenderAddress, 'rt' | 'rw'> | undefined {
  const { rt, rw } = readAddress(text);
  if (rt !== undefined || rw !== undefined) return { rt: rt ?? '', rw: rw ?? '' };
  const bare = /^\s*(\d{1,3})\s*[/.,\s-]\s*(\d{1,3})\s*$/.exec(text);
  return bare ? { rt: bare[1] ?? '', rw: bare[2] ?? '' } : undefined;
}

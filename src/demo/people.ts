/** Somebody in the demonstration. All invented, as are the numbers. */
export interface DemoPerson {
  name: string;
  /** Digits with country code. */
  phone: string;
  /** Sixteen digits that hold the birth date. */
  nik: string;
  /** What they ask for, as they would type it; each is found beyond doubt. */
  tests: string[];
}

// Women's names stand at even places, as their NIK says.
const NAMES = [
  'Siti Aminah',
  'Budi Santoso',
  'Dewi Lestari',
  'Agus Wibowo',
  'Ratna Sari',
  'Joko Prasetyo',
  "Nur'aini",
  'Hendra Gunawan',
  'Sri Wahyuni',
  'Bambang Susilo',
  'Lina Marlina',
  'Eko Purnomo',
  'Fitri Handayani',
  'Rudi Hartono',
  'Maya Puspita',
  'Slamet',
  'Yuni Astuti',
  'Dedi Kurniawan',
  'Wulan Dari',
  'Arif Hidayat',
  'Tuti Alawiyah',
  'Gilang Ramadhan',
  'Kartika Dewi',
  'Pak Darmo',
];

/** With these, two dozen names become three times as many people. */
const SECOND_NAMES = ['', 'Utami', 'Saputra'];

const WISHES = [
  ['gula darah puasa', 'kolesterol total'],
  ['hemoglobin'],
  ['asam urat', 'kolesterol total', 'trigliserida'],
  ['gula darah sewaktu'],
  ['golongan darah'],
  ['kolesterol hdl', 'kolesterol ldl'],
];

/** Six dozen invented people. */
export const demoPeople: readonly DemoPerson[] = SECOND_NAMES.flatMap((second, round) =>
  NAMES.map((first, place) =>
    person(
      `${first.split(' ')[0] ?? first} ${second || first.split(' ').slice(1).join(' ')}`.trim(),
      round * NAMES.length + place,
    ),
  ),
);

function person(name: string, index: number): DemoPerson {
  const isWoman = index % 2 === 0;
  const day = 1 + ((index * 7) % 27);
  const month = 1 + ((index * 5) % 12);
  const year = 60 + ((index * 3) % 39);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    name,
    phone: `62812000${String(1001 + index * 37).padStart(5, '0')}`,
    nik: `330810${two(isWoman ? day + 40 : day)}${two(month)}${two(year)}${String(index + 1).padStart(4, '0')}`,
    tests: WISHES[index % WISHES.length] ?? [],
  };
}

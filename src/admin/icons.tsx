import type { JSX } from 'preact';

// Drawn for this product on a grid of 24, with a line of 1.75.
const SHAPES = {
  flask: ['M10 3v6L4.6 18a2 2 0 0 0 1.7 3h11.4a2 2 0 0 0 1.7-3L14 9V3', 'M8.5 3h7', 'M7.2 15h9.6'],
  list: ['M8 6h12', 'M8 12h12', 'M8 18h12', 'M4 6h.01', 'M4 12h.01', 'M4 18h.01'],
  bell: ['M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15z', 'M10 20.5a2 2 0 0 0 4 0'],
  tag: ['M4 4h7l9 9-7 7-9-9z', 'M8 8h.01'],
  chat: ['M4 5h16v11H9l-5 4z'],
  gear: [
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
    'M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  ],
  people: [
    'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
    'M3.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5',
    'M16 5.5a2.8 2.8 0 0 1 0 5.2',
    'M17 14.3c2 .6 3.5 2.3 3.5 4.7',
  ],
  person: ['M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8', 'M4.5 20c0-3.5 3.3-5.5 7.5-5.5s7.5 2 7.5 5.5'],
  exit: ['M14 4H6v16h8', 'M10 12h10', 'M16.5 8.5 20 12l-3.5 3.5'],
  search: ['M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14', 'M16.2 16.2 20 20'],
  file: ['M6 3h8l4 4v14H6z', 'M14 3v4h4', 'M9 12h6', 'M9 16h6'],
  upload: ['M12 16V5', 'M7.5 9 12 4.5 16.5 9', 'M4 19.5h16'],
  download: ['M12 4v11', 'M7.5 11 12 15.5 16.5 11', 'M4 19.5h16'],
  calendar: ['M4 6h16v14H4z', 'M4 10h16', 'M8 3.5V7', 'M16 3.5V7'],
  money: ['M3 6.5h18v11H3z', 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5', 'M6 12h.01', 'M18 12h.01'],
  eye: [
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12',
    'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  ],
  lock: ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  clock: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16', 'M12 8v4.5l3 1.8'],
  check: ['M5 12.5 10 17.5 19.5 7'],
  checks: ['M2 12.5 7 17.5 16.5 7', 'M12 16.8l.7.7L22 7'],
  question: [
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16',
    'M9.8 9.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5',
    'M12 16.2h.01',
  ],
  hourglass: ['M7 3.5h10M7 20.5h10', 'M8 3.5v3.8L12 12l4-4.7V3.5', 'M8 20.5v-3.8L12 12l4 4.7v3.8'],
  undo: ['M9 6 4.5 10.5 9 15', 'M4.5 10.5H14a5 5 0 0 1 0 10h-3'],
  send: ['M20.5 3.5 3.5 10l7 3.5 3.5 7z', 'M20.5 3.5 10.5 13.5'],
  plus: ['M12 5v14', 'M5 12h14'],
  warning: ['M12 4 2.8 19.5h18.4z', 'M12 10v4.5', 'M12 17h.01'],
  hand: [
    'M7 12V6.5a1.5 1.5 0 0 1 3 0V11',
    'M10 10V4.8a1.5 1.5 0 0 1 3 0V11',
    'M13 10.5V6a1.5 1.5 0 0 1 3 0v7',
    'M16 11.5a1.5 1.5 0 0 1 3 0V14a6.5 6.5 0 0 1-6.5 6.5c-3 0-4.4-1.2-5.6-3.2L4.4 13a1.5 1.5 0 0 1 2.6-1.5l1.5 2',
  ],
  next: ['M9 5.5 15.5 12 9 18.5'],
} as const;

export type IconName = keyof typeof SHAPES;

/** A small picture beside words; it never stands for them alone. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {SHAPES[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

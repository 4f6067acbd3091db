import type { TourAnswers, TourOffer, ToursOffered } from '../../src/domain/tours/values.ts';
import { choice } from '../answers/choice.ts';
import { count } from '../answers/count.ts';
import { position, type Question, type View } from '../form/question.ts';
import { say } from '../kit.ts';

type Sight = View<TourAnswers>;

/** What the lab offers, as the form has asked before it began. */
const offeredIn = (view: Sight): ToursOffered =>
  // Written by `prepare` of the plan alone.
  (view.prepared as ToursOffered | null) ?? { kinds: [], hall: 0, longestDays: 1 };

/** The draft of this question: the kind that has just been taken off the list. */
const kindsIn = (view: Sight): TourOffer[] =>
  offeredIn(view).kinds.filter(({ name }) => name !== (view.draft as string | null));

/** Which tour: one of the list, by number or by a word of its name. */
export const kind: Question<TourAnswers, 'kind'> = {
  key: 'kind',
  words: ['jenis', 'jenis wisata', 'wisata', 'tur', 'jenis layanan', 'tour', 'kind'],
  ask: (view) => say('tour.askKind', { ...position(view), kinds: kindsIn(view).map(lineOf) }),
  read(heard, view) {
    const kinds = kindsIn(view);
    const found = choice(
      kinds.map((each) => ({
        key: String(each.id),
        words: [each.name, each.nameEn, ...wordsOf(each, kinds)],
      })),
    ).read(heard);
    if (found.outcome === 'unclear') return found;
    const chosen = kinds.find(({ id }) => String(id) === found.value);
    if (!chosen) return { outcome: 'unclear', said: say('tour.kindUnclear') };
    const { id, name, nameEn, priceRupiah } = chosen;
    return { outcome: 'read', value: { id, name, nameEn, priceRupiah } };
  },
  example: say('tour.kindUnclear'),
  field: {
    kind: 'choice',
    label: say('tour-labels.kind'),
    choices: (view) =>
      kindsIn(view).map(({ name, nameEn, priceRupiah }) => ({
        word: name,
        label: say('tour-labels.kindChoice', { name, nameEn, priceRupiah }),
      })),
  },
};

const lineOf = ({ name, nameEn, priceRupiah, smallestGroup, largestGroup }: TourOffer) => ({
  name,
  nameEn,
  priceRupiah,
  smallestGroup,
  largestGroup,
});

// "mikrobiologi" is enough where no other tour has that word.
const SHORTEST_WORD = 5;
function wordsOf({ id, name, nameEn }: TourOffer, kinds: readonly TourOffer[]): string[] {
  const parts = (...names: string[]) => names.flatMap((each) => each.toLowerCase().split(/[\s,]+/));
  const others = new Set(
    kinds.filter((other) => other.id !== id).flatMap((other) => parts(other.name, other.nameEn)),
  );
  return parts(name, nameEn).filter((word) => word.length >= SHORTEST_WORD && !others.has(word));
}

/** More than any group: what is larger is no number of people. */
const MOST_TYPED = 100_000;
const people = count({ min: 1, max: MOST_TYPED });

/** How many come; as many as the tour is for, and no more than the hall holds. */
export const visitors: Question<TourAnswers, 'visitors'> = {
  key: 'visitors',
  words: ['jumlah', 'jumlah pengunjung', 'pengunjung', 'orang', 'peserta', 'visitors', 'people'],
  ask: (view) => say('tour.askVisitors', { ...position(view), kind: chosenIn(view) }),
  read(heard, view) {
    const found = people.read(heard);
    if (found.outcome !== 'read') return found;
    const { hall } = offeredIn(view);
    const chosen = chosenIn(view);
    if (!chosen) return found;
    if (found.value > hall) return { outcome: 'unclear', said: say('tour.hallTooSmall', { hall }) };
    const { name, nameEn, smallestGroup: smallest, largestGroup: largest } = chosen;
    if (found.value < smallest || found.value > largest) {
      return { outcome: 'unclear', said: say('tour.groupUnfit', { name, nameEn, smallest, largest }) };
    }
    return found;
  },
  example: say('tour.visitorsExample'),
  field: { kind: 'number', label: say('tour-labels.visitors') },
};

/** The chosen kind with all that is known of it; null once it is off the list. */
const chosenIn = (view: Sight): TourOffer | null =>
  offeredIn(view).kinds.find(({ id }) => id === view.answers.kind?.id) ?? null;

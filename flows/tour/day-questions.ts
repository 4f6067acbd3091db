import type { VisitDay } from '../../src/domain/calendar/values.ts';
import type { TourAnswers, TourStay } from '../../src/domain/tours/values.ts';
import { addDays, type LabDay } from '../../src/domain/values/lab-day.ts';
import { count } from '../answers/count.ts';
import { visitDate } from '../answers/visit-date.ts';
import { looking, lookUp, position, type Question, type Step, type View } from '../form/question.ts';
import { type Heard, say } from '../kit.ts';

type Sight = View<TourAnswers>;

/** The first day, as the hall has room for the whole group. */
export const visitOn: Question<TourAnswers, 'visitOn'> = {
  key: 'visitOn',
  words: ['mulai', 'tanggal', 'tanggal mulai', 'hari', 'datang', 'kunjungan', 'start', 'first day', 'visit'],
  ask(view) {
    const nearest = offered(view);
    return nearest.length > 0
      ? say('asking.askVisitAmong', { ...position(view), nearest })
      : say('tour.askVisit', position(view));
  },
  read(heard, view) {
    const reading = dayIn(heard, offered(view));
    return reading.outcome === 'read'
      ? looking<'tourDay'>({ day: reading.value, visitors: view.answers.visitors ?? 1, ...held(view) })
      : reading;
  },
  look: lookUp('tourDay', judgeDay),
  example: visitDate.example,
  // The last day is counted from the first.
  clears: ['untilOn'],
  field: { kind: 'date', label: say('tour-labels.visitOn') },
};

function judgeDay(found: VisitDay, view: Sight): Step<LabDay> {
  if (found.outcome === 'open') {
    const { day, opens, closes } = found;
    const said = say('asking.confirmVisit', { day, opens, closes, today: view.today });
    return { outcome: 'echo', value: day, said };
  }
  const { outcome, ...vars } = found;
  const nearest = 'nearest' in found ? found.nearest : offered(view);
  const said =
    outcome === 'full'
      ? say('tour.dayFull', { day: found.day, visitors: view.answers.visitors ?? 1, nearest })
      : say('asking.visitImpossible', { outcome, ...vars });
  // A day that is taken is nobody's mistake.
  return { outcome: 'keep', draft: nearest, said };
}

const ONE_DAY =
  /^(?:satu|1|se)?\s*hari(?: itu)?(?: saja| aja| juga)?$|^(?:sehari|sama|hari yang sama|itu saja|tidak|one day|(?:the )?same(?: day)?|only (?:one|that) day)(?: saja| aja| juga| only)?[.!]*$/i;
const FOR_DAYS = /^(?:selama )?(.{1,12}?)\s*(?:hari|days?)$/i;
const MOST_TYPED_DAYS = 400;
const days = count({ min: 1, max: MOST_TYPED_DAYS });

/** The last day; most groups come for one day, so that is the first choice. */
export const untilOn: Question<TourAnswers, 'untilOn'> = {
  key: 'untilOn',
  words: ['sampai', 'akhir', 'selesai', 'tanggal akhir', 'tanggal selesai', 'end', 'last day', 'until'],
  ask(view) {
    const nearest = offered(view);
    return nearest.length > 0
      ? say('tour.askUntilAmong', { ...position(view), nearest })
      : say('tour.askUntil', { ...position(view), day: startIn(view) });
  },
  read(heard, view) {
    const start = startIn(view);
    const among = offered(view);
    const last = (day: LabDay): Step<LabDay> =>
      looking<'tourStay'>({
        visitOn: start,
        untilOn: day,
        visitors: view.answers.visitors ?? 1,
        ...held(view),
      });
    if (heard.kind === 'text' && ONE_DAY.test(heard.text.trim())) return last(start);
    if (among.length === 0 && /^1[.)]?$/.test(heard.text.trim())) return last(start);
    if (among.length === 0 && /^2[.)]?$/.test(heard.text.trim()))
      return { outcome: 'unclear', said: say('tour.typeLastDay') };
    const long = FOR_DAYS.exec(heard.text.trim());
    const length = long?.[1] ? days.read({ ...heard, text: long[1] }) : undefined;
    if (length?.outcome === 'read') return last(addDays(start, length.value - 1));
    const reading = dayIn(heard, among);
    return reading.outcome === 'read' ? last(reading.value) : reading;
  },
  look: lookUp('tourStay', judgeStay),
  example: say('tour.untilExample'),
  field: { kind: 'date', label: say('tour-labels.untilOn'), hint: say('tour-labels.untilHint') },
};

function judgeStay(found: TourStay): Step<LabDay> {
  switch (found.outcome) {
    case 'open':
      return staying(found);
    case 'endsBefore': {
      const { visitOn: start, untilOn: day } = found;
      return { outcome: 'unclear', said: say('tour.endsBefore', { day, start }) };
    }
    case 'tooLong':
      return { outcome: 'unclear', said: say('tour.tooLong', { longestDays: found.longestDays }) };
    case 'closed': {
      const { day, name, nearest } = found;
      return { outcome: 'keep', draft: nearest, said: say('tour.lastDayClosed', { day, name, nearest }) };
    }
    case 'full':
      return { outcome: 'unclear', said: say('tour.stayFull', { day: found.day }) };
  }
}

/** One day has been confirmed already; several are said back first. */
function staying({
  visitOn: start,
  untilOn: day,
  days: open,
}: Extract<TourStay, { outcome: 'open' }>): Step<LabDay> {
  if (day === start) return { outcome: 'read', value: day };
  return { outcome: 'echo', value: day, said: say('tour.confirmStay', { start, day, days: open }) };
}

/** The draft of these questions: the days that were offered instead, to be chosen by number. */
const offered = (view: Sight): LabDay[] => (view.draft as LabDay[] | null) ?? [];

const startIn = ({ answers, today }: Sight): LabDay => answers.visitOn ?? today;

/** Whose own places count as free, where a request is corrected. */
function held({ handed }: Sight): { registrationId?: number } {
  // Handed by tracking alone, as a correction.
  const { registrationId } = (handed as { registrationId?: number } | null) ?? {};
  return registrationId === undefined ? {} : { registrationId };
}

function dayIn(heard: Heard, among: readonly LabDay[]): ReturnType<typeof visitDate.read> {
  const numbered = /^[1-9][.)]?$/.test(heard.text.trim())
    ? among[Number(heard.text.trim()[0]) - 1]
    : undefined;
  return numbered ? { outcome: 'read', value: numbered } : visitDate.read(heard);
}

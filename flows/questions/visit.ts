import type { VisitDay, VisitService } from '../../src/domain/calendar/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { visitDate } from '../answers/visit-date.ts';
import { looking, lookUp, position, type Question, type Step, type View } from '../form/question.ts';
import { say } from '../kit.ts';

type Ask = Question<{ visitOn: LabDay }, 'visitOn'>;
type Sight = View<{ visitOn: LabDay }>;

/** The day of the visit, as the lab has room for `service`. */
export const visitOn = (service: VisitService): Ask => ({
  key: 'visitOn',
  words: [
    'datang',
    'tanggal',
    'tanggal datang',
    'tanggal kunjungan',
    'kunjungan',
    'visit',
    'visit date',
    'hari',
  ],
  ask(view) {
    const nearest = offered(view);
    return nearest.length > 0
      ? say('asking.askVisitAmong', { ...position(view), nearest })
      : say('asking.askVisit', position(view));
  },
  read(heard, view) {
    const day = /^[1-3][.)]?$/.test(heard.text) ? offered(view)[Number(heard.text[0]) - 1] : undefined;
    if (day) return looking<'visitDay'>({ day, service });
    const reading = visitDate.read(heard);
    return reading.outcome === 'read' ? looking<'visitDay'>({ day: reading.value, service }) : reading;
  },
  look: lookUp('visitDay', judgeDay),
  example: visitDate.example,
  field: { kind: 'date', label: say('page-labels.visitOn') },
});

/** The draft of this question: the days that were offered instead, to be chosen by number. */
const offered = (view: Sight): LabDay[] => (view.draft as LabDay[] | null) ?? [];

function judgeDay(found: VisitDay, view: Sight): Step<LabDay> {
  if (found.outcome === 'open') {
    const { day, opens, closes } = found;
    return {
      outcome: 'echo',
      value: day,
      said: say('asking.confirmVisit', { day, opens, closes, today: view.today }),
    };
  }
  const { outcome, ...vars } = found;
  const nearest = 'nearest' in found ? found.nearest : offered(view);
  // A day that is taken is nobody's mistake.
  return { outcome: 'keep', draft: nearest, said: say('asking.visitImpossible', { outcome, ...vars }) };
}

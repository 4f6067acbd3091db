import type { OutputOf } from '../effects.ts';
import type { FormPlan } from '../form/index.ts';
import { say } from '../kit.ts';
import type { PersonAnswers } from './person.ts';

/** Offers the people this chat has registered before, by first name and initial. */
export const knownPerson: NonNullable<FormPlan<PersonAnswers>['known']> = {
  call: { effect: 'knownPeople', input: {} },
  offer(found) {
    // The form hands over what `call` has answered.
    const { people } = found as OutputOf<'knownPeople'>;
    if (people.length === 0) return undefined;
    return {
      said: say('asking.whichPerson', { people: people.map(({ called }) => called) }),
      answers: people.map(({ personName, nik, birthDate }) => ({ personName, nik, birthDate })),
    };
  },
};

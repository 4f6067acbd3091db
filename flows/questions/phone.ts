import { phone } from '../answers/phone.ts';
import { position, type Question } from '../form/question.ts';
import { say } from '../kit.ts';

/** Where somebody can be called; the chat's own number is offered. */
export const telephone: Question<{ phone: string }, 'phone'> = {
  key: 'phone',
  words: ['hp', 'nomor hp', 'telepon', 'no hp', 'wa', 'phone', 'phone number'],
  ask: (view) => say('asking.askPhone', position(view)),
  offer: (view) =>
    view.phone === null
      ? undefined
      : { value: view.phone, said: say('asking.offerPhone', { ...position(view), phone: view.phone }) },
  read: (heard) => phone.read(heard),
  example: phone.example,
  field: { kind: 'tel', label: say('page-labels.phone'), hint: say('page-labels.phoneHint') },
};

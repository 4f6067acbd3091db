import { email } from '../answers/email.ts';
import { freeText } from '../answers/free-text.ts';
import { say } from '../kit.ts';
import { personName } from '../questions/person.ts';
import { telephone } from '../questions/phone.ts';
import { type Ask, placeIn } from './section.ts';

const MAX_INSTITUTION_CHARACTERS = 120;
const named = freeText({ max: MAX_INSTITUTION_CHARACTERS });
const who = personName(() => say('shipment.institutionUnclear'));

const institution: Ask<'institution'> = {
  key: 'institution',
  words: ['instansi', 'nama instansi', 'institusi', 'institution'],
  ask: (view) => say('shipment.askInstitution', placeIn('sender', view)),
  read(heard) {
    const reading = named.read(heard);
    return reading.outcome === 'unclear' && heard.kind === 'text'
      ? { outcome: 'unclear', said: say('shipment.institutionUnclear') }
      : reading;
  },
  example: say('shipment.institutionExample'),
  field: { kind: 'text', label: say('shipment-labels.institution') },
};

const sender: Ask<'personName'> = {
  key: 'personName',
  words: ['nama', 'nama pengirim', 'pengirim', 'penanggung jawab', 'name', 'sender'],
  ask: (view) => say('shipment.askSender', placeIn('sender', view)),
  read: (heard, view) => who.read(heard, view),
  example: who.example,
  field: { kind: 'text', label: say('shipment-labels.sender') },
};

const phone: Ask<'phone'> = {
  key: 'phone',
  words: telephone.words,
  ask: (view) => say('shipment.askPhone', placeIn('sender', view)),
  offer: (view) =>
    view.phone === null
      ? undefined
      : {
          value: view.phone,
          said: say('shipment.offerPhone', { ...placeIn('sender', view), phone: view.phone }),
        },
  read: (heard, view) => telephone.read(heard, view),
  example: telephone.example,
  field: { kind: 'tel', label: say('shipment-labels.phone'), hint: say('shipment-labels.phoneHint') },
};

const mail: Ask<'email'> = {
  key: 'email',
  words: ['email', 'e-mail', 'surel', 'mail'],
  ask: (view) => say('shipment.askEmail', placeIn('sender', view)),
  read: (heard) => email.read(heard),
  example: email.example,
  field: { kind: 'email', label: say('shipment-labels.email') },
};

/** Section 1: who sends (REG-SHIP-01 to 05). */
export const senderQuestions = [institution, sender, phone, mail] as const;

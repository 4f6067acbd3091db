import { say } from '../kit.ts';
import { telephone } from '../questions/phone.ts';
import * as shared from '../questions/sender.ts';
import { type Ask, placeIn } from './section.ts';

const institution: Ask<'institution'> = {
  ...shared.institution,
  ask: (view) => say('shipment.askInstitution', placeIn('sender', view)),
  example: say('shipment.institutionExample'),
};

const sender: Ask<'personName'> = {
  ...shared.inCharge,
  words: ['nama', 'nama pengirim', 'pengirim', 'penanggung jawab', 'name', 'sender'],
  ask: (view) => say('shipment.askSender', placeIn('sender', view)),
  field: { kind: 'text', label: say('shipment-labels.sender') },
};

const phone: Ask<'phone'> = {
  ...telephone,
  ask: (view) => say('shipment.askPhone', placeIn('sender', view)),
  offer: (view) =>
    view.phone === null
      ? undefined
      : {
          value: view.phone,
          said: say('shipment.offerPhone', { ...placeIn('sender', view), phone: view.phone }),
        },
  field: { kind: 'tel', label: say('shipment-labels.phone'), hint: say('shipment-labels.phoneHint') },
};

const email: Ask<'email'> = {
  ...shared.email,
  ask: (view) => say('shipment.askEmail', placeIn('sender', view)),
};

/** Section 1: who sends (REG-SHIP-01 to 05). */
export const senderQuestions = [institution, sender, phone, email] as const;

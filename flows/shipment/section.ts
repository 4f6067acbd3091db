import type { ShipmentAnswers } from '../../src/domain/shipments/values.ts';
import { position, type Question, type View } from '../form/question.ts';

/** The answers of a shipment a question may look at. */
export type Sight = View<ShipmentAnswers>;
/** A question of the shipment. */
export type Ask<Key extends keyof ShipmentAnswers> = Question<ShipmentAnswers, Key>;

/** The first five of the six sections of the manual; the sixth is the summary. */
export type Section = 'sender' | 'address' | 'samples' | 'documents' | 'details';

/** Where somebody is, with the section that stands in front of the question. */
export const placeIn = (section: Section, view: Sight) => ({ ...position(view), section });

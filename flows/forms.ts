import type { Source } from '../src/domain/cases/values.ts';
import type { ConsultationAnswers } from '../src/domain/consultations/values.ts';
import type { DomainContext } from '../src/domain/context.ts';
import type { LaboratoryAnswers } from '../src/domain/laboratory/values.ts';
import type { ShipmentAnswers } from '../src/domain/shipments/values.ts';
import type { TourAnswers } from '../src/domain/tours/values.ts';
import type { LabSettings } from '../src/domain/values/lab-settings.ts';
import type { RegistrationService } from '../src/domain/values/services.ts';
import { consultationPlan } from './consultation/index.ts';
import type { EffectName, OutputOf } from './effects.ts';
import type { FormPlan } from './form/index.ts';
import { laboratoryPlan } from './laboratory/index.ts';
import { shipmentPlan } from './shipment/index.ts';
import { tourPlan } from './tour/index.ts';

/** What each service asks for. */
export interface AnswersOf {
  laboratory: LaboratoryAnswers;
  consultation: ConsultationAnswers;
  tour: TourAnswers;
  shipment: ShipmentAnswers;
}

/** A form that was filled on a page: whose request it is, and by which way it came. */
export interface Sending<Service extends RegistrationService> {
  citizenId: number;
  answers: AnswersOf[Service];
  source: Source;
}

/** What pages are handed to ask the lab and to send what was filled in. */
export interface FormDesk {
  perform(ctx: DomainContext, name: EffectName, input: unknown): unknown;
  submitForm<Service extends RegistrationService>(
    ctx: DomainContext,
    service: Service,
    sending: Sending<Service>,
  ): OutputOf<EffectName>;
}

/** The one form of each service: the chat, the website and the counter are three faces of it. */
export const forms: { [Service in RegistrationService]: FormPlan<AnswersOf[Service]> } = {
  laboratory: laboratoryPlan,
  consultation: consultationPlan,
  tour: tourPlan,
  shipment: shipmentPlan,
};

/** What a request comes to, as far as its answers say. */
export const feeOf: {
  [Service in RegistrationService]: (answers: AnswersOf[Service], lab: LabSettings) => number;
} = {
  laboratory: ({ tests }) => tests.reduce((sum, { priceRupiah }) => sum + priceRupiah, 0),
  consultation: (_, { consultationFeeRupiah }) => consultationFeeRupiah,
  tour: ({ kind, visitors }) => kind.priceRupiah * visitors,
  shipment: ({ samples }) => samples.reduce((sum, one) => sum + one.priceRupiah * one.samples, 0),
};

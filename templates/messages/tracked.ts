import { phaseOf } from '../../src/domain/registrations/values.ts';
import type { Particulars, TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { DocumentKind } from '../../src/domain/values/shipment.ts';
import { longDay, quoted, quotedEnd, shortDay } from './format.ts';
import type { Language, Scene } from './kit.ts';
import { howToPay, isUnpaid, paymentState } from './payment.ts';
import { stageMeaning, stageName } from './stages.ts';

const DOCUMENTS: Record<DocumentKind, { id: string; en: string }> = {
  cover: { id: 'Surat pengantar', en: 'Cover letter' },
  identity: { id: 'Identitas Sampel', en: 'Sample identity sheet' },
  control: { id: 'Formulir Kendali', en: 'Control form' },
  nar: { id: 'Formulir NAR', en: 'NAR form' },
};

/** What a document of a shipment is called. */
export const documentName = (document: DocumentKind, language: Language): string =>
  DOCUMENTS[document][language];

/** A row of what is shown: what it is called and what it says. */
export interface Line {
  label: string;
  text: string;
}

/** The days of a visit: one, or from the first to the last. */
function stayOf(
  { visitOn, untilOn }: Pick<TrackedRegistration, 'visitOn' | 'untilOn'>,
  language: Language,
): string {
  return untilOn && untilOn !== visitOn
    ? `${longDay(visitOn, language)} – ${longDay(untilOn, language)}`
    : longDay(visitOn, language);
}

/**
 * What a registration is about, row by row: the same in the chat and on the page.
 *
 * @param most how many kinds of samples are named; the rest is counted
 */
export function particularLines(
  registration: TrackedRegistration,
  language: Language,
  most = Number.POSITIVE_INFINITY,
): Line[] {
  const id = language === 'id';
  const { particulars } = registration;
  const visit = { label: id ? 'Kunjungan' : 'Visit', text: stayOf(registration, language) };
  switch (particulars.service) {
    case 'laboratory':
      return [visit, { label: id ? 'Pemeriksaan' : 'Tests', text: particulars.tests.join(', ') }];
    case 'consultation':
      return [visit, ...proposalLines(particulars.proposal, language)];
    case 'tour':
      return [
        visit,
        { label: id ? 'Kunjungan ke' : 'To see', text: quoted(id ? particulars.kind : particulars.kindEn) },
        { label: id ? 'Jumlah' : 'Group', text: `${particulars.visitors} ${id ? 'orang' : 'people'}` },
      ];
    case 'shipment':
      return [
        ...sampleLines(particulars.samples, language, most),
        ...particulars.toFix.map(({ document, reason }) => ({
          label: `${id ? 'Perbaiki' : 'Correct'} ${documentName(document, language)}`,
          text: quoted(reason),
        })),
      ];
  }
}

function proposalLines(
  proposal: Extract<Particulars, { service: 'consultation' }>['proposal'],
  language: Language,
): Line[] {
  if (!proposal) return [];
  // The reason stands beside the stage.
  const label = language === 'id' ? 'Usulan tanggal' : 'Proposed date';
  return [{ label, text: longDay(proposal.day, language) }];
}

type Samples = Extract<Particulars, { service: 'shipment' }>['samples'];

function sampleLines(samples: Samples, language: Language, most: number): Line[] {
  const id = language === 'id';
  const left = samples.length - most;
  const named = samples.slice(0, most).map((sample, index) => ({
    label: `${id ? 'Sampel' : 'Sample'} ${index + 1}`,
    text: sampleWords(sample, language),
  }));
  if (left <= 0) return named;
  return [
    ...named,
    { label: id ? 'Lainnya' : 'Others', text: `${left} ${id ? 'jenis lagi' : 'more kinds'}` },
  ];
}

function sampleWords({ test, sampleType, samples, boxes }: Samples[number], language: Language): string {
  const counts =
    language === 'id'
      ? `${samples} sampel, ${boxes} kotak`
      : `${samples} ${samples === 1 ? 'sample' : 'samples'}, ${boxes} ${boxes === 1 ? 'box' : 'boxes'}`;
  return `${quoted(test)}, ${quoted(sampleType)} (${counts})`;
}

/** By when something is expected, where it is; nothing once it has ended or been decided. */
export function expectedLine(registration: TrackedRegistration, language: Language): Line | undefined {
  const { particulars, stage, expectedOn, expectedReason } = registration;
  const id = language === 'id';
  if (phaseOf(stage) === 'ended' || stage === 'sampleRejected') return undefined;
  const reason = expectedReason ? ` (${quoted(expectedReason)})` : '';
  const text = `${longDay(expectedOn, language)}${reason}`;
  switch (particulars.service) {
    case 'consultation':
      return undefined;
    case 'tour':
      return stage === 'approved'
        ? undefined
        : { label: id ? 'Balasan diperkirakan' : 'Reply expected', text };
    default:
      return { label: id ? 'Perkiraan selesai' : 'Expected', text };
  }
}

/** What is owed or paid; nothing for what was called off before anybody paid, or without a proof. */
export function paymentLine(registration: TrackedRegistration, language: Language): Line | undefined {
  const { stage, payment, proven } = registration;
  const isCalledOff = stage === 'rejected' || stage === 'cancelled' || stage === 'noShow';
  if (!proven || (isCalledOff && payment === 'unpaid')) return undefined;
  return { label: language === 'id' ? 'Biaya' : 'Fee', text: paymentState(registration, language) };
}

/** Why it stands as it does, in the words of staff; documents to be corrected say why one by one. */
export function reasonOf({ stageReason, particulars }: TrackedRegistration): string | null {
  const isSaidBelow = particulars.service === 'shipment' && particulars.toFix.length > 0;
  return isSaidBelow ? null : stageReason;
}

/** Whom or what it is about; a code that proves nothing names nobody. */
function aboutWords({ code, personName, institution }: TrackedRegistration): string {
  const names = [institution, personName].filter((name) => name !== null).map(quoted);
  return [`*${code}*`, ...names].join(', ');
}

/** As many kinds of samples as one reads in a chat. */
const MOST_SAMPLES = 6;

/** Everything about a registration, as the chat says it. */
export function trackedText(registration: TrackedRegistration, language: Language, scene: Scene): string {
  const id = language === 'id';
  const { stage, report, particulars } = registration;
  const why = reasonOf(registration);
  const reason = why ? ` ${id ? 'Alasan' : 'Reason'}: ${quotedEnd(why)}` : '';
  const expected = expectedLine(registration, language);
  const payment = paymentLine(registration, language);
  const paying = payment && isUnpaid(registration) ? `. ${howToPay(language, scene)}` : '';
  const lines = (line: Line | undefined) => (line ? [`${line.label}: ${line.text}`] : []);
  return [
    aboutWords(registration),
    `*${stageName(stage, language)}*: ${stageMeaning(stage, language, particulars.service)}${reason}`,
    '',
    ...registration.history.map(
      ({ stage: reached, on }) => `✓ ${shortDay(on, language)}: ${stageName(reached, language)}`,
    ),
    '',
    ...particularLines(registration, language, MOST_SAMPLES).flatMap(lines),
    ...(payment ? [`${payment.label}: ${payment.text}${paying}`] : []),
    ...(expected ? [`${expected.label}: *${expected.text}*`] : []),
    ...(report === 'inPerson' ? [IN_PERSON[language]] : []),
    ...(stage === 'sampleRejected' ? [comeAgain(particulars.service, language)] : []),
  ].join('\n');
}

const IN_PERSON = {
  id: 'Hasil diserahkan langsung di loket; bawa KTP.',
  en: 'The result is handed over at the counter; bring your ID card.',
};

function comeAgain(service: string, language: Language): string {
  if (service === 'shipment') {
    return language === 'id'
      ? 'Silakan kirim sampel lagi dengan label yang sama; Anda tidak perlu mendaftar ulang.'
      : 'Please send the samples again with the same label; you need not register again.';
  }
  return language === 'id'
    ? 'Silakan datang lagi pada jam layanan; Anda tidak perlu mendaftar ulang.'
    : 'Please come again during opening hours; you need not register again.';
}

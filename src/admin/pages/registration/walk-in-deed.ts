import { z } from 'zod';
import type { Mistake } from '../../../../flows/form/page.ts';
import { FILES, kindsOf } from '../../../../flows/form/typed.ts';
import type { Heard } from '../../../../flows/kit.ts';
import { render } from '../../../../templates/messages/index.ts';
import { pageWords, questionWords, statementWords } from '../../../../templates/messages/page-words.ts';
import { addWalkIn, answerConsent, writerFrom } from '../../../domain/citizens/index.ts';
import type { DomainContext } from '../../../domain/context.ts';
import { registrationByCode } from '../../../domain/registrations/index.ts';
import { isRegistered, type RegistrationService } from '../../../domain/values/services.ts';
import { KEY_FIELD } from '../../forms.ts';
import { reachesNewRequest } from '../../objects.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { newRequestPath, walkInPage } from './walk-in.tsx';
import { fieldsFor, readWalkIn } from './walk-in-reading.ts';

const form = z.record(z.string(), z.string());
type WalkIn = z.infer<typeof form>;
type SentFiles = ReadonlyMap<string, NonNullable<Heard['file']>>;

/** Registers somebody who stands at the counter or calls: read by the readers of the chat, sent by its way. */
export const walkInDeed: Deed<WalkIn, SentFiles> = {
  form,
  page: walkInPage,
  back: (visit) => newRequestPath(visit.params.service ?? ''),
  prepare: (visit, sent) => keepFiles(visit, sent),
  carryOut(ctx, visit, sent, files) {
    const { service = '' } = visit.params;
    if (!isRegistered(service)) return { outcome: 'notFound' };
    if (!reachesNewRequest(visit, service)) return { outcome: 'mistake', errors: { [KEY_FIELD]: ELSEWHERE } };
    return register(ctx, visit, { service, sent, files });
  },
};

interface Given<Service extends RegistrationService> {
  service: Service;
  sent: WalkIn;
  files: SentFiles;
}

function register<Service extends RegistrationService>(
  ctx: DomainContext,
  visit: StaffVisit,
  { service, sent, files }: Given<Service>,
): Done {
  const source = SOURCES.find((one) => one === sent.source);
  const read = readWalkIn(visit, ctx, { service, body: sent, files });
  const errors: Record<string, string> = {
    ...(source ? {} : { source: 'Pilih cara datangnya.' }),
    ...(sent.consent === 'on' ? {} : { consent: NO_CONSENT }),
    ...(read.outcome === 'mistakes' ? inFields(visit, read.errors) : {}),
  };
  if (read.outcome === 'mistakes' || !source || Object.keys(errors).length > 0)
    return { outcome: 'mistake', errors };
  const { answers } = read;
  const writer = sent.tellsChat ? writerFrom(ctx.tx, answers.phone) : undefined;
  if (sent.tellsChat && !writer) return { outcome: 'mistake', errors: { phone: NEVER_WROTE } };
  const citizenId = writer?.id ?? addWalkIn(ctx, { name: answers.personName, phone: answers.phone });
  const submitted = visit.parts.submitForm(ctx, service, { citizenId, answers, source });
  if (!('code' in submitted)) throw new Error(`a ${service} that was checked was not taken`);
  answerConsent(ctx, citizenId, 'given');
  const registration = registrationByCode(ctx.tx, submitted.code);
  return { outcome: 'done', to: `/admin/registrations/${registration?.id}/slip`, notice: 'registered' };
}

const ELSEWHERE = 'Layanan ini ditangani unit lain.';
const SOURCES = ['counter', 'phone'] as const;

const NO_CONSENT =
  'Bacakan dulu untuk apa datanya dipakai. Tanpa persetujuan, layani tanpa mendaftarkan di sini.';
const NEVER_WROTE =
  'Nomor ini belum pernah menulis ke WhatsApp laboratorium. Hilangkan centangnya, atau minta pemohon menulis "halo" dulu.';

/** The mistakes in the words of the chat, so that every door says the same. */
function inFields(visit: StaffVisit, errors: ReadonlyMap<string, Mistake>): Record<string, string> {
  const { lab, parts } = visit;
  return Object.fromEntries(
    Array.from(errors, ([key, { said, wantsConfirmation, choices }]) => {
      const words = render(said, 'id', { lab, publicUrl: parts.publicUrl, simulated: false });
      const kept = visit.kept.get(key);
      if (kept && choices) visit.kept.set(key, { ...kept, choices });
      if (wantsConfirmation) return [key, questionWords(words)];
      return [key, choices ? statementWords(words) : pageWords(words)];
    }),
  );
}

/** Keeps what came, and opens what came before with a form that was shown again. */
async function keepFiles(visit: StaffVisit, sent: WalkIn): Promise<SentFiles> {
  const { service = '' } = visit.params;
  const isOurs = isRegistered(service) && reachesNewRequest(visit, service);
  const opened = isOurs ? fieldsFor(visit, service) : undefined;
  const files = new Map<string, NonNullable<Heard['file']>>();
  const { files: store, fileTokens } = visit.parts;
  const formKey = `${KEY_FIELD}:${visit.staff.staffId}`;
  for (const field of opened?.outcome === 'open' ? opened.fields : []) {
    const { key } = field;
    const before = fileTokens.open(sent[`${key}-token`] ?? '', formKey, key, visit.now);
    const fresh = visit.sent.get(key);
    if (fresh && fresh.bytes.length > 0) {
      const { name, mimeType, bytes } = fresh;
      const accepts = kindsOf(field).flatMap((kind) => [...FILES[kind].stored]);
      const came = await store.admit(bytes, { name, mimeType, origin: 'staff', accepts });
      if (came.outcome === 'stored') files.set(key, { fileId: came.fileId, name, mimeType: came.mimeType });
      else files.set(key, { problem: came.problem });
    } else if (before) files.set(key, before);
    const file = files.get(key);
    if (file && 'fileId' in file)
      visit.kept.set(key, { name: file.name, token: fileTokens.seal(file, formKey, key, visit.now) });
  }
  return files;
}

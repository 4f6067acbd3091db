import { type Said, say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import type { DomainContext } from '../domain/context.ts';
import { fileById } from '../domain/files/index.ts';
import type { FactOf } from '../domain/journal.ts';
import { registrationById } from '../domain/registrations/index.ts';
import { letters, post, reachedAt } from '../engine/outbox.ts';
import { languageOf } from './telling.ts';

/** Sends what was printed to the chat of whoever asked for it; nobody, when staff or the website did. */
export function printed(ctx: DomainContext, fact: FactOf<'paper.printed'>, scene: Scene): void {
  const { citizenId, registrationId, fileIds } = fact;
  if (citizenId === undefined) return;
  const to = reachedAt(ctx, citizenId);
  if (!to) return;
  const code = registrationId === undefined ? undefined : registrationById(ctx.tx, registrationId)?.code;
  const files = fileIds.flatMap((id) => fileById(ctx.tx, id) ?? []);
  const isLabel = code !== undefined && files.every(({ mimeType }) => mimeType === 'application/pdf');
  const said = files.map(({ id, name }, at) => ({
    ...(isLabel ? labelWords(code, at) : templateWords(at, files.length)),
    file: { fileId: id, name },
  }));
  const { language } = languageOf(ctx, citizenId);
  for (const letter of letters(said, language, scene)) post(ctx, to, letter);
}

const labelWords = (code: string, at: number): Said =>
  at === 0 ? say('printed.label', { code }) : say('printed.rollLabel');

const templateWords = (at: number, count: number): Said =>
  at === 0 ? say('printed.templates') : say('printed.nextTemplate', { number: at + 1, count });

import { z } from 'zod';
import { wordings } from '../../../../templates/messages/index.ts';
import { wordingProblem } from '../../../../templates/messages/wording-check.ts';
import { ownTextsOf, saveTexts } from '../../../domain/texts/index.ts';
import { comparisonPage } from '../../comparison.tsx';
import type { Deed } from '../../visit.ts';
import { sceneOf, TEXT_LANGUAGES, TEXTS, textPage } from './texts.tsx';

// The domain says what is too long; here only what no textarea sends is kept out.
const text = z.string().max(20_000).optional().default('');
const textForm = z.object({
  id: text,
  en: text,
  'was-id': text,
  'was-en': text,
  look: z.string().max(3).optional(),
  original: z.string().max(3).optional(),
});

/** Saves a text in both languages, shows how it would be read, or goes back to the original. */
export const saveTextDeed: Deed<z.infer<typeof textForm>> = {
  form: textForm,
  page: textPage,
  back: (visit) => `${TEXTS}/${visit.params.text}`,
  carryOut(ctx, visit, form) {
    const message = visit.params.text ?? '';
    const wording = wordings.get(message);
    if (!wording) return { outcome: 'notFound' };
    const action = `${TEXTS}/${message}`;
    if (form.look === 'yes') {
      const tried = { action, values: { id: form.id, en: form.en }, errors: {} };
      const page = textPage({ ...visit, tried });
      if (page instanceof Promise) throw new Error('the page of a text waits for nothing');
      return { outcome: 'shown', answer: page };
    }
    const edits = TEXT_LANGUAGES.map(([language]) => ({
      language,
      text: form.original === 'yes' ? undefined : form[language],
      was: form[`was-${language}`].replace(/\r\n?/g, '\n') || undefined,
      original: wording[language],
    }));
    const saved = saveTexts(ctx, { message, edits }, (typed, language) =>
      wordingProblem(typed, wording, language, sceneOf(visit)),
    );
    switch (saved.outcome) {
      case 'saved':
        return { outcome: 'done', notice: 'saved' };
      case 'invalid':
        return {
          outcome: 'mistake',
          errors: Object.fromEntries(saved.problems.map(({ language, problem }) => [language, problem])),
        };
      case 'stale': {
        const now = new Map(ownTextsOf(ctx.tx, message).map(({ language, text: own }) => [language, own]));
        const rows = TEXT_LANGUAGES.map(([language, name]) => ({
          name,
          wanted: form.original === 'yes' ? wording[language] : form[language],
          now: now.get(language) ?? wording[language],
        }));
        return {
          outcome: 'stale',
          comparison: comparisonPage(visit, {
            subject: `text:${message}`,
            seen: 0,
            back: action,
            rows: rows.filter(({ wanted, now: stands }) => wanted !== stands),
          }),
        };
      }
    }
  },
};

import type { Outbound, Template } from '../transport.ts';
import { type Offer, tapId } from './choices.ts';

/** What Meta lets a message hold, in characters and bytes. */
const LIMITS = { text: 4_096, caption: 1_024, imageBytes: 5 * 1024 * 1024, parameter: 900 } as const;

const SHOWN_AS_IMAGE = new Set(['image/jpeg', 'image/png']);

/** A file as Meta knows it once it is uploaded. */
export interface Uploaded {
  mediaId: string;
  sizeBytes: number;
}

/** Why a message is longer than Meta takes, or nothing. */
export function tooLongFor({ text, file }: Outbound): string | undefined {
  const longest = file ? LIMITS.caption : LIMITS.text;
  return text.length > longest ? `Lebih panjang daripada ${longest} huruf.` : undefined;
}

/** The words of a message, with its choices to tap where there are any. */
export function wordsOf({ text, messageId }: Pick<Outbound, 'text' | 'messageId'>, offer: Offer): object {
  switch (offer.kind) {
    case 'none':
      return { type: 'text', text: { body: text, preview_url: false } };
    case 'buttons':
      return interactive('button', text, {
        buttons: offer.choices.map((choice) => ({
          type: 'reply',
          reply: { id: tapId(messageId, choice), title: choice.label },
        })),
      });
    case 'list':
      return interactive('list', text, {
        // One word for both languages: the transport does not know which the person reads.
        button: 'Pilih / Choose',
        sections: [
          { rows: offer.rows.map(({ number, ...row }) => ({ id: tapId(messageId, { number }), ...row })) },
        ],
      });
  }
}

const interactive = (type: 'button' | 'list', text: string, action: object): object => ({
  type: 'interactive',
  interactive: { type, body: { text }, action },
});

/** A file that is uploaded, with the words beside it. */
export function fileOf(
  text: string,
  file: Pick<NonNullable<Outbound['file']>, 'name' | 'mimeType'>,
  { mediaId, sizeBytes }: Uploaded,
): object {
  const caption = text === '' ? {} : { caption: text };
  if (SHOWN_AS_IMAGE.has(file.mimeType) && sizeBytes <= LIMITS.imageBytes)
    return { type: 'image', image: { id: mediaId, ...caption } };
  return { type: 'document', document: { id: mediaId, filename: file.name, ...caption } };
}

/** Approved words, with ours in their one place unless they have none. */
export function templateOf({ name, language }: Template, ours?: string): object {
  const components =
    ours === undefined
      ? {}
      : { components: [{ type: 'body', parameters: [{ type: 'text', text: onOneLine(ours) }] }] };
  return { type: 'template', template: { name, language: { code: language }, ...components } };
}

/** As it can be filled in: Meta refuses line breaks, tabs and many spaces there. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether it can be filled in whole; with half of it left out, nobody would know that something is missing. */
export const fitsTemplate = (text: string): boolean => onOneLine(text).length <= LIMITS.parameter;

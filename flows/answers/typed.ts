import { type Answer, type Heard, type Reading, type Said, say } from '../kit.ts';

/** An answer that cannot be used, with the sentence that says what to do. */
export function unclear(said: Said): { outcome: 'unclear'; said: Said } {
  return { outcome: 'unclear', said };
}

/**
 * An answer that is typed. A voice message, a sticker, a photo without words and an empty message get
 * their own sentence; what is left is never empty.
 */
export function typedAnswer<Value>(
  example: Said,
  read: (text: string, heard: Heard) => Reading<Value>,
): Answer<Value> {
  return {
    example,
    read(heard) {
      const text = heard.text.trim();
      if (text !== '') return read(text, heard);
      return unclear(
        heard.kind === 'text' ? say('answers.nothingTyped') : say('answers.notTyped', { kind: heard.kind }),
      );
    },
  };
}

/** `said` about words that were not understood; about a voice note or a sticker, that it cannot be read. */
export const unheard = (heard: Heard, said: Said): Said =>
  heard.kind === 'text' ? said : say('answers.notTyped', { kind: heard.kind });

// Longer words of a person do not fit into a sentence about them.
const MAX_REPEATED_CHARACTERS = 40;

/** The beginning of what was typed, short enough to be said back. */
export function beginning(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length > MAX_REPEATED_CHARACTERS
    ? `${characters.slice(0, MAX_REPEATED_CHARACTERS - 1).join('')}…`
    : characters.join('');
}

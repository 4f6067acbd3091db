/**
 * How an officer's words would reach a person now, where a transport answers freely only for a while
 * after they last wrote. `waiting`: letters that already wait for them to write again.
 */
export type AnswerWindow = { waiting: number } & (
  | { outcome: 'open'; until: Date }
  /** As an approved template. */
  | { outcome: 'asTemplate' }
  /** The person is, or has been, asked to write; the words go once they do. */
  | { outcome: 'afterInvitation' }
  /** Nobody asks them; the words go if they write by themselves. */
  | { outcome: 'waits' }
);

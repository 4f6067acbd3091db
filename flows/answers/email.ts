import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

// The longest address that mail can be delivered to.
const MAX_EMAIL_CHARACTERS = 254;
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN_PART = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** An e-mail address; the part after the @ in lower case. */
export const email: Answer<string> = typedAnswer(say('answers.emailExample'), (text) => {
  // Phones like to put a space around the @ and a dot at the end.
  const typed = text
    .replace(/^mailto:/i, '')
    .replace(/\s*@\s*/, '@')
    .replace(/\.$/, '');
  if (typed.length > MAX_EMAIL_CHARACTERS) return unclear(say('answers.emailUnclear'));
  const at = typed.indexOf('@');
  if (at === -1) return unclear(say('answers.emailNoAt'));
  const local = typed.slice(0, at);
  const domain = typed.slice(at + 1);
  if (local.length > 64 || !LOCAL_PART.test(local)) return unclear(say('answers.emailUnclear'));
  return DOMAIN_PART.test(domain)
    ? { outcome: 'read', value: `${local}@${domain.toLowerCase()}` }
    : unclear(say('answers.emailDomain'));
});

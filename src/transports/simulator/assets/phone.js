// One phone: what it shows and what one can do on it.

import { bubble, make, mark } from './bubble.js';
import { follower } from './follower.js';
import { base64Of, newId, post } from './wire.js';

const MAX_FILE_BYTES = 11_000_000;
// As long as a person would believe that somebody is typing.
const TYPING_MS = 12_000;
const SAMPLE_PLACE = { latitude: -7.4797, longitude: 110.2177, name: 'Alun-alun Magelang' };

const dayFormat = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });

/** `+62 812-0000-0001` */
export function readable(number) {
  const local = number.replace(/^62/, '');
  return number.startsWith('62')
    ? `+62 ${local.slice(0, 3)}-${local.slice(3, 7)}-${local.slice(7)}`
    : `+${number}`;
}

/**
 * Puts a phone on the page.
 *
 * @param {string} number digits with country code
 * @param {{ remove: () => void, linkTo: (url: URL, type: (text: string) => void) => HTMLElement }} actions
 */
export function createPhone(number, { remove, linkTo }) {
  const element = document.getElementById('phone').content.firstElementChild.cloneNode(true);
  const find = (selector) => element.querySelector(selector);
  const [list, text, file, status] = ['.messages', '.text', '.file', '.status'].map(find);
  const { toEnd, followFrom, keepAtEnd } = follower(list);
  const bubbles = new Map();
  const typing = make('p', 'typing');
  let typingEnds;
  let lastDay = '';
  let lastSide = '';

  element.id = `phone-${number}`;
  element.setAttribute('aria-label', `Ponsel ${readable(number)}`);
  find('.number').textContent = readable(number);
  typing.setAttribute('aria-label', 'Bot sedang mengetik');
  typing.append(make('i'), make('i'), make('i'));

  function sayTyping(is) {
    clearTimeout(typingEnds);
    status.textContent = is ? 'sedang mengetik…' : 'bot';
    if (is) {
      list.append(typing);
      toEnd();
      typingEnds = setTimeout(() => sayTyping(false), TYPING_MS);
    } else typing.remove();
  }

  function add(message) {
    find('.empty')?.remove();
    separateDays(message.sentAt);
    const shown = bubble(message, {
      linkTo: (url) => linkTo(url, type),
      choose: (answer) => send({ kind: 'text', text: answer }),
      onPicture: keepAtEnd,
    });
    shown.classList.toggle('first', message.direction !== lastSide);
    lastSide = message.direction;
    bubbles.set(message.id, shown);
    list.append(shown);
    if (typing.isConnected) list.append(typing);
    return shown;
  }

  function separateDays(sentAt) {
    const today = dayFormat.format(new Date());
    const day = dayFormat.format(new Date(sentAt));
    if (day === lastDay) return;
    lastDay = day;
    lastSide = '';
    list.append(make('p', 'day', day === today ? 'Hari ini' : day));
  }

  /** Shows what the lab knows of this chat; what is shown already stays. */
  function show(messages) {
    for (const message of messages) {
      const known = bubbles.get(message.id);
      if (known) settle(known, message);
      else followFrom(() => (message.direction === 'fromCitizen' ? hearMyself(message) : hearBot(message)));
    }
  }

  function settle(known, message) {
    // Only the lab knows under which address a file lies.
    if (message.file && !known.dataset.whole) {
      const whole = bubble(message, {
        linkTo: (url) => linkTo(url, type),
        choose: () => {},
        onPicture: keepAtEnd,
      });
      whole.classList.toggle('first', known.classList.contains('first'));
      whole.dataset.whole = 'yes';
      mark(whole, known.dataset.state);
      known.replaceWith(whole);
      bubbles.set(message.id, whole);
    }
  }

  function hearMyself(message) {
    endChoices();
    const shown = add(message);
    shown.dataset.whole = 'yes';
    mark(shown, 'recorded');
    return shown;
  }

  function hearBot(message) {
    sayTyping(false);
    const shown = add(message);
    for (const mine of list.querySelectorAll('.mine[data-state="recorded"], .mine[data-state="sending"]'))
      mark(mine, 'answered');
    return shown;
  }

  // Numbers answer the question that is open, not one from before.
  function endChoices() {
    for (const choice of list.querySelectorAll('.choice:not(:disabled)')) choice.disabled = true;
  }

  function send(said) {
    endChoices();
    const id = newId();
    const sentAt = new Date().toISOString();
    const { name, mimeType } = said.file ?? {};
    const shown = add({
      id,
      direction: 'fromCitizen',
      sentAt,
      kind: said.kind,
      text: said.text ?? '',
      ...(said.location && { text: said.location.name }),
      ...(said.file && { file: { name, mimeType, sizeBytes: null, url: '#' }, kind: 'document' }),
    });
    mark(shown, 'sending');
    toEnd();
    deliver({ from: number, id, sentAt, ...said });
  }

  // Only the lab's own answer says that a message is recorded; seeing it on the page does not.
  async function deliver(message) {
    sayTyping(true);
    try {
      await post(message);
      const shown = bubbles.get(message.id);
      if (shown.dataset.state !== 'answered') mark(shown, 'recorded');
    } catch (error) {
      sayTyping(false);
      offerAgain(message, error.message);
    }
  }

  function offerAgain(message, problem) {
    const shown = bubbles.get(message.id);
    const again = make('button', 'again', problem);
    again.type = 'button';
    again.addEventListener('click', () => {
      again.remove();
      mark(bubbles.get(message.id), 'sending');
      deliver(message);
    });
    mark(shown, 'failed');
    shown.append(again);
    toEnd();
  }

  async function sendFile(chosen) {
    if (chosen.size > MAX_FILE_BYTES) {
      list.append(make('p', 'day', `${chosen.name}: terlalu besar untuk simulator (paling besar 11 MB).`));
      return toEnd();
    }
    const bytes = await base64Of(chosen);
    const mimeType = chosen.type || 'application/octet-stream';
    const kind = mimeType.startsWith('image/') ? 'image' : 'document';
    const caption = text.value.trim();
    type('');
    send({ kind, file: { name: chosen.name, mimeType, base64: bytes }, ...(caption && { text: caption }) });
  }

  function type(words) {
    text.value = words;
    grow();
  }

  function grow() {
    const hasWords = text.value.trim() !== '';
    find('.send').hidden = !hasWords;
    find('.voice').hidden = hasWords;
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, 120)}px`;
  }

  function submit() {
    const words = text.value.trim();
    if (!words) return;
    type('');
    text.focus();
    send({ kind: 'text', text: words });
  }

  find('.composer').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  find('.attach').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    for (const chosen of [...file.files]) await sendFile(chosen);
    file.value = '';
  });
  find('.place').addEventListener('click', () => send({ kind: 'location', location: SAMPLE_PLACE }));
  find('.voice').addEventListener('click', () => send({ kind: 'audio' }));
  find('.remove').addEventListener('click', remove);

  return { number, element, show, type, focus: () => text.focus(), toEnd };
}

// The page: which phones stand on it, and the one line to the lab they share.

import { make } from './bubble.js';
import { createPhone, readable } from './phone.js';
import { history, listen } from './wire.js';

const FIRST_NUMBER = '6281234567890';
const MAX_PHONES = 12;
const REMEMBERED = 'simulator.phones';

const labNumber = document.documentElement.dataset.labNumber;
const place = document.getElementById('phones');
const tabs = document.getElementById('tabs');
const trouble = document.getElementById('trouble');

const phones = new Map();
let active = '';
let after = 0;
let line = new AbortController();

/** A typed number as digits with country code; undefined when it cannot be one. */
function numberOf(typed) {
  const digits = typed
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '62')
    .replace(/^8/, '628');
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : undefined;
}

function inventedNumber() {
  const [four] = crypto.getRandomValues(new Uint16Array(1));
  return `628120000${String(four % 10_000).padStart(4, '0')}`;
}

function remember() {
  localStorage.setItem(REMEMBERED, JSON.stringify([...phones.keys()]));
}

function remembered() {
  try {
    const numbers = JSON.parse(localStorage.getItem(REMEMBERED) ?? '[]');
    return Array.isArray(numbers) ? numbers.map(String).filter(numberOf).slice(0, MAX_PHONES) : [];
  } catch {
    return [];
  }
}

function put(number) {
  const phone = createPhone(number, { remove: () => drop(number), linkTo });
  phones.set(number, phone);
  place.append(phone.element);
}

// A wa.me link to the lab opens this very chat; every other link a new tab.
function linkTo(url, type) {
  const link = make('a');
  if (url.hostname === 'wa.me' && url.pathname === `/${labNumber}`) {
    link.href = url.href;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      type(url.searchParams.get('text') ?? '');
      phones.get(active)?.focus();
    });
    return link;
  }
  link.href = url.href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

function activate(number) {
  active = number;
  for (const phone of phones.values()) phone.element.classList.toggle('active', phone.number === number);
  drawTabs();
  phones.get(number)?.toEnd();
}

// On a narrow screen one phone fills it; the tabs lead to the others.
function drawTabs() {
  const buttons = [...phones.keys()].map((number) => {
    const tab = make('button', '', `…${number.slice(-4)}`);
    tab.type = 'button';
    tab.setAttribute('aria-label', `Ponsel ${readable(number)}`);
    tab.setAttribute('aria-pressed', String(number === active));
    tab.addEventListener('click', () => activate(number));
    return tab;
  });
  const more = make('button', 'more', '+');
  more.type = 'button';
  more.setAttribute('aria-label', 'Tambah ponsel');
  more.addEventListener('click', () => {
    const isOpen = document.body.classList.toggle('adding');
    if (isOpen) document.getElementById('new-number').focus();
  });
  tabs.replaceChildren(...buttons, more);
}

async function add(number) {
  if (phones.has(number) || phones.size >= MAX_PHONES) return activate(number);
  put(number);
  remember();
  activate(number);
  hangUp();
  await fill([number]).catch(() => showTrouble(true));
  call();
}

function drop(number) {
  phones.get(number).element.remove();
  phones.delete(number);
  if (phones.size === 0) put(FIRST_NUMBER);
  remember();
  if (!phones.has(active)) activate(phones.keys().next().value);
  drawTabs();
  call();
}

async function fill(numbers) {
  const messages = await history(numbers);
  spread(messages);
  for (const number of numbers) phones.get(number)?.toEnd();
  return messages.at(-1)?.seq ?? 0;
}

function spread(messages) {
  const byPhone = Map.groupBy(messages, ({ phone }) => phone);
  for (const [number, said] of byPhone) phones.get(number)?.show(said);
}

function hangUp() {
  line.abort();
}

function call() {
  hangUp();
  line = new AbortController();
  if (document.hidden) return;
  listen({
    phones: [...phones.keys()],
    after,
    gone: line.signal,
    trouble: showTrouble,
    tell(messages) {
      after = Math.max(after, messages.at(-1).seq);
      spread(messages);
    },
  });
}

function showTrouble(is) {
  trouble.hidden = !is;
  trouble.textContent = is ? 'Terputus dari lab. Mencoba lagi…' : '';
}

document.getElementById('add-phone').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = document.getElementById('new-number');
  const typed = input.value.trim();
  const number = typed ? numberOf(typed) : inventedNumber();
  input.setCustomValidity(number ? '' : 'Nomor harus angka, contoh: 0812 0000 0001');
  if (!number) return input.reportValidity();
  input.value = '';
  document.body.classList.remove('adding');
  add(number).then(() => phones.get(number)?.focus());
});
document
  .getElementById('new-number')
  .addEventListener('input', (event) => event.target.setCustomValidity(''));
// A hidden tab keeps no request open; it catches up when it is looked at again.
document.addEventListener('visibilitychange', call);

async function open() {
  const asked = new URLSearchParams(location.search);
  const wanted = numberOf(asked.get('phone') ?? '');
  const numbers = new Set([...remembered(), ...(wanted ? [wanted] : [])]);
  if (numbers.size === 0) numbers.add(FIRST_NUMBER);
  for (const number of numbers) put(number);
  remember();
  activate(wanted ?? phones.keys().next().value);
  after = await fill([...phones.keys()]).catch(() => 0);
  call();
  const words = asked.get('text');
  if (words) phones.get(active).type(words);
  if (asked.size > 0) window.history.replaceState(null, '', location.pathname);
  if (words || matchMedia('(min-width: 760px)').matches) phones.get(active).focus();
}

open();

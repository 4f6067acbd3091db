// One message as a bubble.

import { paragraphs } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });

/** Kinds without a picture of their own. */
const KIND_WORDS = {
  video: 'Video',
  sticker: 'Stiker',
  contact: 'Kartu kontak',
  unknown: 'Pesan jenis lain',
};

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string} phone
 * @property {'fromCitizen' | 'toCitizen'} direction
 * @property {string} kind
 * @property {string} text
 * @property {{ name: string, mimeType: string, sizeBytes: number | null, url: string | null }} [file]
 * @property {string} sentAt
 */

/**
 * @param {Message} message
 * @param {{ linkTo: (url: URL) => HTMLElement, choose: (answer: string) => void, onPicture: (image: HTMLImageElement) => void }} actions
 */
export function bubble(message, { linkTo, choose, onPicture }) {
  const isMine = message.direction === 'fromCitizen';
  const element = make('article', `bubble ${isMine ? 'mine' : 'theirs'}`);
  element.append(unseen(isMine ? 'Anda: ' : 'Bot: '));
  const extra = attachment(message, onPicture);
  if (extra) element.append(extra);
  if (message.text && message.kind !== 'location')
    element.append(paragraphs(message.text, linkTo, isMine ? undefined : choose));
  element.append(foot(message, isMine));
  return element;
}

function attachment(message, onPicture) {
  const { kind, file, text } = message;
  if (file?.url && file.mimeType.startsWith('image/')) return picture(file, onPicture);
  if (file) return paper(file);
  if (kind === 'location') return place(text);
  if (kind === 'audio') return voice();
  if (kind in KIND_WORDS) return make('p', 'kind', KIND_WORDS[kind]);
  return undefined;
}

function picture({ url, name }, onPicture) {
  const link = make('a', 'picture');
  link.href = url;
  link.download = name;
  const image = make('img');
  image.addEventListener('load', () => onPicture(image));
  image.alt = `Gambar ${name}`;
  image.src = url;
  link.append(image);
  return link;
}

function paper({ url, name, sizeBytes, mimeType }) {
  const card = make(url ? 'a' : 'div', 'paper');
  if (url) {
    card.href = url;
    card.download = name;
  }
  const words = make('span', 'paper-words');
  const about = url
    ? [endingOf(name, mimeType), sizeOf(sizeBytes)].filter(Boolean).join(' · ')
    : 'Tidak diterima';
  words.append(make('b', '', name), make('small', '', about));
  card.append(icon(url ? 'file' : 'block'), words);
  if (url) card.append(icon('download'), unseen('Unduh'));
  return card;
}

function place(text) {
  const card = make('div', 'place-card');
  const map = make('span', 'map');
  map.append(icon('pin'));
  card.append(map, make('span', 'place-words', text || 'Lokasi'));
  return card;
}

function voice() {
  const card = make('div', 'voice-card');
  const wave = make('span', 'wave');
  wave.setAttribute('aria-hidden', 'true');
  card.append(icon('play'), wave, make('small', '', '0:03'), unseen('Pesan suara'));
  return card;
}

function foot(message, isMine) {
  const line = make('footer', 'foot');
  const time = make('time', '', clock.format(new Date(message.sentAt)));
  time.dateTime = message.sentAt;
  line.append(time);
  if (isMine) line.append(make('span', 'ticks'));
  return line;
}

/** Shows how far a message of one's own has come: on its way, recorded, answered or failed. */
export function mark(element, state) {
  const words = {
    sending: 'sedang dikirim',
    recorded: 'tercatat',
    answered: 'dijawab',
    failed: 'gagal dikirim',
  };
  const signs = { sending: '◷', recorded: '✓', answered: '✓✓', failed: '!' };
  const ticks = element.querySelector('.ticks');
  element.dataset.state = state;
  ticks.replaceChildren(hiddenFromReaders(signs[state]), unseen(words[state]));
  ticks.title = words[state];
}

function hiddenFromReaders(text) {
  const node = make('span', '', text);
  node.setAttribute('aria-hidden', 'true');
  return node;
}

/** An element with a class and a text. */
export function make(tag, className = '', text = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function unseen(text) {
  return make('span', 'unseen', text);
}

function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

function endingOf(name, mimeType) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? mimeType.split('/')[1] ?? '';
  return ending.toUpperCase();
}

function sizeOf(bytes) {
  if (!bytes) return '';
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;
}

import type { JSX } from 'preact';
import type { AnswerWindow } from '../domain/values/answer-window.ts';
import { Icon } from './icons.tsx';
import { instantWords } from './instants.ts';
import type { StaffVisit } from './visit.ts';

/** Shorter than this, it is worth knowing that the time is running out. */
const SOON_MS = 4 * 3_600_000;

const LATE = 'Sudah lebih dari 24 jam sejak pesan terakhirnya.';
const AFTERWARDS: Record<Exclude<AnswerWindow['outcome'], 'open'>, string> = {
  asTemplate: `${LATE} Balasan Anda dikirim sebagai templat WhatsApp, dalam satu paragraf. Yang lebih dari 900 huruf menunggu sampai ia menulis lagi.`,
  afterInvitation: `${LATE} Orang ini diajak menulis lagi; balasan Anda terkirim begitu ia menulis.`,
  waits: `${LATE} Balasan Anda menunggu sampai ia menulis lagi, dan tidak ada yang mengajaknya. Bila penting, hubungi dengan cara lain.`,
};

/** Says before an officer writes how the words will reach the person; nothing where they always do. */
export function AnswerWindowLine({
  visit,
  citizenId,
}: {
  visit: StaffVisit;
  citizenId: number;
}): JSX.Element | null {
  const window = visit.parts.answerWindow(citizenId);
  if (!window) return null;
  const waiting = window.waiting > 0 ? `${window.waiting} pesan menunggu orang ini menulis lagi.` : '';
  if (window.outcome !== 'open') return <Line words={`${AFTERWARDS[window.outcome]} ${waiting}`} />;
  const isSoonOver = window.until.getTime() - visit.now.getTime() < SOON_MS;
  const soon = isSoonOver ? `Bisa dibalas bebas sampai ${instantWords(visit, window.until)}.` : '';
  return soon || waiting ? <Line words={`${soon} ${waiting}`} /> : null;
}

function Line({ words }: { words: string }): JSX.Element {
  return (
    <p class="notice calm">
      <Icon name="clock" />
      <span>{words.trim()}</span>
    </p>
  );
}

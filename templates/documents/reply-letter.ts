import type { ApprovedTour, ReplyLetterData } from '../../src/domain/papers/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { longDay, rupiah } from '../messages/format.ts';
import { letterSheets, signature } from './letter.ts';
import { drawn } from './paper/draw.ts';
import { fitted } from './paper/fitted.ts';
import type { Flow } from './paper/flow.ts';
import type { Sheet } from './paper/pieces.ts';
import type { Typeface } from './paper/typeface.ts';

const NAMES_MM = 38;

/**
 * The answer to a group that asked to visit (surat balasan wisata ilmiah), on the lab's letterhead: with
 * what the visitors have to know, or with the reason why they cannot come.
 */
export function replyLetter(data: ReplyLetterData): Promise<Uint8Array> {
  const about = { title: `Surat balasan ${data.number}`, author: data.lab.name };
  return drawn(about, (face) => replyLetterSheets(face, data));
}

/** The pages of a reply letter before they are drawn. */
export function replyLetterSheets(face: Typeface, data: ReplyLetterData): Sheet[] {
  const { addressee, decision, contact } = data;
  return letterSheets(face, data, (letter) => {
    numbered(face, letter, data);
    letter.gap(5);
    letter.words('Yth.');
    letter.words(addressee.institution ?? addressee.person, { weight: 'semiBold' });
    if (addressee.institution !== null) letter.words(`u.p. ${addressee.person}`);
    letter.words('di tempat');
    letter.gap(5);
    letter.words('Dengan hormat,');
    letter.gap(2);
    letter.words(opening(data));
    letter.gap(3);
    asked(letter, data);
    letter.gap(3);
    if (decision.outcome === 'approved') approved(letter, decision);
    else {
      letter.words('Alasannya:');
      letter.words(decision.reason, { indent: 6 });
      letter.gap(2);
      letter.words(
        'Bapak/Ibu dapat mengajukan tanggal atau jenis kunjungan lain lewat WhatsApp kami. Dengan senang hati kami membantu mencarikan waktu yang cocok.',
      );
    }
    letter.gap(2);
    letter.words(`Pertanyaan tentang kunjungan ini dapat disampaikan kepada ${contact}.`);
    letter.gap(2);
    // A signature never stands on a page of its own: a sentence goes with it.
    letter.keepTogether(62);
    letter.words(
      'Demikian kami sampaikan. Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.',
    );
    letter.gap(6);
    signature(face, letter, data.signer);
  });
}

function numbered(face: Typeface, letter: Flow, { number, place, writtenOn }: ReplyLetterData): void {
  letter.put(0, (y) =>
    fitted(
      face,
      `${place}, ${plainDay(writtenOn)}`,
      { x: 115, y, width: 75, height: 5 },
      { size: 10.5, least: 7, align: 'right' },
    ),
  );
  letter.beside('Nomor', `: ${number}`, 20);
  letter.beside('Lampiran', ': –', 20);
  letter.beside('Hal', ': Jawaban permohonan kunjungan wisata ilmiah', 20);
}

function opening({ code, receivedOn, decision }: ReplyLetterData): string {
  const answer =
    decision.outcome === 'approved'
      ? 'dengan ini kami sampaikan bahwa permohonan tersebut kami setujui, dengan rincian sebagai berikut.'
      : 'dengan berat hati kami sampaikan bahwa permohonan tersebut belum dapat kami penuhi.';
  return `Menjawab permohonan kunjungan wisata ilmiah nomor ${code} yang kami terima pada ${plainDay(receivedOn)}, ${answer}`;
}

function asked(letter: Flow, { tour, decision }: ReplyLetterData): void {
  const { kind, from, until, visitors } = tour;
  const row = (name: string, words: string) => letter.beside(name, `: ${words}`, NAMES_MM, { indent: 6 });
  row('Jenis kunjungan', kind);
  row(
    'Tanggal',
    from === until ? longDay(from, 'id') : `${longDay(from, 'id')} sampai ${longDay(until, 'id')}`,
  );
  if (decision.outcome === 'approved' && decision.startsAt !== '') row('Pukul', decision.startsAt);
  row('Jumlah pengunjung', `${visitors} orang`);
  if (decision.outcome !== 'approved') return;
  row(
    'Biaya',
    decision.feeRupiah === 0
      ? 'tidak dipungut biaya'
      : `${rupiah(decision.feeRupiah)} untuk seluruh rombongan`,
  );
}

function approved(letter: Flow, { bring, feeRupiah, howToPay, note }: ApprovedTour): void {
  if (feeRupiah > 0 && howToPay !== '') {
    letter.words(howToPay);
    letter.gap(2);
  }
  if (bring.length > 0) {
    letter.keepTogether(12);
    letter.words('Mohon diperhatikan:');
    for (const [at, words] of bring.entries()) letter.beside(`${at + 1}.`, words, 6, { indent: 6 });
  }
  if (note.trim() !== '') {
    letter.gap(2);
    letter.words(note);
  }
}

/** `21 November 2026`: a letter's date goes without the day of the week. */
const plainDay = (day: LabDay): string => longDay(day, 'id').replace(/^\S+, /, '');

import { createHash } from 'node:crypto';
import type { JSX } from 'preact';
import { z } from 'zod';
import { type Compared, compareFile, paperByCode } from '../../../domain/papers/index.ts';
import { readPaperCode } from '../../../domain/values/paper-code.ts';
import { FILE_FIELD, optionalWords } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Card } from '../../pieces.tsx';
import type { Answer, Deed, StaffVisit } from '../../visit.ts';
import { PAPERS, PaperTable, papersPage } from './page.tsx';

const form = z.object({ code: optionalWords(60) });

/** Compares a file with what the lab has issued; the file is looked at and not kept. */
export const compareDeed: Deed<z.infer<typeof form>, string | undefined> = {
  form,
  page: papersPage,
  back: () => PAPERS,
  prepare: async (_visit, _form, file) =>
    file && file.bytes.length > 0 ? createHash('sha256').update(file.bytes).digest('hex') : undefined,
  carryOut(ctx, visit, { code = '' }, sha256) {
    if (sha256 === undefined) return mistake(FILE_FIELD, 'Pilih berkas PDF-nya dulu.');
    const reading = readPaperCode(code);
    if (code !== '' && reading.outcome !== 'code')
      return mistake(FILE_FIELD, 'Kode itu salah ketik. Bandingkan dengan dokumennya, atau kosongkan.');
    const claimed = reading.outcome === 'code' ? paperByCode(ctx.tx, reading.code) : undefined;
    if (code !== '' && !claimed?.issuedAt)
      return mistake(
        FILE_FIELD,
        'Tidak ada dokumen terbit dengan kode itu. Kosongkan untuk mencari semuanya.',
      );
    const compared = compareFile(ctx, { sha256, ...(claimed && { claimed }) });
    return { outcome: 'shown', answer: comparedPage(visit, compared) };
  },
};

const mistake = (field: string, sentence: string) =>
  ({ outcome: 'mistake', errors: { [field]: sentence } }) as const;

const VERDICTS: Record<Compared['outcome'], { tone: string; icon: 'check' | 'warning'; words: string }> = {
  same: { tone: 'good', icon: 'check', words: 'Sama persis: inilah berkas yang kami terbitkan.' },
  different: {
    tone: 'bad',
    icon: 'warning',
    words:
      'Berbeda dari berkas yang kami terbitkan dengan kode itu: mungkin diubah, atau hanya dipindai, difoto, atau disimpan ulang. Cocokkan isinya dengan berkas di pendaftarannya.',
  },
  unknown: {
    tone: 'bad',
    icon: 'warning',
    words:
      'Tidak sama dengan dokumen mana pun yang kami terbitkan. Bila ada kode di kakinya, bandingkan sekali lagi dengan kode itu.',
  },
};

function comparedPage(visit: StaffVisit, compared: Compared): Answer {
  return {
    outcome: 'page',
    title: 'Hasil perbandingan',
    body: (
      <div class="medium">
        <p class="trail">
          <a href={PAPERS}>Keaslian dokumen</a> <Icon name="next" /> Hasil perbandingan
        </p>
        <h1>Hasil perbandingan</h1>
        <Card title="Berkas ini" icon="checks" id="compared">
          <Verdict outcome={compared.outcome} />
          {compared.outcome === 'unknown' ? null : <PaperTable visit={visit} papers={[compared.paper]} />}
          <p>
            <a class="button secondary" href={`${PAPERS}#compare`}>
              Bandingkan berkas lain
            </a>
          </p>
        </Card>
      </div>
    ),
  };
}

function Verdict({ outcome }: { outcome: Compared['outcome'] }): JSX.Element {
  const { tone, icon, words } = VERDICTS[outcome];
  return (
    <p class={`notice ${tone}`}>
      <Icon name={icon} /> {words}
    </p>
  );
}

import type { JSX } from 'preact';
import { paperName } from '../../../../templates/messages/papers.ts';
import { overSince, type Paper, paperByCode, recentPapers } from '../../../domain/papers/index.ts';
import { registrationById } from '../../../domain/registrations/index.ts';
import { readPaperCode } from '../../../domain/values/paper-code.ts';
import { FileField, PDF_ONLY } from '../../fields.tsx';
import { FILE_MEGABYTES } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Columns, SearchBox } from '../../lists.tsx';
import { registrationInReach } from '../../objects.ts';
import { Badge, Card, Empty, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';

/** Where papers are looked up. */
export const PAPERS = '/admin/papers';
/** Where a file is compared. */
const COMPARE = `${PAPERS}/compare`;
const LOOKED_AT = 300;
const LISTED = 50;

/** Papers by their code, whether a file is one of ours, and those issued last. */
export const papersPage: Page = (visit) => ({
  outcome: 'page',
  title: 'Keaslian dokumen',
  body: (
    <>
      <div class="page-head">
        <h1>Keaslian dokumen</h1>
      </div>
      <SearchBox action={PAPERS} words={visit.query.words ?? ''} placeholder="Kode di kaki dokumen" />
      <Sought visit={visit} typed={visit.query.words?.trim() ?? ''} />
      <Compare visit={visit} />
      <Recent visit={visit} />
    </>
  ),
});

function Sought({ visit, typed }: { visit: StaffVisit; typed: string }): JSX.Element | null {
  if (typed === '') return null;
  const reading = readPaperCode(typed);
  const paper = reading.outcome === 'code' ? paperByCode(visit.parts.db, reading.code) : undefined;
  return (
    <Card title="Hasil pencarian" icon="search" id="found">
      {paper?.issuedAt ? (
        <PaperTable visit={visit} papers={[paper]} />
      ) : (
        <p class="notice bad">
          <Icon name="warning" />
          {reading.outcome === 'code'
            ? `Tidak ada dokumen yang sudah terbit dengan kode ${reading.code}.`
            : reading.outcome === 'typo'
              ? 'Ada salah ketik: huruf terakhirnya tidak cocok dengan yang lain.'
              : 'Itu bukan kode keaslian. Contoh: 7K2M-9QXP-C.'}
        </p>
      )}
    </Card>
  );
}

function Compare({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <Card title="Bandingkan berkas" icon="checks" id="compare">
      <p>
        Pilih berkas PDF yang diterima orang. Kami membandingkannya bita demi bita dengan yang tersimpan;
        berkasnya tidak disimpan. Hasil pindai atau foto selalu berbeda.
      </p>
      <Form visit={visit} action={COMPARE} withFile>
        <FileField
          visit={visit}
          action={COMPARE}
          label={`Berkas PDF, paling besar ${FILE_MEGABYTES} MB`}
          accept={PDF_ONLY}
          required
        />
        <div class="field">
          <label for="compared-code">Kode di kakinya, bila ada</label>
          <input id="compared-code" type="text" name="code" maxLength={60} autoComplete="off" />
        </div>
        <button type="submit">Bandingkan</button>
      </Form>
    </Card>
  );
}

function Recent({ visit }: { visit: StaffVisit }): JSX.Element {
  const papers = recentPapers(visit.parts.db, LOOKED_AT)
    .filter((paper) => isInReach(visit, paper))
    .slice(0, LISTED);
  return (
    <Card title="Terbit terakhir" icon="file" id="recent">
      {papers.length === 0 ? (
        <Empty icon="file" title="Belum ada dokumen">
          Laporan dan surat muncul di sini setelah keluar, label setelah dicetak.
        </Empty>
      ) : (
        <PaperTable visit={visit} papers={papers} />
      )}
    </Card>
  );
}

/** Papers in a table; the way to a registration only for those who may see it. */
export function PaperTable({ visit, papers }: { visit: StaffVisit; papers: readonly Paper[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns names={['Kode', 'Jenis', 'Terbit', 'Status', 'Pendaftaran']} />
      <tbody>
        {papers.map((paper) => (
          <tr key={paper.id}>
            <th scope="row" class="code">
              {paper.code}
            </th>
            <td data-name="Jenis">
              {paperName(paper.kind, 'id')}
              {paper.number ? <span class="muted"> {paper.number}</span> : null}
            </td>
            <td data-name="Terbit">{paper.issuedAt ? instantWords(visit, paper.issuedAt) : '-'}</td>
            <td data-name="Status">
              <Counting visit={visit} paper={paper} />
            </td>
            <td data-name="Pendaftaran">
              {isInReach(visit, paper) ? (
                <a href={`/admin/registrations/${paper.registrationId}`}>
                  {registrationById(visit.parts.db, paper.registrationId)?.code ?? 'Buka'}
                </a>
              ) : (
                <span class="muted">unit lain</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counting({ visit, paper }: { visit: StaffVisit; paper: Paper }): JSX.Element {
  if (!paper.issuedAt) return <Badge tone="amber">Belum keluar</Badge>;
  const over = overSince(visit.parts.db, paper);
  if (!over) return <Badge tone="green">Berlaku</Badge>;
  const why = paper.replacedAt ? 'Diganti' : 'Dibatalkan';
  return (
    <Badge tone="grey">
      {why} {instantWords(visit, over)}
    </Badge>
  );
}

const isInReach = (visit: StaffVisit, { registrationId }: Paper): boolean =>
  registrationInReach({ ...visit, params: { id: String(registrationId) } });

import type { JSX } from 'preact';
import { type DocumentVersion, isAwaited, shipmentOf, sumOf } from '../../../domain/shipments/index.ts';
import { staffById } from '../../../domain/staff/index.ts';
import { FileField, PDF_ONLY, TextArea } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Badge, Card, Form, triedAt } from '../../pieces.tsx';
import { WORKS } from '../../route.ts';
import { DOCUMENT_NAMES } from '../../words.ts';
import type { Shown } from './page.tsx';
import { SheetCheckNote } from './sheet-check.tsx';

const VERDICTS: Record<DocumentVersion['verdict'], [tone: string, name: string]> = {
  waiting: ['blue', 'Belum diperiksa'],
  accepted: ['green', 'Benar'],
  toFix: ['orange', 'Perlu diperbaiki'],
};

/** The documents of a shipment: what was found in each, what staff say of it, and one message to the sender. */
export function DocumentsCard({ shown }: { shown: Shown }): JSX.Element | null {
  const { visit, registration, home, seen } = shown;
  const shipment = shipmentOf(visit.parts.db, registration.id);
  if (!shipment) return null;
  const { documents, olderDocuments, samples } = shipment;
  const isWorker = WORKS.some((role) => role === visit.staff.role);
  const mayJudge = isWorker && isAwaited(registration.stage);
  const mayTell = registration.stage === 'registered' || registration.stage === 'documentsToFix';
  const wrong = documents.filter(({ verdict }) => verdict === 'toFix');
  const form = { visit, version: registration.version, seen };
  return (
    <Card title="Dokumen kiriman" icon="file" id="documents">
      {documents.map((document) => (
        <Newest
          key={document.id}
          shown={shown}
          document={document}
          announced={sumOf(samples)}
          mayJudge={mayJudge}
        />
      ))}
      {isWorker && mayTell ? (
        <div class="row">
          {wrong.length > 0 ? (
            <Form {...form} action={`${home}/documents/ask`}>
              <button type="submit">
                <Icon name="send" /> Minta perbaikan {wrong.length} dokumen
              </button>
            </Form>
          ) : (
            <Form {...form} action={`${home}/documents/verify`}>
              <button type="submit">
                <Icon name="checks" /> Semua dokumen benar
              </button>
            </Form>
          )}
        </div>
      ) : null}
      {mayTell && isWorker ? (
        <p class="muted small">
          {wrong.length > 0
            ? 'Pengirim menerima satu pesan dengan semua yang perlu diperbaiki, lalu mengirim perbaikannya di percakapan.'
            : 'Pengirim diberi tahu bahwa sampelnya boleh dikirim.'}
        </p>
      ) : null}
      {olderDocuments.length > 0 ? (
        <details>
          <summary>Versi lama ({olderDocuments.length})</summary>
          <ul class="plain-list">
            {olderDocuments.map((document) => (
              <li key={document.id}>
                <span class="grow">
                  <FileLink home={home} document={document} />
                  <small class="muted under">
                    {DOCUMENT_NAMES[document.kind]}, versi {document.version},{' '}
                    {instantWords(visit, document.sentAt)}
                    {document.reason ? `. ${document.reason}` : ''}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

function FileLink({ home, document }: { home: string; document: DocumentVersion }): JSX.Element {
  return (
    <a href={`${home}/documents/${document.id}`}>
      <Icon name="download" /> {document.fileName}
    </a>
  );
}

function Newest({
  shown,
  document,
  announced,
  mayJudge,
}: {
  shown: Shown;
  document: DocumentVersion;
  announced: { samples: number; boxes: number };
  mayJudge: boolean;
}): JSX.Element {
  const { visit, home } = shown;
  const [tone, name] = VERDICTS[document.verdict];
  const judge = document.judgedBy === null ? undefined : staffById(visit.parts.db, document.judgedBy)?.name;
  return (
    <div class="version" id={`document-${document.kind}`}>
      <p>
        <strong>{DOCUMENT_NAMES[document.kind]}</strong> <Badge tone={tone}>{name}</Badge>
      </p>
      <p>
        <FileLink home={home} document={document} />
      </p>
      <p class="muted small">
        {document.version > 1 ? `Versi ${document.version}, dikirim` : 'Dikirim'}{' '}
        {instantWords(visit, document.sentAt)}
        {document.judgedAt ? ` · ${judge ?? 'petugas'}, ${instantWords(visit, document.judgedAt)}` : ''}
      </p>
      {document.kind === 'cover' ? null : (
        <SheetCheckNote
          visit={visit}
          fileId={document.fileId}
          kind={document.kind}
          announced={announced}
          copyHref={`${home}/documents/${document.id}/copy`}
        />
      )}
      {document.reason ? <p class="notice calm">Yang perlu diperbaiki: {document.reason}</p> : null}
      {mayJudge ? <Judge shown={shown} document={document} /> : null}
    </div>
  );
}

function Judge({
  shown: { visit, registration, home, seen },
  document,
}: {
  shown: Shown;
  document: DocumentVersion;
}): JSX.Element {
  const accept = `${home}/documents/${document.id}/accept`;
  const fix = `${home}/documents/${document.id}/fix`;
  const replace = `${home}/documents/${document.id}/replace`;
  const form = { visit, version: registration.version, seen };
  return (
    <>
      {document.verdict === 'accepted' ? null : (
        <Form {...form} action={accept}>
          <button type="submit" class="secondary">
            <Icon name="check" /> Benar
          </button>
        </Form>
      )}
      <details class="act" open={triedAt(visit, fix) !== undefined}>
        <summary>
          <Icon name="pen" />{' '}
          {document.verdict === 'toFix' ? 'Ubah yang perlu diperbaiki' : 'Perlu diperbaiki'}
        </summary>
        <div>
          <Form {...form} action={fix}>
            <TextArea
              visit={visit}
              action={fix}
              name="reason"
              label="Apa yang perlu diperbaiki"
              hint="Dibaca pengirim. Contoh: kolom tanggal ambil sampel kosong pada baris 7."
              value={document.reason ?? ''}
              rows={2}
              maxLength={300}
              required
            />
            <button type="submit">Catat</button>
          </Form>
        </div>
      </details>
      <Replace shown={{ visit, registration, home, seen }} document={document} action={replace} />
    </>
  );
}

/** A corrected document that came by another way than the chat. */
function Replace({
  shown: { visit, registration, seen },
  document: { kind },
  action,
}: {
  shown: Shown;
  document: DocumentVersion;
  action: string;
}): JSX.Element {
  const isLetter = kind === 'cover';
  return (
    <details class="act" open={triedAt(visit, action) !== undefined}>
      <summary>
        <Icon name="upload" /> Unggah perbaikan
      </summary>
      <div>
        <Form visit={visit} action={action} version={registration.version} seen={seen} withFile>
          <FileField
            visit={visit}
            action={action}
            label={isLetter ? 'Berkas PDF' : 'Berkas Excel (.xlsx atau .xls)'}
            hint="Untuk perbaikan yang datang lewat email atau di loket."
            accept={isLetter ? PDF_ONLY : '.xlsx,.xls'}
            required
          />
          <button type="submit">Simpan sebagai versi baru</button>
        </Form>
      </div>
    </details>
  );
}

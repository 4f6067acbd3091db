import type { JSX } from 'preact';
import { journalHead } from '../../../domain/chain/index.ts';
import { lastCheck } from '../../../domain/journal-list.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form, Live } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

const number = (value: number): string => new Intl.NumberFormat('id-ID').format(value);

/** How the chain is, when it was last looked at, and the button to look again. */
export function ChainCard({ visit }: { visit: StaffVisit }): JSX.Element {
  const { db, journalCheck } = visit.parts;
  const running = journalCheck?.running();
  const head = journalHead(db);
  return (
    <Live visit={visit} part="chain" everySeconds={running ? 2 : 60}>
      <div id="chain">
        <Card title="Rantai jurnal" icon="lock" id="chain-state">
          <State visit={visit} />
          <p class="muted">
            {number(head.id)} catatan. Ujung rantai:{' '}
            <span class="code">{head.hash.slice(0, 16) || '–'}…</span> Setiap catatan mengunci catatan
            sebelumnya, sehingga perubahan, penghapusan, atau pemindahan ketahuan.
          </p>
          {running ? (
            <p role="status">
              <Icon name="hourglass" /> Sedang diperiksa: {number(running.rows)} dari {number(running.total)}{' '}
              catatan.
            </p>
          ) : journalCheck ? (
            <Form visit={visit} action="/admin/journal/check">
              <button type="submit" class="secondary">
                Periksa rantai
              </button>
            </Form>
          ) : null}
        </Card>
      </div>
    </Live>
  );
}

const PROBLEMS: Record<string, string> = {
  missing: 'hilang',
  changed: 'diubah atau dipindahkan',
  dataChanged: 'diubah isinya',
  erasedUnsaid: 'dihapus isinya tanpa catatan',
  unchained: 'belum berantai',
};

function State({ visit }: { visit: StaffVisit }): JSX.Element {
  const last = lastCheck(visit.parts.db);
  if (!last) {
    return (
      <p class="notice calm">
        <Icon name="question" /> Belum pernah diperiksa dari halaman ini.
      </p>
    );
  }
  const { at, fact } = last;
  const when = instantWords(visit, at);
  if (fact.outcome === 'whole') {
    return (
      <p class="notice good">
        <Icon name="check" /> Utuh saat diperiksa {when}: {number(fact.rows)} catatan.
      </p>
    );
  }
  return (
    <p class="notice bad">
      <Icon name="warning" />{' '}
      {fact.outcome === 'headUnknown'
        ? `Diperiksa ${when}: jurnal ini bukan yang dulu. Ujung yang pernah dicatat tidak ada lagi di dalamnya.`
        : `Diperiksa ${when}: catatan nomor ${fact.entry} ${PROBLEMS[fact.problem ?? ''] ?? 'tidak cocok'}.`}{' '}
      Jangan ubah apa pun, simpan cadangan terakhir, dan hubungi penanggung jawab sistem.
    </p>
  );
}

import type { JSX } from 'preact';
import { getsDigest, openChatLink, type Person } from '../../../domain/staff/index.ts';
import { TextField, TickField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { clockWords } from '../../instants.ts';
import { Card, Form } from '../../pieces.tsx';
import { QrCode } from '../../qr-code.tsx';
import type { StaffVisit } from '../../visit.ts';

const LINK = '/admin/account/chat/link';
const UNLINK = '/admin/account/chat/unlink';
const WISHES = '/admin/account/wishes';

type Shown = { visit: StaffVisit; person: Person };

/** The chat that belongs to this account, or how to link one. */
export function ChatCard({ visit, person }: Shown): JSX.Element {
  const open = openChatLink(visit.parts.db, person.id, visit.now);
  if (person.citizenId !== null) {
    return (
      <Card title="WhatsApp saya" icon="chat" id="chat">
        <p class="notice good">
          <Icon name="check" /> WhatsApp Anda terhubung. Bila nomor itu berganti pemilik, hubungannya putus
          sendiri.
        </p>
        <Form visit={visit} action={UNLINK}>
          <button type="submit" class="secondary">
            Putuskan hubungan
          </button>
        </Form>
      </Card>
    );
  }
  return (
    <Card title="WhatsApp saya" icon="chat" id="chat">
      <p>Hubungkan WhatsApp Anda untuk menerima pemberitahuan dan ringkasan harian di sana.</p>
      {open ? <Code visit={visit} {...open} /> : null}
      <Form visit={visit} action={LINK}>
        <button type="submit" class="secondary">
          {open ? 'Buat kode baru' : 'Hubungkan WhatsApp'}
        </button>
      </Form>
    </Card>
  );
}

function Code({ visit, code, expiresAt }: { visit: StaffVisit; code: string; expiresAt: Date }): JSX.Element {
  const words = `SAMBUNG ${code}`;
  const link = `https://wa.me/${visit.lab.whatsappNumber}?text=${encodeURIComponent(words)}`;
  return (
    <>
      <p>
        Dari WhatsApp Anda sendiri, kirim tulisan ini ke nomor laboratorium (+{visit.lab.whatsappNumber}),
        paling lambat pukul {clockWords(visit, expiresAt)}:
      </p>
      <p class="secret code">{words}</p>
      <p>
        Atau arahkan kamera HP ke gambar ini, atau <a href={link}>buka WhatsApp di perangkat ini</a>.
      </p>
      <QrCode content={link} label="Kode QR yang membuka WhatsApp dengan tulisan itu" />
    </>
  );
}

/** How one wants to be told of things in the linked chat. */
export function WishesCard({ visit, person }: Shown): JSX.Element {
  const field = { visit, action: WISHES };
  return (
    <Card title="Pemberitahuan di WhatsApp" icon="bell" id="wishes">
      <Form visit={visit} action={WISHES}>
        <TickField
          {...field}
          name="wantsWhatsApp"
          label="Kirim pemberitahuan saya juga ke WhatsApp"
          ticked={person.wantsWhatsApp}
        />
        {getsDigest(person.role) ? (
          <TextField
            {...field}
            name="digestAt"
            label="Jam ringkasan harian"
            type="time"
            value={person.digestAt ?? ''}
            hint="Kosongkan untuk memakai jam yang sama dengan laboratorium."
          />
        ) : null}
        <button type="submit" class="secondary">
          Simpan
        </button>
      </Form>
    </Card>
  );
}

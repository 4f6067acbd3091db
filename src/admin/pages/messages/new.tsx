import { z } from 'zod';
import {
  addresseesOf,
  BODY_CHARACTERS,
  SUBJECT_CHARACTERS,
  send,
} from '../../../domain/unit-messages/index.ts';
import { TextArea, TextField, TickField } from '../../fields.tsx';
import { optionalWords, words } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Card, Empty, Form, triedAt } from '../../pieces.tsx';
import type { Deed, Page } from '../../visit.ts';

const ACTION = '/admin/messages/new';

/** Writes to units below and to the one right above. */
export const newMessagePage: Page = (visit) => {
  const addressees = addresseesOf(visit.parts.db, visit.staff.unitId);
  const hasBelow = addressees.some(({ depth }) => depth > 0);
  const field = { visit, action: ACTION } as const;
  const problem = triedAt(visit, ACTION)?.errors.units;
  return {
    outcome: 'page',
    title: 'Tulis pesan',
    body: (
      <div class="medium">
        <p class="trail">
          <a href="/admin/messages">Pesan antarunit</a> <Icon name="next" /> Tulis pesan
        </p>
        <h1>Tulis pesan</h1>
        {addressees.length === 0 ? (
          <div class="card">
            <Empty icon="building" title="Belum ada unit lain">
              Pesan dikirim ke unit di bawah unit Anda dan ke satu unit di atasnya. Tambahkan unit dulu.
            </Empty>
          </div>
        ) : (
          <Card title="Pesan baru" icon="envelope">
            <Form visit={visit} action={ACTION}>
              {hasBelow ? (
                <TickField
                  {...field}
                  name="all"
                  label="Kirim ke seluruh instansi di bawah"
                  hint="Menjadi pengumuman yang tidak dapat dibalas."
                  ticked={false}
                />
              ) : null}
              <fieldset
                class="units"
                aria-describedby={problem ? 'units-error' : undefined}
                aria-invalid={problem ? 'true' : undefined}
              >
                <legend>Atau pilih unit penerima</legend>
                {addressees.map(({ id, name, depth }) => (
                  <TickField
                    key={id}
                    {...field}
                    name={`unit-${id}`}
                    label={depth < 0 ? `${name} (unit di atas)` : name}
                    ticked={false}
                  />
                ))}
                {problem ? (
                  <small id="units-error" class="error">
                    {problem}
                  </small>
                ) : null}
              </fieldset>
              <TextField {...field} name="subject" label="Judul" maxLength={SUBJECT_CHARACTERS} />
              <TextArea
                {...field}
                name="body"
                label="Isi pesan"
                rows={6}
                maxLength={BODY_CHARACTERS}
                required
              />
              <TickField
                {...field}
                name="announcement"
                label="Ini pengumuman"
                hint="Penerima tidak dapat membalas. Tanpa tanda ini, setiap unit mendapat percakapannya sendiri."
                ticked={false}
              />
              <button type="submit">
                <Icon name="send" /> Kirim
              </button>
            </Form>
          </Card>
        )}
      </div>
    ),
  };
};

const UNIT_FIELD = /^unit-(\d{1,9})$/;

const messageForm = z
  .looseObject({
    all: z.literal('on').optional(),
    announcement: z.literal('on').optional(),
    subject: optionalWords(SUBJECT_CHARACTERS),
    body: words(BODY_CHARACTERS, 'Tulis isi pesannya.'),
  })
  .transform((fields) => ({
    all: fields.all === 'on',
    isAnnouncement: fields.announcement === 'on',
    subject: fields.subject,
    body: fields.body,
    unitIds: Object.entries(fields).flatMap(([name, value]) => {
      const id = UNIT_FIELD.exec(name)?.[1];
      return id && value === 'on' ? [Number(id)] : [];
    }),
  }));

/** Sends a message in the name of one's unit. */
export const sendDeed: Deed<z.infer<typeof messageForm>> = {
  form: messageForm,
  page: newMessagePage,
  back: () => '/admin/messages',
  carryOut(ctx, visit, { all, isAnnouncement, subject, body, unitIds }) {
    const to = all ? ('allBelow' as const) : unitIds;
    const sent = send(ctx, { fromUnitId: visit.staff.unitId, to, subject, body, isAnnouncement });
    switch (sent.outcome) {
      case 'sent': {
        const [only] = sent.threadIds;
        const isOne = sent.threadIds.length === 1;
        return {
          outcome: 'done',
          notice: 'messageSent',
          to: isOne ? `/admin/messages/${only}` : '/admin/messages',
        };
      }
      case 'nobody':
        return { outcome: 'mistake', errors: { units: 'Pilih paling sedikit satu unit.' } };
      case 'outOfReach':
        return {
          outcome: 'mistake',
          errors: { units: 'Daftar unit sudah berubah. Pilih lagi dari daftar di atas.' },
        };
    }
  },
};

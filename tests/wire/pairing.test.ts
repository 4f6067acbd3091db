import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Service } from '../support/service.ts';
import { codeIn } from '../support/whatsapp/paired-service.ts';
import { qrIn } from '../support/whatsapp/qr.ts';
import { type WireLab, wireLab } from '../support/whatsapp/wire-lab.ts';

let lab: WireLab;
beforeEach(async () => {
  lab = await wireLab();
});
afterEach(() => lab.end());

/** The newest QR on the operator's terminal, other than `not`. */
const shownQr = (service: Service, not?: string): Promise<string> =>
  lab.whatsapp.until(() => {
    const qr = qrIn(service.printed());
    return qr !== not && qr;
  }, 'a QR on the terminal');

const shownCode = (service: Service): Promise<string> =>
  lab.whatsapp.until(() => codeIn(service.printed()), 'a code on the terminal');

test('an operator scans the QR on the terminal, and the bot answers; after a restart it needs no phone', async () => {
  const { whatsapp } = lab;
  const siti = whatsapp.person({ name: 'Siti' });
  const first = await lab.start();
  const qr = await shownQr(first);

  expect(await whatsapp.lab.scans(qr.replace('#2@', '#2@A'))).toBe('couldNotLink');
  expect(await whatsapp.lab.scans(qr)).toBe('linked');
  await whatsapp.online();
  // WhatsApp ends the first connection with 515; the second logs in with the new keys.
  expect(whatsapp).toMatchObject({ connections: 2, logins: 1 });
  expect(await siti.asks('halo')).toContain('Apa yang bisa kami bantu?');

  expect(await first.stop()).toBe(0);
  await siti.says('harga');
  const second = await lab.start();
  await whatsapp.online({ after: 1 });
  expect((await siti.hears(/Pemeriksaan apa/)).times).toBe(1);
  expect(whatsapp).toMatchObject({ connections: 3, logins: 2 });
  expect(qrIn(second.printed())).toBeUndefined();
});

test('a phone that wants a new secret first is linked with the QR that is shown next', async () => {
  const { whatsapp } = lab;
  const service = await lab.start();
  const first = await shownQr(service);
  whatsapp.lab.wantsNewSecret();

  expect(await whatsapp.lab.scans(first)).toBe('couldNotLink');
  const second = await shownQr(service, first);
  expect(await whatsapp.lab.scans(first)).toBe('couldNotLink');
  expect(await whatsapp.lab.scans(second)).toBe('linked');
  await whatsapp.online();
  expect(await whatsapp.person({ name: 'Budi' }).asks('halo')).toContain('Halo!');
});

test('a code typed wrongly links nothing, and typed rightly links the bot', async () => {
  const { whatsapp } = lab;
  const service = await lab.start({ WHATSAPP_PAIRING_PHONE: whatsapp.lab.number });
  await whatsapp.lab.waits('forCode');
  const code = await shownCode(service);

  expect(await whatsapp.lab.types('ABCD-1234')).toBe('couldNotLink');
  expect(whatsapp.lab.isLinked).toBe(false);
  expect(await whatsapp.lab.types(code)).toBe('linked');
  await whatsapp.online();
  expect(await whatsapp.person({ name: 'Budi' }).asks('halo')).toContain('Halo!');
});

test('pairing that was broken off begins anew with the next start', async () => {
  const { whatsapp } = lab;
  const first = await lab.start({ WHATSAPP_PAIRING_PHONE: whatsapp.lab.number });
  await whatsapp.lab.waits('forCode');
  const stale = await shownCode(first);
  await first.kill();

  const second = await lab.start({ WHATSAPP_PAIRING_PHONE: whatsapp.lab.number });
  await whatsapp.lab.waits('forCode');
  const fresh = await shownCode(second);
  expect(fresh).not.toBe(stale);
  expect(await whatsapp.lab.types(fresh)).toBe('linked');
  await whatsapp.online();
});

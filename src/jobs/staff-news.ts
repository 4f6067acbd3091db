import { say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import { hoursOf, isWorkingDay } from '../domain/calendar/index.ts';
import { citizenById } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { tidyNotifications, type Untold, untoldByWhatsApp, wereTold } from '../domain/notifications/index.ts';
import type { NotificationKind } from '../domain/notifications/values.ts';
import { instantAt } from '../domain/values/lab-day.ts';
import { letters, post, reachedAt } from '../engine/outbox.ts';
import type { Job } from './job.ts';

/**
 * Tells officers who want it in their own chat what they have not read under the bell: at most one
 * message in five minutes, outside the lab's hours only what is urgent, and never about whom it is.
 */
export const staffNews = (scene: () => Scene): Job => ({
  name: 'staff-news',
  about: 'Mengabari petugas yang mau lewat WhatsApp tentang notifikasi yang belum dibaca.',
  schedule: '20 * * * * *',
  run(ctx) {
    const untold = untoldByWhatsApp(ctx.tx, ctx.now, isOpen(ctx));
    for (const each of untold) write(ctx, each, scene());
    return untold.length;
  },
});

/** Forgets the oldest notifications that have been read. */
export const tidyNews: Job = {
  name: 'tidy-notifications',
  about: 'Menghapus notifikasi lama yang sudah dibaca; setiap petugas menyimpan 500 yang terbaru.',
  schedule: '40 20 2 * * *',
  run: tidyNotifications,
};

function write(ctx: DomainContext, { citizenId, news }: Untold, scene: Scene): void {
  const citizen = citizenById(ctx.tx, citizenId);
  const to = reachedAt(ctx, citizenId);
  wereTold(
    ctx,
    news.map(({ id }) => id),
  );
  // Whoever wrote "berhenti" means it, also as an officer.
  if (!to || !citizen || citizen.optedOutAt !== null) return;
  const counts = new Map<NotificationKind, number>();
  for (const { kind } of news) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const said = say('staff-news.waiting', {
    counts: [...counts].map(([kind, count]) => ({ kind, count })),
    page: `${scene.publicUrl}/admin/notifications`,
  });
  for (const letter of letters([said], citizen.language, scene))
    post(ctx, to, { ...letter, priority: 'digest', notice: 'digest' });
}

function isOpen({ tx, now, today, lab }: DomainContext): boolean {
  const hours = hoursOf(today, lab);
  if (hours === null || !isWorkingDay(tx, today, lab)) return false;
  return (
    now >= instantAt(today, hours.opens, lab.timeZone) && now < instantAt(today, hours.closes, lab.timeZone)
  );
}

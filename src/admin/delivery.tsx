import type { JSX } from 'preact';
import type { DeliveryState, ThreadEntry } from '../domain/citizens/values.ts';
import { Icon, type IconName } from './icons.tsx';

type Look = { name: string; icon: IconName; tone?: 'bad' | 'doubtful' | 'good' };

const LOOKS: Record<DeliveryState, Look> = {
  queued: { name: 'menunggu dikirim', icon: 'clock' },
  sending: { name: 'sedang dikirim', icon: 'clock' },
  handedOver: { name: 'diserahkan ke WhatsApp', icon: 'clock' },
  acknowledged: { name: 'terkirim', icon: 'check' },
  delivered: { name: 'sampai di HP', icon: 'checks' },
  read: { name: 'dibaca', icon: 'checks', tone: 'good' },
  failed: { name: 'gagal terkirim', icon: 'warning', tone: 'bad' },
  uncertain: { name: 'belum pasti terkirim', icon: 'question', tone: 'doubtful' },
  held: { name: 'ditahan: nomor berganti pemegang', icon: 'lock', tone: 'bad' },
  awaitingPerson: { name: 'menunggu warga menulis lagi', icon: 'hourglass', tone: 'doubtful' },
};

/** How far a message of ours has got, with the tick marks people know from their phones and in words. */
export function Delivery({ entry }: { entry: Pick<ThreadEntry, 'state' | 'problem'> }): JSX.Element | null {
  if (!entry.state) return null;
  const { name, icon, tone } = LOOKS[entry.state];
  return (
    <span class={tone ? `delivery ${tone}` : 'delivery'} data-state={entry.state}>
      <Icon name={icon} /> {name}
      {entry.problem ? <span class="why">. {entry.problem}</span> : null}
    </span>
  );
}

import { momentIn } from './format.ts';

/** Why citizens cannot reach the lab. */
export type AlarmReason = 'unpaired' | 'replaced' | 'banned' | 'tooOld' | 'stopped' | 'silent';

type Words = { id: string; en: string };

interface Reason {
  name: Words;
  todo: Words;
}

/** Each reason in a few words, and what to do about it, where a phone is linked. */
const REASONS: Record<AlarmReason, Reason> = {
  unpaired: {
    name: { id: 'HP laboratorium tidak lagi ditautkan', en: "the lab's phone is no longer linked" },
    todo: {
      id: 'Tautkan lagi HP laboratorium di halaman WhatsApp. Pesan yang masuk selama itu hanya ada di HP: balas dari sana.',
      en: "Link the lab's phone again on the page WhatsApp. What comes in until then is on the phone only: answer it there.",
    },
  },
  replaced: {
    name: {
      id: 'program lain memakai tautan WhatsApp yang sama',
      en: 'another program uses the same WhatsApp link',
    },
    todo: {
      id: 'Matikan salinan SapaLab yang lain, lalu tekan "Sambungkan lagi".',
      en: 'Stop the other copy of SapaLab, then press "Sambungkan lagi".',
    },
  },
  banned: {
    name: { id: 'WhatsApp memblokir nomor laboratorium', en: "WhatsApp has banned the lab's number" },
    todo: {
      id: 'Ajukan peninjauan dari WhatsApp di HP laboratorium, dan kabari warga lewat jalan lain.',
      en: "Ask for a review in WhatsApp on the lab's phone, and tell citizens by other ways.",
    },
  },
  tooOld: {
    name: { id: 'WhatsApp menolak versi protokol SapaLab', en: 'WhatsApp refuses our protocol version' },
    todo: {
      id: 'Naikkan WHATSAPP_VERSION di server (lihat runbook), lalu jalankan ulang SapaLab.',
      en: 'Raise WHATSAPP_VERSION on the server (see the runbook), then restart SapaLab.',
    },
  },
  stopped: {
    name: { id: 'sambungan ke WhatsApp berhenti', en: 'the line to WhatsApp has stopped' },
    todo: {
      id: 'Buka halaman WhatsApp; di sana tertulis sebabnya.',
      en: 'Open the page WhatsApp; it says why.',
    },
  },
  silent: {
    name: {
      id: 'WhatsApp tidak tersambung lebih dari 10 menit',
      en: 'WhatsApp has not been connected for more than 10 minutes',
    },
    todo: {
      id: 'Periksa jaringan internet server. SapaLab terus mencoba sendiri.',
      en: "Check the server's internet connection. SapaLab keeps trying by itself.",
    },
  },
};

/** What is another matter with Meta's own service. */
const CLOUD_REASONS: Partial<Record<AlarmReason, Reason>> = {
  unpaired: {
    name: {
      id: 'nomor laboratorium tidak terdaftar di Cloud API',
      en: "the lab's number is not registered with the Cloud API",
    },
    todo: {
      id: 'Daftarkan nomornya di WhatsApp Manager, dan periksa CLOUD_PHONE_NUMBER_ID di server.',
      en: 'Register the number in WhatsApp Manager, and check CLOUD_PHONE_NUMBER_ID on the server.',
    },
  },
  banned: {
    name: {
      id: 'Meta menutup atau membatasi akun WhatsApp Business',
      en: 'Meta has closed or restricted the WhatsApp Business account',
    },
    todo: {
      id: 'Lihat Account Quality di WhatsApp Manager, dan kabari warga lewat jalan lain.',
      en: 'Look at Account Quality in WhatsApp Manager, and tell citizens by other ways.',
    },
  },
  tooOld: {
    name: {
      id: 'Meta sudah menghentikan versi Graph API yang dipakai',
      en: 'Meta has ended the version of the Graph API in use',
    },
    todo: {
      id: 'Naikkan versi di CLOUD_API_URL di server, lalu jalankan ulang SapaLab.',
      en: 'Raise the version in CLOUD_API_URL on the server, then restart SapaLab.',
    },
  },
  stopped: {
    name: { id: 'Meta menolak semua pesan kita', en: 'Meta refuses all our messages' },
    todo: {
      id: 'Biasanya token akses kedaluwarsa. Sebabnya tertulis di halaman WhatsApp.',
      en: 'The access token has expired, most often. The page WhatsApp says why.',
    },
  },
};

/** Why, in words, by the way the lab is reached. */
export function alarmReason(reason: AlarmReason, by: AlarmScene['by']): Reason {
  return (by === 'cloud' ? CLOUD_REASONS[reason] : undefined) ?? REASONS[reason];
}

/** What an alarm names besides its reason; nothing of any citizen. */
export interface AlarmScene {
  labName: string;
  /** A linked phone, or Meta's Cloud API. */
  by: 'phone' | 'cloud';
  timeZone: string;
  /** The page WhatsApp. */
  page: string;
}

interface Letter {
  subject: string;
  text: string;
}

/** Tells administrators that citizens cannot reach the lab. Indonesian first, English second. */
export function alarmDown(reason: AlarmReason, since: Date, scene: AlarmScene): Letter {
  const { name, todo } = alarmReason(reason, scene.by);
  const at = (language: 'id' | 'en') => momentIn(since.toISOString(), scene.timeZone, language);
  return {
    subject: `WhatsApp terputus di ${scene.labName} / WhatsApp is down at ${scene.labName}`,
    text: [
      `Sejak ${at('id')} warga tidak bisa dijawab lewat WhatsApp: ${name.id}.`,
      '',
      todo.id,
      scene.page,
      '',
      'Pesan yang sudah masuk dan yang belum terkirim tetap tersimpan. Email ini dikirim satu kali untuk gangguan ini; begitu pulih, kami kabari lagi.',
      '',
      '— English —',
      '',
      `Since ${at('en')} citizens cannot be answered by WhatsApp: ${name.en}.`,
      '',
      todo.en,
      scene.page,
      '',
      'What has come in and what is still to be sent is kept. You get this mail once for this trouble, and another one when it is over.',
    ].join('\n'),
  };
}

/** What a phone may hold that we have never seen; with Meta's service there is no phone. */
const ON_THE_PHONE: Words = {
  id: ' Bila HP sempat tidak tertaut, lihat juga di HP: pesan yang masuk selama itu hanya ada di sana.',
  en: ' If the phone was not linked for a while, look there too: what came in meanwhile is on the phone only.',
};

/** Tells them that it is over. */
export function alarmOver(since: Date, until: Date, scene: AlarmScene): Letter {
  const at = (instant: Date, language: 'id' | 'en') =>
    momentIn(instant.toISOString(), scene.timeZone, language);
  const onPhone = scene.by === 'phone' ? ON_THE_PHONE : { id: '', en: '' };
  return {
    subject: `WhatsApp pulih di ${scene.labName} / WhatsApp is back at ${scene.labName}`,
    text: [
      `WhatsApp tersambung lagi sejak ${at(until, 'id')}. Gangguannya mulai ${at(since, 'id')}.`,
      `Pesan yang menunggu sedang dijawab.${onPhone.id}`,
      '',
      '— English —',
      '',
      `WhatsApp is connected again since ${at(until, 'en')}. The trouble began on ${at(since, 'en')}.`,
      `Messages that waited are being answered.${onPhone.en}`,
    ].join('\n'),
  };
}

import { render } from 'preact-render-to-string';

/** What the page shows of the lab. */
export interface PageParts {
  shortName: string;
  /** Where `wa.me` links lead: on this page they stay in the chat. */
  whatsappNumber: string;
}

/** The page with the simulated phones. What happens on it is in `assets/`. */
export function simulatorPage({ shortName, whatsappNumber }: PageParts): string {
  const page = (
    <html lang="id" data-lab-number={whatsappNumber}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <title>{`Simulator WhatsApp · ${shortName}`}</title>
        <link rel="icon" href="/simulator/assets/icon.svg" type="image/svg+xml" />
        {/* In this order: the later ones refine the earlier. */}
        {['page', 'phone', 'bubble', 'narrow'].map((sheet) => (
          <link rel="stylesheet" href={`/simulator/assets/${sheet}.css`} key={sheet} />
        ))}
        <script type="module" src="/simulator/assets/simulator.js" />
      </head>
      <body>
        <Icons />
        <header class="bar">
          <h1>
            Simulator WhatsApp <span>{shortName}</span>
          </h1>
          <p>Ponsel tiruan untuk mencoba bot. Tidak ada pesan yang benar-benar keluar.</p>
          <form class="add" id="add-phone" aria-label="Tambah ponsel">
            <label class="unseen" for="new-number">
              Nomor ponsel baru
            </label>
            <input id="new-number" inputmode="tel" autocomplete="off" placeholder="Nomor, atau kosongkan" />
            <button type="submit">
              <Icon name="plus" /> Ponsel
            </button>
          </form>
        </header>
        <nav class="tabs" id="tabs" aria-label="Ponsel" />
        <main id="phones" class="phones" />
        <p id="trouble" class="trouble" role="alert" hidden />
        <noscript>
          <p class="trouble">Halaman ini memerlukan JavaScript. Untuk terminal, pakai "npm run chat".</p>
        </noscript>
        <template id="phone">
          <Phone shortName={shortName} />
        </template>
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}`;
}

function Phone({ shortName }: { shortName: string }) {
  return (
    <section class="phone">
      <header class="top">
        <span class="avatar" aria-hidden="true">
          <Icon name="flask" />
        </span>
        <div class="who">
          <h2>{shortName}</h2>
          <p>
            <span class="status" role="status">
              bot
            </span>
            {' · Anda '}
            <span class="number" />
          </p>
        </div>
        <button type="button" class="round remove">
          <Icon name="close" />
          <span class="unseen">Tutup ponsel ini</span>
        </button>
      </header>
      <div class="messages" role="log" aria-live="polite" aria-label="Percakapan" tabindex={0}>
        <p class="empty">
          Belum ada pesan. Tulis <b>halo</b> atau <b>menu</b> untuk memulai.
        </p>
      </div>
      <form class="composer">
        <input class="file" type="file" accept="application/pdf,image/jpeg,image/png,.xlsx,.xls" hidden />
        <button type="button" class="round attach" title="Lampirkan berkas">
          <Icon name="clip" />
          <span class="unseen">Lampirkan berkas</span>
        </button>
        <button type="button" class="round place" title="Kirim contoh lokasi">
          <Icon name="pin" />
          <span class="unseen">Kirim contoh lokasi</span>
        </button>
        <textarea class="text" rows={1} placeholder="Ketik pesan" aria-label="Pesan" maxlength={65_536} />
        <button type="button" class="round go voice" title="Kirim contoh pesan suara">
          <Icon name="mic" />
          <span class="unseen">Kirim contoh pesan suara</span>
        </button>
        <button type="submit" class="round go send" title="Kirim" hidden>
          <Icon name="send" />
          <span class="unseen">Kirim</span>
        </button>
      </form>
    </section>
  );
}

function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}

function Icons() {
  return (
    <svg class="unseen" aria-hidden="true">
      {Object.entries(SHAPES).map(([name, shape]) => (
        <symbol id={`icon-${name}`} viewBox="0 0 24 24" key={name}>
          <path d={shape} />
        </symbol>
      ))}
    </svg>
  );
}

// Drawn with a pen two units wide, round ends.
const SHAPES = {
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  flask: 'M9 3h6M10 3v6.5L4.8 18a2 2 0 0 0 1.7 3h11a2 2 0 0 0 1.7-3L14 9.5V3M7.5 14.5h9',
  clip: 'M20.5 11.5l-8.6 8.600a5.5 5.5 0 0 1-7.8-7.800l9-9a3.7 3.7 0 0 1 5.2 5.200l-9 9a1.8 1.8 0 0 1-2.6-2.600l8.2-8.2',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  mic: 'M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5',
  send: 'M4 12L3 4l18.5 8L3 20l1-8zm0 0h8',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5zM14 3v5h5M9 13h6M9 17h4',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  play: 'M8 5.5v13l10.5-6.5L8 5.5z',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12',
} as const;

// What makes the pages quicker where scripts run. Without it every page still works.

/** How far from its end a chat is still read from its end. */
const NEAR_PIXELS = 60;

/** However much happens, a page looks again after so long at the latest. */
const LATEST_MS = 3_000;

/** Says once that something changed, a moment after the last of many. */
function liveUpdates() {
  const address = document.body.dataset.live;
  if (!address || !('EventSource' in window)) return;
  let waiting;
  let since;
  const source = new EventSource(address);
  const say = (state, words) => {
    for (const place of document.querySelectorAll('[data-live-state]')) {
      place.textContent = words;
      place.dataset.liveState = state;
    }
  };
  source.addEventListener('open', () => say('on', 'Pembaruan langsung hidup'));
  source.addEventListener('error', () => say('off', 'Pembaruan langsung terputus, dicoba lagi'));
  source.addEventListener('changed', () => {
    since ??= performance.now();
    clearTimeout(waiting);
    const pause = Math.max(0, Math.min(400, since + LATEST_MS - performance.now()));
    waiting = setTimeout(() => {
      since = undefined;
      document.body.dispatchEvent(new Event('lab-changed'));
    }, pause);
  });
  source.addEventListener('notified', () => document.body.dispatchEvent(new Event('lab-notified')));
  source.addEventListener('watching', ({ data }) => showWatching(JSON.parse(data)));
  window.addEventListener('pagehide', () => source.close());
  const at = new URL(address, window.location.href).searchParams.get('at');
  if (at) tellWriting(at);
}

/** Who else looks at this page's thing. Said anew only when it changes, because it is read aloud. */
function showWatching(others) {
  const place = document.getElementById('watching');
  if (!place) return;
  const sentences = [
    [others.filter(({ writing }) => !writing), 'juga sedang melihat halaman ini'],
    [others.filter(({ writing }) => writing), 'sedang menulis balasan'],
  ];
  const text = sentences
    .filter(([who]) => who.length > 0)
    .map(([who, what]) => `${who.map(({ name }) => name).join(', ')} ${what}.`)
    .join(' ');
  if (place.textContent !== text) place.textContent = text;
}

/** How often the server hears that somebody writes. */
const WRITING_MS = 3_000;

/** Tells those who look at the same that one writes a reply: that one writes, not what. */
function tellWriting(at) {
  let last = Number.NEGATIVE_INFINITY;
  document.addEventListener('input', ({ target }) => {
    if (target.localName !== 'textarea' || performance.now() - last < WRITING_MS) return;
    last = performance.now();
    fetch(`/admin/writing?${new URLSearchParams({ at })}`, { method: 'POST' }).catch(() => {});
  });
}

/** A form that has been sent is not sent again; its key would stop it anyway. */
function oneClick() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = '1';
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-busy', 'true');
  });
  // The browser's back button brings the page as it was left.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) unsend(form);
  });
}

function unsend(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-busy');
}

/** Says at once that a file is too large, instead of after minutes of sending it. */
function tooLargeFiles() {
  document.addEventListener('change', ({ target }) => {
    if (!target.dataset?.maxBytes) return;
    const isTooLarge = target.files?.[0]?.size > Number(target.dataset.maxBytes);
    target.setCustomValidity(isTooLarge ? target.dataset.tooLarge : '');
    if (isTooLarge) target.reportValidity();
  });
}

/** Shows how far an upload has got, and that the file is then being looked at. */
function uploads() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!('upload' in form.dataset) || event.defaultPrevented) return;
    event.preventDefault();
    const bar = document.createElement('progress');
    const words = document.createElement('p');
    bar.max = 100;
    bar.setAttribute('aria-label', 'Kemajuan unggahan');
    words.className = 'muted small';
    words.setAttribute('role', 'status');
    words.textContent = 'Mengunggah…';
    for (const earlier of form.querySelectorAll('progress, [role=status]')) earlier.remove();
    form.append(bar, words);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) bar.value = (loaded / total) * 100;
    });
    request.upload.addEventListener('load', () => {
      bar.removeAttribute('value');
      words.textContent = 'Memeriksa isi berkas…';
    });
    request.addEventListener('load', () => {
      // An answer that leads nowhere is a page of its own: asked for again it would not be there.
      const leadsOn = request.status < 300 && request.responseURL !== form.action;
      if (leadsOn) {
        // The address may differ from this one by nothing but its end, which would not be loaded anew.
        window.history.replaceState(null, '', request.responseURL);
        window.location.reload();
      } else showInstead(request.responseText);
    });
    request.addEventListener('error', () => {
      bar.remove();
      unsend(form);
      words.textContent =
        'Unggahan terputus dan belum ada yang tersimpan. Periksa jaringan, lalu unggah lagi.';
    });
    request.send(new FormData(form));
  });
}

/** The page that was answered, with what is wrong or what was found, takes the place of this one. */
function showInstead(html) {
  const shown = new DOMParser().parseFromString(html, 'text/html');
  const main = shown.querySelector('main');
  if (!main) return window.location.reload();
  document.title = shown.title;
  document.querySelector('main').replaceWith(document.adoptNode(main));
  window.htmx?.process(main);
  atTheEnd();
  const place = main.querySelector('[aria-invalid=true], [role=alert]') ?? main;
  place.focus();
  if (place === main) window.scrollTo(0, 0);
  else place.scrollIntoView({ block: 'center' });
}

/** Chats in which somebody reads further up. Not written on the element: a refresh would wipe it off. */
const readAbove = new WeakSet();

/** A chat is read from its end; who reads further up is left there. */
function atTheEnd() {
  for (const chat of document.querySelectorAll('[data-chat]')) {
    if (!readAbove.has(chat)) chat.scrollTop = chat.scrollHeight;
  }
}

function chats() {
  const noteWhere = ({ target }) => {
    if (!target.dataset || !('chat' in target.dataset)) return;
    const below = target.scrollHeight - target.scrollTop - target.clientHeight;
    if (below > NEAR_PIXELS) readAbove.add(target);
    else readAbove.delete(target);
  };
  // Scrolling does not bubble.
  document.addEventListener('scroll', noteWhere, { capture: true, passive: true });
  document.addEventListener('htmx:after:swap', atTheEnd);
  atTheEnd();
}

/** What drops down from the header goes when one turns to something else; the menu covers the page. */
function menus() {
  const opened = () => document.querySelectorAll('details.drop[open], details.menu[open]');
  const covered = () => document.querySelector('details.menu[open]') && document.getElementById('places');
  document.addEventListener('click', ({ target }) => {
    for (const open of opened()) {
      if (!open.contains(target) && !covered()?.contains(target)) open.open = false;
    }
  });
  // Whoever walks on with the keyboard leaves it too.
  document.addEventListener('focusin', ({ target }) => {
    for (const open of opened()) {
      if (!open.contains(target) && !covered()?.contains(target)) open.open = false;
    }
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const open of opened()) {
      open.open = false;
      open.querySelector('summary').focus();
    }
  });
}

/** A code that is over is not shown as if it worked, even when this page has lost the lab. */
function passingCodes() {
  const seen = new WeakMap();
  setInterval(() => {
    for (const place of document.querySelectorAll('[data-lives-seconds]')) {
      const { livesSeconds } = place.dataset;
      const known = seen.get(place);
      if (known?.livesSeconds !== livesSeconds) seen.set(place, { livesSeconds, at: performance.now() });
      else if (performance.now() - known.at > Number(livesSeconds) * 1000) place.classList.add('over');
    }
  }, 1000);
}

/** What was done is said once, not again when the page is loaded anew. */
function saidOnce() {
  const here = new URL(window.location.href);
  if (!here.searchParams.has('notice')) return;
  here.searchParams.delete('notice');
  window.history.replaceState(window.history.state, '', here);
}

/** A text to be taken elsewhere is copied, or at least selected where the browser forbids that. */
function copying() {
  for (const button of document.querySelectorAll('[data-copies]')) button.hidden = false;
  document.addEventListener('click', ({ target }) => {
    if (!target.dataset?.copies) return;
    const text = document.getElementById(target.dataset.copies);
    window.getSelection().selectAllChildren(text);
    navigator.clipboard?.writeText(text.textContent).then(
      () => {
        target.textContent = 'Tersalin';
      },
      () => {},
    );
  });
}

/** What is scanned or counted anew takes the place of what stands in the field. */
function wholeFields() {
  const take = (field) => {
    if (field?.matches?.('[data-whole], [data-whole] input')) field.select();
  };
  document.addEventListener('focusin', ({ target }) => take(target));
  take(document.activeElement);
}

/** In a narrow window the row of tabs begins with the one that is open. */
function openTab() {
  for (const tab of document.querySelectorAll('.tabs a[aria-current]')) {
    const row = tab.closest('.tabs');
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - 12;
  }
}

liveUpdates();
openTab();
oneClick();
tooLargeFiles();
uploads();
chats();
menus();
copying();
wholeFields();
passingCodes();
saidOnce();
